// Results under another code count where a rule file's `padanan` says so, from its day on, and nowhere else.
#include "app/pleno_run.h"

namespace pleno::testing {
namespace {

// The source says PEM00.004.1 and 042.1 without the second dot, whatever the scheme.
struct EqualUnits : ::testing::Test {
  SampleSite site;
  EqualUnits() {
    site.replace("queries/marks.sql", "u.code       as unit_code",
                 "replace(replace(u.code, 'M.70.MKT00.004.1', 'M.70PEM00.004.1'), 'M.70.MKT00.042.2', "
                 "'M.70.MKT00.042.1') as unit_code");
  }
  void padanan(const std::string& equivalences) const {
    std::string text = text_of_file(PLENO_SOURCE_DIR "/rules/bnsp.yaml");
    text.insert(text.find("\nkriteria:") + 1, "padanan:\n" + equivalences + "\n");
    site.write("rules/bnsp.yaml", text);
  }
};

constexpr const char* strategy = "  - { unit: M.70.MKT00.004.1, sama_dengan: M.70.PEM00.004.1 }\n";
constexpr const char* communication = "  - { unit: '042.1', sama_dengan: '042.2', dari: 2026-11-01 }\n";

TEST_F(EqualUnits, AreNeverGuessed) {
  const Ran ran = site.pleno("pull");
  EXPECT_TRUE(contains(ran.out, "pull: 3 baru, 0 berubah, 0 tetap, 41 baris ditolak"))
      << ran.out;  // 3 without marks
  EXPECT_TRUE(contains(ran.err, "unit 'M.70PEM00.004.1' tidak ada dalam skema layanan")) << ran.err;
  EXPECT_TRUE(contains(ran.err, "unit 'M.70.MKT00.042.1' tidak ada dalam skema penjualan")) << ran.err;
}

TEST_F(EqualUnits, StatedOnesTakeEffectFromPullToDecision) {
  padanan(std::string(strategy) + communication);
  const Ran ran = site.pleno("pull");
  EXPECT_TRUE(contains(ran.out, "pull: 44 baru")) << ran.out << ran.err;
  ASSERT_EQ(site.pleno("decide").code, 0);
  // The same results as without the foreign codes, under the scheme's own.
  const SampleSite plain;
  plain.pleno("pull");
  plain.pleno("decide");
  for (const char* candidate : {"26-0401", "26-0403", "26-0413"}) {
    const std::string tree = site.pleno("explain " + std::string(candidate)).out;
    const std::string other = plain.pleno("explain " + std::string(candidate)).out;
    EXPECT_EQ(tree.substr(tree.find("\n\n")), other.substr(other.find("\n\n"))) << candidate;
  }
}

TEST_F(EqualUnits, OnlyOnTheirDays) {
  padanan(std::string(strategy) + "  - { unit: '042.1', sama_dengan: '042.2', dari: 2027-01-01 }\n");
  const Ran later = site.pleno("pull");
  EXPECT_TRUE(contains(later.out, "pull: 23 baru")) << later.out;  // Layanan, and who has no marks
  EXPECT_TRUE(contains(later.err, "unit 'M.70.MKT00.042.1' tidak ada dalam skema penjualan")) << later.err;
  padanan(std::string(strategy) + "  - { unit: '042.1', sama_dengan: '042.2', sampai: 2026-11-30 }\n");
  EXPECT_TRUE(contains(site.pleno("pull").out, "pull: 21 baru, 0 berubah, 23 tetap"));
}

TEST_F(EqualUnits, AKukThatTheUnitLacksIsNamedByTheSchemesCode) {
  padanan(std::string(strategy) + communication);
  site.sql(
      "update criterion set number = '9.9' where number = '1.1' and unit_id in "
      "(select id from unit where code like '%PEM00.004.1')");
  const Ran ran = site.pleno("pull");
  EXPECT_TRUE(contains(ran.err, "tidak memiliki KUK '9.9'")) << ran.err;
}

}  // namespace
}  // namespace pleno::testing
