#include "pdf/image_store.h"

#include <gmock/gmock.h>
#include <zlib.h>

#include "pdf/sample.h"
#include "pdf/tools.h"
#include "pdf/writer.h"

namespace pleno::pdf {
namespace {

using ::testing::HasSubstr;

std::string opaque_gray() {
  return sample::png(40, 30, [](int x, int y) {
    const auto level = static_cast<std::uint32_t>((x + y) * 3);
    return level << 24 | level << 16 | level << 8 | 0xFF;
  });
}

std::string colourful() {
  return sample::png(90, 60, [](int x, int y) {
    return static_cast<std::uint32_t>(x * 2654435761U + static_cast<unsigned>(y) * 40503U);
  });
}

std::string complaint(const std::string& png) {
  ImageStore store;
  Diagnostics found;
  EXPECT_FALSE(store.add_bytes("foto", png, found));
  EXPECT_EQ(found.size(), 1U);
  EXPECT_EQ(store.find("foto"), nullptr);
  return to_text(found);
}

// A chunk of a PNG with its length and checksum.
std::string chunk(const std::string& type, const std::string& data) {
  const auto number = [](unsigned long value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
    return out;
  };
  const std::string body = type + data;
  return number(data.size()) + body +
         number(crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size())));
}

// The beginning of a PNG that claims this size and depth.
std::string header_only(const std::string& width, const std::string& height, char depth) {
  return std::string("\x89PNG\r\n\x1a\n") + chunk("IHDR", width + height + std::string{depth, 2, 0, 0, 0}) +
         chunk("IDAT", "") + chunk("IEND", "");
}

TEST(ImageStore, keeps_what_a_picture_needs) {
  ImageStore store;
  Diagnostics found;
  ASSERT_TRUE(store.add_bytes("abu", opaque_gray(), found));
  ASSERT_TRUE(store.add_bytes("warna", colourful(), found));
  EXPECT_TRUE(found.empty());
  EXPECT_EQ(store.find("abu")->colour.components, 1);
  EXPECT_TRUE(store.find("abu")->alpha.deflated.empty());
  EXPECT_EQ(store.find("warna")->colour.components, 3);
  EXPECT_FALSE(store.find("warna")->alpha.deflated.empty());
  EXPECT_EQ(store.find("warna")->width, 90);
  EXPECT_EQ(store.find("warna")->height, 60);
}

TEST(ImageStore, pixels_arrive_in_the_file) {
  auto store = std::make_shared<ImageStore>();
  Diagnostics found;
  ASSERT_TRUE(store->add_bytes("warna", colourful(), found));
  Pages pages = sample::shapes();
  pages.pages[0].items = {ImageItem{0, 0, 90, 60, "warna"}};
  const PdfFile pdf(Writer(sample::fonts(), store).write(pages));
  output_of("pdfimages -png '" + (pdf.folder() / "berkas.pdf").string() + "' '" +
            (pdf.folder() / "i").string() + "'");
  ImageStore back;
  ASSERT_TRUE(back.add("warna", pdf.folder() / "i-000.png", found));
  ASSERT_TRUE(back.add("alfa", pdf.folder() / "i-001.png", found));
  EXPECT_EQ(back.find("warna")->raw_colour, store->find("warna")->raw_colour);
  EXPECT_EQ(back.find("alfa")->raw_colour, store->find("warna")->raw_alpha);
}

TEST(ImageStore, invisible_pixels_take_their_neighbours_colour) {
  // One red and one blue pixel in the middle row of five, all else invisible.
  const std::string png = sample::png(5, 3, [](int x, int y) {
    if (y == 1 && x == 1) return 0xFF0000FFU;
    return y == 1 && x == 4 ? 0x0000FFFFU : 0x00FF0000U;
  });
  ImageStore store;
  Diagnostics found;
  ASSERT_TRUE(store.add_bytes("tepi", png, found));
  std::string colours;
  const std::string& raw = store.find("tepi")->raw_colour;
  for (std::size_t i = 0; i < raw.size(); i += 3) {
    colours += raw[i] != 0 ? 'r' : raw[i + 1] != 0 ? 'g' : 'b';
  }
  EXPECT_EQ(colours, "rrrbbrrrbbrrrbb");
}

TEST(ImageStore, a_wholly_invisible_picture_is_no_trouble) {
  ImageStore store;
  Diagnostics found;
  EXPECT_TRUE(store.add_bytes("kosong", sample::png(3, 2, [](int, int) { return 0U; }), found));
}

TEST(ImageStore, names_file_and_remedy) {
  ImageStore store;
  Diagnostics found;
  const TempFolder folder;
  EXPECT_FALSE(store.add("logo", folder / "logo.png", found));
  write_file(folder / "logo.png", "GIF89a");
  EXPECT_FALSE(store.add("logo", folder / "logo.png", found));
  write_file(folder / "logo.png", std::string((8u << 20) + 1, 'x'));
  EXPECT_FALSE(store.add("logo", folder / "logo.png", found));
  EXPECT_FALSE(store.add("logo", folder.path(), found));
  ASSERT_EQ(found.size(), 4U);
  for (const Diagnostic& one : found) {
    EXPECT_THAT(one.at.file, HasSubstr(folder.path().string()));
    EXPECT_FALSE(one.hint.empty());
  }
  EXPECT_THAT(found[2].message, HasSubstr("8 MiB"));
}

TEST(ImageStore, refuses_what_is_too_large_or_too_deep) {
  using namespace std::string_literals;
  EXPECT_THAT(complaint(header_only("\0\0\x0f\xa1"s, "\0\0\0\x01"s, 8)), HasSubstr("4001"));
  EXPECT_THAT(complaint(header_only("\0\0\0\x01"s, "\x7f\xff\xff\xff"s, 8)), HasSubstr("galat"));
  EXPECT_THAT(complaint(header_only("\0\0\0\x02"s, "\0\0\0\x02"s, 16)), HasSubstr("16 bit"));
  EXPECT_THAT(complaint(""), HasSubstr("PNG"));
}

// libharu's own reader aborts the process on nearly all of these.
TEST(ImageStore, damaged_files_are_diagnostics) {
  const std::string whole = colourful();
  int refused = 0;
  for (unsigned i = 0; i < 200; ++i) {
    std::string mutant = whole;
    const std::size_t at = i * 2654435761U % mutant.size();
    if (i % 4 == 0) {
      mutant.resize(at);
    } else {
      mutant[at] = static_cast<char>(mutant[at] ^ (1 + i % 255));
    }
    ImageStore store;
    Diagnostics found;
    const bool added = store.add_bytes("mutan", mutant, found);
    EXPECT_EQ(added, store.find("mutan") != nullptr);
    if (!added) {
      ++refused;
      EXPECT_TRUE(has_errors(found)) << i;
    }
  }
  EXPECT_GT(refused, 180);
}

}  // namespace
}  // namespace pleno::pdf
