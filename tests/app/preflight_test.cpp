// What will not print is said before a number is used: by `check` with the longest data, by `issue --plan`
// and the night with the true data.
#include "app/pleno_run.h"

namespace pleno::testing {
namespace {

TEST(Preflight, CheckTriesTheLongestDataAndNamesTheLine) {
  const SampleSite site;
  std::filesystem::create_directories(site.path() / "templates");
  site.write("templates/kartu.xml",
             R"(<document code="KARTU" title="Kartu" paper="A4" margins="20mm" font="Carlito" size="10pt">
  <fixed x="20mm" y="20mm" width="60mm" height="10mm">
    <p fit="shrink" min-size="9pt" max-lines="1">{{asesi.nama}}</p>
  </fixed>
</document>
)");
  const Ran ran = site.pleno("check");
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_TRUE(
      contains(ran.err, "templates/kartu.xml:3 (data terpanjang): peringatan: teks 63 huruf tidak muat"))
      << ran.err;
  EXPECT_TRUE(contains(ran.err, "{{asesi.nama}}")) << ran.err;
}

TEST(Preflight, ThePlanTriesEveryCertificateAndUsesNoNumber) {
  const SampleSite site;
  // A name on one line only, so that somebody's must become smaller.
  std::filesystem::create_directories(site.path() / "templates");
  std::string front = text_of_file(PLENO_SOURCE_DIR "/templates/sertifikat-isi.xml");
  const std::string two_lines = "min-size=\"17pt\" max-lines=\"2\">{{asesi.nama}}";
  ASSERT_TRUE(contains(front, two_lines));
  front.replace(front.find(two_lines), two_lines.size(), "min-size=\"15pt\" max-lines=\"1\">{{asesi.nama}}");
  site.write("templates/sertifikat-isi.xml", front);
  ASSERT_EQ(site.pleno("nightly").code, 0);
  const Ran plain = site.pleno("resolve 2026-11 --adopt-all");
  ASSERT_EQ(plain.code, 3) << plain.err;
  const Ran plan = site.pleno("issue 2026-11 --plan");
  // The plan says by how much, and whose.
  EXPECT_TRUE(contains(plan.err, "dikecilkan dari 26 pt menjadi")) << plan.err;
  EXPECT_TRUE(contains(plan.err, "(asesi 26-04")) << plan.err;
  EXPECT_TRUE(contains(plan.out, "tidak ada yang dilakukan")) << plan.out;
  EXPECT_TRUE(files_in(site.path() / "dokumen/2026-11/sertifikat", ".pdf").empty());
}

}  // namespace
}  // namespace pleno::testing
