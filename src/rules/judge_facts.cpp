// What the judge shows to rules above the criteria: lists of findings below a node, and the usual reasons
// where a rule file gives none of its own.
#include <fmt/format.h>

#include "domain/criteria_words.h"
#include "rules/decision_from_evidence.h"
#include "text/indonesian.h"

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
  if (uses.criteria) facts.set("kriteria", findings(Level::Criterion, span.first, span.last));
  if (span.level == Level::Element) {
    const ElementSlot& element = prepared_.elements[span.index];
    facts.set("kode", prepared_.units[element.unit].code);
    facts.set("nomor", std::to_string(element.number));
  } else if (span.level == Level::Unit) {
    facts.set("kode", prepared_.units[span.index].code);
    if (uses.parts) facts.set("elemen", findings(Level::Element, span.first_part, span.last_part));
  } else {
    facts.set("kode", scheme_.id);
    if (uses.parts) facts.set("unit", findings(Level::Unit, 0, units_.size()));
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
  if (whole) return fmt::format("{} {} {}", kind, enumerate(same), state);
  const std::size_t unit = span.level == Level::Unit ? span.index : prepared_.elements[span.index].unit;
  return fmt::format("{} {} {}", kind, enumerate(in_ranges(same, scheme_.units[unit])), state);
}

// What rules see of a criterion, an element or a unit: made once for each outcome.
feel::Value Judge::finding(Level level, std::size_t index, Outcome outcome) {
  static const auto criterion_keys = shape({"kode", "nomor", "acuan", "kompeten"});
  static const auto element_keys = shape({"nomor", "kompeten"});
  static const auto unit_keys = shape({"kode", "kompeten"});
  feel::Value& made = findings_[static_cast<std::size_t>(level)][index][static_cast<std::size_t>(outcome)];
  if (!made.is_null()) return made;
  const feel::Value competent = truth(outcome);
  if (level == Level::Criterion) {
    const CriterionSlot& slot = prepared_.criteria[index];
    return made = feel::Context(criterion_keys, {prepared_.units[slot.unit].code_value, slot.number_value,
                                                 slot.reference_value, competent});
  }
  if (level == Level::Element)
    return made = feel::Context(element_keys, {prepared_.elements[index].number, competent});
  return made = feel::Context(unit_keys, {prepared_.units[index].code_value, competent});
}

feel::Value Judge::findings(Level level, std::size_t first, std::size_t last) {
  const auto& found = level == Level::Criterion ? criteria_ : level == Level::Element ? elements_ : units_;
  feel::List list;
  list.reserve(last - first);
  for (std::size_t i = first; i < last; ++i) list.push_back(finding(level, i, found[i]->outcome));
  return list;
}

feel::Context Judge::row_facts() {
  feel::Context skema;
  skema.set("kode", scheme_.id);
  skema.set("kompeten", truth(whole_->outcome));
  feel::Context facts;
  facts.set("skema", std::move(skema));
  if (row_uses_.parts) facts.set("unit", findings(Level::Unit, 0, units_.size()));
  return facts;
}

}  // namespace pleno::rules
