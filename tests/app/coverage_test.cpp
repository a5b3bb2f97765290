// `pleno check --coverage`: what no example reaches, as people and as programs read it.
#include "app/pleno_run.h"

namespace pleno::testing {
namespace {

TEST(CheckCoverage, NamesRowsWithTheirPlace) {
  const SampleSite site;
  EXPECT_TRUE(contains(site.pleno("check --coverage").out, "6 dari 6 baris hasil, 2 dari 2 cabang"));
  site.write("rules/nilai.yaml", text_of_file(PLENO_SOURCE_DIR "/rules/contoh/09-ujian-tertulis.yaml"));
  site.replace("rules/nilai.yaml", "  - { jika: \"tidak hadir\", maka: tidak-hadir }\n", "");
  const Ran ran = site.pleno("check --coverage");
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_TRUE(contains(ran.out, "cakupan contoh contoh-09-ujian-tertulis:")) << ran.out;
  EXPECT_TRUE(contains(ran.err, "tidak ada contoh yang sampai ke baris hasil 1")) << ran.err;
  EXPECT_FALSE(contains(site.pleno("check").err, "tidak ada contoh"));
  EXPECT_TRUE(contains(site.pleno("check --coverage --json").out, "tidak ada contoh yang sampai ke baris"));
}

TEST(Explaining, SaysWhatWouldHaveToChange) {
  const SampleSite site;
  site.pleno("pull");
  site.pleno("decide");
  const Ran tree = site.pleno("explain 26-0403");
  EXPECT_TRUE(contains(tree.out, "perlu: hasil observasi harus K (saat ini BK)")) << tree.out;
  EXPECT_TRUE(contains(site.pleno("explain 26-0403 --json").out,
                       "\"perlu\":\"hasil observasi harus K (saat ini BK)\""));
  EXPECT_FALSE(contains(site.pleno("explain 26-0401").out, "perlu:"));  // competent
}

}  // namespace
}  // namespace pleno::testing
