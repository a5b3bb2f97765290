#include "pdf/writer.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <thread>

#include "pdf/sample.h"
#include "pdf/tools.h"
#include "text/error.h"

namespace pleno::pdf {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string write(const Pages& pages) { return Writer(sample::fonts(), sample::images()).write(pages); }

std::string refusal(Writer& writer, const Pages& pages) {
  try {
    writer.write(pages);
  } catch (const Error& error) {
    return error.what();
  }
  return "written";
}

TEST(Writer, files_are_sound) {
  for (const Pages& pages : {sample::certificate(1, "Siti Rahma"), sample::shapes()}) {
    const PdfFile pdf(write(pages));
    EXPECT_THAT(pdf.check(), HasSubstr("No syntax or stream encoding errors found"));
    EXPECT_THAT(pdf.check(), HasSubstr("PDF Version: 1.7"));
    pdf.draw(50);  // poppler has nothing to say
  }
}

TEST(Writer, fonts_are_embedded_cut_and_readable) {
  const std::string fonts = PdfFile(write(sample::certificate(1, "Siti Rahma"))).fonts();
  EXPECT_THAT(fonts, Not(HasSubstr(" no ")));
  EXPECT_THAT(fonts, Not(HasSubstr("Warning")));
  for (const char* name : {"LiberationSerif ", "LiberationSerif-Bold ", "LiberationSerif-Italic ",
                           "LiberationSans ", "LiberationSans-Bold "}) {
    EXPECT_THAT(fonts, HasSubstr("+" + std::string(name)));
  }
}

TEST(Writer, page_by_page_gives_the_same_bytes) {
  const Pages whole = sample::certificate(1, "Siti Rahma");
  ASSERT_GT(whole.pages.size(), 1U);
  Pages about = whole, part = whole;
  about.pages.clear();
  about.bookmarks.clear();
  about.faces.clear();
  Writer writer(sample::fonts(), sample::images());
  writer.begin(about);
  for (std::size_t i = 0; i < whole.pages.size(); ++i) {
    part.pages = {whole.pages[i]};
    part.bookmarks.clear();
    for (Bookmark mark : whole.bookmarks) {
      if (mark.page != i) continue;
      mark.page = 0;
      part.bookmarks.push_back(mark);
    }
    writer.add(part);
  }
  EXPECT_EQ(writer.finish(), write(whole));
}

TEST(Writer, a_document_given_up_leaves_no_trace) {
  Writer writer(sample::fonts(), sample::images());
  writer.begin(sample::shapes());
  writer.add(sample::shapes());
  EXPECT_EQ(writer.write(sample::certificate(1, "Siti Rahma")), write(sample::certificate(1, "Siti Rahma")));
}

TEST(Writer, text_comes_back) {
  const std::string text = PdfFile(write(sample::certificate(7, "José D’Arc AVATAR Tiara Wulandari"))).text();
  for (const char* words : {"SERTIFIKAT KOMPETENSI", "José D’Arc AVATAR Tiara Wulandari",
                            "82302 2431 3 0000007 2026", "M.70MKT00.009.2", "Halaman 2 dari 2"}) {
    EXPECT_THAT(text, HasSubstr(words));
  }
  const std::string shapes = PdfFile(write(sample::shapes())).text();
  for (const char* words :
       {"AVATAR Tiara Wulandari, To be", "✓ ☐ ☑ terpenuhi", "José d’Arc – Šimić „ß“ €", "Terputar ke atas"}) {
    EXPECT_THAT(shapes, HasSubstr(words));
  }
}

TEST(Writer, widely_tracked_text_stays_one_word) {
  Pages pages = sample::one_line({"Gentium Plus", true, false}, "SERTIFIKAT KOMPETENSI (é)");
  for (const float tracking : {1.5F, 4.0F}) {
    TextRun run = sample::text(pages, 0, 14, 50, 60, "SERTIFIKAT KOMPETENSI (é)");
    run.tracking = tracking;
    pages.pages[0].items = {run};
    EXPECT_THAT(PdfFile(write(pages)).text(), HasSubstr("SERTIFIKAT KOMPETENSI (é)")) << tracking;
  }
}

TEST(Writer, text_follows_the_order_of_items) {
  const std::string text = PdfFile(write(sample::certificate(1, "Siti Rahma"))).ask("pdftotext -raw", "-");
  EXPECT_LT(text.find("SERTIFIKAT"), text.find("Siti Rahma"));
  EXPECT_LT(text.find("Siti Rahma"), text.find("Pelaksana"));
}

// A certificate must have the same bytes whoever else is in the batch and whichever thread makes it.
TEST(Writer, bytes_depend_on_the_document_alone) {
  const Pages plain = sample::certificate(1, "Siti Rahma");
  const Pages rare = sample::certificate(2, "Łukasz Šimić");
  const std::string first = write(plain);
  Writer used(sample::fonts(), sample::images());
  used.write(rare);
  used.write(sample::shapes());
  EXPECT_EQ(used.write(plain), first);

  // A store that has cut nothing yet.
  const auto fresh = FontStore::load(PLENO_SOURCE_DIR "/fonts");
  EXPECT_EQ(Writer(fresh, sample::images()).write(plain), first);
}

TEST(Writer, bytes_do_not_depend_on_threads) {
  const auto fresh = FontStore::load(PLENO_SOURCE_DIR "/fonts");
  std::array<std::vector<std::string>, 2> made;
  const auto work = [&](std::size_t thread) {
    Writer writer(fresh, sample::images());
    for (int i = 0; i < 20; ++i) {
      const int number = thread == 0 ? i : 19 - i;
      made[thread].push_back(
          writer.write(sample::certificate(number, number % 3 == 0 ? "Łukasz" : "Siti Rahma")));
    }
  };
  std::thread other(work, 1);
  work(0);
  other.join();
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(made[0][i], made[1][19 - i]) << i;
}

TEST(Writer, a_rarer_name_takes_a_wider_cut) {
  const auto size = [](const std::string& name) { return write(sample::certificate(1, name)).size(); };
  const std::size_t ascii = size("Siti Rahma");
  EXPECT_LT(ascii, 80'000U);
  EXPECT_LT(std::max(ascii, size("Dewi Lestari")) - std::min(ascii, size("Dewi Lestari")), 100U);
  EXPECT_LT(ascii + 1'000, size("José Ramos"));
  EXPECT_LT(size("José Ramos") + 1'000, size("Łukasz Šimić"));
  EXPECT_LT(size("Łukasz Šimić") + 1'000, size("Иван"));
}

TEST(Writer, refuses_what_a_font_cannot_show_and_works_on) {
  Writer writer(sample::fonts(), sample::images());
  const Pages good = sample::certificate(1, "Siti Rahma");
  const std::string before = writer.write(good);
  const Face face{"Carlito", false, false};
  EXPECT_THAT(refusal(writer, sample::one_line(face, "Budi 林")), HasSubstr("U+6797"));
  EXPECT_THAT(refusal(writer, sample::one_line(face, "a\tb")), HasSubstr("U+0009"));
  EXPECT_THAT(refusal(writer, sample::one_line(face, "a😀")), HasSubstr("U+1F600"));
  EXPECT_THAT(refusal(writer, sample::one_line({"DejaVu Sans", false, false}, "a\xC3")), HasSubstr("U+FFFD"));
  EXPECT_THAT(refusal(writer, sample::certificate(1, "Budi 林")), HasSubstr("U+6797"));
  EXPECT_THAT(refusal(writer, sample::one_line({"Comic Sans", false, false}, "a")), HasSubstr("Comic Sans"));
  Pages missing = sample::shapes();
  missing.pages[0].items.emplace_back(ImageItem{0, 0, 10, 10, "cap"});
  EXPECT_THAT(refusal(writer, missing), HasSubstr("cap"));
  Pages astray = sample::shapes();
  astray.bookmarks = {{0, "Lampiran", 1}};
  EXPECT_THAT(refusal(writer, astray), HasSubstr("Lampiran"));
  Pages unknown = sample::shapes();
  std::get<TextRun>(unknown.pages[0].items[7]).face = 9;
  EXPECT_THAT(refusal(writer, unknown), HasSubstr("9"));
  Pages empty;
  EXPECT_THAT(refusal(writer, empty), Not(HasSubstr("written")));
  Pages wide = sample::shapes();
  wide.pages[0].width = 20'000;  // libharu's own refusal
  EXPECT_THAT(refusal(writer, wide), HasSubstr("libharu"));
  EXPECT_EQ(writer.write(good), before);
}

TEST(Writer, two_plans_of_one_name_are_an_alarm) {
  Writer writer(FontStore::load(PLENO_SOURCE_DIR "/fonts"), sample::images());
  Pages pages = sample::certificate(1, "Siti Rahma");
  writer.write(pages);
  auto same = std::make_shared<FontPlan>(*pages.plan);
  pages.plan = same;
  EXPECT_EQ(writer.write(pages), write(sample::certificate(1, "Siti Rahma")));
  auto other = std::make_shared<FontPlan>(*pages.plan);
  other->faces[0].fixed.insert(U'é');
  pages.plan = other;
  EXPECT_THAT(refusal(writer, pages), HasSubstr("sertifikat"));
}

TEST(Writer, qr_codes_can_be_read) {
  for (const Pages& pages : {sample::certificate(42, "Siti Rahma"), sample::shapes()}) {
    const PdfFile pdf(write(pages));
    pdf.draw(150);
    const std::string found =
        output_of("zbarimg -q --nodbus --raw '" + (pdf.folder() / "page-1.png").string() + "'");
    EXPECT_EQ(found, pages.title == "Bentuk" ? "https://contoh.example/v/1\n"
                                             : "https://contoh.example/verifikasi/00000042\n");
  }
}

TEST(Writer, a_packet_of_many_pages_is_one_document) {
  Pages packet = sample::certificate(1, "Siti Rahma");
  const std::vector<Page> two = packet.pages;
  for (int i = 1; i < 600; ++i) packet.pages.insert(packet.pages.end(), two.begin(), two.end());
  const std::string bytes = write(packet);
  const std::size_t once = write(sample::certificate(1, "Siti Rahma")).size();
  EXPECT_LT(bytes.size(), once + 600 * 3'000);  // fonts and pictures are in it once
  EXPECT_THAT(PdfFile(bytes).info(), HasSubstr("Pages:           1200"));
}

// More than one node of libharu's page tree takes: the packet of a hundred thousand candidates.
TEST(Writer, a_document_may_have_any_number_of_pages) {
  Pages packet = sample::certificate(1, "Siti Rahma");
  packet.pages.front().items.clear();
  packet.bookmarks.clear();
  packet.pages.resize(2);
  const Page last = packet.pages.back();
  packet.pages.back() = packet.pages.front();
  packet.pages.resize(50'000, packet.pages.front());
  packet.pages.push_back(last);
  const PdfFile pdf(write(packet));
  EXPECT_THAT(pdf.info(), HasSubstr("Pages:           50001"));
  EXPECT_THAT(
      pdf.ask("pdftotext -f 50001 -enc UTF-8", "-"),
      HasSubstr(PdfFile(write(sample::certificate(1, "Siti Rahma"))).ask("pdftotext -f 2 -enc UTF-8", "-")));
}

}  // namespace
}  // namespace pleno::pdf
