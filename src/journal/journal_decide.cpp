// Step 2, decide: what is to be judged, and the decisions.
#include <unordered_set>

#include "journal/journal_soci.h"

namespace pleno::journal {

std::vector<Frozen> JournalSoci::to_judge(const std::string& after, std::size_t limit) {
  const auto rows = sql_.read([&] {
    return sql_.select(
        5,
        "select c.assessment, c.scheme, c.session, c.digest, e.body from (select * from candidate"
        " where state = 'imported' and assessment > :after order by assessment limit :limit) c"
        " join evidence e on e.assessment = c.assessment and e.version = c.version"
        " order by c.assessment",
        {{"after", after}, {"limit", static_cast<long long>(limit)}});
  });
  std::vector<Frozen> out;
  for (const Row& row : rows) {
    out.push_back(
        {.assessment = row[0], .scheme = row[1], .session = row[2], .digest = row[3], .text = row[4]});
  }
  return out;
}

// A decision on evidence that was replaced meanwhile is left out: its candidate stays Imported.
void JournalSoci::keep_decisions(const std::vector<DecisionRow>& decisions) {
  Batch batch(
      {"assessment", "outcome", "result", "digest", "evidence_digest", "rules_id", "rules_digest", "reason"});
  std::unordered_set<std::string> seen;
  for (auto d = decisions.rbegin(); d != decisions.rend(); ++d) {  // of two for one the last counts
    if (!seen.insert(d->assessment).second) continue;
    batch.rows.push_back({d->assessment, d->outcome, d->result, d->digest, d->evidence_digest, d->rules_id,
                          d->rules_digest, d->reason});
  }
  transact([&] {
    lock_plan();
    lock_candidates(batch);
    touch_candidates(batch);
    std::vector<Row> keys;
    for (const Row& row : batch.rows) keys.push_back({row[0]});
    seals_.touch("decision", {"assessment"}, keys);
    sql_.run_each(
        "insert into decision (assessment, outcome, result, digest, evidence_digest, rules_id,"
        " rules_digest, reason)"
        " select batch.assessment, batch.outcome, batch.result, batch.digest, batch.evidence_digest,"
        " batch.rules_id, batch.rules_digest, batch.reason"
        " from {batch} join candidate c on c.assessment = batch.assessment"
        " where c.state = 'imported' and c.digest = batch.evidence_digest",
        batch);
    sql_.run_each(
        "update candidate set state = 'judged' from {batch}"
        " where candidate.assessment = batch.assessment and candidate.state = 'imported'"
        " and candidate.digest = batch.evidence_digest",
        batch);
  });
}

long long JournalSoci::unjudge() {
  return transact([&] {
    lock_plan();
    Batch judged({"assessment"});
    judged.rows = sql_.select(1, std::string("select assessment from candidate where state = 'judged'"
                                             " order by assessment") +
                                     sql_.for_update());
    touch_candidates(judged);
    seals_.touch("decision", {"assessment"}, judged.rows);
    sql_.run(
        "delete from decision where assessment in (select assessment from candidate where state = 'judged')");
    return sql_.run("update candidate set state = 'imported' where state = 'judged'");
  });
}

}  // namespace pleno::journal
