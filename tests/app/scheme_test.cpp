// `pleno scheme` through the real program: pages come in as they are, and what looks wrong is said.
#include "app/pleno_run.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

const fs::path page = fs::path(PLENO_SOURCE_DIR) / "samples/schemes/layanan.txt";

TEST(Schemes, AnImportNamesWhatLooksLikeAMisprintAndKeepsThePage) {
  const SampleSite site;
  const Ran ran = site.pleno("scheme import " + quoted(page.string()));
  EXPECT_EQ(ran.code, 0);
  EXPECT_NE(ran.out.find("(9 unit, 32 elemen, 107 KUK), tidak berubah"), std::string::npos) << ran.out;
  for (const char* odd : {"skema layanan, unit M.70.MKT00.003.2, elemen 5: peringatan: tanda kurung tanpa "
                          "pasangan: 'threat),'",
                          "unit M.70.MKT00.026.1, KUK 1.1: peringatan: tanpa spasi setelah koma"})
    EXPECT_NE(ran.err.find(odd), std::string::npos) << ran.err;
  EXPECT_EQ(text_of_file((site.path() / "schemes/layanan.txt").string()), text_of_file(page.string()));
}

TEST(Schemes, AFaultyPageIsNotTaken) {
  const SampleSite site;
  const fs::path torn = site.path() / "layanan.txt";
  std::string text = text_of_file(page.string());
  text.erase(text.find("\n1.1. ") + 1, 5);
  std::ofstream(torn) << text;
  const Ran ran = site.pleno("scheme import " + quoted(torn.string()));
  EXPECT_EQ(ran.code, 65);
  EXPECT_NE(ran.err.find("galat: "), std::string::npos) << ran.err;
  EXPECT_EQ(text_of_file((site.path() / "schemes/layanan.txt").string()), text_of_file(page.string()));
}

TEST(Schemes, LintSaysHowManyOdditiesThereAre) {
  const SampleSite site;
  const Ran ran = site.pleno("scheme lint");
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.out.find("keanehan pada teks; teks tidak diubah"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace pleno::testing
