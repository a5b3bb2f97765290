#include "sets.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <optional>
#include <sstream>

#include "cases.h"
#include "document/longest_facts.h"
#include "facts.h"

namespace pleno::looks {
namespace {

namespace fs = std::filesystem;

}  // namespace

std::vector<std::string> shipped_forms() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(fs::path(PLENO_SOURCE_DIR) / "templates")) {
    if (entry.path().extension() != ".xml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (text.str().find("<document") != std::string::npos) out.push_back(entry.path().stem().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

namespace {

// What the site itself says, for the longest facts to stand beside.
feel::Context own_facts() {
  feel::Context out = facts({"lsp"});
  out.set("contoh", true);
  out.set("draf", false);
  put(out, "cetak.latar", "");  // a picture of the site's own
  return out;
}

feel::Context on_background(feel::Context certificate) {
  put(certificate, "cetak.latar", "latar.png");
  return certificate;
}

feel::Context before_its_number(feel::Context certificate) {
  certificate.set("draf", true);
  return certificate;
}

// The sample of each template; nothing for one that has none, which a test says.
std::optional<feel::Context> sample_of(const std::string& form) {
  const auto is_one_of = [&](std::initializer_list<const char*> names) {
    return std::find(names.begin(), names.end(), form) != names.end();
  };
  if (is_one_of({"undangan-pleno", "surat-tugas-pleno", "penunjukan-komite", "daftar-hadir", "pembahasan",
                 "rekapitulasi", "notulen", "berita-acara", "berita-acara-pelaksanaan", "sk", "sk-direktur",
                 "lampiran-sk", "permohonan-blanko"}))
    return plenary_facts(false);
  if (form == "fr-ak-05") return report_facts();
  if (is_one_of(
          {"fr-ak-06", "fr-mak-05", "berita-acara-asesmen", "daftar-hadir-peserta", "surat-tugas-asesor"}))
    return session_facts(7);
  if (is_one_of({"fr-apl-01", "fr-apl-02", "fr-ak-01", "fr-ak-02", "fr-ak-03", "fr-ia-01", "fr-mak-02",
                 "surat-keterangan"}))
    return candidate_facts(Shown::ButTwoCriteria);
  if (is_one_of({"fr-ak-04", "surat-hasil"})) return letter_facts("belum-kompeten");
  if (is_one_of({"sertifikat", "sertifikat-overlay"})) return certificate_facts(9);
  if (form == "sertifikat-latar") return on_background(certificate_facts(9));
  if (form == "kalibrasi") return site_alone();
  return std::nullopt;
}

}  // namespace

std::vector<Set> all_sets() {
  std::vector<Set> out;
  for (const std::string& form : shipped_forms()) {
    if (auto sample = sample_of(form)) out.push_back({form, "contoh", std::move(*sample)});
    out.push_back({form, "terpanjang", document::longest_facts(own_facts(), true)});
    out.push_back({form, "terpanjang-tidak", document::longest_facts(own_facts(), false)});
  }
  for (const char* form : {"daftar-hadir", "pembahasan", "rekapitulasi", "notulen", "berita-acara", "sk"})
    out.push_back({form, "draf", plenary_facts(true)});
  out.push_back({"sertifikat", "draf", before_its_number(certificate_facts(9))});
  for (const int units : {5, 15, 25}) {
    const std::string variant = std::to_string(units) + "-unit";
    out.push_back({"sertifikat", variant, certificate_facts(units)});
    out.push_back({"sertifikat-overlay", variant, certificate_facts(units)});
    out.push_back({"sertifikat-latar", variant, on_background(certificate_facts(units))});
  }
  std::sort(out.begin(), out.end(), [](const Set& a, const Set& b) { return a.name() < b.name(); });
  return out;
}

}  // namespace pleno::looks
