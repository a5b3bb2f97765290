// `pleno render` and what the site's choices do to documents: profiles, pre-printed stock, job groups,
// statements of units. Through the real program, read back with pdftotext.
#include <regex>

#include "app/whole_job.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

struct Forms : ::testing::Test {
  SampleSite site;
  fs::path pdf = site.path() / "lihat.pdf";

  void prepare() {
    for (const char* command : {"pull", "decide", "packet 2026-11"}) {
      const Ran ran = site.pleno(command);
      ASSERT_EQ(ran.code, 0) << command << ran.err;
    }
  }
  // The words of a form of a subject, as pdftotext reads them.
  std::string words(const std::string& form, const std::string& subject) {
    const Ran ran = site.pleno("render " + form + " " + subject + " -o " + quoted(pdf.string()));
    EXPECT_EQ(ran.code, 0) << form << " " << subject << "\n" << ran.err;
    return text_of_pdf(pdf);
  }
  // Where a word stands on a page, in points from the left and from the top.
  std::pair<double, double> place_of(const std::string& word) {
    const std::string boxes = run_shell("pdftotext -bbox " + quoted(pdf.string()) + " -").out;
    std::smatch found;
    const std::regex box("xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\"[^>]*>" + word + "<");
    if (!std::regex_search(boxes, found, box)) return {-1, -1};
    return {std::stod(found[1]), std::stod(found[2])};
  }
};

TEST_F(Forms, ACandidateASessionAndAPlenary) {
  prepare();
  EXPECT_TRUE(contains(words("FR.IA.01", "26-0413"), "Kelompok Pekerjaan 1"));
  expect_sound_pdf(pdf);
  EXPECT_TRUE(contains(words("FR.AK.01", "26-0413"), "WIB s.d."));
  EXPECT_TRUE(contains(words("berita-acara-asesmen", "2026-11-B"), "11 (sebelas) orang peserta"));
  expect_sound_pdf(pdf);
  EXPECT_TRUE(contains(words("undangan-pleno", "2026-11"), "Undangan Rapat Pleno 2026-11"));
  EXPECT_TRUE(contains(words("kalibrasi", ""), "ke kanan 0 mm"));
  const Ran wrong = site.pleno("render FR.AK.01 26-9999 -o x.pdf");
  EXPECT_EQ(wrong.code, 66);
  EXPECT_TRUE(contains(wrong.err, "'26-9999' bukan asesi, jadwal atau rapat pleno")) << wrong.err;
}

// What docs/templates.md teaches, step by step.
TEST_F(Forms, AnOfficeWorkerChangesAForm) {
  prepare();
  EXPECT_TRUE(contains(site.pleno("template").out, "fr-ak-03\n"));
  EXPECT_EQ(site.pleno("template FR.AK.99").code, 66);
  ASSERT_EQ(site.pleno("template FR.AK.03").code, 0);
  EXPECT_TRUE(contains(site.pleno("template fr-ak-03").out, "sudah ada; tidak diubah"));

  const std::string file = "templates/fr-ak-03.xml";
  site.replace(file, "<tr><th>Tanggal Asesmen</th>",
               "<tr><th>TUK</th><td align=\"center\">:</td><td>{{tuk.nma}}</td></tr>\n"
               "    <tr><th>Tanggal Asesmen</th>");
  const Ran wrong = site.pleno("check");
  EXPECT_EQ(wrong.code, 78);
  EXPECT_TRUE(contains(wrong.err, "fr-ak-03.xml:40:56: galat: anggota 'nma' tidak dikenal")) << wrong.err;
  EXPECT_TRUE(contains(wrong.err, "maksud Anda 'nama'?")) << wrong.err;

  site.replace(file, "tuk.nma", "tuk.nama");
  site.replace(
      file, "<tr height=\"30mm\">",
      "<tr height=\"13.5mm\"><td align=\"center\">11.</td><td>Ruang dan peralatan uji sesuai dengan "
      "penjelasan asesor</td>\n  <td align=\"center\">☐</td><td align=\"center\">☐</td><td></td></tr>\n"
      "    <tr height=\"20mm\">");
  EXPECT_EQ(site.pleno("check").code, 0);
  const std::string said = words("FR.AK.03", "26-0413");
  EXPECT_TRUE(contains(said, "TUK Kampus Contoh Depok")) << said;
  EXPECT_TRUE(contains(said, "Ruang dan peralatan uji")) << said;
  EXPECT_TRUE(contains(said, "Halaman 1 dari 1")) << said;
}

// The first KUK of a unit was asked in writing too: what it needs is not what the others need.
TEST_F(Forms, TheFollowUpSaysWhichKukNeedsWhat) {
  prepare();
  const std::string text = words("fr-ak-02", "26-0405");
  EXPECT_TRUE(contains(text, "KUK 1.1: hasil observasi harus K (saat ini BK) atau")) << text;
  EXPECT_TRUE(contains(text, "; KUK 1.2, 2.1–2.4, 3.1–3.3, 4.1–4.4: hasil")) << text;
}

TEST_F(Forms, TheLayoutCanBeShown) {
  prepare();
  EXPECT_FALSE(contains(words("fr-ak-02", "26-0413"), "asesi.nama"));
  const Ran ran = site.pleno("render fr-ak-02 26-0413 --debug-layout -o " + quoted(pdf.string()));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(contains(text_of_pdf(pdf), "asesi.nama"));  // the name of the field beside what it holds
}

TEST_F(Forms, OnlyTheApplicationFormShowsTheNationalId) {
  prepare();
  const std::regex national_id("[0-9]{16}");
  EXPECT_TRUE(std::regex_search(words("FR.APL.01", "26-0413"), national_id));
  for (const char* form : {"FR.APL.02", "FR.AK.01", "FR.AK.02", "FR.AK.03", "FR.IA.01", "FR.MAK.02"})
    EXPECT_FALSE(std::regex_search(words(form, "26-0413"), national_id)) << form;
  // A template of the site's own that asks for it gets nothing, and says where.
  site.write("templates/ingin-tahu.xml",
             "<document title=\"x\"><p>{{asesi.nama}} {{asesi.nik}}</p></document>\n");
  const Ran refused = site.pleno("render ingin-tahu 26-0413 -o x.pdf");
  EXPECT_EQ(refused.code, 78);
  EXPECT_TRUE(contains(refused.err, "ingin-tahu.xml:1")) << refused.err;
  EXPECT_FALSE(std::regex_search(refused.err, national_id)) << refused.err;
}

TEST_F(Forms, TheProfileOf2018PrintsItsOwnForms) {
  site.replace("pleno.yaml", "# profile: muk-2023 ", "profile: mak-2018   ");
  ASSERT_EQ(site.pleno("nightly").code, 0);
  EXPECT_EQ(files_in(site.path() / "dokumen/FR.MAK.02", ".pdf").size(), 44U);
  EXPECT_EQ(files_in(site.path() / "dokumen/FR.MAK.05", ".pdf").size(), 4U);
  EXPECT_TRUE(files_in(site.path() / "dokumen/FR.AK.02", ".pdf").empty());
  EXPECT_FALSE(contains(site.pleno("check").out, "profil formulir"));
}

TEST_F(Forms, CheckSaysWhatIsUnconfirmed) {
  const std::string said = site.pleno("check").out;
  EXPECT_TRUE(contains(said, "belum dipastikan: profil formulir muk-2023 (bawaan)")) << said;
  EXPECT_TRUE(contains(said, "belum dipastikan: kelompok pekerjaan skema layanan")) << said;
}

TEST_F(Forms, StockIsMovedByTheSitesOffsets) {
  prepare();
  words("sertifikat-overlay", "26-0401");
  const auto [x, y] = place_of("menyatakan");
  ASSERT_GT(x, 0);
  EXPECT_GT(y, 70 * 72 / 25.4);  // what lies above is pre-printed
  site.replace("pleno.yaml", "mode: page   ", "mode: overlay");
  site.replace("pleno.yaml", "right: 0, down: 0,", "right: 1.5, down: -2,");
  words("sertifikat", "26-0401");  // the site's way now
  const auto [moved_x, moved_y] = place_of("menyatakan");
  EXPECT_NEAR(moved_x - x, 1.5 * 72 / 25.4, 0.02);
  EXPECT_NEAR(moved_y - y, -2 * 72 / 25.4, 0.02);
  const std::string sheet = words("kalibrasi", "");
  EXPECT_TRUE(contains(sheet, "ke kanan 1,5 mm, ke bawah -2 mm")) << sheet;
  site.replace("pleno.yaml", "right: 1.5", "right: 45");
  const Ran refused = site.pleno("render kalibrasi -o x.pdf");
  EXPECT_EQ(refused.code, 78);
  EXPECT_TRUE(contains(refused.err, "'right' harus bilangan -30 sampai 30")) << refused.err;
}

TEST_F(Forms, ACertificateBeforeItsNumberIsAProof) {
  prepare();
  const std::string proof = words("sertifikat", "26-0401");
  EXPECT_TRUE(contains(proof, "70209 2431 6 0000000 2026")) << proof;
  site.replace("pleno.yaml", "# background: latar.png ", "background: tidak.png   ");
  const Ran refused = site.pleno("render sertifikat 26-0401 -o x.pdf");
  EXPECT_EQ(refused.code, 78);
  EXPECT_TRUE(contains(refused.err, "gambar latar 'tidak.png' tidak ada")) << refused.err;
}

TEST_F(Forms, JobGroupsAreTheSchemes) {
  const std::string side = site.read("schemes/layanan.yaml");
  site.write("schemes/layanan.yaml",
             side + "job_groups:\n  - { title: Analisis, units: [M.70.MKT00.003.2] }\n");
  const Ran refused = site.pleno("check");
  EXPECT_TRUE(contains(refused.err, "unit 'M.70.MKT00.004.1' tidak ada dalam kelompok")) << refused.err;
  site.write("schemes/layanan.yaml",
             side +
                 "job_groups:\n  - { title: Analisis, units: [M.70.MKT00.003.2, M.70.MKT00.004.1] }\n"
                 "  - title: Layanan\n    units: [M.70.MKT00.019.2, M.70.MKT00.022.2, M.70.MKT00.025.2, "
                 "M.70.MKT00.026.1, M.70.MKT00.027.2, M.70.MKT00.030.1, M.70.MKT00.042.1]\n");
  prepare();
  const std::string form = words("FR.IA.01", "26-0401");
  EXPECT_TRUE(contains(form, "Kelompok Pekerjaan 2")) << form;
  EXPECT_TRUE(contains(form, "Layanan")) << form;
}

// Birth, addresses and the like come from an optional query when the form is printed; nothing of it is kept.
TEST_F(Forms, TheApplicationFormAsksTheSourceForWhatOnlyItPrints) {
  prepare();
  EXPECT_FALSE(contains(words("FR.APL.01", "26-0413"), "Denpasar"));
  site.write("queries/applications.sql",
             "select number as assessment_id, 'Denpasar' as birth_place, '1990-03-02' as birth_date,\n"
             "  'Laki-laki' as sex, 'Sertifikasi' as purpose, 1 as accepted, 0 as \"continues\",\n"
             "  'Ijazah Sarjana; Pasfoto' as requirements from assessment order by number\n");
  const std::string form = words("FR.APL.01", "26-0413");
  EXPECT_TRUE(contains(form, "Denpasar / 2 Maret 1990")) << form;
  EXPECT_TRUE(contains(form, "☑ Sertifikasi\n")) << form;
  EXPECT_TRUE(contains(form, "Pasfoto")) << form;
  words("FR.APL.02", "26-0413");
  expect_sound_pdf(pdf);
  EXPECT_EQ(
      run_shell("grep -rc Denpasar " + quoted((site.path() / "state").string()) + " | grep -v ':0$'").out,
      "");
  site.write("queries/applications.sql",
             "select number as assessment_id, 'x' as birth_plce from assessment order by number\n");
  const Ran wrong = site.pleno("render FR.APL.01 26-0413 -o x.pdf");
  EXPECT_NE(wrong.code, 0);
  EXPECT_TRUE(contains(wrong.err, "kolom 'birth_plce' tidak dikenal")) << wrong.err;
  EXPECT_TRUE(contains(wrong.err, "birth_place")) << wrong.err;
}

// A session's hours and its letter of assignment: printed where the site has them, left to the pen where not.
TEST_F(Forms, TheHoursOfASessionComeFromAnOptionalQuery) {
  prepare();
  EXPECT_TRUE(contains(words("FR.AK.01", "26-0401"), "………… WIB s.d. ………… WIB"));
  site.write("queries/sessions.sql",
             "select id as session_id, '8:00:00' as opens_at, '16.00' as closes_at,\n"
             "  '039/ST-ASESOR/LSP-CN/XI/2026' as assignment_number, '2026-10-28' as assignment_date\n"
             "from session order by id\n");
  EXPECT_TRUE(contains(words("FR.AK.01", "26-0401"), "08.00 WIB s.d. 16.00 WIB"));
  const std::string letter = words("surat-tugas-asesor", "2026-11-A");
  for (const char* part :
       {"Nomor : 039/ST-ASESOR/LSP-CN/XI/2026", "08.00 WIB s.d. 16.00 WIB", "Depok, 28 Oktober 2026"})
    EXPECT_TRUE(contains(letter, part)) << part << "\n" << letter;
  site.write("queries/sessions.sql", "select id as session_id, '25:00' as opens_at from session\n");
  const Ran wrong = site.pleno("render FR.AK.01 26-0401 -o x.pdf");
  EXPECT_NE(wrong.code, 0);
  EXPECT_TRUE(contains(wrong.err, "opens_at")) << wrong.err;
  EXPECT_TRUE(contains(wrong.err, "bukan jam: tulis 08.00")) << wrong.err;
}

// The decree is signed before there are numbers; they come in an annex after issuing, once for the same
// numbers.
TEST_F(Forms, TheDecreesAnnexNamesTheNumbersOnceThereAreSome) {
  ASSERT_EQ(site.pleno("nightly").code, 0);
  EXPECT_TRUE(contains(words("lampiran-sk", "2026-11"), "Nomor sertifikat belum ditetapkan."));
  EXPECT_EQ(site.pleno("resolve 2026-11 --adopt-all").code, 3);
  const Ran issued = site.pleno("issue 2026-11");
  EXPECT_TRUE(contains(issued.out, "lampiran SK dengan nomor sertifikat")) << issued.out << issued.err;
  const fs::path annex = site.path() / "dokumen/2026-11/lampiran-sk-2026-11.pdf";
  expect_sound_pdf(annex);
  const std::string text = text_of_pdf(annex);
  for (const fs::path& file : files_in(site.path() / "dokumen/2026-11/sertifikat", ".pdf"))
    EXPECT_TRUE(contains(text, file.stem().string())) << file;
  EXPECT_TRUE(contains(text, "70209 2431 6 0000123 2026")) << text;
  EXPECT_FALSE(contains(site.pleno("issue 2026-11").out, "lampiran SK"));
}

// Every printed time carries the zone of the site.
TEST_F(Forms, TimesAreOfTheSitesZone) {
  for (const char* zone : {"WITA", "WIT"}) {
    SampleSite elsewhere;
    elsewhere.replace("pleno.yaml", "time_zone: WIB", std::string("time_zone: ") + zone);
    elsewhere.replace("plenaries/2026-11.yaml", "09.00 WIB s.d. 12.00 WIB", "09.00 s.d. 12.00");
    for (const char* command : {"pull", "decide", "packet 2026-11"})
      ASSERT_EQ(elsewhere.pleno(command).code, 0) << command;
    const std::string packet = text_of_pdf(elsewhere.path() / "dokumen/2026-11/paket-2026-11.pdf");
    EXPECT_TRUE(contains(packet, std::string("09.00 ") + zone + " s.d. 12.00 " + zone)) << zone;
    EXPECT_FALSE(contains(packet, "WIB")) << zone;
    elsewhere.pleno("render FR.AK.01 26-0413 -o " + quoted(pdf.string()));
    EXPECT_TRUE(contains(text_of_pdf(pdf), std::string(zone) + " s.d."));
  }
}

// Variation 13: the scheme is not yet competent, the units that are get the body's own statement.
TEST_F(Forms, AStatementOfUnitsGoesWithTheLetterWhereTheRulesSaySo) {
  for (const fs::path& rules : files_in(site.path() / "rules", ".yaml")) fs::remove(rules);
  fs::copy(fs::path(PLENO_SOURCE_DIR) / "rules/contoh/13-surat-keterangan-unit.yaml", site.path() / "rules");
  ASSERT_EQ(site.pleno("nightly").code, 0);
  EXPECT_EQ(site.pleno("resolve 2026-11 --adopt-all").code, 3);
  site.pleno("issue 2026-11");
  const auto statements = files_in(site.path() / "dokumen/2026-11/surat-keterangan", ".pdf");
  ASSERT_FALSE(statements.empty());
  const std::string words = text_of_pdf(statements.front());
  EXPECT_TRUE(contains(words, "dinyatakan kompeten pada 8 (delapan) dari 9 (sembilan) unit")) << words;
  EXPECT_TRUE(contains(words, "bukan sertifikat kompetensi BNSP")) << words;
  const std::string id = statements.front().stem().string();
  EXPECT_TRUE(contains(words, "Nomor : " + id + "/SKET-UNIT/LSP-CN/XI/2026")) << words;
}

TEST_F(Forms, ALetterHasTheNumberOfItsPatternOrNone) {
  ASSERT_EQ(site.pleno("nightly").code, 0);
  site.pleno("resolve 2026-11 --adopt-all");
  const auto printed = [&] {
    site.pleno("render surat-hasil 26-0403 -o " + quoted((site.path() / "surat.pdf").string()));
    return text_of_pdf(site.path() / "surat.pdf");
  };
  EXPECT_TRUE(contains(printed(), "26-0403/SP-HASIL/LSP-CN/XI/2026"));
  EXPECT_EQ(printed(), printed());  // no counter is asked
  site.replace("pleno.yaml", "{{no_pendaftaran}}/SP-HASIL/LSP-CN/{{bulan_romawi}}/{{tahun}}",
               "{{skema}}/{{nomor_sk}}/{{pleno}}/{{no_pendaftaran}}/{{bulan}}");
  EXPECT_TRUE(contains(printed(), "layanan/015/KPTS/LSP-CN/XI/2026/2026-11/26-0403/11")) << printed();
  site.replace("pleno.yaml", "  result: \"{{skema}}", "  # result: \"{{skema}}");
  const std::string bare = printed();
  EXPECT_TRUE(contains(bare, "Perihal")) << bare;
  EXPECT_FALSE(contains(bare, "Nomor :")) << bare;
  EXPECT_FALSE(contains(bare, "26-0403/")) << bare;
}

}  // namespace
}  // namespace pleno::testing
