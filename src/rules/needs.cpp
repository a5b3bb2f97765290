// What would have to change, for documents: of every criterion, element and unit that is not competent, from
// the same evaluation that judged it, told to its end.
#include <algorithm>

#include "rules/decision_from_evidence.h"
#include "rules/why.h"

namespace pleno::rules {
namespace {

void add_need(std::vector<Need>& needs, std::size_t begin, const std::string& unit,
              const std::string& criterion, const std::string& reason, const std::string& words) {
  const auto same = std::find_if(
      needs.begin() + static_cast<std::ptrdiff_t>(begin), needs.end(),
      [&](const Need& one) { return !one.criteria.empty() && one.reason == reason && one.words == words; });
  if (same == needs.end())
    needs.push_back({unit, {criterion}, reason, words});
  else
    same->criteria.push_back(criterion);
}

}  // namespace

std::string Judge::criterion_need(std::size_t index) {
  const PreparedRule& rule = rule_of(Level::Criterion, prepared_.criteria[index].rule);
  const auto words = [&] {
    const Sight sight(criterion_facts(rule.uses, index), candidate(), prepared_.names);
    feel::Trace trace;
    watched(rule.rule->competent, sight.scope, true, trace);
    return why(rule.rule->competent, trace, true).needed;
  };
  if (rule.luck.gave_up) return words();
  key_of_criterion(rule, index);
  const auto [entry, fresh] = known_needs_.try_emplace(static_cast<char>(Level::Criterion) + key_);
  if (fresh) entry->second = words();
  return entry->second;
}

std::string Judge::node_need(const Span& span, std::size_t rule_index) {
  const PreparedRule& rule = rule_of(span.level, rule_index);
  const auto words = [&] {
    Uses uses = rule.uses;
    uses.number = true;  // the words name the marks that they are about
    const Sight sight(node_facts(uses, span), candidate(), prepared_.names);
    feel::Trace trace;
    watched(rule.rule->competent, sight.scope, true, trace);
    return why(rule.rule->competent, trace, true).needed;
  };
  if (rule.luck.gave_up) return words();
  key_of_node(rule, span);
  const auto [entry, fresh] = known_needs_.try_emplace(static_cast<char>(span.level) + key_);
  if (fresh) entry->second = words();
  return entry->second;
}

std::string Judge::row_need(std::size_t row) {
  const auto& rows = rules_.parts().rows;
  if (row >= rows.size()) return {};
  const Sight sight(row_facts(), candidate(), prepared_.names);
  feel::Trace trace;
  watched(rows[row].when, sight.scope, true, trace);
  return why_not(rows[row], trace).needed;
}

// First what is not met, then what is undecided, as in Decision::gaps; then what element and unit ask for.
void Judge::put_unit_needs(std::vector<Need>& needs, std::size_t unit) {
  const UnitSlot& slot = prepared_.units[unit];
  const std::size_t begin = needs.size();
  for (const Outcome outcome : {Outcome::NotYetCompetent, Outcome::Undecided}) {
    for (std::size_t k = slot.first; k < slot.last; ++k) {
      if (criteria_[k]->outcome == outcome)
        add_need(needs, begin, slot.code, prepared_.criteria[k].number, criteria_[k]->reason,
                 criterion_need(k));
    }
  }
  for (std::size_t e = slot.first_element; e < slot.last_element; ++e) {
    if (elements_[e]->outcome == Outcome::Competent) continue;
    const std::string words = node_need(element_span(e), prepared_.elements[e].rule);
    if (!words.empty()) needs.push_back({slot.code, {}, elements_[e]->reason, words});
  }
  const std::string words = node_need(unit_span(unit), slot.rule);
  if (!words.empty() || needs.size() == begin) needs.push_back({slot.code, {}, units_[unit]->reason, words});
}

// Who was not there needs nothing that a document could ask for.
void Judge::put_needs(Decision& decision, std::size_t row) {
  if (is_attendance_result(decision.result)) return;
  for (std::size_t u = 0; u < units_.size(); ++u) {
    if (units_[u]->outcome != Outcome::Competent) put_unit_needs(decision.needs, u);
  }
  if (whole_->outcome != Outcome::Competent)
    decision.needed = node_need(scheme_span(), prepared_.scheme_rule);
  if (const std::string words = row_need(row); !words.empty())
    decision.needed += (decision.needed.empty() ? "" : "; ") + words;
}

}  // namespace pleno::rules
