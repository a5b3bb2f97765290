// Where people decided otherwise than the rules: kept beside the computed decision, and reported.
#include "app/pleno_run.h"

namespace pleno::testing {
namespace {

struct Differences : ::testing::Test {
  SampleSite site;
  Differences() {
    if (site.pleno("nightly").code != 0) throw std::runtime_error("no packet");
  }
  void fill_in(const std::string& rulings) const {
    const std::string filled = quoted((site.path() / "isian.csv").string());
    run_shell("python3 " PLENO_SOURCE_DIR "/tests/app/fill_sheet.py " +
              quoted((site.path() / "dokumen/2026-11/lembar-putusan-2026-11.csv").string()) + " " + filled +
              " " + rulings);
    site.pleno("resolve 2026-11 " + filled);
  }
};

TEST_F(Differences, OfThePlenaryHasPersonReasonAndDate) {
  fill_in("'26-0401=ditunda|Foto belum ada|'");
  const Ran list = site.pleno("status --differences");
  EXPECT_EQ(list.code, 0) << list.err;
  EXPECT_TRUE(contains(list.out, "26-0401  putusan pleno 2026-11 (")) << list.out;
  EXPECT_TRUE(contains(list.out, "2026-11-23: ditunda, menurut aturan kompeten; alasan: Foto belum ada"))
      << list.out;
  const Ran tree = site.pleno("explain 26-0401 --depth 1");
  EXPECT_TRUE(contains(tree.out, "26-0401: kompeten\n")) << tree.out;  // the computed decision stands
  EXPECT_TRUE(contains(tree.out, "Berbeda: putusan pleno 2026-11")) << tree.out;
  EXPECT_TRUE(contains(site.pleno("explain 26-0401 --json").out, "\"oleh\":\"pleno\",\"siapa\":\"2026-11 ("));
}

TEST_F(Differences, OfAssessorsAreThoseThatThePacketNames) {
  const Ran list = site.pleno("status --differences");
  EXPECT_TRUE(contains(list.out, "rekomendasi asesor ")) << list.out;
  EXPECT_FALSE(contains(list.out, "putusan pleno")) << list.out;
  EXPECT_FALSE(contains(list.out, "26-0401")) << list.out;  // nobody says otherwise
  const Ran json = site.pleno("status --differences --json");
  EXPECT_EQ(run_shell("echo " + quoted(json.out) + " | python3 -m json.tool").code, 0) << json.out;
}

// Following the rules is no difference: BK resolved as BK, undecided as deferred.
TEST_F(Differences, FollowingTheRulesIsNone) {
  fill_in("'26-0403=BK||' '26-0409=ditunda|Penilaian lanjut belum ditutup|'");
  const Ran list = site.pleno("status --differences");
  EXPECT_FALSE(contains(list.out, "putusan pleno")) << list.out;
}

}  // namespace
}  // namespace pleno::testing
