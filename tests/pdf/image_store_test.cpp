#include "pdf/image_store.h"

#include <gmock/gmock.h>

#include "pdf/sample.h"
#include "pdf/tools.h"
#include "pdf/writer.h"
#include "support/png_file.h"

namespace pleno::pdf {
namespace {

using pleno::testing::png_chunk;
using pleno::testing::png_number;
using pleno::testing::PngFile;
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
  const TemporaryFolder folder;
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

// What is said about each kind of damage, word for word: the person who saves the picture again reads it.
TEST(ImageStore, each_fault_has_its_message) {
  const std::string whole = colourful();
  std::string wrong_sum = whole;
  wrong_sum[29] = static_cast<char>(wrong_sum[29] ^ 1);  // the first byte of the header's checksum
  std::string wrong_data = whole;
  wrong_data[whole.size() - 13] =
      static_cast<char>(wrong_data[whole.size() - 13] ^ 1);  // the last of its sum
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"", "bukan PNG yang utuh: png_image_begin_read_from_memory: invalid argument"},
      {"GIF89a and more", "bukan PNG yang utuh: Not a PNG file"},
      {whole.substr(0, 20), "bukan PNG yang utuh: read beyond end of data"},
      {whole.substr(0, whole.size() / 2), "PNG rusak: read beyond end of data"},
      {wrong_sum, "bukan PNG yang utuh: IHDR: CRC error"},
      {wrong_data, "PNG rusak: IDAT: CRC error"},
      {PngFile{.width = 0}.bytes(), "bukan PNG yang utuh: Invalid IHDR data"},
      {PngFile{.height = 0}.bytes(), "bukan PNG yang utuh: Invalid IHDR data"},
      {PngFile{.width = 4001}.bytes(), "gambar 4001 x 1 piksel terlalu besar"},
      {PngFile{.width = 60000, .height = 60000}.bytes(), "gambar 60000 x 60000 piksel terlalu besar"},
      {PngFile{.height = 0x7FFFFFFF}.bytes(), "bukan PNG yang utuh: Invalid IHDR data"},
      {PngFile{.depth = 16, .rows = std::string(7, '\0')}.bytes(), "gambar memakai 16 bit per kanal"},
      {PngFile{.height = 9}.bytes(), "PNG rusak: Not enough image data"},
      {PngFile{.colour = 3}.bytes(), "bukan PNG yang utuh: IDAT: Missing PLTE before IDAT"},
      {PngFile{.between = png_chunk("acTL", png_number(1) + png_number(0))}.bytes(),
       "gambar bergerak (APNG)"},
      {std::string((8u << 20) + 1, 'x'), "gambar lebih dari 8 MiB"},
  };
  for (const auto& [png, message] : faults) {
    const std::string said = complaint(png);
    EXPECT_EQ(said.substr(0, said.find('\n')), "foto: galat: " + message);
    EXPECT_THAT(said, HasSubstr("saran: simpan ulang gambar itu"));
  }
}

// Kinds of PNG that are unusual and sound.
TEST(ImageStore, interlaced_pictures_and_palettes_with_alpha_are_read) {
  ImageStore store;
  Diagnostics found;
  // Two by two, by the passes of Adam7: (0,0), then (1,0), then the second row.
  const std::string rows{"\0abc\0def\0ghijkl", 15};
  ASSERT_TRUE(store.add_bytes(
      "bersilang", PngFile{.width = 2, .height = 2, .interlaced = 1, .rows = rows}.bytes(), found));
  EXPECT_EQ(store.find("bersilang")->raw_colour, "abcdefghijkl");
  EXPECT_TRUE(store.find("bersilang")->raw_alpha.empty());
  const std::string palette = png_chunk("PLTE", "abcdef") + png_chunk("tRNS", "\x40");
  ASSERT_TRUE(store.add_bytes(
      "palet", PngFile{.width = 2, .colour = 3, .rows = std::string("\0\0\1", 3), .between = palette}.bytes(),
      found));
  EXPECT_EQ(store.find("palet")->raw_colour, "abcdef");
  EXPECT_EQ(store.find("palet")->raw_alpha, "\x40\xFF");
  ASSERT_TRUE(store.add_bytes(
      "satu", PngFile{.depth = 1, .colour = 0, .rows = std::string("\0\x80", 2)}.bytes(), found));
  EXPECT_EQ(store.find("satu")->raw_colour, "\xFF");
  EXPECT_EQ(to_text(found), "");
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
