// The fast writer against libharu's documented interface: same text, same picture.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <png.h>

#include <cstdlib>

#include "pdf/plain_writer.h"
#include "pdf/sample.h"
#include "pdf/tools.h"
#include "pdf/writer.h"
#include "text/error.h"

namespace pleno::pdf {
namespace {

struct Picture {
  unsigned width = 0, height = 0;
  std::vector<png_byte> gray;
};

Picture read_picture(const std::filesystem::path& file) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  EXPECT_NE(png_image_begin_read_from_file(&image, file.c_str()), 0) << image.message;
  image.format = PNG_FORMAT_GRAY;
  Picture picture{image.width, image.height, std::vector<png_byte>(PNG_IMAGE_SIZE(image))};
  EXPECT_NE(png_image_finish_read(&image, nullptr, picture.gray.data(), 0, nullptr), 0) << image.message;
  return picture;
}

// Mean difference of gray levels over the pixels where either page has ink.
double difference(const Picture& a, const Picture& b) {
  EXPECT_EQ(a.width, b.width);
  EXPECT_EQ(a.height, b.height);
  long sum = 0, inked = 1;
  for (std::size_t i = 0; i < std::min(a.gray.size(), b.gray.size()); ++i) {
    if (a.gray[i] == 255 && b.gray[i] == 255) continue;
    ++inked;
    sum += std::abs(a.gray[i] - b.gray[i]);
  }
  return static_cast<double>(sum) / static_cast<double>(inked);
}

// libharu's own ToUnicode maps make poppler complain; that is why they are not ours.
std::string text_of(const PdfFile& pdf) {
  return output_of("sh -c \"pdftotext '" + (pdf.folder() / "berkas.pdf").string() + "' - 2>/dev/null\"");
}

TEST(Oracle, both_ways_draw_the_same) {
  Writer writer(sample::fonts(), sample::images());
  Pages shapes = sample::shapes();
  for (Item& item : shapes.pages[0].items) {
    // A coloured code is drawn as boxes the plain way: the same modules, but other edges.
    if (auto* code = std::get_if<QrItem>(&item)) code->colour = {};
  }
  for (const Pages& pages : {sample::certificate(3, "José Wulandari"), shapes}) {
    const PdfFile fast(writer.write(pages));
    const PdfFile plain(write_plainly(pages, *sample::fonts(), *sample::images()));
    EXPECT_EQ(text_of(fast), text_of(plain));
    fast.draw(100);
    output_of("sh -c \"pdftoppm -png -r 100 '" + (plain.folder() / "berkas.pdf").string() + "' '" +
              (plain.folder() / "page").string() + "' 2>/dev/null\"");
    for (std::size_t i = 1; i <= pages.pages.size(); ++i) {
      const std::string page = fmt::format("page-{}.png", i);
      EXPECT_LT(difference(read_picture(fast.folder() / page), read_picture(plain.folder() / page)), 6.0)
          << pages.title << " " << page;
    }
  }
}

TEST(Oracle, the_comparison_sees_small_faults) {
  Writer writer(sample::fonts(), sample::images());
  Pages pages = sample::certificate(3, "Siti Rahma");
  const PdfFile right(writer.write(pages));
  for (Item& item : pages.pages[0].items) {
    if (auto* run = std::get_if<TextRun>(&item)) run->x += 0.5F;
  }
  const PdfFile shifted(writer.write(pages));
  right.draw(100);
  shifted.draw(100);
  EXPECT_GT(
      difference(read_picture(right.folder() / "page-1.png"), read_picture(shifted.folder() / "page-1.png")),
      12.0);
}

TEST(Oracle, the_plain_way_has_title_bookmarks_and_labels) {
  Pages pages = sample::certificate(3, "José Wulandari");
  pages.bookmarks = {{0, "Skema é", 0}, {1, "José", 1}};
  pages.pages[1].label = "A-2";
  const PdfFile pdf(write_plainly(pages, *sample::fonts(), *sample::images()));
  EXPECT_THAT(pdf.info(), ::testing::HasSubstr("Sertifikat Kompetensi – José Wulandari"));
  EXPECT_THAT(pdf.ask("qpdf --json --json-key=outlines"), ::testing::HasSubstr("Skema é"));
  EXPECT_THAT(pdf.check(), ::testing::HasSubstr("No syntax or stream encoding errors"));
  pages.files.push_back({"a.json", "application/json", "", "{}"});
  EXPECT_THROW(write_plainly(pages, *sample::fonts(), *sample::images()), Error);
}

}  // namespace
}  // namespace pleno::pdf
