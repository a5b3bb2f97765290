#include "rules/why.h"

#include <fmt/format.h>

#include <algorithm>

#include "rules/decision_from_evidence.h"
#include "rules/trace_words.h"
#include "text/indonesian.h"

namespace pleno::rules {
namespace {

using feel::Step;
using Truth = std::optional<bool>;

constexpr std::size_t most_alternatives = 4;  // in one line for people
constexpr std::size_t most_causes = 3;

void add_once(std::vector<std::string>& list, std::string words) {
  if (!words.empty() && std::find(list.begin(), list.end(), words) == list.end())
    list.push_back(std::move(words));
}

// Walks one trace. A step is told by the item that the nearest some or every around it looked at.
class Reading {
 public:
  Reading(const feel::Expression& expression, const feel::Trace& trace)
      : expression_(expression), trace_(trace) {}

  // What would have to change so that the step comes out as `wanted`; empty when it does, or when only
  // findings below would have to change.
  std::string needed(std::size_t at, bool wanted, const feel::Value* item) const {
    const Step& step = trace_.steps[at];
    if (step.outcome == Truth(wanted) && step.kind != Step::Kind::If) return {};
    const feel::Value* about = step.item.is_null() ? item : &step.item;
    switch (step.kind) {
      case Step::Kind::Not: return joined(at, !wanted, about, " dan ");
      case Step::Kind::And:
      case Step::Kind::Every: return joined(at, wanted, about, wanted ? " dan " : " atau ");
      case Step::Kind::Or: return joined(at, wanted, about, wanted ? " atau " : " dan ");
      case Step::Kind::Some: {
        std::string words = joined(at, wanted, about, wanted ? " atau " : " dan ");
        return words.empty() && wanted ? looked_for(at) : words;
      }
      case Step::Kind::If: return needed_of_choice(at, wanted, about);
      default: return need_in_words(expression_, step, wanted, about);
    }
  }

  // The conditions that made the step come out as it did.
  void facts(std::size_t at, const feel::Value* item, std::vector<std::string>& out) const {
    const Step& step = trace_.steps[at];
    const feel::Value* about = step.item.is_null() ? item : &step.item;
    const bool made_of_others = step.kind == Step::Kind::And || step.kind == Step::Kind::Or ||
                                step.kind == Step::Kind::Some || step.kind == Step::Kind::Every ||
                                step.kind == Step::Kind::Not || step.kind == Step::Kind::If;
    if (!made_of_others) return add_once(out, fact_in_words(expression_, step, about));
    for (const std::size_t part : inside(trace_, at)) {
      const bool decides = step.kind == Step::Kind::If || step.kind == Step::Kind::Not ||
                           trace_.steps[part].outcome == step.outcome;
      if (decides) facts(part, about, out);
    }
  }

 private:
  std::string joined(std::size_t at, bool wanted, const feel::Value* item, const char* by) const {
    const std::vector<std::size_t> parts = inside(trace_, at);
    // What cannot be told beside a side that is false already (`x != null and x > 5`) is not asked for.
    const bool guarded = trace_.steps[at].kind == Step::Kind::And && wanted &&
                         std::any_of(parts.begin(), parts.end(), [&](std::size_t part) {
                           return trace_.steps[part].outcome == Truth(false);
                         });
    std::vector<std::string> words;
    for (const std::size_t part : parts) {
      if (!guarded || trace_.steps[part].outcome) add_once(words, needed(part, wanted, item));
    }
    // Of alternatives some are enough; what is needed together is named to the last.
    if (std::string_view(by) != " dan " && words.size() > most_alternatives) {
      const std::size_t more = words.size() - most_alternatives;
      words.resize(most_alternatives);
      words.push_back(fmt::format("{} cara lain", more));
    }
    return enumerate(words, by);
  }

  // The branch taken would have to give it; where it cannot, the condition has to turn, if the other branch
  // may give it.
  std::string needed_of_choice(std::size_t at, bool wanted, const feel::Value* item) const {
    const Step& step = trace_.steps[at];
    const std::vector<std::size_t> parts = inside(trace_, at);
    if (parts.empty() || step.outcome == Truth(wanted)) return {};
    const bool fixed = parts.size() == 1 || is_literal(expression_, trace_.steps[parts.back()]);
    std::string own = fixed ? std::string() : needed(parts.back(), wanted, item);
    if (!own.empty()) return own;
    const bool* other = step.right.boolean();
    const bool turning_helps = !step.other_fixed || (other != nullptr && *other == wanted);
    return turning_helps ? needed(parts.front(), !step.then, item) : own;
  }

  // Of a `some` that only selects: what it looked for.
  std::string looked_for(std::size_t at) const {
    std::vector<std::string> words;
    for (std::size_t i = at + 1; i < trace_.steps[at].end; ++i)
      add_once(words, selection_in_words(expression_, trace_.steps[i]));
    std::string out;
    for (const std::string& one : words) out += (out.empty() ? "" : ", ") + one;
    return out.empty() ? out : "harus ada " + out;
  }

  const feel::Expression& expression_;
  const feel::Trace& trace_;
};

class Looking : public Witness {
 public:
  explicit Looking(const Rules& rules) : rules_(rules) {}
  bool wants_all() const override { return true; }
  void judged(Level level, std::size_t index, const LevelRule& rule, Outcome outcome,
              const feel::Trace& trace) override {
    auto& list = whys.levels[static_cast<std::size_t>(level)];
    if (list.size() <= index) list.resize(index + 1);
    list[index] = why(rule.competent, trace, true);
    if (outcome == Outcome::Competent) list[index].needed.clear();
  }
  void asked_row(std::size_t row, bool held, const feel::Trace& trace) override {
    const ResultRow& asked = rules_.parts().rows[row];
    if (held) whys.row = why_not(asked, trace);
  }
  Whys whys;

 private:
  const Rules& rules_;
};

}  // namespace

Why why(const feel::Expression& expression, const feel::Trace& trace, bool wanted) {
  Why out;
  const Reading reading(expression, trace);
  if (!trace.steps.empty()) {
    out.needed = reading.needed(0, wanted, nullptr);
    reading.facts(0, nullptr, out.facts);
  }
  for (const feel::Cause& cause : trace.list) {
    if (out.causes.size() < most_causes) add_once(out.causes, cause.message);
  }
  return out;
}

Why why_not(const ResultRow& row, const feel::Trace& trace) {
  if (row.result == "kompeten") return {};
  Why out = why(row.when, trace, false);
  // What a row says of units is the tree's to mend; what it asks beside them is not.
  const auto& names = row.when.names();
  if (std::find(names.begin(), names.end(), "unit") != names.end()) out.needed.clear();
  return out;
}

Outcome outcome_of(const feel::Value& value) {
  if (value.is_true()) return Outcome::Competent;
  return value.is_false() ? Outcome::NotYetCompetent : Outcome::Undecided;
}

Outcome watched(const feel::Expression& expression, const feel::Scope& scope, bool all, feel::Trace& trace) {
  if (!all) return outcome_of(feel::evaluate(expression, scope, trace));
  const Outcome found = outcome_of(feel::evaluate(expression, scope));
  trace.thorough = true;
  if (outcome_of(feel::evaluate(expression, scope, trace)) == found) return found;
  trace = {};
  return outcome_of(feel::evaluate(expression, scope, trace));
}

Whys whys_of(const Rules& rules, const Scheme& scheme, const Evidence& evidence) {
  Looking looking(rules);
  Judge judge(rules, scheme);
  judge.watch(&looking);
  judge(evidence, "-");
  return std::move(looking.whys);
}

}  // namespace pleno::rules
