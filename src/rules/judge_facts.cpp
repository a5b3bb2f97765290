// What the judge shows to rules above the criteria: lists of findings below a node, and the usual reasons
// where a rule file gives none of its own.
#include <fmt/format.h>

#include "rules/decision_from_evidence.h"
#include "rules/functions.h"

namespace pleno::rules {
namespace {

std::optional<bool> truth(Outcome outcome) {
  if (outcome == Outcome::Undecided) return std::nullopt;
  return outcome == Outcome::Competent;
}

// Findings of one level share their keys.
std::shared_ptr<const feel::Keys> shape(std::vector<std::string> names) {
  return std::make_shared<const feel::Keys>(std::move(names));
}

// "terpenuhi", "belum terpenuhi", "belum diputus"; units are "kompeten".
std::string_view state_word(Outcome outcome, bool of_units) {
  if (outcome == Outcome::Undecided) return "belum diputus";
  if (outcome == Outcome::NotYetCompetent) return of_units ? "belum kompeten" : "belum terpenuhi";
  return of_units ? "kompeten" : "terpenuhi";
}

}  // namespace

feel::Context Judge::node_facts(const Uses& uses, const Span& span) {
  feel::Context facts;
  if (uses.marks) {
    facts.set("bukti", mark_list(first_[span.first], first_[span.last], uses));
  }
  if (uses.criteria) facts.set("kriteria", criterion_list(span.first, span.last));
  if (span.level == Level::Element) {
    const ElementSlot& element = prepared_.elements[span.index];
    facts.set("kode", prepared_.units[element.unit].code);
    facts.set("nomor", std::to_string(element.number));
  } else if (span.level == Level::Unit) {
    facts.set("kode", prepared_.units[span.index].code);
    if (uses.parts) facts.set("elemen", element_list(span.first_part, span.last_part));
  } else {
    facts.set("kode", scheme_.id);
    if (uses.parts) facts.set("unit", unit_list());
  }
  return facts;
}

// What is said where the rule file gives no reason of its own: the criteria below, or the units.
std::string Judge::usual_reason(Outcome outcome, const LevelRule& rule, const Span& span) const {
  const bool whole = span.level == Level::Scheme;
  std::vector<std::string> same;
  std::size_t total = 0;
  const auto look = [&](const Verdict& part, const std::string& name) {
    ++total;
    if (part.outcome == outcome) same.push_back(name);
  };
  if (whole) {
    for (std::size_t i = 0; i < units_.size(); ++i) look(*units_[i], prepared_.units[i].code);
  } else {
    for (std::size_t i = span.first; i < span.last; ++i) look(*criteria_[i], prepared_.criteria[i].number);
  }
  const std::string_view kind = whole ? "unit" : "KUK";
  const std::string_view state = state_word(outcome, whole);
  if (outcome == Outcome::Competent) {
    if (same.size() == total) return fmt::format("{}{} {} {}", total > 1 ? "semua " : "", total, kind, state);
    return fmt::format("{} dari {} {} {}", same.size(), total, kind, state);
  }
  if (same.empty())
    return fmt::format("syarat '{}' {}", rule.name,
                       outcome == Outcome::Undecided ? "belum dapat diputus" : "belum terpenuhi");
  if (same.size() == total) return fmt::format("semua {} {}", kind, state);
  return fmt::format("{} {} {}", kind, enumerate(same), state);
}

feel::Value Judge::criterion_list(std::size_t first, std::size_t last) const {
  static const auto keys = shape({"kode", "nomor", "acuan", "kompeten"});
  feel::List list;
  list.reserve(last - first);
  for (std::size_t i = first; i < last; ++i) {
    const CriterionSlot& slot = prepared_.criteria[i];
    list.emplace_back(feel::Context(keys, {prepared_.units[slot.unit].code_value, slot.number_value,
                                           slot.reference_value, truth(criteria_[i]->outcome)}));
  }
  return list;
}

feel::Value Judge::element_list(std::size_t first, std::size_t last) const {
  static const auto keys = shape({"nomor", "kompeten"});
  feel::List list;
  for (std::size_t i = first; i < last; ++i) {
    list.emplace_back(feel::Context(keys, {prepared_.elements[i].number, truth(elements_[i]->outcome)}));
  }
  return list;
}

feel::Value Judge::unit_list() const {
  static const auto keys = shape({"kode", "kompeten"});
  feel::List list;
  for (std::size_t i = 0; i < units_.size(); ++i) {
    list.emplace_back(feel::Context(keys, {prepared_.units[i].code_value, truth(units_[i]->outcome)}));
  }
  return list;
}

feel::Context Judge::row_facts() const {
  feel::Context skema;
  skema.set("kode", scheme_.id);
  skema.set("kompeten", truth(whole_->outcome));
  feel::Context facts;
  facts.set("skema", std::move(skema));
  if (row_uses_.parts) facts.set("unit", unit_list());
  return facts;
}

}  // namespace pleno::rules
