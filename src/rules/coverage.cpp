#include "rules/coverage.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "rules/examples.h"
#include "rules/witness.h"
#include "text/language.h"

namespace pleno::rules {
namespace {

class Reached : public Witness {
 public:
  void judged(Level, std::size_t, const LevelRule& rule, Outcome outcome, const feel::Trace& trace) override {
    outcomes_.emplace(&rule, outcome);
    note_branches(&rule, trace);
  }
  void asked_row(std::size_t row, bool held, const feel::Trace& trace) override {
    if (held) rows_.insert(row);
    note_branches(row, trace);
  }

  bool has(const LevelRule& rule, Outcome outcome) const { return outcomes_.count({&rule, outcome}) > 0; }
  bool has(std::size_t row) const { return rows_.count(row) > 0; }
  template <typename Owner>
  bool has(const Owner& owner, std::uint32_t begin, bool then) const {
    return branches_.count(key(owner, begin, then)) > 0;
  }

 private:
  using Key = std::tuple<const void*, std::size_t, std::uint32_t, bool>;
  static Key key(const LevelRule* rule, std::uint32_t begin, bool then) { return {rule, 0, begin, then}; }
  static Key key(std::size_t row, std::uint32_t begin, bool then) { return {nullptr, row, begin, then}; }
  template <typename Owner>
  void note_branches(const Owner& owner, const feel::Trace& trace) {
    for (const feel::Step& step : trace.steps) {
      if (step.kind == feel::Step::Kind::If) branches_.insert(key(owner, step.begin, step.then));
    }
  }
  std::set<std::pair<const LevelRule*, Outcome>> outcomes_;
  std::set<std::size_t> rows_;
  std::set<Key> branches_;
};

void count(Coverage::Count& what, bool reached, const Spot& spot, Diagnostics& missing, std::string message) {
  ++what.all;
  if (reached) {
    ++what.reached;
    return;
  }
  Diagnostic d;
  d.severity = Severity::Note;
  d.at = spot.at;
  d.excerpt = spot.excerpt;
  d.caret_length = spot.length;
  d.message = std::move(message);
  missing.push_back(std::move(d));
}

template <typename Owner>
void count_branches(const Owner& owner, const std::vector<ForkSpots>& forks, const Reached& reached,
                    Coverage& out) {
  for (const ForkSpots& fork : forks) {
    count(out.branches, reached.has(owner, fork.begin, true), fork.then, out.missing,
          say("tidak ada contoh yang sampai ke cabang 'then' ini", "no example reaches this 'then' branch"));
    count(out.branches, reached.has(owner, fork.begin, false), fork.otherwise, out.missing,
          say("tidak ada contoh yang sampai ke cabang 'else' ini", "no example reaches this 'else' branch"));
  }
}

void count_rule(const LevelRule& rule, const Reached& reached, Coverage& out) {
  for (const Outcome outcome : {Outcome::Competent, Outcome::NotYetCompetent, Outcome::Undecided}) {
    count(out.outcomes, reached.has(rule, outcome), rule.at, out.missing,
          say("tidak ada contoh dengan aturan '{}' menghasilkan {}", "no example has the rule '{}' give {}",
              rule.name, to_text(outcome)));
  }
  count_branches(&rule, rule.forks, reached, out);
}

}  // namespace

Coverage coverage_of(const Rules& rules, const std::vector<Scheme>& schemes) {
  Reached reached;
  run_examples(rules, schemes, &reached);
  Coverage out;
  for (const auto& level : rules.parts().levels) {
    for (const LevelRule& rule : level) count_rule(rule, reached, out);
  }
  const auto& rows = rules.parts().rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    count(
        out.rows, reached.has(i), rows[i].spot, out.missing,
        say("tidak ada contoh yang sampai ke baris hasil {}", "no example reaches row {} of 'hasil'", i + 1));
    count_branches(i, rows[i].forks, reached, out);
  }
  std::stable_sort(out.missing.begin(), out.missing.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
  });
  return out;
}

}  // namespace pleno::rules
