// Step 2: evidence -> decisions. Judged on all cores, kept in the order of registration numbers: who looks
// at the journal afterwards cannot tell how many there were.
#include <deque>
#include <map>

#include "app/parallel.h"
#include "app/propose.h"
#include "app/stream.h"
#include "text/language.h"

namespace pleno::app {
namespace {

constexpr std::size_t judge_batch = 500;
constexpr std::size_t window = 128;

journal::DecisionRow row_of(const Decision& decision) {
  return {decision.assessment,      std::string(to_text(decision.outcome)),
          decision.result,          digest_of(decision),
          decision.evidence_digest, decision.rules_id,
          decision.rules_digest,    decision.reason};
}

// One thread's judges, each prepared for a rule set and a scheme. The site is only read: its schemes and
// rules are loaded before any thread begins.
class Judges {
 public:
  explicit Judges(Site& site) : site_(site) {}
  journal::DecisionRow operator()(const journal::Frozen& frozen) {
    const Evidence evidence = evidence_of({.evidence = frozen});
    const rules::Rules& rules = site_.rules_for(evidence);
    const Scheme& scheme = site_.scheme(evidence.scheme);
    auto& judge = judges_[{&rules, &scheme}];
    if (judge == nullptr) judge = std::make_unique<rules::Judge>(rules, scheme);
    return row_of((*judge)(evidence, frozen.digest));
  }

 private:
  Site& site_;
  std::map<std::pair<const rules::Rules*, const Scheme*>, std::unique_ptr<rules::Judge>> judges_;
};

// What is still to be judged, page by page.
class Waiting {
 public:
  explicit Waiting(journal::Journal& journal) : journal_(journal) {}
  std::optional<journal::Frozen> next() {
    if (page_.empty()) {
      auto more = journal_.to_judge(after_, judge_batch);
      if (more.empty()) return std::nullopt;
      after_ = more.back().assessment;
      page_.assign(std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    journal::Frozen one = std::move(page_.front());
    page_.pop_front();
    return one;
  }

 private:
  journal::Journal& journal_;
  std::deque<journal::Frozen> page_;
  std::string after_;
};

}  // namespace

Report decide(Site& site, bool again) {
  Report report;
  journal::Journal& journal = site.journal();
  if (again) journal.unjudge();
  site.keep_rules();
  site.schemes();
  long long judged = 0;
  std::map<std::string, long long> by_result;
  std::vector<journal::DecisionRow> rows;
  const auto flush = [&] {
    journal.keep_decisions(rows);
    rows.clear();
  };
  Waiting waiting(journal);
  stream(
      {.threads = worker_threads(), .window = window}, [&] { return waiting.next(); },
      [&] { return Judges(site); },
      [](Judges& judges, const journal::Frozen& frozen) { return judges(frozen); },
      [&](journal::DecisionRow row) {
        ++judged;
        ++by_result[row.result];
        rows.push_back(std::move(row));
        if (rows.size() >= judge_batch) flush();
      });
  flush();
  report.worked = judged > 0;
  std::string parts;
  for (const auto& [result, number] : by_result)
    parts += fmt::format("{}{} {}", parts.empty() ? " (" : ", ", number, result);
  if (!parts.empty()) parts += ")";
  report.line(judged == 0 ? say("decide: tidak ada yang baru", "decide: nothing new")
                          : say("decide: {} keputusan{}", "decide: {} decisions{}", judged, parts));
  return report;
}

}  // namespace pleno::app
