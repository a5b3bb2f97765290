#include "rules/examples.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <set>

#include "rules/decision_from_evidence.h"
#include "rules/example_evidence.h"
#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::rules {
namespace {

Diagnostic problem(const Place& at, const std::string& excerpt, std::size_t length, std::string message,
                   std::string hint) {
  Diagnostic d;
  d.at = at;
  d.message = std::move(message);
  d.hint = std::move(hint);
  d.excerpt = excerpt;
  d.caret_length = static_cast<int>(length);
  return d;
}

// Nodes whose outcome is not the expected one, from the scheme downwards, a few lines.
void put_parting(std::string& out, const Finding& finding, Outcome expected, std::size_t depth, int& lines) {
  if (finding.outcome == expected || lines == 0) return;
  --lines;
  out += fmt::format("\n  {}{} {}: {} ({}), {}", std::string(2 * depth, ' '), to_text(finding.level),
                     finding.code, to_text(finding.outcome), finding.reason,
                     say("diharapkan {}", "expected {}", to_text(expected)));
  for (const Finding& part : finding.parts) put_parting(out, part, expected, depth + 1, lines);
}

// "code number" of every criterion in the gaps; the code alone where a unit fails as a whole.
std::set<std::string> found_gaps(const Decision& decision) {
  std::set<std::string> out;
  for (const Gap& gap : decision.gaps) {
    if (gap.criteria.empty()) out.insert(gap.unit);
    for (const std::string& number : gap.criteria) out.insert(gap.unit + " " + number);
  }
  return out;
}

class ExampleRun {
 public:
  ExampleRun(const Rules& rules, const std::vector<Scheme>& schemes, Witness* witness) : rules_(rules) {
    for (const Scheme& scheme : schemes) {
      if (!rules.applies_to(scheme.id)) continue;
      schemes_.push_back(&scheme);
      judges_.push_back(std::make_unique<Judge>(rules, scheme));
      judges_.back()->watch(witness);
    }
  }

  Diagnostics run() {
    if (schemes_.empty()) return {};
    for (const CodeList& list : rules_.parts().lists) {
      for (const CodeReference& member : list.members) check_member(member);
    }
    for (const Example& example : rules_.parts().examples) run(example);
    return std::move(found_);
  }

 private:
  std::vector<std::string> known_codes() const {
    std::vector<std::string> out;
    for (const Scheme* scheme : schemes_) {
      for (const Unit& unit : scheme->units) out.push_back(short_code(unit.code));
    }
    return out;
  }

  void check_member(const CodeReference& member) {
    const std::string written = member.unit + (member.criterion.empty() ? "" : "/" + member.criterion);
    for (const Scheme* scheme : schemes_) {
      const std::size_t unit = find_unit(rules_, *scheme, member.unit);
      if (unit == no_unit) continue;
      if (member.criterion.empty() || has_criterion(scheme->units[unit], member.criterion)) return;
      found_.push_back(problem(member.at, member.excerpt, written.size(),
                               say("unit {} tidak punya KUK {}", "unit {} has no criterion {}",
                                   scheme->units[unit].code, member.criterion),
                               {}));
      return;
    }
    found_.push_back(
        problem(member.at, member.excerpt, written.size(),
                say("tidak ada skema dengan unit '{}'", "no scheme has the unit '{}'", member.unit),
                did_you_mean(member.unit, known_codes())));
  }

  void run(const Example& example) {
    bool ran = false;
    std::string unknown;
    for (std::size_t i = 0; i < schemes_.size(); ++i) {
      if (!example.scheme.empty() && example.scheme != schemes_[i]->id) continue;
      const ExampleReading reading = read_example(example.given, rules_, *schemes_[i], rules_.valid_from());
      if (!reading.problem.empty()) {
        found_.push_back(problem(example.at, example.excerpt, length_in_code_points(example.given),
                                 say("contoh tidak terbaca: {}", "unreadable example: {}", reading.problem),
                                 reading.hint));
        return;
      }
      if (!reading.evidence) {
        unknown = reading.unknown_unit;
        continue;
      }
      ran = true;
      compare(example, *schemes_[i], (*judges_[i])(*reading.evidence, "contoh"));
    }
    if (ran) return;
    if (unknown.empty()) {
      std::vector<std::string> ids;
      for (const Scheme* scheme : schemes_) ids.push_back(scheme->id);
      found_.push_back(problem(example.at, example.excerpt, length_in_code_points(example.given),
                               say("skema '{}' tidak ada", "there is no scheme '{}'", example.scheme),
                               did_you_mean(example.scheme, ids)));
    } else {
      found_.push_back(
          problem(example.at, example.excerpt, length_in_code_points(example.given),
                  say("tidak ada skema dengan unit '{}'", "no scheme has the unit '{}'", unknown),
                  did_you_mean(unknown, known_codes())));
    }
  }

  void compare(const Example& example, const Scheme& scheme, const Decision& decision) {
    if (decision.result != example.result) {
      std::string tree;
      int lines = 12;
      put_parting(tree, decision.scheme, outcome_of_result(example.result), 0, lines);
      if (tree.empty()) tree = "\n  " + say("baris: {}", "row: {}", decision.rule);
      fail(example, scheme,
           say("diharapkan {}, menurut aturan {}: {}{}", "expected {}, by the rules {}: {}{}", example.result,
               decision.result, decision.reason, tree));
      return;
    }
    if (example.missing) compare_gaps(example, scheme, decision);
    if (!example.reason.empty() && example.reason != decision.reason) {
      fail(example, scheme,
           say("alasan yang diharapkan: {}\n  menurut aturan: {}", "expected reason: {}\n  by the rules: {}",
               example.reason, decision.reason));
    }
    if (!example.follow_up.empty() && example.follow_up != decision.follow_up) {
      fail(example, scheme,
           say("tindak lanjut yang diharapkan: {}, menurut aturan: {}",
               "expected follow-up: {}, by the rules: {}", example.follow_up, decision.follow_up));
    }
  }

  void compare_gaps(const Example& example, const Scheme& scheme, const Decision& decision) {
    const std::set<std::string> actual = found_gaps(decision);
    std::set<std::string> expected;
    for (const CodeReference& reference : *example.missing) {
      const std::size_t unit = find_unit(rules_, scheme, reference.unit);
      const std::string code = unit == no_unit ? reference.unit : scheme.units[unit].code;
      if (!reference.criterion.empty() || unit == no_unit || actual.count(code) > 0) {
        expected.insert(reference.criterion.empty() ? code : code + " " + reference.criterion);
        continue;
      }
      for (const Element& element : scheme.units[unit].elements) {
        for (const Criterion& criterion : element.criteria) expected.insert(code + " " + criterion.number);
      }
    }
    if (expected == actual) return;
    fail(example, scheme,
         say("sebab yang diharapkan: {}\n  menurut aturan: {}", "expected causes: {}\n  by the rules: {}",
             fmt::to_string(fmt::join(expected, ", ")), fmt::to_string(fmt::join(actual, ", "))));
  }

  void fail(const Example& example, const Scheme& scheme, const std::string& what) {
    found_.push_back(
        problem(example.at_result, example.excerpt_result, example.result.size(),
                say("contoh \"{}\" tidak cocok pada skema {}: {}",
                    "example \"{}\" does not hold for scheme {}: {}", example.given, scheme.id, what),
                say("perbaiki aturan atau contohnya", "mend the rule or the example")));
  }

  const Rules& rules_;
  std::vector<const Scheme*> schemes_;
  std::vector<std::unique_ptr<Judge>> judges_;
  Diagnostics found_;
};

}  // namespace

Diagnostics run_examples(const Rules& rules, const std::vector<Scheme>& schemes, Witness* witness) {
  return ExampleRun(rules, schemes, witness).run();
}

}  // namespace pleno::rules
