#include "source/sample_people.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>

#include "source/sample.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

struct Designed {
  const char* name;
  const char* front;
  const char* back;
  const char* organisation;
  const char* mail;  // before "@contoh.example"; "" for no address
  bool woman;
  Design design = Design::AllCompetent;
  const char* missing_document = "";
};

// Sessions of eleven: A (Layanan), B (Penjualan), C (Layanan, its assessor sits on the committee), D.
constexpr std::array<Designed, designed_candidates> designed = {{
    {"Siti Rahmawati", "", "S.E.", "PT Niaga Contoh Sejahtera", "siti.rahmawati", true},
    {"Sukarno", "", "", "Koperasi Contoh Makmur", "sukarno", false},
    {"Ma'ruf Hidayat", "", "S.Kom.", "PT Layanan Prima Contoh", "maruf.hidayat", false,
     Design::OneCriterionNot},
    {"Renée Larasati Wibowo", "", "B.B.A.", "Hotel Contoh Indah", "renee.wibowo", true},
    {"I Gusti Ngurah Agung Pradnyana", "", "S.Par.", "Hotel Contoh Indah", "ngurah.pradnyana", false,
     Design::WholeUnitNot},
    {"Raden Ayu Sekar Ayu Kusumaningtyas Prawirodirdjo Hadiningrat", "Dr. Ir. Hj.", "S.T., M.M., M.Kom.",
     "Universitas Contoh Nusantara", "sekar.hadiningrat", true},
    {"Nur'aini Pulungan", "", "A.Md.", "PT Layanan Prima Contoh", "nuraini.pulungan", true,
     Design::MarksMissing},
    {"Yohanes Don Bosco Seran", "", "", "CV Contoh Timur", "yohanes.seran", false, Design::FurtherClosed},
    {"Dewi Anggraeni Puspitasari", "", "S.I.Kom.", "PT Niaga Contoh Sejahtera", "dewi.puspitasari", true,
     Design::FurtherOpen},
    {"Fransiska Simanjuntak", "", "", "CV Contoh Timur", "fransiska.simanjuntak", true, Design::Absent},
    {"Ahmad Fauzi bin Abdullah", "H.", "", "Koperasi Contoh Makmur", "ahmad.fauzi", false,
     Design::AllCompetent, "AK.01"},

    {"Andi Tenri Ola", "", "S.E., M.M.", "PT Niaga Contoh Sejahtera", "tenri.ola", true,
     Design::AdvisedNotYet},
    {"Hendra Gunawan Tanuwijaya", "", "", "PT Ritel Contoh Abadi", "hendra.tanuwijaya", false,
     Design::AdvisedCompetent},
    {"Maria Goretti Wulandari", "", "", "PT Ritel Contoh Abadi", "maria wulandari", true},
    {"Binsar Parulian Harahap", "", "S.Sos.", "CV Keluarga Contoh", "keluarga.harahap", false},
    {"Rosmaida Harahap", "", "", "CV Keluarga Contoh", "keluarga.harahap", true},
    {"Slamet", "", "", "", "", false},
    {"Ni Luh Putu Ayu Kartikasari", "", "S.E.", "PT Ritel Contoh Abadi", "ayu.kartikasari", true,
     Design::NoAdvice},
    {"Teuku Rizal Fahmi", "", "", "PT Ritel Contoh Abadi", "rizal.fahmi", false, Design::NothingMarked},
    {"Olivia Christabel Mandagi", "", "", "PT Niaga Contoh Sejahtera", "olivia.mandagi", true,
     Design::OtherMethodPassed},
    {"Muhammad Iqbal Ramadhan", "", "S.T.", "PT Ritel Contoh Abadi", "iqbal.ramadhan", false,
     Design::TwoUnitsNot},
    {"Kadek Arya Wiguna", "", "", "PT Ritel Contoh Abadi", "arya.wiguna", false},

    {"Lestari Handayani", "", "S.Pd.", "Universitas Contoh Nusantara", "lestari.handayani", true},
    {"Johannes Baptista Lumban Tobing", "", "", "Hotel Contoh Indah", "johannes.tobing", false,
     Design::OneCriterionNot},
    {"Cut Nyak Meutia Rahayu", "", "", "Hotel Contoh Indah", "meutia.rahayu", true, Design::AllCompetent,
     "APL.02"},
    {"Agus Salim", "", "", "PT Layanan Prima Contoh", "agus.salim", false},
    {"Wahyu Tri Utami", "", "S.Kom.", "PT Layanan Prima Contoh", "wahyu.utami", true},
    {"Petrus Kanisius Bria", "", "", "CV Contoh Timur", "petrus.bria", false, Design::FurtherClosed},
    {"Indah Permatasari", "", "", "Universitas Contoh Nusantara", "indah.permatasari", true},
    {"Rangga Aditya Nugraha", "", "", "Universitas Contoh Nusantara", "rangga.nugraha", false},
    {"Yuliana Margaretha Sitorus", "", "S.E.", "Hotel Contoh Indah", "yuliana.sitorus", true},
    {"Zainal Arifin", "Drs.", "M.Si.", "Koperasi Contoh Makmur", "zainal.arifin", false,
     Design::WholeUnitNot},
    {"Putri Ayuningtyas", "", "", "PT Layanan Prima Contoh", "putri.ayuningtyas", true, Design::Absent},

    {"Siti Rahmawati", "", "S.E.", "PT Niaga Contoh Sejahtera", "siti.rahmawati", true},
    {"Daniel Alexander Wijaya", "", "B.Com.", "PT Ritel Contoh Abadi", "daniel.wijaya", false},
    {"Sri Wahyuningsih", "", "", "Koperasi Contoh Makmur", "sri.wahyuningsih", true},
    {"Bagus Setiawan", "", "", "PT Niaga Contoh Sejahtera", "bagus.setiawan", false},
    {"Emilia Contessa Rumbiak", "", "", "CV Contoh Timur", "emilia.rumbiak", true},
    {"Gede Surya Darmawan", "", "S.M.", "PT Ritel Contoh Abadi", "surya.darmawan", false},
    {"Khoirunnisa'", "", "", "PT Niaga Contoh Sejahtera", "khoirunnisa", true},
    {"Lukman Hakim", "", "S.E.I.", "Koperasi Contoh Makmur", "lukman.hakim", false},
    {"Ratu Aisyah Salsabila", "", "", "Universitas Contoh Nusantara", "ratu.salsabila", true},
    {"Timotius Budi Santosa", "", "", "PT Ritel Contoh Abadi", "budi.santosa", false},
    {"Vania Kusuma Wardhani", "", "S.Ds.", "PT Niaga Contoh Sejahtera", "vania.wardhani", true},
}};

constexpr long long siti_again = 33;  // the first candidate takes the second scheme too

constexpr std::array men = {"Adi",   "Bayu",   "Candra", "Dedi",  "Eko",   "Fajar", "Galih", "Hari",
                            "Irfan", "Joko",   "Krisna", "Made",  "Nanda", "Oki",   "Panji", "Raka",
                            "Surya", "Taufik", "Umar",   "Wawan", "Yoga",  "Rizki", "Ilham", "Arief"};
constexpr std::array women = {"Ani",   "Bunga",  "Citra",  "Diah",  "Elisa", "Fitri", "Gita",  "Hana",
                              "Intan", "Juwita", "Kirana", "Laras", "Mega",  "Nia",   "Okta",  "Puji",
                              "Rina",  "Sari",   "Tari",   "Utami", "Vina",  "Wulan", "Yanti", "Zahra"};
constexpr std::array families = {"Saputra",  "Pratama",    "Siregar", "Nasution",   "Hutapea",   "Wijaya",
                                 "Santoso",  "Lestari",    "Gunawan", "Permana",    "Setiadi",   "Kurniawan",
                                 "Maharani", "Simatupang", "Tarigan", "Rumondor",   "Sihombing", "Hasibuan",
                                 "Wibisono", "Anggraini",  "Suryani", "Firmansyah", "Hartono",   "Mulyadi"};
constexpr std::array companies = {"PT Niaga Contoh Sejahtera", "PT Ritel Contoh Abadi", "Hotel Contoh Indah",
                                  "Koperasi Contoh Makmur",    "CV Contoh Timur",       ""};

// A fixed mixing of bits: the same index gives the same person for ever, on every machine.
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31);
}

// 16 digits in a district (3299) that does not exist, so that nobody has this number: ddmmyy, +40 for women,
// and a serial from 0001.
std::string invented_nik(long long index, bool woman) {
  const std::uint64_t bits = mixed(static_cast<std::uint64_t>(index) ^ 0xA5A5);
  return fmt::format("3299{:02}{:02}{:02}{:02}{:04}", 1 + index / 9999 % 40, 1 + bits % 28 + (woman ? 40 : 0),
                     1 + (bits >> 8) % 12, 70 + (bits >> 16) % 30, 1 + index % 9999);
}

Design design_by_rule(std::uint64_t bits) {
  const auto percent = bits % 100;
  if (percent < 84) return Design::AllCompetent;
  if (percent < 90) return Design::OneCriterionNot;
  if (percent < 93) return Design::WholeUnitNot;
  if (percent < 95) return Design::FurtherClosed;
  if (percent < 96) return Design::FurtherOpen;
  if (percent < 97) return Design::MarksMissing;
  if (percent < 98) return Design::AdvisedNotYet;
  return Design::Absent;
}

SamplePerson made_by_rule(long long index) {
  const std::uint64_t bits = mixed(static_cast<std::uint64_t>(index));
  const bool woman = bits % 2 == 0;
  const auto pick = [&](const auto& names, int shift) {
    return std::string(names[(bits >> shift) % names.size()]);
  };
  SamplePerson out;
  out.name = (woman ? pick(women, 1) : pick(men, 1)) + " " + pick(families, 12) + " " + pick(families, 24);
  out.organisation = pick(companies, 36);
  out.email = lower(fmt::format("{}.{}@contoh.example", out.name.substr(0, out.name.find(' ')), index));
  out.national_id = invented_nik(index, woman);
  out.design = design_by_rule(bits >> 40);
  return out;
}

}  // namespace

SamplePerson sample_person(long long index) {
  SamplePerson out;
  if (index >= designed_candidates) {
    out = made_by_rule(index);
  } else {
    const Designed& d = designed[static_cast<std::size_t>(index)];
    const std::string email = d.mail[0] == '\0' ? std::string() : std::string(d.mail) + "@contoh.example";
    const long long person = index == siti_again ? 0 : index;
    out = {{},    d.name,   d.front,           d.back, invented_nik(person, d.woman), d.organisation,
           email, d.design, d.missing_document};
  }
  out.id = fmt::format("P-{}", 1001 + (index == siti_again ? 0 : index));
  return out;
}

}  // namespace pleno::source
