// Writes every template's pages, with sample and with worst facts, as PDF into the folder that is named.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "cases.h"
#include "facts.h"
#include "sets.h"
#include "studio.h"

namespace {

using namespace pleno;
using namespace pleno::looks;

int faults = 0;

void draw(const std::filesystem::path& folder, const std::string& name, const std::string& variant,
          const feel::Context& facts) {
  Diagnostics found;
  if (!variant.starts_with("-terpanjang") && !Studio::shared().has_occasion(name, facts, found)) {
    fmt::print("{}{}: {}", name, variant, to_text(found));
    return;
  }
  const Pages pages = Studio::shared().pages(name, facts, found);
  if (!found.empty()) fmt::print(stderr, "{} {}:\n{}", name, variant, to_text(found));
  if (has_errors(found)) {
    ++faults;
    return;
  }
  std::ofstream(folder / (name + variant + ".pdf"), std::ios::binary) << Studio::shared().pdf(pages);
  fmt::print("{}{}.pdf: {} halaman\n", name, variant, pages.pages.size());
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 64;
  const std::filesystem::path folder = arguments[1];
  std::filesystem::create_directories(folder);
  for (const char* name :
       {"undangan-pleno", "surat-tugas-pleno", "penunjukan-komite", "daftar-hadir", "pembahasan",
        "rekapitulasi", "notulen", "berita-acara", "sk", "sk-direktur", "lampiran-sk", "permohonan-blanko"}) {
    draw(folder, name, "", plenary_facts(true));
    draw(folder, name, "-final", plenary_facts(false));
    for (const int people : {0, 1, 44, 2000})
      draw(folder, name, fmt::format("-{}", people), plenary_of(people, true));
  }
  draw(folder, "fr-ak-05", "", report_facts());
  for (const int people : {0, 1, 44}) {
    feel::Context worst = report_facts();
    worst.set("peserta", *plenary_of(people, false).find("peserta"));
    draw(folder, "fr-ak-05", fmt::format("-{}", people), worst);
  }
  draw(folder, "fr-ak-04", "", letter_facts("belum-kompeten"));
  draw(folder, "fr-ak-04", "-worst", worst_letter("belum-kompeten"));
  for (const std::string& ruling : rulings()) {
    draw(folder, "surat-hasil", "-" + ruling, letter_facts(ruling));
    draw(folder, "surat-hasil", "-" + ruling + "-worst", worst_letter(ruling));
  }
  for (const char* name :
       {"fr-apl-01", "fr-apl-02", "fr-ak-01", "fr-ak-02", "fr-ak-03", "fr-ia-01", "fr-mak-02"}) {
    draw(folder, name, "", candidate_facts(Shown::ButTwoCriteria));
    draw(folder, name, "-worst", candidate_facts(Shown::Nothing, true));
    draw(folder, name, "-satu-unit", candidate_facts(Shown::Nothing, false, 1));
  }
  draw(folder, "surat-keterangan", "", candidate_facts(Shown::ButTwoCriteria));
  for (const char* name :
       {"fr-ak-06", "fr-mak-05", "berita-acara-asesmen", "daftar-hadir-peserta", "surat-tugas-asesor"}) {
    draw(folder, name, "", session_facts(7));
    draw(folder, name, "-44", session_facts(44));
  }
  for (const char* name : {"sertifikat", "sertifikat-overlay", "sertifikat-latar"}) {
    for (const int units : {1, 5, 9, 15, 25})
      draw(folder, name, fmt::format("-{}", units), certificate_facts(units));
    draw(folder, name, "-worst", certificate_facts(25, true));
  }
  draw(folder, "kalibrasi", "", site_alone());
  draw(folder, "pembahasan", "-delapan-asesi", small_plenary_facts());
  for (const Set& set : all_sets()) {
    if (set.variant != "contoh" && set.variant != "draf")
      draw(folder, set.form, "-" + set.variant, set.facts);
  }
  return faults > 0 ? 1 : 0;
}
