// Past candidates under another rule file: who would change and why, and that nothing is written.
#include "app/pleno_run.h"

namespace pleno::testing {
namespace {

const std::string rules = PLENO_SOURCE_DIR "/rules/contoh/";

// A site that was decided once by the default rules.
struct Replay : ::testing::Test {
  SampleSite site;
  Replay() {
    if (site.pleno("pull").code != 0 || site.pleno("decide").code != 0) throw std::runtime_error("no site");
  }
  Ran replay(const std::string& file, const std::string& period, const std::string& more = "") const {
    return site.pleno("decide --rules " + quoted(file) + " --replay " + period + " " + more);
  }
};

TEST_F(Replay, NamesWhoWouldChangeAndThroughWhichRule) {
  const Ran ran = replay(rules + "02-bagian-minimum.yaml", "2026-11-01..2026-11-30");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(contains(ran.out,
                       "26-0403 Ma'ruf Hidayat: belum-kompeten -> kompeten (hasil 5 -> hasil 2)\n"
                       "  M.70.MKT00.022.2: BK -> K [unit] 8 dari 9 KUK terpenuhi\n"))
      << ran.out;
  EXPECT_TRUE(contains(ran.out, "replay: 6 dari 44 keputusan akan berubah; tidak ada yang disimpan"))
      << ran.out;
  EXPECT_FALSE(contains(ran.out, "26-0401 "));  // stays as it is: not listed
}

TEST_F(Replay, WritesNothing) {
  const auto before = digests_of(site.path());
  EXPECT_EQ(replay(rules + "05-dua-metode.yaml", "2026-01-01..2026-12-31").code, 0);
  EXPECT_EQ(replay(rules + "05-dua-metode.yaml", "2026-01-01..2026-12-31", "--json").code, 0);
  EXPECT_EQ(digests_of(site.path()), before);
}

TEST_F(Replay, OnlyThePeriodAndTheSchemesOfTheFile) {
  EXPECT_TRUE(
      contains(replay(rules + "05-dua-metode.yaml", "2025-01-01..2025-12-31").out, "replay: 0 dari 0"));
  const Ran packages = replay(rules + "12-kemasan.yaml", "2026-01-01..2026-12-31");
  EXPECT_TRUE(contains(packages.out, "replay: 5 dari 22 keputusan")) << packages.out;
  EXPECT_TRUE(contains(packages.out, "22 asesi dari skema yang tidak disebut `untuk`")) << packages.out;
}

TEST_F(Replay, FaultsOfTheFileAndOfTheWordsAreTold) {
  site.write("coba.yaml", "id: coba\njudul: Coba\n");
  EXPECT_EQ(replay((site.path() / "coba.yaml").string(), "2026-01-01..2026-12-31").code, 78);
  EXPECT_EQ(replay(rules + "tidak-ada.yaml", "2026-01-01..2026-12-31").code, 66);
  for (const char* period : {"2026-01-01", "2026-12-31..2026-01-01", "2026-1-1..2026-12-31"}) {
    EXPECT_EQ(replay(rules + "05-dua-metode.yaml", period).code, 64) << period;
  }
  EXPECT_EQ(site.pleno("decide --rules " + rules + "05-dua-metode.yaml").code, 64);
}

// `untuk` counts when the night decides: a set for one scheme goes before the set for all.
TEST(RuleFiles, ASetForOneSchemeGoesBeforeTheSetForAll) {
  const SampleSite site;
  site.write("rules/bnsp.yaml", text_of_file(PLENO_SOURCE_DIR "/rules/bnsp.yaml"));
  site.write("rules/layanan.yaml", text_of_file(rules + "12-kemasan.yaml"));
  site.pleno("pull");
  ASSERT_EQ(site.pleno("decide").code, 0);
  const Ran served = site.pleno("explain 26-0403 --depth 1");
  EXPECT_TRUE(contains(served.out, "aturan: contoh-12-kemasan")) << served.out << served.err;
  EXPECT_TRUE(contains(site.pleno("explain 26-0413 --depth 1").out, "aturan: bnsp-semua-kompeten"));
}

}  // namespace
}  // namespace pleno::testing
