// The scheme as templates see it: units, elements and KUK with the rules' findings and what was marked.
#include <algorithm>

#include "app/facts.h"
#include "domain/criteria_words.h"

namespace pleno::app {
namespace {

using feel::Context;
using feel::List;
using feel::Value;

// What gave a mark for a unit: the ticks of FR.AK.02's matrix, and the kinds of evidence L, TL, T.
struct UnitEvidence {
  std::array<bool, method_count> methods{};
  std::array<bool, 3> kinds{};
};

std::vector<UnitEvidence> evidence_by_unit(const Scheme& scheme, const Evidence* evidence) {
  std::vector<UnitEvidence> out(scheme.units.size());
  if (evidence == nullptr) return out;
  std::vector<std::size_t> unit_of;
  for (std::size_t u = 0; u < scheme.units.size(); ++u) {
    for (const Element& element : scheme.units[u].elements)
      unit_of.insert(unit_of.end(), element.criteria.size(), u);
  }
  for (const Proof& proof : evidence->proofs) {
    if (proof.mark == Mark::None || proof.criterion >= unit_of.size()) continue;
    UnitEvidence& unit = out[unit_of[proof.criterion]];
    unit.methods[static_cast<std::size_t>(proof.method)] = true;
    unit.kinds[static_cast<std::size_t>(proof.kind)] = true;
  }
  return out;
}

Value kinds_facts(const std::array<bool, 3>& kinds) {
  Context out;
  out.set("langsung", kinds[0]);
  out.set("tidak_langsung", kinds[1]);
  out.set("tambahan", kinds[2]);
  return out;
}

Value methods_facts(const std::array<bool, method_count>& used) {
  Context out;
  for (std::size_t m = 0; m < method_count; ++m) {
    out.set(std::string(to_text(static_cast<Method>(m))), Value(static_cast<bool>(used[m])));
  }
  return out;
}

void set_finding(Context& out, const Finding* finding) {
  out.set("kompeten", finding == nullptr ? Value() : truth_of(finding->outcome));
  out.set("alasan", finding == nullptr ? Value("") : Value(finding->reason));
}

const Finding* part(const Finding* whole, std::size_t index) {
  return whole != nullptr && index < whole->parts.size() ? &whole->parts[index] : nullptr;
}

// What FR.IA.01 ticks: the mark of the observation, and whether any method left the KUK to another.
void set_marks(Context& row, std::uint32_t position, const Evidence* evidence) {
  bool further = false;
  Mark observed = Mark::None;
  if (evidence != nullptr) {
    const auto from = std::lower_bound(evidence->proofs.begin(), evidence->proofs.end(), position,
                                       [](const Proof& p, std::uint32_t at) { return p.criterion < at; });
    for (auto proof = from; proof != evidence->proofs.end() && proof->criterion == position; ++proof) {
      further = further || proof->mark == Mark::FurtherAssessment;
      if (proof->method == Method::Observation && observed == Mark::None) observed = proof->mark;
    }
  }
  row.set("lanjut", further);
  row.set("observasi", to_text(observed));
}

Value element_facts(const Element& element, const Finding* finding, std::uint32_t& position,
                    const Evidence* evidence) {
  Context out;
  out.set("nomor", element.number);
  out.set("judul", element.title);
  set_finding(out, finding);
  std::vector<std::string> not_yet;
  List criteria;
  for (std::size_t k = 0; k < element.criteria.size(); ++k, ++position) {
    Context row;
    row.set("nomor", element.criteria[k].number);
    row.set("teks", element.criteria[k].text);
    const Finding* found = part(finding, k);
    set_finding(row, found);
    if (found != nullptr && found->outcome == Outcome::NotYetCompetent)
      not_yet.push_back(element.criteria[k].number);
    set_marks(row, position, evidence);
    criteria.emplace_back(std::move(row));
  }
  out.set("kriteria", std::move(criteria));
  out.set("kuk_bk", listed(not_yet, element));
  return out;
}

// The scheme's job groups with their units as in `skema.unit`; without any, all units are one.
Value job_groups(const Scheme& scheme, const List& units) {
  std::vector<JobGroup> groups = scheme.job_groups;
  if (groups.empty()) {
    groups.emplace_back();
    for (const Unit& unit : scheme.units) groups.back().units.push_back(unit.code);
  }
  List out;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    Context row;
    row.set("nomor", static_cast<long long>(g + 1));
    row.set("judul", groups[g].title);
    List members;
    for (std::size_t u = 0; u < scheme.units.size(); ++u) {
      const auto& codes = groups[g].units;
      if (std::find(codes.begin(), codes.end(), scheme.units[u].code) != codes.end())
        members.push_back(units[u]);
    }
    row.set("unit", std::move(members));
    out.emplace_back(std::move(row));
  }
  return out;
}

}  // namespace

Value truth_of(Outcome outcome) {
  if (outcome == Outcome::Undecided) return {};
  return outcome == Outcome::Competent;
}

Value scheme_facts(const Scheme& scheme, const Decision* decision, const Evidence* evidence, Depth depth) {
  Context out;
  out.set("kode", scheme.id);
  out.set("judul", scheme.title);
  out.set("judul_inggris", scheme.title_english);
  out.set("nomor", scheme.number);
  out.set("jenis", to_text(scheme.kind));
  out.set("jenjang", scheme.level);
  out.set("bidang", scheme.field);
  out.set("bidang_inggris", scheme.field_english);
  const Finding* whole = decision == nullptr ? nullptr : &decision->scheme;
  set_finding(out, whole);
  const auto marked = evidence_by_unit(scheme, evidence);
  std::uint32_t position = 0;
  List units;
  for (std::size_t u = 0; u < scheme.units.size(); ++u) {
    const Unit& unit = scheme.units[u];
    const Finding* finding = part(whole, u);
    Context row;
    row.set("nomor", static_cast<long long>(u + 1));
    row.set("kode", unit.code);
    row.set("judul", unit.title);
    row.set("judul_inggris", unit.title_english);
    set_finding(row, finding);
    row.set("metode", methods_facts(marked[u].methods));
    row.set("jenis", kinds_facts(marked[u].kinds));
    if (depth == Depth::Criteria) {
      List elements;
      for (std::size_t e = 0; e < unit.elements.size(); ++e) {
        elements.emplace_back(element_facts(unit.elements[e], part(finding, e), position, evidence));
      }
      row.set("elemen", std::move(elements));
    }
    units.emplace_back(std::move(row));
  }
  out.set("kelompok_pekerjaan", job_groups(scheme, units));
  out.set("unit", std::move(units));
  return out;
}

}  // namespace pleno::app
