#include "rules/decision_from_evidence.h"

#include <fmt/format.h>

#include <algorithm>

#include "rules/reasons.h"
#include "rules/why.h"

namespace pleno::rules {
namespace {

// Marks remembered before their memory is emptied: a night stays flat whatever comes.
constexpr std::size_t memory_limit = 50000;

std::string filled(const Reason& given, const feel::Scope& scope, std::string usual) {
  return given ? feel::fill(*given, scope) : std::move(usual);
}

const Reason& reason_for(Outcome outcome, const LevelRule& rule) {
  if (outcome == Outcome::Competent) return rule.when_competent;
  return outcome == Outcome::NotYetCompetent ? rule.when_not : rule.when_empty;
}

std::size_t members_of(const Uses& uses) {
  return (uses.score ? 1U : 0U) | (uses.date ? 2U : 0U) | (uses.assessor ? 4U : 0U) |
         (uses.number ? 8U : 0U) | (uses.kind ? 16U : 0U) | (uses.vatm ? 32U : 0U);
}

}  // namespace

Decision judge(const Rules& rules, const Scheme& scheme, const Evidence& evidence) {
  return Judge(rules, scheme)(evidence, {}, Wording::Full);
}

Judge::Judge(const Rules& rules, const Scheme& scheme)
    : rules_(rules), scheme_(scheme), prepared_(rules, scheme), row_uses_(uses_of(rules.parts().rows)) {
  all_uses_ = row_uses_;
  for (std::size_t level = 0; level < 4; ++level) {
    for (const LevelRule& rule : rules.parts().levels[level]) {
      const Uses uses = uses_of(rule);
      levels_[level].push_back({&rule, uses});
      all_uses_.attendance |= uses.attendance;
      all_uses_.days |= uses.days;
      all_uses_.advice |= uses.advice;
      all_uses_.papers |= uses.papers;
      all_uses_.assessors |= uses.assessors;
    }
  }
  asked_anew_[static_cast<std::size_t>(Level::Criterion)].resize(prepared_.criteria.size());
  asked_anew_[static_cast<std::size_t>(Level::Element)].resize(prepared_.elements.size());
  asked_anew_[static_cast<std::size_t>(Level::Unit)].resize(prepared_.units.size());
  asked_anew_[static_cast<std::size_t>(Level::Scheme)].resize(1);
  findings_[static_cast<std::size_t>(Level::Criterion)].resize(prepared_.criteria.size());
  findings_[static_cast<std::size_t>(Level::Element)].resize(prepared_.elements.size());
  findings_[static_cast<std::size_t>(Level::Unit)].resize(prepared_.units.size());
  criteria_.resize(prepared_.criteria.size());
  elements_.resize(prepared_.elements.size());
  units_.resize(prepared_.units.size());
}

// The facts of marks are made once, however many rules and candidates look at equal ones.
feel::Value Judge::mark_list(std::size_t first, std::size_t last, const Uses& uses) {
  const std::size_t members = members_of(uses);
  std::vector<feel::Value>& made = mark_values_[members];
  if (made.size() != proofs_.size()) made.assign(proofs_.size(), {});
  feel::List list;
  list.reserve(last - first);
  for (std::size_t i = first; i < last; ++i) {
    if (made[i].is_null() && (uses.number || uses.date)) {
      made[i] = mark_facts(*proofs_[i], prepared_, uses);  // with place or day hardly two are equal
    } else if (made[i].is_null()) {
      feel::Value& known = known_marks_[members][key_of(*proofs_[i], uses)];
      if (known.is_null()) known = mark_facts(*proofs_[i], prepared_, uses);
      made[i] = known;
    }
    list.push_back(made[i]);
  }
  return list;
}

Judge::PreparedRule& Judge::rule_of(Level level, std::size_t index) {
  return levels_[static_cast<std::size_t>(level)][index];
}

// Equivalences have days: lists that name a unit by its other code mean another thing before and after.
void Judge::turn_to(Date day) {
  const auto& equivalences = rules_.parts().equivalences;
  if (equivalences.empty()) return;
  std::vector<bool> wanted;
  wanted.reserve(equivalences.size());
  for (const Equivalence& e : equivalences) wanted.push_back(e.in_force(day));
  if (wanted == in_force_) return;
  prepared_ = PreparedScheme(rules_, scheme_, day);
  in_force_ = std::move(wanted);
  forget();
  for (auto& marks : known_marks_) marks.clear();  // their references belong to `prepared_`
}

// Sorts the marks by criterion and forgets the candidate before.
void Judge::take(const Evidence& evidence) {
  evidence_ = &evidence;
  candidate_ready_ = false;
  turn_to(evidence.session.begins);
  make_room();
  for (auto& marks : known_marks_) {
    if (marks.size() > memory_limit) marks.clear();
  }
  first_.assign(prepared_.criteria.size() + 1, 0);
  const auto counts = [&](const Proof& p) {
    return p.criterion < prepared_.criteria.size() && is_entered(p);
  };
  for (const Proof& proof : evidence.proofs) {
    if (counts(proof)) ++first_[proof.criterion + 1];
  }
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  proofs_.resize(first_.back());
  for (auto& values : mark_values_) values.clear();
  for (const Proof& proof : evidence.proofs) {
    if (counts(proof)) proofs_[first_[proof.criterion]++] = &proof;
  }
  // Each entry now holds its criterion's end; moved by one it is the beginning again.
  std::copy_backward(first_.begin(), first_.end() - 1, first_.end());
  first_[0] = 0;
}

const feel::Context& Judge::candidate() {
  if (!candidate_ready_) {
    candidate_ = {};
    put_candidate(candidate_, *evidence_, all_uses_);
    candidate_ready_ = true;
  }
  return candidate_;
}

feel::Context Judge::criterion_facts(const Uses& uses, std::size_t index) {
  const CriterionSlot& slot = prepared_.criteria[index];
  feel::Context facts;
  if (uses.marks) facts.set("bukti", mark_list(first_[index], first_[index + 1], uses));
  if (uses.methods) facts.set("metode", methods_in_words(marks_of(index)));
  if (uses.place) {
    facts.set("kode", prepared_.units[slot.unit].code);
    facts.set("nomor", slot.number);
    facts.set("acuan", slot.reference);
  }
  return facts;
}

std::span<const Proof* const> Judge::marks_of(std::size_t criterion) const {
  return {proofs_.data() + first_[criterion], first_[criterion + 1] - first_[criterion]};
}

void Judge::find_criterion(Verdict& verdict, const PreparedRule& rule, std::size_t index) {
  const std::span<const Proof* const> mine = marks_of(index);
  const Sight sight(criterion_facts(rule.uses, index), candidate(), prepared_.names);
  const feel::Scope& scope = sight.scope;
  verdict.rule = rule.rule;
  verdict.outcome = ask(*rule.rule, Level::Criterion, index, scope);
  const auto any = [&](auto holds) {
    return std::any_of(mine.begin(), mine.end(), [&](const Proof* p) { return holds(p->mark); });
  };
  if (verdict.outcome == Outcome::Competent) {
    verdict.reason = filled(rule.rule->when_competent, scope, "terpenuhi");
  } else if (verdict.outcome == Outcome::NotYetCompetent) {
    verdict.reason = filled(rule.rule->when_not, scope, "belum terpenuhi");
  } else if (!any([](Mark m) { return m != Mark::None; })) {
    verdict.reason = filled(rule.rule->when_empty, scope, "belum dinilai");
  } else {
    const bool further = any([](Mark m) { return m == Mark::FurtherAssessment; });
    verdict.reason = filled(rule.rule->when_open, scope,
                            further ? "menunggu penilaian lanjut" : "bukti belum cukup untuk diputuskan");
  }
}

void Judge::find_node(Verdict& verdict, const PreparedRule& rule, const Span& span) {
  Uses uses = rule.uses;
  uses.number = uses.number || witness_ != nullptr;  // who looks on is told which mark was looked at
  const Sight sight(node_facts(uses, span), candidate(), prepared_.names);
  verdict.rule = rule.rule;
  verdict.outcome = ask(*rule.rule, span.level, span.index, sight.scope);
  const Reason& given = reason_for(verdict.outcome, *rule.rule);
  verdict.reason = given ? feel::fill(*given, sight.scope) : usual_reason(verdict.outcome, *rule.rule, span);
}

std::size_t Judge::ask_rows() {
  const Sight sight(row_facts(), candidate(), prepared_.names);
  const feel::Scope& scope = sight.scope;
  const auto& rows = rules_.parts().rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (witness_ == nullptr) {
      if (feel::evaluate(rows[i].when, scope).is_true()) return i;
      continue;
    }
    feel::Trace trace;
    const bool held = watched(rows[i].when, scope, witness_->wants_all(), trace) == Outcome::Competent;
    witness_->asked_row(i, held, trace);
    if (held) return i;
  }
  return rows.size();
}

// The one place where a rule is evaluated, watched or not.
Outcome Judge::ask(const LevelRule& rule, Level level, std::size_t index, const feel::Scope& scope) {
  if (witness_ == nullptr) return outcome_of(feel::evaluate(rule.competent, scope));
  feel::Trace trace;
  const Outcome found = watched(rule.competent, scope, witness_->wants_all(), trace);
  witness_->judged(level, index, rule, found, trace);
  return found;
}

Finding Judge::tree() const {
  const auto fill = [](Finding& f, Level level, const std::string& code, const Verdict& v) {
    f.level = level;
    f.outcome = v.outcome;
    f.code = code;
    f.rule = v.rule->name;
    f.reason = v.reason;
  };
  Finding root;
  fill(root, Level::Scheme, scheme_.id, *whole_);
  root.parts.resize(units_.size());
  for (std::size_t u = 0; u < units_.size(); ++u) {
    const UnitSlot& unit = prepared_.units[u];
    Finding& unit_finding = root.parts[u];
    fill(unit_finding, Level::Unit, unit.code, *units_[u]);
    unit_finding.parts.resize(unit.last_element - unit.first_element);
    for (std::size_t e = unit.first_element; e < unit.last_element; ++e) {
      const ElementSlot& element = prepared_.elements[e];
      Finding& element_finding = unit_finding.parts[e - unit.first_element];
      fill(element_finding, Level::Element, std::to_string(element.number), *elements_[e]);
      element_finding.parts.resize(element.last - element.first);
      for (std::size_t k = element.first; k < element.last; ++k) {
        fill(element_finding.parts[k - element.first], Level::Criterion, prepared_.criteria[k].number,
             *criteria_[k]);
      }
    }
  }
  return root;
}

// The row's own reason, else the scheme rule's, else what the units say.
std::string Judge::sentence(const Decision& decision, std::size_t row) {
  const auto& rows = rules_.parts().rows;
  if (row < rows.size() && rows[row].reason) {
    const Sight sight(row_facts(), candidate(), prepared_.names);
    return as_sentence(feel::fill(*rows[row].reason, sight.scope));
  }
  OwnReasons own;
  own.scheme = reason_for(decision.outcome, *whole_->rule).has_value();
  for (const Verdict* unit : units_) own.units.push_back(reason_for(unit->outcome, *unit->rule).has_value());
  return sentence_of(decision, own);
}

Judge::Span Judge::element_span(std::size_t index) const {
  const ElementSlot& e = prepared_.elements[index];
  return {Level::Element, index, e.first, e.last, e.first, e.last};
}
Judge::Span Judge::unit_span(std::size_t index) const {
  const UnitSlot& u = prepared_.units[index];
  return {Level::Unit, index, u.first, u.last, u.first_element, u.last_element};
}
Judge::Span Judge::scheme_span() const { return {Level::Scheme, 0, 0, criteria_.size(), 0, units_.size()}; }

Decision Judge::operator()(const Evidence& evidence, std::string evidence_digest, Wording wording) {
  take(evidence);
  for (std::size_t i = 0; i < criteria_.size(); ++i) criteria_[i] = &criterion(i);
  for (std::size_t i = 0; i < elements_.size(); ++i) {
    const ElementSlot& e = prepared_.elements[i];
    elements_[i] = &node(element_span(i), e.rule);
  }
  for (std::size_t i = 0; i < units_.size(); ++i) {
    const UnitSlot& u = prepared_.units[i];
    units_[i] = &node(unit_span(i), u.rule);
  }
  whole_ = &node(scheme_span(), prepared_.scheme_rule);

  Decision d;
  d.assessment = evidence.id;
  d.scheme = tree();
  d.rules_id = rules_.id();
  d.rules_digest = rules_.digest();
  d.evidence_digest = evidence_digest.empty() ? digest_of(evidence) : std::move(evidence_digest);
  const std::size_t index = row();
  const auto& rows = rules_.parts().rows;
  d.rule = fmt::format("hasil {}", index + 1);
  d.result = index < rows.size() ? rows[index].result : "belum-diputus";
  d.outcome = outcome_of_result(d.result);
  if (index < rows.size()) d.follow_up = rows[index].follow_up;
  if (d.outcome != Outcome::Competent && !is_attendance_result(d.result)) d.gaps = gaps_of(d.scheme);
  d.reason = sentence(d, index);
  if (wording == Wording::Full && d.outcome != Outcome::Competent) put_needs(d, index);
  return d;
}

}  // namespace pleno::rules
