// The filled decision sheet comes back: rulings line by line, guards, faults by line, deferred candidates.
#include <regex>

#include "app/whole_job.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

// A site whose packet is made, and a sheet filled in for it.
struct Sheet : ::testing::Test {
  SampleSite site;
  fs::path filled = site.path() / "isian.csv";

  Sheet() {
    const Ran night = site.pleno("nightly");
    if (night.code != 0) throw std::runtime_error(night.err);
  }
  Ran fill_in(const std::string& rulings, const std::string& plenary = "2026-11") {
    const fs::path sheet =
        site.path() / "dokumen" / plenary / ("lembar-putusan-" + plenary + filled.extension().string());
    const Ran ran = run_shell("python3 " PLENO_SOURCE_DIR "/tests/app/fill_sheet.py " +
                              quoted(sheet.string()) + " " + quoted(filled.string()) + " " + rulings);
    if (ran.code != 0) throw std::runtime_error(ran.err);
    return site.pleno("resolve " + plenary + " " + quoted(filled.string()));
  }
  bool certified(const std::string& id, const std::string& plenary = "2026-11") const {
    return fs::exists(site.path() / "dokumen" / plenary / "sertifikat" / (id + ".pdf"));
  }
};

TEST_F(Sheet, AnAbstentionMendsTheConflict) {
  // 26-0423 was assessed by P-0003, who sits on the committee.
  EXPECT_TRUE(contains(fill_in("'26-0423=K||'").err, "mengases asesi 26-0423 dan duduk dalam pleno"));
  EXPECT_TRUE(contains(fill_in("'26-0423=K||P-0003'").out, "1 putusan dikunci"));
  site.pleno("issue 2026-11");
  EXPECT_TRUE(certified("26-0423"));
}

TEST_F(Sheet, FaultsNameTheirLine) {
  const Ran ran = fill_in("'26-0401=kompten||' '26-0403=K|Pleno berpendapat lain|' '26-0404=BK||'");
  EXPECT_EQ(ran.code, 3);
  EXPECT_TRUE(contains(ran.err, "isian.csv:2 (26-0401): galat: putusan 'kompten' tidak dikenal")) << ran.err;
  EXPECT_TRUE(contains(ran.err, "menurut aturan belum kompeten")) << ran.err;
  EXPECT_TRUE(contains(ran.err, "isian.csv:5 (26-0404): galat: putusan berbeda dari usulan tanpa alasan"))
      << ran.err;
  site.pleno("issue 2026-11");
  for (const char* id : {"26-0401", "26-0403", "26-0404"}) EXPECT_FALSE(certified(id)) << id;
}

TEST_F(Sheet, AResolutionIsLocked) {
  EXPECT_TRUE(contains(fill_in("'26-0401=ditunda|Foto belum ada|'").out, "1 putusan dikunci"));
  EXPECT_TRUE(contains(fill_in("'26-0401=K||'").out, "1 sudah terkunci"));
  site.pleno("issue 2026-11");
  EXPECT_FALSE(certified("26-0401"));
}

TEST_F(Sheet, ADeferredCandidateGoesToTheNextPlenary) {
  fill_in("'26-0409=ditunda|Penilaian lanjut belum ditutup|'");
  ASSERT_EQ(site.pleno("nightly").code, 3);
  const auto mails = files_in(site.path() / "mail", ".eml");
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_FALSE(contains(text_of_file(mails[0]), "application/pdf"));  // a deferred result has no attachments
  // The missing method closes the gap, and the next plenary decides.
  site.sql(
      "update mark set value = 'K' where value = 'PL' and assessment_id = "
      "(select id from assessment where number = '26-0409')");
  std::string next = site.read("plenaries/2026-11.yaml");
  for (const auto& [from, to] :
       {std::pair{"2026-11-21", "2026-12-19"}, std::pair{"2026-11-21", "2026-12-19"}}) {
    next.replace(next.find(from), 10, to);
  }
  site.write("plenaries/2026-12.yaml", next);
  const Ran night = site.pleno("nightly");
  EXPECT_TRUE(contains(night.out, "packet 2026-12: 1 asesi")) << night.out << night.err;
  EXPECT_TRUE(contains(fill_in("'26-0409=K|Bukti lengkap|'", "2026-12").out, "1 putusan dikunci"));
  site.pleno("nightly");
  EXPECT_TRUE(certified("26-0409", "2026-12"));
  EXPECT_EQ(files_in(site.path() / "mail", ".eml").size(), 2U);
  EXPECT_EQ(site.pleno("audit").code, 0) << site.pleno("audit").err;
}

struct Workbook : Sheet {
  Workbook() { filled = site.path() / "isian.xlsx"; }
};

TEST_F(Workbook, ComesBackLikeTheCsv) {
  const Ran ran = fill_in("'26-0401=K||' '26-0423=K||P-0003' '26-0404=BK|Bukti <lama> & kurang|'");
  EXPECT_TRUE(contains(ran.out, "3 putusan dikunci")) << ran.out << ran.err;
  site.pleno("issue 2026-11");
  EXPECT_TRUE(certified("26-0401"));
  EXPECT_TRUE(certified("26-0423"));
  EXPECT_FALSE(certified("26-0404"));
}

TEST_F(Workbook, FaultsNameTheirCell) {
  const Ran ran = fill_in("'26-0401=kompten||' '26-0404=BK||'");
  EXPECT_EQ(ran.code, 3);
  EXPECT_TRUE(
      contains(ran.err, "isian.xlsx (Lembar 'Keputusan' sel G2): galat: putusan 'kompten' tidak dikenal"))
      << ran.err;
  EXPECT_TRUE(contains(
      ran.err, "isian.xlsx (Lembar 'Keputusan' sel H5): galat: putusan berbeda dari usulan tanpa alasan"))
      << ran.err;
}

// Every cell a text (so that no id becomes a number), those to fill in unlocked, rulings from a list, and the
// same bytes from the same facts.
TEST_F(Workbook, IsMadeForPeopleToFillIn) {
  const fs::path sheet = site.path() / "dokumen/2026-11/lembar-putusan-2026-11.xlsx";
  const auto part = [&](const std::string& name) {
    return run_shell(
               "python3 -c 'import sys, zipfile; "
               "print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())' " +
               quoted(sheet.string()) + " " + name)
        .out;
  };
  const std::string cells = part("xl/worksheets/sheet1.xml");
  EXPECT_TRUE(contains(cells, "<sheetProtection sheet=\"1\"")) << cells.substr(0, 2000);
  EXPECT_TRUE(contains(cells, "\"K,BK,ditunda,tindak-lanjut,diskualifikasi,tidak-hadir\""));
  EXPECT_FALSE(std::regex_search(cells, std::regex(" s=\"[0-9]+\"><v>"))) << "a number";
  EXPECT_TRUE(contains(part("xl/workbook.xml"), "name=\"Keputusan\""));
  const SampleSite again;
  ASSERT_EQ(again.pleno("nightly").code, 0);
  EXPECT_EQ(text_of_file(sheet), text_of_file(again.path() / "dokumen/2026-11/lembar-putusan-2026-11.xlsx"));
}

// A sheet that was followed once says nothing new, also of candidates whom another plenary has by now.
TEST_F(Sheet, AnOldSheetOfADeferredCandidateIsNoFault) {
  fill_in("'26-0409=ditunda|Penilaian lanjut belum ditutup|'");
  site.pleno("nightly");
  const Ran again = site.pleno("resolve 2026-11 " + quoted(filled.string()));
  EXPECT_FALSE(contains(again.err, "tidak ada dalam daftar")) << again.err;
  EXPECT_TRUE(contains(again.out, "1 sudah terkunci")) << again.out << again.err;
}

TEST_F(Sheet, AForeignSheetIsRefused) {
  std::ofstream(filled) << "nama;putusan\nSiti;K\n";
  const Ran ran = site.pleno("resolve 2026-11 " + quoted(filled.string()));
  EXPECT_EQ(ran.code, 65) << ran.out << ran.err;
  EXPECT_TRUE(contains(ran.err, "kolom 'no_pendaftaran' tidak ada")) << ran.err;
}

}  // namespace
}  // namespace pleno::testing
