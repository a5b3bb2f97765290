// Every shipped template with none, one, many and the longest data: nothing lost, nothing that does not fit.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "cases.h"
#include "facts.h"
#include "studio.h"

namespace pleno::looks {
namespace {

std::string set_in_type(const std::string& form, const feel::Context& facts) {
  Diagnostics found;
  const Pages pages = Studio::shared().pages(form, facts, found);
  EXPECT_FALSE(has_errors(found)) << form << "\n" << to_text(found);
  return reading(pages);
}

TEST(Worst, PacketOfAnySize) {
  for (const char* name : {"daftar-hadir", "pembahasan", "rekapitulasi", "notulen", "berita-acara"}) {
    for (const int people : {0, 1, 44, 2000}) {
      EXPECT_NE(set_in_type(name, plenary_of(people, true)), "") << name << people;
    }
  }
}

// Papers that rule, ask or send people are not made for nobody; those of the meeting itself say so and go on.
TEST(Worst, NobodyMeansNoRulingAndNoRequest) {
  const feel::Context nobody = plenary_of(0, true), one = plenary_of(1, true);
  for (const char* name : {"sk", "sk-direktur", "lampiran-sk", "surat-tugas-pleno", "permohonan-blanko"}) {
    Diagnostics found;
    EXPECT_FALSE(Studio::shared().has_occasion(name, nobody, found)) << name;
    ASSERT_EQ(found.size(), 1U) << name;
    EXPECT_EQ(found[0].severity, Severity::Warning) << name;
    EXPECT_TRUE(Studio::shared().has_occasion(name, one, found)) << name;
  }
  for (const char* name : {"undangan-pleno", "daftar-hadir", "pembahasan", "rekapitulasi", "notulen",
                           "berita-acara", "berita-acara-pelaksanaan"}) {
    Diagnostics found;
    EXPECT_TRUE(Studio::shared().has_occasion(name, nobody, found)) << name;
    EXPECT_EQ(set_in_type(name, nobody).find("(nol)"), std::string::npos) << name;
  }
}

// Nobody competent: a decree, but nothing to ask for; no unit competent: nothing to state.
TEST(Worst, NothingCompetentMeansNoBlankoAndNoStatement) {
  feel::Context facts = plenary_of(7, true);
  put(facts, "jumlah.kompeten", 0);
  Diagnostics found;
  EXPECT_TRUE(Studio::shared().has_occasion("sk", facts, found));
  EXPECT_FALSE(Studio::shared().has_occasion("permohonan-blanko", facts, found));
  EXPECT_FALSE(Studio::shared().has_occasion("surat-keterangan", candidate_facts(Shown::Nothing), found));
  EXPECT_TRUE(
      Studio::shared().has_occasion("surat-keterangan", candidate_facts(Shown::ButTwoCriteria), found));
}

// The decree has a clause for each kind of ruling that there is, and the clauses count on.
TEST(Worst, ADecreeRulesOnEachKindAndOnNoOther) {
  const auto clauses = [](const std::vector<std::string>& words) {
    feel::Context facts = plenary_facts(false);
    feel::List people;
    for (const std::string& word : words) {
      feel::Context row = *(*facts.find("peserta")->list())[0].context();
      row.set("putusan", word);
      people.emplace_back(std::move(row));
    }
    facts.set("jumlah", tally_of(people, false));
    const std::string text = set_in_type("sk", facts);
    const std::size_t from = text.find("Kedua");
    return text.substr(from, text.find("Ditetapkan di") - from);
  };
  const std::string all =
      clauses({"Kompeten", "Belum Kompeten", "Ditunda", "Tindak lanjut", "Diskualifikasi", "Tidak hadir"});
  for (const char* part :
       {"Kompeten atau Belum Kompeten", "Ketiga | : | Menunda", "Keempat | : | Menetapkan tindak lanjut",
        "Kelima | : | Hasil 1 (satu)", "didiskualifikasi dalam", "Keenam | : | Nomor sertifikat",
        "Ketujuh | : | Keputusan ini mulai berlaku"})
    EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
  const std::string one = clauses({"Belum Kompeten"});
  EXPECT_NE(one.find("Menetapkan Belum Kompeten terhadap peserta"), std::string::npos) << one;
  EXPECT_NE(one.find("Ketiga | : | Keputusan ini mulai berlaku"), std::string::npos) << one;
  for (const char* part : {"Menunda", "hadir", "Nomor sertifikat"})
    EXPECT_EQ(one.find(part), std::string::npos) << one;
}

TEST(Worst, NoRowIsLostAcrossPages) {
  const std::string text = set_in_type("rekapitulasi", plenary_of(400, true));
  for (int number = 1; number <= 400; ++number) {
    EXPECT_NE(text.find(fmt::format("26-{:04}", number)), std::string::npos) << number;
  }
}

TEST(Worst, LettersAndForms) {
  for (const std::string& ruling : rulings()) EXPECT_NE(set_in_type("surat-hasil", worst_letter(ruling)), "");
  EXPECT_NE(set_in_type("fr-ak-04", worst_letter("belum-kompeten")), "");
  for (const int people : {0, 1, 44}) {
    feel::Context facts = report_facts();
    facts.set("peserta", *plenary_of(people, false).find("peserta"));
    EXPECT_NE(set_in_type("fr-ak-05", facts), "") << people;
  }
}

TEST(Worst, FormsOfACandidate) {
  for (const char* name :
       {"fr-apl-01", "fr-apl-02", "fr-ak-01", "fr-ak-02", "fr-ak-03", "fr-ia-01", "fr-mak-02"}) {
    for (const Shown shown : {Shown::Everything, Shown::Nothing})
      EXPECT_NE(set_in_type(name, candidate_facts(shown, true)), "");
  }
  EXPECT_NE(set_in_type("surat-keterangan", candidate_facts(Shown::ButTwoCriteria, true)), "");
}

// One system prints the first five only: with all 132 not yet competent every single KUK is named.
TEST(Worst, TheListOfWhatIsNotYetCompetentIsNeverCut) {
  const std::string text = set_in_type("fr-ia-01", candidate_facts(Shown::Nothing, true));
  const std::string advice = text.substr(text.find("Rekomendasi:"));
  std::size_t named = 0;
  for (std::size_t at = advice.find("Elemen "); at != std::string::npos; at = advice.find("Elemen ", at + 1))
    ++named;
  EXPECT_EQ(named, 31U) << advice;
  for (const char* last : {"1.5", "2.7", "5.5"}) EXPECT_NE(advice.find(last), std::string::npos) << last;
}

TEST(Worst, AnElementGoesOnWithItsWordsOnTheNextPage) {
  const std::string text = set_in_type("fr-ia-01", candidate_facts(Shown::Everything));
  EXPECT_NE(text.find("(lanjutan)"), std::string::npos);
}

TEST(Worst, FormsOfASession) {
  for (const char* name :
       {"fr-ak-06", "fr-mak-05", "berita-acara-asesmen", "daftar-hadir-peserta", "surat-tugas-asesor"}) {
    for (const int people : {0, 1, 44}) EXPECT_NE(set_in_type(name, session_facts(people)), "") << people;
  }
}

TEST(Worst, CertificatesOfAnyCountOfUnits) {
  for (const char* name : {"sertifikat", "sertifikat-overlay", "sertifikat-latar"}) {
    for (const int units : {1, 5, 9, 10, 15, 16, 25}) {
      const std::string text = set_in_type(name, certificate_facts(units, true));
      EXPECT_NE(text.find("== halaman 2 =="), std::string::npos);
      EXPECT_EQ(text.find("== halaman 3 =="), std::string::npos) << name << units;
    }
  }
}

}  // namespace
}  // namespace pleno::looks
