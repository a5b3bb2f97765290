// The shipped templates: read without a finding, satisfy the schema for editors, and hold with the worst
// legal data. Widths are those of FakeMeasure; the looks with real fonts are tests/looks.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <regex>

#include "document/document_from_facts.h"
#include "document/pages_from_document.h"
#include "document/template_from_xml.h"
#include "domain/facts.h"
#include "fake_measure.h"
#include "sample_facts.h"
#include "support/case_file.h"
#include "text/utf8.h"

namespace pleno::test {
namespace {

namespace fs = std::filesystem;
const fs::path root = PLENO_SOURCE_DIR;

std::vector<fs::path> shipped() {
  std::vector<fs::path> out;
  for (const fs::path& folder : {root / "templates", root / "templates/mail"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".xml") out.push_back(entry.path());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::shared_ptr<const document::Template> read(const std::string& name, Diagnostics& found) {
  const auto includes = [](const std::string& part) -> std::optional<std::string> {
    return read_text(root / "templates" / (part + ".xml"));
  };
  return document::template_from_xml(read_text(root / "templates" / name), name, includes, found);
}

Pages pages_of(const std::string& name, const feel::Context& facts, Diagnostics& found) {
  const auto form = read(name, found);
  if (!form) return {};
  return document::lay_out(document::fill(*form, facts, found), FakeMeasure(), found);
}

// All text of a page, runs separated by a blank.
std::string words_of(const Page& page) {
  std::string out;
  for (const Item& item : page.items) {
    if (const auto* run = std::get_if<TextRun>(&item)) out += run->text + " ";
  }
  return out;
}

Diagnostics errors_in(const Diagnostics& found) {
  Diagnostics out;
  for (const Diagnostic& one : found) {
    if (one.severity == Severity::Error) out.push_back(one);
  }
  return out;
}

TEST(Shipped, TemplatesAreReadWithoutAFinding) {
  for (const fs::path& file : shipped()) {
    if (read_text(file).find("<fragment>") != std::string::npos) continue;  // read with those that include it
    Diagnostics found;
    EXPECT_NE(read(fs::relative(file, root / "templates").string(), found), nullptr) << file;
    EXPECT_EQ(to_text(found), "") << file;
  }
}

TEST(Shipped, TemplatesSatisfyTheSchema) {
  if (std::system("xmllint --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "xmllint is not installed";
  for (const fs::path& file : shipped()) {
    const std::string command = "xmllint --noout --schema '" + (root / "templates/pleno.xsd").string() +
                                "' '" + file.string() + "' 2>/dev/null";
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
  }
}

// The whole NIK stands on the application form alone; `app` gives it to no other.
TEST(Shipped, OnlyTheApplicationFormShowsTheNationalId) {
  for (const fs::path& file : shipped()) {
    const bool shows = std::regex_search(read_text(file), std::regex("asesi\\.nik\\b(?!_)"));
    EXPECT_EQ(shows, file.filename() == "fr-apl-01.xml") << file;
  }
}

TEST(Shipped, FormAndCertificateHoldTheSample) {
  for (const char* name : {"fr-ak-02.xml", "sertifikat.xml"}) {
    Diagnostics found;
    const Pages pages = pages_of(name, sample_facts(), found);
    EXPECT_EQ(to_text(errors_in(found)), "") << name;
    EXPECT_EQ(pages.pages.size(), 2U) << name;
    EXPECT_TRUE(pages.plan) << name;
  }
}

// 60 letters of name, a word of 300 letters, and 27 missing criteria in each of nine units.
TEST(Shipped, FormHoldsTheWorstData) {
  feel::Context facts = sample_facts(true);
  put(facts, "asesi.nama", feel::Value("Raden Ajeng Kusumaningrum Wardhani Prawiranegara, S.T., M.M."));
  put(facts, "rekomendasi.komentar", feel::Value(std::string(300, 'x')));
  feel::List missing;
  std::string criteria;
  for (int i = 1; i <= 27; ++i)
    criteria += (i > 1 ? ", " : "") + std::to_string(i / 6 + 1) + "." + std::to_string(i % 6 + 1);
  for (int unit = 1; unit <= 9; ++unit) {
    feel::Context one;
    one.set("unit", feel::Value("M.70.MKT00.00" + std::to_string(unit) + ".2"));
    one.set("judul",
            feel::Value("Menyusun Pelayanan yang Khas Berdasarkan Merek Organisasi (Branded Service)"));
    one.set("kuk", feel::Value(criteria));
    one.set("alasan", feel::Value("belum dinilai"));
    missing.emplace_back(one);
  }
  put(facts, "hasil.kurang", feel::Value(missing));
  Diagnostics found;
  const Pages pages = pages_of("fr-ak-02.xml", facts, found);
  EXPECT_EQ(to_text(errors_in(found)), "");
  std::string all;
  std::size_t letters = 0;
  for (const Page& page : pages.pages) {
    const std::string words = words_of(page);
    all += words;
    EXPECT_EQ(words.find("Asesi : Nama ") != std::string::npos, words.find("No. Reg. ") != std::string::npos)
        << "signatures cut";
    EXPECT_NE(words.find("Halaman "), std::string::npos);
  }
  for (const char c : all) letters += c == 'x' ? 1 : 0;
  EXPECT_EQ(letters, 300U);
  for (int unit = 1; unit <= 9; ++unit)
    EXPECT_NE(all.find("M.70.MKT00.00" + std::to_string(unit) + ".2"), std::string::npos) << unit;
}

TEST(Shipped, NoItemLeavesItsPage) {
  for (const char* name : {"fr-ak-02.xml", "sertifikat.xml"}) {
    Diagnostics found;
    const Pages pages = pages_of(name, sample_facts(true), found);
    for (const Page& page : pages.pages) {
      for (const Item& item : page.items) {
        if (const auto* run = std::get_if<TextRun>(&item)) {
          EXPECT_TRUE(run->x > 0 && run->x < page.width && run->y > 0 && run->y < page.height)
              << name << ": " << run->text;
        }
      }
    }
  }
}

// The plan promises which characters each face sets; what pages hold must be in it, or be data.
TEST(Shipped, PlanCoversThePages) {
  for (const char* name : {"fr-ak-02.xml", "sertifikat.xml"}) {
    Diagnostics found;
    const Pages pages = pages_of(name, sample_facts(), found);
    for (const Page& page : pages.pages) {
      for (const Item& item : page.items) {
        const auto* run = std::get_if<TextRun>(&item);
        if (run == nullptr) continue;
        const Face& face = pages.faces.at(run->face);
        const auto use = std::find_if(pages.plan->faces.begin(), pages.plan->faces.end(),
                                      [&](const FaceUse& one) { return one.face == face; });
        ASSERT_NE(use, pages.plan->faces.end()) << name << ": " << run->text;
        for (const char32_t c : code_points(run->text)) {
          EXPECT_TRUE(use->sets_data || use->fixed.contains(c)) << name << ": " << run->text;
        }
      }
    }
  }
}

// Dashes, quotes and dots as a typesetter sets them: our own words hold no sign of the typewriter.
TEST(Shipped, WordsHaveRealDashesAndQuotes) {
  for (const fs::path& file : shipped()) {
    const std::string text = read_text(file);
    if (text.find("<document") == std::string::npos) continue;
    Diagnostics found;
    const auto form = read(file.filename().string(), found);
    ASSERT_NE(form, nullptr) << file;
    for (const FaceUse& use : form->sheet->plan->faces) {
      EXPECT_FALSE(use.fixed.contains('"')) << file;
      EXPECT_FALSE(use.fixed.contains('\'')) << file;
    }
    EXPECT_EQ(text.find("..."), std::string::npos) << file;
    EXPECT_FALSE(std::regex_search(text, std::regex("[^!-]--[^>-]"))) << file;
  }
}

TEST(Shipped, SameFactsGiveTheSamePages) {
  Diagnostics found;
  const std::string first = to_text(pages_of("sertifikat.xml", sample_facts(), found));
  pages_of("fr-ak-02.xml", sample_facts(true), found);
  EXPECT_EQ(to_text(pages_of("sertifikat.xml", sample_facts(), found)), first);
}

// docs/templates.md lists each fact from the table that the checks use.
TEST(Shipped, DocumentationListsTheFacts) {
  std::string table = "| Nama | Isi | Arti | Dari |\n|--|--|--|--|\n";
  constexpr std::array types = {"teks",   "bilangan", "benar/salah", "tanggal",
                                "daftar", "kelompok", "fungsi",      "apa saja"};
  for (const Fact& fact : document_facts()) {
    table += "| `" + std::string(fact.name) + "` | " + types.at(static_cast<std::size_t>(fact.type)) + " | " +
             std::string(fact.meaning) + " | " + std::string(fact.from) + " |\n";
  }
  const fs::path file = root / "docs/templates.md";
  std::string text = read_text(file);
  const std::string begin = "<!-- facts -->\n", end = "<!-- /facts -->";
  const std::size_t from = text.find(begin) + begin.size(), to = text.find(end);
  ASSERT_LE(from, to);
  text.replace(from, to - from, table);
  expect_golden(file, text);
}

}  // namespace
}  // namespace pleno::test
