// Paragraphs kept from one document to the next: the pages and what is said about them must not change.
#include "document/memo.h"

#include <gtest/gtest.h>

#include "document/document_from_facts.h"
#include "document/pages_from_document.h"
#include "document/template_from_xml.h"
#include "fake_measure.h"
#include "sample_facts.h"
#include "support/case_file.h"

namespace pleno::test {
namespace {

const std::string root = PLENO_SOURCE_DIR;

std::shared_ptr<const document::Template> form(const std::string& xml) {
  Diagnostics found;
  const auto includes = [](const std::string& part) {
    return read_text(root + "/templates/" + part + ".xml");
  };
  auto out = document::template_from_xml(xml, "uji.xml", includes, found);
  EXPECT_EQ(to_text(found), "");
  return out;
}

struct Result {
  Pages pages;
  std::string said;
};

Result lay_out(const document::Template& form, const feel::Context& facts, document::Memo* memo) {
  Diagnostics found;
  const Document filled = document::fill(form, facts, found);
  Result out{document::lay_out(filled, FakeMeasure(), found, {.memo = memo}), {}};
  out.said = to_text(found);
  return out;
}

void expect_same(const document::Template& form, const feel::Context& facts, document::Memo& memo) {
  const Result plain = lay_out(form, facts, nullptr);
  const Result kept = lay_out(form, facts, &memo);
  EXPECT_EQ(kept.said, plain.said);
  EXPECT_EQ(kept.pages.faces, plain.pages.faces);
  EXPECT_EQ(to_text(kept.pages), to_text(plain.pages));
  EXPECT_TRUE(kept.pages.pages == plain.pages.pages);
}

TEST(Memo, never_changes_a_document) {
  document::Memo memo;  // one for all, as a run has it
  for (int round = 0; round < 4; ++round) {
    for (const char* name : {"fr-ak-02", "sertifikat"}) {
      const auto one = form(read_text(root + "/templates/" + name + ".xml"));
      for (const bool gaps : {false, true}) {
        feel::Context facts = sample_facts(gaps);
        expect_same(*one, facts, memo);
        put(facts, "asesi.nama", feel::Value("Ni Luh Putu " + std::to_string(round / 2)));
        expect_same(*one, facts, memo);
      }
    }
  }
}

// The same words in another style, width, alignment, numbering or template are another paragraph.
TEST(Memo, tells_paragraphs_apart) {
  document::Memo memo;
  const auto one = form(
      R"(<document title="x" font="Carlito"><footer><p>Halaman {{halaman}}</p></footer>
<p>sama</p><p align="right">sama</p><p><b>sama</b></p><p indent="9mm">sama</p><p leading="2">sama</p>
<fixed x="9mm" y="9mm" width="30mm" height="90mm"><p align="right">sama</p><p>sa<b>ma</b></p></fixed>
<ol><li>sama</li><li>sama</li></ol><page-break/><p>sama</p></document>)");
  const auto other = form(R"(<document title="x" font="Gentium Plus" size="20pt"><p>sama</p></document>)");
  for (int round = 0; round < 4; ++round) {
    expect_same(*one, sample_facts(), memo);
    expect_same(*other, sample_facts(), memo);
  }
}

// What is said of a paragraph is said of each document that has it.
TEST(Memo, repeats_messages) {
  document::Memo memo;
  const auto shrunk = form(
      R"(<document title="x" font="Carlito"><fixed x="9mm" y="9mm" width="30mm" height="90mm">
<p fit="shrink" min-size="4pt" max-lines="1">nama yang terlalu panjang</p></fixed></document>)");
  const auto missing =
      form(R"(<document title="x" font="Carlito"><p>ada 漢 ini</p><p>ada 漢 ini</p></document>)");
  for (int round = 0; round < 4; ++round) {
    EXPECT_NE(lay_out(*shrunk, sample_facts(), &memo).said, "");
    EXPECT_NE(lay_out(*missing, sample_facts(), &memo).said, "");
    expect_same(*shrunk, sample_facts(), memo);
    expect_same(*missing, sample_facts(), memo);
  }
}

TEST(Memo, forgets_when_it_is_full) {
  document::Memo memo;
  bool again = false;
  for (int i = 0; i < 20'000; ++i) memo.keep(std::to_string(i), {});
  EXPECT_EQ(memo.find("0", again), nullptr);
  EXPECT_FALSE(again);
  EXPECT_EQ(memo.find("0", again), nullptr);
  EXPECT_TRUE(again);
  EXPECT_NE(memo.find("19999", again), nullptr);
}

}  // namespace
}  // namespace pleno::test
