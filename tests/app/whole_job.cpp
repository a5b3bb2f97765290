#include "app/whole_job.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

void expect_certificate(const fs::path& file) {
  expect_sound_pdf(file);
  const std::string text = text_of_pdf(file);
  EXPECT_TRUE(contains(text, "SERTIFIKAT KOMPETENSI")) << file;
  EXPECT_TRUE(contains(text, "No. 70209 2431 6 0000")) << file;
  EXPECT_TRUE(contains(text, "21 November 2026")) << file;  // the decree's date, never the clock's
  EXPECT_TRUE(contains(text, "M.70.MKT00.003.2")) << file;
  EXPECT_TRUE(contains(text, "Melaksanakan Analisis Lingkungan Bisnis")) << file;
}

// The number on a certificate, as printed.
std::string number_on(const fs::path& file) {
  const std::string text = text_of_pdf(file);
  const auto at = text.find("70209 2431");
  return at == std::string::npos ? std::string() : text.substr(at, 25);
}

}  // namespace

void expect_whole_job(const SampleSite& site) {
  const fs::path documents = site.path() / "dokumen";
  EXPECT_EQ(files_in(documents / "FR.AK.02", ".pdf").size(), 44U);
  EXPECT_GE(files_in(documents / "FR.AK.05", ".pdf").size(), 4U);
  for (const char* name : {"paket", "berita-acara", "sk"}) {
    expect_sound_pdf(documents / "2026-11" / (std::string(name) + "-2026-11.pdf"));
  }
  // Pages are counted through the whole packet, whatever its parts.
  const std::string packet = (documents / "2026-11" / "paket-2026-11.pdf").string();
  const std::string count =
      run_shell("pdfinfo " + quoted(packet) + " | awk '/^Pages:/ {printf \"%s\", $2}'").out;
  EXPECT_TRUE(contains(text_of_pdf(packet), "Halaman 2 dari " + count)) << count;
  EXPECT_TRUE(contains(text_of_pdf(packet), "Paket pleno 2026-11 · halaman " + count)) << count;
  const auto certificates = files_in(documents / "2026-11" / "sertifikat", ".pdf");
  ASSERT_FALSE(certificates.empty());
  std::set<std::string> numbers;
  for (const fs::path& file : certificates) numbers.insert(number_on(file));
  // Gapless from the first serial: 123, 124, … and each on one certificate only.
  ASSERT_EQ(numbers.size(), certificates.size());
  char last[32];
  std::snprintf(last, sizeof last, "70209 2431 6 %07zu 2026", 122 + certificates.size());
  EXPECT_EQ(*numbers.begin(), "70209 2431 6 0000123 2026");
  EXPECT_EQ(*numbers.rbegin(), last);
  expect_certificate(certificates.front());
  expect_certificate(certificates.back());
}

}  // namespace pleno::testing
