// What every shipped template says with sample facts, as text that an office worker can read.
#include "golden.h"
#include "cases.h"
#include "facts.h"
#include "studio.h"

namespace pleno::looks {
namespace {

void expect_pages(const std::string& form, const std::string& golden, const feel::Context& facts) {
  Diagnostics found;
  const Pages pages = Studio::shared().pages(form, facts, found);
  EXPECT_EQ(to_text(found), "") << form;
  ASSERT_FALSE(pages.pages.empty()) << form;
  expect_golden(golden, reading(pages));
}

TEST(Golden, PacketBeforeTheMeeting) {
  for (const char* name : {"daftar-hadir", "pembahasan", "rekapitulasi", "notulen", "berita-acara", "sk"}) {
    expect_pages(name, std::string(name) + "-draf", plenary_facts(true));
  }
}

TEST(Golden, MinutesAndDecreeAfterTheMeeting) {
  for (const char* name : {"berita-acara", "sk", "sk-direktur", "permohonan-blanko"})
    expect_pages(name, name, plenary_facts(false));
}

TEST(Golden, Forms) {
  expect_pages("fr-ak-05", "fr-ak-05", report_facts());
  expect_pages("fr-ak-04", "fr-ak-04", letter_facts("belum-kompeten"));
}

TEST(Golden, FormsOfACandidate) {
  for (const char* name : {"fr-apl-01", "fr-apl-02", "fr-ak-01", "fr-ak-02", "fr-ak-03", "fr-ia-01",
                           "fr-mak-02", "surat-keterangan"}) {
    expect_pages(name, name, candidate_facts(Shown::ButTwoCriteria));
  }
}

TEST(Golden, FormsOfASession) {
  for (const char* name :
       {"fr-ak-06", "fr-mak-05", "berita-acara-asesmen", "daftar-hadir-peserta", "surat-tugas-asesor"}) {
    expect_pages(name, name, session_facts(7));
  }
}

TEST(Golden, Certificates) {
  for (const char* name : {"sertifikat", "sertifikat-overlay", "sertifikat-latar"})
    expect_pages(name, name, certificate_facts(9));
  expect_pages("sertifikat", "sertifikat-25-unit", certificate_facts(25));
  expect_pages("kalibrasi", "kalibrasi", site_alone());
}

TEST(Golden, LettersOfEveryRuling) {
  for (const std::string& ruling : rulings())
    expect_pages("surat-hasil", "surat-" + ruling, letter_facts(ruling));
}

}  // namespace
}  // namespace pleno::looks
