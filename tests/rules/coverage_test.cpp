// What the examples of a rule file reach of it, and where the rest stands.
#include <gtest/gtest.h>

#include "rules/coverage.h"
#include "rules/decision_from_evidence.h"
#include "rules/example_evidence.h"
#include "rules/rules_from_yaml.h"
#include "rules/why.h"
#include "support/case_file.h"
#include "test_schemes.h"

namespace pleno::test {
namespace {

const std::filesystem::path folder = std::filesystem::path(PLENO_SOURCE_DIR) / "rules";

std::shared_ptr<const rules::Rules> rules_of(const std::string& text) {
  Diagnostics found;
  auto rules = rules::rules_from_yaml(text, "aturan.yaml", "0", found);
  EXPECT_NE(rules, nullptr) << to_text(found);
  return rules;
}

TEST(Coverage, OfTheShippedFileIsWhole) {
  const auto rules = rules_of(read_text(folder / "bnsp.yaml"));
  const rules::Coverage c = rules::coverage_of(*rules, {layanan(), penjualan()});
  EXPECT_EQ(to_text(c.missing), "");
  EXPECT_EQ(c.rows.all, 6);
  EXPECT_EQ(c.branches.all, 2);
  EXPECT_EQ(c.outcomes.all, 12);
  EXPECT_EQ(c.outcomes.reached, 12);
}

// Whoever copies a worked file copies examples that go through all of it.
TEST(Coverage, OfTheWorkedFilesIsWholeInRowsAndBranches) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "contoh")) {
    if (entry.path().extension() != ".yaml") continue;
    const auto rules = rules_of(read_text(entry.path()));
    ASSERT_NE(rules, nullptr) << entry.path();
    const rules::Coverage c = rules::coverage_of(*rules, {layanan(), penjualan()});
    const std::string where = entry.path().filename().string() + "\n" + to_text(c.missing);
    EXPECT_EQ(c.rows.reached, c.rows.all) << where;
    EXPECT_EQ(c.branches.reached, c.branches.all) << where;
    ++files;
  }
  EXPECT_EQ(files, 23);
}

TEST(Coverage, NamesWhatNoExampleReaches) {
  std::string text = read_text(folder / "bnsp.yaml");
  text.resize(text.find("contoh:"));
  const auto rules = rules_of(text + "contoh:\n  - { jika: \"semua K\", maka: kompeten }\n");
  const rules::Coverage c = rules::coverage_of(*rules, {small_scheme()});
  EXPECT_EQ(c.rows.reached, 1);
  EXPECT_EQ(c.branches.reached, 1);
  EXPECT_EQ(c.outcomes.reached, 4);
  EXPECT_EQ(c.missing.size(), 5U + 1U + 8U);
  const std::string found = to_text(c.missing);
  EXPECT_NE(found.find("aturan.yaml:11:32: catatan: tidak ada contoh yang sampai ke cabang 'then' ini\n"
                       "      kompeten: if bukti = [] then null\n"
                       "                                   ^^^^\n"),
            std::string::npos)
      << found;
  EXPECT_NE(found.find("tidak ada contoh dengan aturan 'elemen' menghasilkan BK"), std::string::npos)
      << found;
  EXPECT_NE(found.find("tidak ada contoh yang sampai ke baris hasil 6"), std::string::npos) << found;
}

// A branch on a later line of a folded expression is found at its own line.
TEST(Coverage, PlacesBranchesOfLongExpressions) {
  std::string text = read_text(folder / "bnsp.yaml");
  text.resize(text.find("contoh:"));
  const auto rules = rules_of(text + "contoh:\n  - { jika: \"kosong\", maka: belum-diputus }\n");
  const rules::Coverage c = rules::coverage_of(*rules, {small_scheme()});
  const auto other = std::find_if(c.missing.begin(), c.missing.end(), [](const Diagnostic& d) {
    return d.message.find("'else'") != std::string::npos;
  });
  ASSERT_NE(other, c.missing.end());
  EXPECT_EQ(other->at.line, 12);
  EXPECT_EQ(other->excerpt, "            else some m in bukti satisfies m.kompeten");
}

// Looking on changes nothing, and the reasons are those of this very decision.
TEST(Watching, ChangesNoDecision) {
  const auto rules = rules_of(read_text(folder / "contoh/09-ujian-tertulis.yaml"));
  const Scheme scheme = small_scheme();
  for (const char* given :
       {"semua tertulis nilai 70", "semua K kecuali 003.2/1.2 tertulis nilai 55", "kosong"}) {
    const auto reading = rules::read_example(given, *rules, scheme, rules->valid_from());
    rules::Judge plain(*rules, scheme), watched(*rules, scheme);
    struct Counting : rules::Witness {
      int nodes = 0, rows = 0;
      void judged(Level, std::size_t, const rules::LevelRule&, Outcome, const feel::Trace&) override {
        ++nodes;
      }
      void asked_row(std::size_t, bool, const feel::Trace&) override { ++rows; }
    } counting;
    watched.watch(&counting);
    EXPECT_EQ(plain(*reading.evidence), watched(*reading.evidence)) << given;
    EXPECT_EQ(counting.nodes, 10 + 5 + 3 + 1) << given;
    EXPECT_GE(counting.rows, 1);
    const rules::Whys whys = rules::whys_of(*rules, scheme, *reading.evidence);
    EXPECT_EQ(whys.levels[static_cast<int>(Level::Criterion)].size(), 10U);
  }
}

}  // namespace
}  // namespace pleno::test
