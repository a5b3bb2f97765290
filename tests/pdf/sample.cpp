#include "pdf/sample.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <png.h>

#include <algorithm>
#include <cmath>

#include "pdf/font_file.h"
#include "text/utf8.h"

namespace pleno::pdf::sample {
namespace {

constexpr Colour ink{0x1d, 0x2b, 0x44};
constexpr Colour grey{0x45, 0x50, 0x6a};
constexpr Colour gold{0x9a, 0x7b, 0x3c};

// A pixel of this colour, covered so far (0 to 1) by the shape.
std::uint32_t covered(std::uint32_t rgb, double coverage) {
  return rgb << 8 | static_cast<std::uint32_t>(std::lround(255 * std::clamp(coverage, 0.0, 1.0)));
}

std::string logo() {
  return png(300, 300, [](int x, int y) {
    const double from_middle = std::hypot(x - 149.5, y - 149.5);
    if (std::abs(from_middle - 135) < 12) return covered(0x9a7b3c, 12 - std::abs(from_middle - 135));
    return covered(0x1d2b44, 100 - from_middle);
  });
}

std::string signature() {
  return png(400, 150, [](int x, int y) {
    const double wave = 75 + 45 * std::sin(x / 23.0) * std::cos(x / 71.0);
    return covered(0x202060, 3.5 - std::abs(y - wave) * 0.7);
  });
}

std::shared_ptr<const FontPlan> certificate_plan() {
  static const std::shared_ptr<const FontPlan> plan = [] {
    auto made = std::make_shared<FontPlan>();
    made->id = "sertifikat";
    const auto points = [](std::string_view words) {
      const auto list = code_points(words);
      return std::set<char32_t>(list.begin(), list.end());
    };
    made->faces = {{{"Liberation Serif", false, false}, points("Dengan ini menyatakan bahwa:"), true},
                   {{"Liberation Serif", true, false}, points("SERTIFIKAT KOMPETENSI"), true},
                   {{"Liberation Serif", false, true}, points("This is to certify that,"), true},
                   {{"Liberation Sans", false, false}, points("Halaman 12dari"), true},
                   {{"Liberation Sans", true, false}, points("Daftar Unit Kompetensi NoKdJl"), false}};
    return made;
  }();
  return plan;
}

void frame(Page& page) {
  Box outer{31, 31, page.width - 62, page.height - 62, std::nullopt, ink, 1.6F, false};
  Box inner{36, 36, page.width - 72, page.height - 72, std::nullopt, gold, 0.5F, false};
  page.items.emplace_back(outer);
  page.items.emplace_back(inner);
}

Page front(const Pages& pages, int number, const std::string& name) {
  Page page;
  const float middle = page.width / 2;
  frame(page);
  page.items.emplace_back(ImageItem{middle - 35, 60, 70, 70, "logo"});
  TextRun title = centred(pages, 1, 30, middle, 185, "SERTIFIKAT KOMPETENSI");
  title.colour = ink;
  page.items.emplace_back(title);
  const std::vector<std::pair<std::uint16_t, std::string>> lines = {
      {2, "Certificate of Competence"},
      {0, fmt::format("No. 82302 2431 3 {:07} 2026", number)},
      {0, "Dengan ini menyatakan bahwa:"},
      {2, "This is to certify that,"},
      {1, name},
      {0, "Telah kompeten pada bidang:"},
      {2, "Is competent in the area of:"},
      {1, "Pemasaran Digital"},
      {2, "Digital Marketing"},
      {0, "Dengan Kualifikasi / Kompetensi:"},
      {2, "With Qualification / Competency:"},
      {1, "Pelaksana Pemasaran Digital"},
      {0, "Sertifikat ini berlaku untuk: 3 (Tiga) Tahun"},
      {2, "This certificate is valid for: 3 (Three) Years"},
      {0, "Jakarta, 21 November 2026"},
      {0, "Atas nama Badan Nasional Sertifikasi Profesi"}};
  float y = 215;
  for (const auto& [face, words] : lines) {
    const float size = words == name ? 26.0F : face == 2 ? 10.0F : face == 1 ? 15.5F : 11.5F;
    TextRun run = centred(pages, face, size, middle, y, words);
    run.colour = face == 2 ? grey : ink;
    page.items.emplace_back(run);
    y += 30;
  }
  page.items.emplace_back(ImageItem{middle - 60, 690, 120, 45, "tanda-tangan"});
  page.items.emplace_back(
      QrItem{60, 690, 75, fmt::format("https://contoh.example/verifikasi/{:08}", number), {}});
  page.items.emplace_back(centred(pages, 1, 11.5F, middle, 760, "Sri Wahyuningsih"));
  return page;
}

Page back(const Pages& pages) {
  Page page;
  page.items.emplace_back(text(pages, 4, 13, 60, 80, "Daftar Unit Kompetensi"));
  for (int row = 0; row <= 9; ++row) {
    const float y = 100.0F + 40.0F * static_cast<float>(row);
    page.items.emplace_back(Line{60, y, 535, y, 0.4F, grey});
    if (row == 9) break;
    page.items.emplace_back(text(pages, 4, 9, 64, y + 15, std::to_string(row + 1)));
    page.items.emplace_back(text(pages, 3, 9, 85, y + 15, fmt::format("M.70MKT00.{:03}.2", row + 1)));
    page.items.emplace_back(text(pages, 0, 10, 190, y + 15, "Melaksanakan analisis data pemasaran digital"));
    page.items.emplace_back(text(pages, 2, 9, 190, y + 28, "Carry out analysis of digital marketing data"));
  }
  for (const float x : {60.0F, 80.0F, 185.0F, 535.0F})
    page.items.emplace_back(Line{x, 100, x, 460, 0.4F, grey});
  page.items.emplace_back(text(pages, 3, 8, 60, 800, "Halaman 2 dari 2"));
  return page;
}

}  // namespace

std::string png(int width, int height, const std::function<std::uint32_t(int x, int y)>& paint) {
  std::vector<png_byte> pixels;
  for (int i = 0; i < width * height; ++i) {
    const std::uint32_t pixel = paint(i % width, i / width);
    for (int shift = 24; shift >= 0; shift -= 8)
      pixels.push_back(static_cast<png_byte>(pixel >> shift & 0xFF));
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_RGBA;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string bytes(size, '\0');
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr) == 0) {
    ADD_FAILURE() << image.message;
  }
  bytes.resize(size);
  return bytes;
}

const std::shared_ptr<const FontStore>& fonts() {
  static const auto store = FontStore::load(PLENO_SOURCE_DIR "/fonts");
  return store;
}

const std::shared_ptr<const ImageStore>& images() {
  static const std::shared_ptr<const ImageStore> store = [] {
    auto made = std::make_shared<ImageStore>();
    Diagnostics found;
    made->add_bytes("logo", logo(), found);
    made->add_bytes("tanda-tangan", signature(), found);
    EXPECT_EQ(to_text(found), "");
    return made;
  }();
  return store;
}

TextRun text(const Pages& pages, std::uint16_t face, float size, float x, float y, const std::string& words) {
  TextRun run;
  run.x = x;
  run.y = y;
  run.face = face;
  run.size = size;
  run.text = words;
  const FontFile& font = fonts()->get(pages.faces.at(face));
  const auto points = code_points(words);
  for (std::size_t i = 0; i < points.size(); ++i) {
    run.kerning.push_back(i == 0 ? std::int16_t{0}
                                 : static_cast<std::int16_t>(font.kerning(points[i - 1], points[i])));
  }
  if (std::all_of(run.kerning.begin(), run.kerning.end(), [](int k) { return k == 0; })) run.kerning.clear();
  return run;
}

TextRun centred(const Pages& pages, std::uint16_t face, float size, float x, float y,
                const std::string& words) {
  TextRun run = text(pages, face, size, x, y, words);
  const FontFile& font = fonts()->get(pages.faces.at(face));
  int width = 0;
  for (const char32_t point : code_points(words)) width += font.advance(point);
  for (const std::int16_t kerning : run.kerning) width += kerning;
  run.x -= static_cast<float>(width) * size / 2000;
  return run;
}

Pages certificate(int number, const std::string& name) {
  Pages pages;
  pages.title = "Sertifikat Kompetensi – " + name;
  pages.author = "LSP Contoh";
  pages.subject = "Pelaksana Pemasaran Digital";
  pages.identity = fmt::format("sertifikat {}", number);
  pages.date = parse_date("2026-11-21");
  pages.plan = certificate_plan();
  for (const FaceUse& use : pages.plan->faces) pages.faces.push_back(use.face);
  pages.pages = {front(pages, number, name), back(pages)};
  return pages;
}

Pages shapes() {
  Pages pages;
  pages.title = "Bentuk";
  pages.identity = "bentuk";
  pages.faces = {{"Gentium Plus", false, false}, {"Carlito", true, false}, {"DejaVu Sans", false, false}};
  Page page;
  page.width = 400;
  page.height = 300;
  page.items.emplace_back(Box{20, 20, 80, 40, Colour{0xe9, 0xec, 0xf1}, std::nullopt, 1, false});
  page.items.emplace_back(Box{120, 20, 80, 40, Colour{0xfb, 0xf4, 0xe3}, gold, 2, true});
  page.items.emplace_back(Box{220, 20, 80, 40, std::nullopt, ink, 0.5F, false});
  page.items.emplace_back(Polyline{{{30, 100}, {40, 112}, {60, 85}}, 3, ink});
  page.items.emplace_back(Line{100, 100, 200, 80, 1, gold});
  page.items.emplace_back(ImageItem{210, 70, 50, 50, "logo"});
  page.items.emplace_back(QrItem{300, 80, 60, "https://contoh.example/v/1", ink});
  page.items.emplace_back(text(pages, 0, 18, 20, 160, "AVATAR Tiara Wulandari, To be"));
  TextRun tracked = text(pages, 1, 14, 20, 190, "SERTIFIKAT (A) \\ B");
  tracked.tracking = 0.6F;
  tracked.colour = gold;
  page.items.emplace_back(tracked);
  TextRun turned = text(pages, 1, 12, 380, 280, "Terputar ke atas");
  turned.angle = 90;
  page.items.emplace_back(turned);
  TextRun slanted = text(pages, 0, 30, 200, 290, "CONTOH");
  slanted.angle = 30;
  slanted.colour = {200, 200, 200};
  page.items.emplace_back(slanted);
  page.items.emplace_back(text(pages, 2, 12, 20, 220, "✓ ☐ ☑ terpenuhi"));
  page.items.emplace_back(text(pages, 0, 12, 20, 245, "José d’Arc – Šimić „ß“ €"));
  pages.pages = {page};
  return pages;
}

Pages one_line(const Face& face, const std::string& words) {
  Pages pages;
  pages.title = words;
  pages.identity = words;
  pages.faces = {face};
  Page page;
  TextRun run;
  run.x = 50;
  run.y = 60;
  run.size = 12;
  run.text = words;
  page.items.emplace_back(run);
  pages.pages = {page};
  return pages;
}

}  // namespace pleno::pdf::sample
