#include "cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <vector>

#include "app/discussion.h"
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

feel::Context candidate_facts(Shown shown, bool worst, int units) {
  const Scheme scheme = scheme_of(units);
  const Evidence evidence = evidence_of(scheme, shown, worst);
  const Decision decision = decision_of(scheme, evidence);
  app::Case one{&scheme, &evidence, &decision};
  one.shows_national_id = true;
  feel::Context out = app::case_facts(site_alone(), settings(), one, app::Depth::Criteria);
  out.set("pleno", *facts({"pleno"}).find("pleno"));
  feel::Context numbers;
  numbers.set("nomor_keterangan", "26-0413/SKET-UNIT/LSP-CN/XI/2026");
  out.set("surat", std::move(numbers));
  for (const char* name : {"permohonan", "pelaksanaan"}) out.set(name, *facts({name}).find(name));
  return out;
}

namespace {

// A candidate of the small plenary: what the assessor says of whom the rules judge how.
struct Someone {
  const char* number;
  const char* name;
  std::vector<std::uint32_t> gaps;      // positions of KUK marked BK
  std::vector<std::uint32_t> unmarked;  // positions of KUK without a mark
  std::optional<bool> recommended;
  const char* comment;
  bool has_agreement = true;  // AK.01
};

const std::vector<Someone>& people_of_the_small_plenary() {
  static const std::vector<Someone> people = {
      {"26-0501", "Aisyah Rahmawati", {}, {}, true, ""},
      {"26-0502", "I Gusti Ngurah Bagus Oka Wiranata", {3, 60}, {}, false, "Dua KUK belum tertulis."},
      {"26-0503", "Sukarno", {}, {1, 30}, true, ""},
      {"26-0504", "Nur'aini Khairunnisa", {}, {}, false, "Asesi ragu menjelaskan rencana tanggap krisis."},
      {"26-0505", "Maria Goretti Simanjuntak", {7}, {}, true, ""},
      {"26-0506", "Yohanes Pati", {}, {}, true, "", false},
      {"26-0507", "André Wijaya", {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}, {}, false, ""},
      {"26-0508", "Dewi Sartika", {}, {}, true, ""}};
  return people;
}

Evidence evidence_of(const Scheme& scheme, const Someone& one) {
  Evidence out = evidence_of(scheme, Shown::Everything, false);
  out.id = one.number;
  out.candidate.name = one.name;
  out.recommendation = {one.recommended, one.comment};
  for (Enclosure& enclosure : out.enclosures)
    if (enclosure.code == "AK.01") enclosure.present = one.has_agreement;
  const auto has = [](const std::vector<std::uint32_t>& list, std::uint32_t at) {
    return std::find(list.begin(), list.end(), at) != list.end();
  };
  std::erase_if(out.proofs, [&](const Proof& proof) { return has(one.unmarked, proof.criterion); });
  for (Proof& proof : out.proofs) {
    if (has(one.gaps, proof.criterion)) proof.mark = Mark::NotYetCompetent;
    proof.vatm = {Judged::Yes, Judged::Yes, one.gaps.empty() ? Judged::Yes : Judged::No, Judged::Unknown};
  }
  return out;
}

}  // namespace

feel::Context small_plenary_facts() {
  const Scheme scheme = scheme_of(9);
  app::Discussion discussion(2);
  feel::List rows;
  for (const Someone& one : people_of_the_small_plenary()) {
    const Evidence evidence = evidence_of(scheme, one);
    const Decision decision = decision_of(scheme, evidence);
    const app::Case known{&scheme, &evidence, &decision};
    const feel::Value row = app::participant_facts(static_cast<long long>(rows.size()) + 1, known, {});
    feel::Context listed = *row.context();
    listed.set("dibahas", discussion.consider(known, {}, row));
    rows.emplace_back(std::move(listed));
  }
  feel::Context out = plenary_facts(true);
  out.set("pembahasan", discussion.facts([](const std::string& number) {
    return 20 + 2 * static_cast<long long>(number.back() - '0');
  }));
  feel::Context group = *(*out.find("kelompok")->list())[0].context();
  group.set("skema", scheme.title);
  group.set("nomor_skema", scheme.number);
  group.set("jumlah", tally_of(rows, true));
  group.set("peserta", rows);
  out.set("kelompok", feel::List{feel::Value(std::move(group))});
  out.set("jumlah", tally_of(rows, true));
  out.set("peserta", std::move(rows));
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
