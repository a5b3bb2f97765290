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
  EXPECT_TRUE(contains(
      ran.err,
      "templates/kartu.xml:3 (data terpanjang): peringatan: teks 63 huruf ({{asesi.nama}}) tidak muat"))
      << ran.err;
  EXPECT_TRUE(contains(ran.err, "{{asesi.nama}}")) << ran.err;
}

// None is passed over, whatever facts it asks for.
TEST(Preflight, CheckTriesEveryTemplate) {
  int documents = 0, mails = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(PLENO_SOURCE_DIR "/templates")) {
    if (entry.path().extension() != ".xml") continue;
    const std::string text = text_of_file(entry.path());
    documents += contains(text, "<document") ? 1 : 0;
    mails += contains(text, "<mail") ? 1 : 0;
  }
  EXPECT_GT(documents, 25);
  EXPECT_EQ(mails, 2);
  const SampleSite site;
  std::filesystem::create_directories(site.path() / "templates/mail");
  site.write("templates/mail/undangan.xml",
             "<mail subject=\"Undangan {{pleno.kode}}\"><p>Yth. {{asesi.nama}}</p></mail>\n");
  // The words of a choice are this template's own: no data of ours can know them.
  site.write("templates/kartu.xml",
             "<document title=\"Kartu\" font=\"Carlito\">\n<p><choice options=\"Merah / Biru\" "
             "is=\"tuk.jenis\"/></p>\n"
             "</document>\n");
  const Ran ran = site.pleno("check");
  EXPECT_TRUE(contains(ran.out, "dicoba dengan data terpanjang: " + std::to_string(documents + 1) +
                                    " dokumen, " + std::to_string(mails + 1) + " surat elektronik"))
      << ran.out;
  EXPECT_TRUE(contains(ran.err, "templates/kartu.xml:2 (data terpanjang): peringatan: ") ||
              contains(ran.err, "templates/kartu.xml:2:"))
      << ran.err;
  EXPECT_TRUE(contains(ran.err, "Tempat Kerja bukan salah satu pilihan")) << ran.err;
}

// The shipped templates hold whatever the law allows: not a word about them.
TEST(Preflight, ShippedTemplatesHoldTheLongestData) {
  const SampleSite site;
  const Ran ran = site.pleno("check");
  EXPECT_FALSE(contains(ran.err, "data terpanjang")) << ran.err;
}

// Letters and mails too, also of those who get no certificate; nothing is numbered.
TEST(Preflight, ThePlanTriesLettersAndMails) {
  const SampleSite site;
  std::filesystem::create_directories(site.path() / "templates/mail");
  site.write(
      "templates/surat-hasil.xml",
      "<document title=\"Surat\" author=\"x\" record=\"asesi {{asesi.no_pendaftaran}}\" font=\"Carlito\">"
      "<fixed x=\"20mm\" y=\"20mm\" width=\"30mm\" height=\"5mm\">\n"
      "<p max-lines=\"1\">{{asesi.nama}}</p></fixed></document>\n");
  site.write("templates/mail/sertifikat.xml",
             "<mail subject=\"Sertifikat\" record=\"asesi "
             "{{asesi.no_pendaftaran}}\">\n<p>{{asesi.nik}}</p></mail>\n");
  ASSERT_EQ(site.pleno("nightly").code, 0);
  ASSERT_EQ(site.pleno("resolve 2026-11 --adopt-all").code, 3);
  const Ran plan = site.pleno("issue 2026-11 --plan");
  EXPECT_TRUE(contains(plan.err, "surat-hasil.xml:2 (asesi 26-04")) << plan.err;
  EXPECT_TRUE(contains(plan.err, "({{asesi.nama}}) tidak muat")) << plan.err;
  EXPECT_TRUE(contains(plan.err, "mail/sertifikat.xml:2:6 (asesi 26-04")) << plan.err;
  EXPECT_TRUE(contains(plan.err, "'asesi.nik' tidak ada isinya")) << plan.err;
  EXPECT_TRUE(contains(plan.out, "issue 2026-11 --plan: 0 sertifikat akan terbit")) << plan.out;
  const Ran night = site.pleno("issue 2026-11");
  EXPECT_EQ(night.code, 3) << night.err;
  EXPECT_TRUE(contains(night.out, "issue 2026-11: 0 sertifikat terbit")) << night.out;
  EXPECT_TRUE(files_in(site.path() / "dokumen/2026-11/sertifikat", ".pdf").empty());
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

// A rule may find someone competent in whom no unit is: no certificate without units, and no number lost.
TEST(Preflight, ACertificateNeedsACompetentUnit) {
  const SampleSite site;
  std::string rules = text_of_file(PLENO_SOURCE_DIR "/rules/bnsp.yaml");
  rules.erase(rules.find("contoh:"));
  site.write("rules/bnsp.yaml", rules);
  site.replace("rules/bnsp.yaml", "every e in elemen satisfies e.kompeten", "count(elemen) = 0");
  site.replace("rules/bnsp.yaml", "every u in unit satisfies u.kompeten", "count(unit) > 0");
  ASSERT_EQ(site.pleno("nightly").code, 0);
  ASSERT_EQ(site.pleno("resolve 2026-11 --adopt-all").code, 3);
  const Ran ran = site.pleno("issue 2026-11");
  EXPECT_EQ(ran.code, 3) << ran.err;
  EXPECT_TRUE(contains(ran.err, "tidak dicetak: tidak ada unit yang kompeten")) << ran.err;
  EXPECT_TRUE(contains(ran.out, "issue 2026-11: 0 sertifikat terbit")) << ran.out;
  EXPECT_EQ(site.state_of("select count(*) from certificate"), "0\n");
}

}  // namespace
}  // namespace pleno::testing
