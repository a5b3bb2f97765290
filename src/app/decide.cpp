// Step 2: evidence -> decisions. Judged on all cores, kept in the order of registration numbers: who looks
// at the journal afterwards cannot tell how many there were.
#include <atomic>
#include <map>

#include "app/parallel.h"
#include "app/propose.h"
#include "text/language.h"

namespace pleno::app {
namespace {

constexpr std::size_t judge_batch = 500;

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
  explicit Judges(Site& site) : site_(&site) {}
  journal::DecisionRow operator()(const journal::Frozen& frozen) {
    const Evidence evidence = evidence_of({.evidence = frozen});
    const rules::Rules& rules = site_->rules_for(evidence);
    const Scheme& scheme = site_->scheme(evidence.scheme);
    auto& judge = judges_[{&rules, &scheme}];
    if (judge == nullptr) judge = std::make_shared<rules::Judge>(rules, scheme);
    return row_of((*judge)(evidence, frozen.digest));
  }

 private:
  Site* site_;
  std::map<std::pair<const rules::Rules*, const Scheme*>, std::shared_ptr<rules::Judge>> judges_;
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
  // One for each thread, for the whole run: judges remember.
  std::vector<Judges> judges(worker_threads(), Judges(site));
  for (std::string after;;) {
    const auto page = journal.to_judge(after, judge_batch);
    if (page.empty()) break;
    after = page.back().assessment;
    std::vector<journal::DecisionRow> rows(page.size());
    std::atomic<std::size_t> taken{0};
    parallel(
        page.size(), judges.size(), [&] { return &judges[taken++]; },
        [&](Judges* mine, std::size_t i) { rows[i] = (*mine)(page[i]); });
    for (const journal::DecisionRow& row : rows) ++by_result[row.result];
    journal.keep_decisions(rows);
    judged += static_cast<long long>(rows.size());
  }
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
