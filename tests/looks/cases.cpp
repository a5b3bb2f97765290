#include "cases.h"

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

#include "app/facts.h"
#include "app/scheme_files.h"
#include "app/settings.h"
#include "facts.h"
#include "rules/decision_from_evidence.h"
#include "rules/rules_from_yaml.h"
#include "text/digest.h"

namespace pleno::looks {
namespace {

const std::filesystem::path root = PLENO_SOURCE_DIR;

template <typename T>
const T& sound(const T& value, const Diagnostics& found) {
  if (has_errors(found)) throw std::runtime_error(to_text(found));
  return value;
}

const app::Settings& settings() {
  static const app::Settings read = [] {
    Diagnostics found;
    app::Settings out = app::read_settings(root / "samples/site", found);
    out.digest.clear();  // the key file of a clone is readable by others, which is no matter here
    return out;
  }();
  return read;
}

Scheme scheme_of(int units) {
  Diagnostics found;
  const auto page = root / "samples/schemes/penjualan.txt";
  Scheme out = *app::read_scheme(page, root / "samples/schemes/penjualan.yaml", found);
  sound(out, found);
  const std::vector<Unit> nine = out.units;
  while (static_cast<int>(out.units.size()) > units) out.units.pop_back();
  while (static_cast<int>(out.units.size()) < units) {
    Unit unit = nine[out.units.size() % nine.size()];
    unit.code = fmt::format("M.70.MKT00.{:03}.2", 100 + out.units.size());
    unit.title = "Menyusun Pelayanan yang Khas Berdasarkan Merek Organisasi (Branded Service)";
    unit.title_english =
        "Developing Distinctive Services Based on the Organisation's Brand (Branded Service)";
    out.units.push_back(std::move(unit));
  }
  return out;
}

Evidence evidence_of(const Scheme& scheme, Shown shown, bool worst) {
  Evidence out;
  out.id = "26-0413";
  out.scheme = scheme.id;
  out.candidate = {"P-9001",
                   "I Gusti Ngurah Bagus Oka Wiranata",
                   "",
                   "S.E.",
                   "5171010203900002",
                   "Universitas Contoh",
                   "oka@contoh.example"};
  out.session = {"2026-11-B",
                 {std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{18}},
                 {std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{19}},
                 {"T-1", "TUK Pemasaran Depok", SiteKind::Workplace, "Jl. Contoh No. 2, Depok"}};
  out.assessors = {{"P-0001", "Bambang Setiawan, M.M.", "MET.000.002233 2021"}};
  out.recommendation = {shown == Shown::Everything, "Prosedur tanggapan daring belum tertulis."};
  for (const char* code : {"AK.01", "APL.01", "APL.02"}) out.enclosures.push_back({code, true});
  if (worst) {
    out.candidate.name = "Raden Ajeng Siti Nurhaliza Kusumaningrum Wardhani Prawiradireja";
    out.candidate.organisation.clear();
    out.candidate.email.clear();
    out.assessors.front().name = "Prof. Dr. Ir. Bambang Setiawan Kartohadiprodjo, M.M., M.Si.";
    out.assessors.push_back({"P-0002", "Dewi Lestari Kusumaningrum, S.E., M.M.", "MET.000.001187 2019"});
    out.recommendation.comment = std::string(120, 'x');
    for (int i = 0; i < 40; ++i) out.recommendation.comment += " Bukti perlu dilengkapi.";
  }
  for (std::uint32_t at = 0; at < scheme.criterion_count(); ++at) {
    const bool gap = shown == Shown::Nothing || (shown == Shown::ButTwoCriteria && (at == 3 || at == 60));
    out.proofs.push_back({.criterion = at, .mark = gap ? Mark::NotYetCompetent : Mark::Competent});
    if (!gap && at % 5 == 0)
      out.proofs.push_back({.criterion = at,
                            .method = Method::Written,
                            .mark = Mark::Competent,
                            .kind = EvidenceKind::Indirect});
  }
  return out;
}

Decision decision_of(const Scheme& scheme, const Evidence& evidence) {
  const std::string text = app::read_file(root / "rules/bnsp.yaml");
  Diagnostics found;
  const auto rules = rules::rules_from_yaml(text, "bnsp.yaml", sha256(text), found);
  return rules::judge(*sound(rules, found), scheme, evidence);
}

}  // namespace

feel::Context site_alone() { return app::site_facts(settings()); }

feel::Context candidate_facts(Shown shown, bool worst) {
  const Scheme scheme = scheme_of(9);
  const Evidence evidence = evidence_of(scheme, shown, worst);
  const Decision decision = decision_of(scheme, evidence);
  app::Case one{&scheme, &evidence, &decision};
  one.shows_national_id = true;
  feel::Context out = app::case_facts(site_alone(), settings(), one, app::Depth::Criteria);
  out.set("pleno", *facts({"pleno"}).find("pleno"));
  return out;
}

feel::Context certificate_facts(int units, bool worst) {
  const Scheme scheme = scheme_of(units);
  const Evidence evidence = evidence_of(scheme, Shown::Everything, worst);
  const Decision decision = decision_of(scheme, evidence);
  const app::Case one{&scheme, &evidence, &decision};
  feel::Context out = app::case_facts(site_alone(), settings(), one, app::Depth::Units);
  out.set("sertifikat", *facts({"sertifikat"}).find("sertifikat"));
  out.set("pleno", *facts({"pleno"}).find("pleno"));
  return out;
}

feel::Context session_facts(int people) {
  feel::Context out = candidate_facts(Shown::Everything);
  out.set("asesi", feel::Value());
  out.set("peserta", *plenary_of(people, true).find("peserta"));
  return out;
}

}  // namespace pleno::looks
