// Steps 4 and 5: a plenary's list, and what it resolved.
#include <unordered_map>
#include <unordered_set>

#include "journal/journal_soci.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) (out += line) += '\n';
  return out;
}

Row resolution_row(const Resolution& r) {
  return {r.assessment,        r.plenary,         std::string(to_text(r.ruling)), r.reason, r.decision_digest,
          joined(r.abstained), joined(r.objected)};
}

Batch asked_of(const std::vector<Resolution>& resolutions) {
  Batch batch({"assessment", "plenary"});
  for (const Resolution& resolution : resolutions) {
    batch.rows.push_back({resolution.assessment, resolution.plenary});
  }
  return batch;
}

std::string key_of(const std::string& assessment, const std::string& plenary) {
  return assessment + '\n' + plenary;
}

// Assessment and plenary -> the resolution that it has there already.
std::unordered_map<std::string, Row> locked_of(Sql& sql, const std::vector<Resolution>& resolutions) {
  std::unordered_map<std::string, Row> locked;
  for (Row& row : sql.select_each(7,
                                  "select r.assessment, r.plenary, r.ruling, r.reason, r.decision_digest,"
                                  " r.abstained, r.objected from {batch}"
                                  " join resolution r on r.assessment = batch.assessment"
                                  " and r.plenary = batch.plenary",
                                  asked_of(resolutions))) {
    const std::string key = key_of(row[0], row[1]);
    locked[key] = std::move(row);
  }
  return locked;
}

// Assessment -> the plenary in whose list it waits.
std::unordered_map<std::string, std::string> lists_of(Sql& sql, const std::vector<Resolution>& resolutions) {
  std::unordered_map<std::string, std::string> lists;
  for (const Row& row : sql.select_each(2,
                                        "select c.assessment, c.plenary from {batch}"
                                        " join candidate c on c.assessment = batch.assessment"
                                        " where c.state = 'planned'",
                                        asked_of(resolutions))) {
    lists[row[0]] = row[1];
  }
  return lists;
}

struct Resolutions {
  Batch fresh{{"assessment", "plenary", "ruling", "reason", "decision_digest", "abstained", "objected"}};
  std::vector<std::string> resolved;  // the assessments of `fresh`
  std::vector<Resolution> refused;
};

Resolutions sorted_out(const std::vector<Resolution>& batch, std::unordered_map<std::string, Row> locked,
                       const std::unordered_map<std::string, std::string>& lists) {
  Resolutions out;
  for (const Resolution& resolution : batch) {
    const Row row = resolution_row(resolution);
    const std::string key = key_of(resolution.assessment, resolution.plenary);
    const auto earlier = locked.find(key);
    const auto list = lists.find(resolution.assessment);
    if (earlier != locked.end()) {
      if (earlier->second != row) out.refused.push_back(resolution);
    } else if (list == lists.end() || list->second != resolution.plenary) {
      out.refused.push_back(resolution);
    } else {
      locked[key] = row;  // of two for one in a batch the first counts
      out.resolved.push_back(resolution.assessment);
      out.fresh.rows.push_back(row);
    }
  }
  return out;
}

}  // namespace

long long JournalSoci::plan(const std::string& plenary, const std::vector<std::string>& assessments) {
  return transact([&]() -> long long {
    lock_plan();
    lock_candidates(batch_of(assessments));
    const auto pinned =
        sql_.select(1, "select size from plenary_list where plenary = :plenary", {{"plenary", plenary}});
    if (!pinned.empty()) return number(pinned[0][0]);

    Batch items({"ordinal", "assessment", "evidence_digest", "decision_digest"});
    std::unordered_set<std::string> seen;
    std::vector<std::string> planned;
    // PostgreSQL promises no order of a join, so the rows are put in ours.
    std::unordered_map<std::string, Row> judged;
    for (Row& row :
         sql_.select_each(3,
                          "select c.assessment, c.digest, d.digest from {batch}"
                          " join candidate c on c.assessment = batch.assessment"
                          " join decision d on d.assessment = c.assessment where c.state = 'judged'",
                          batch_of(assessments))) {
      judged[row[0]] = row;
    }
    for (const std::string& assessment : assessments) {
      const auto found = judged.find(assessment);
      if (found == judged.end() || !seen.insert(assessment).second) continue;
      planned.push_back(assessment);
      items.rows.push_back({std::to_string(planned.size()), assessment, found->second[1], found->second[2]});
    }
    const auto size = static_cast<long long>(planned.size());
    if (size == 0) return 0;  // nothing is pinned: the list can still be made
    seals_.fresh("plenary_list", {"plenary"}, {{plenary}});
    std::vector<Row> keys;
    for (const Row& row : items.rows) keys.push_back({plenary, row[0]});
    seals_.fresh("plenary_item", {"plenary", "ordinal"}, keys);
    seals_.touch("candidate", {"assessment"}, batch_of(planned).rows);
    sql_.run("insert into plenary_list (plenary, size) values (:plenary, :size)",
             {{"plenary", plenary}, {"size", size}});
    sql_.run_each(
        "insert into plenary_item (plenary, ordinal, assessment, evidence_digest, decision_digest)"
        " select :plenary, cast(batch.ordinal as bigint), batch.assessment, batch.evidence_digest,"
        " batch.decision_digest from {batch}",
        items, {{"plenary", plenary}});
    sql_.run_each(
        "update candidate set plenary = :plenary from {batch} where candidate.assessment = batch.assessment",
        items, {{"plenary", plenary}});
    move(planned, State::Judged, State::Planned);
    return size;
  });
}

bool JournalSoci::is_planned(const std::string& plenary) {
  return !sql_.read([&] {
                return sql_.select(1, "select size from plenary_list where plenary = :plenary",
                                   {{"plenary", plenary}});
              })
              .empty();
}

std::vector<Resolution> JournalSoci::keep_resolutions(const std::vector<Resolution>& batch,
                                                      const std::string& now) {
  return transact([&] {
    lock_plan();
    lock_candidates(asked_of(batch));
    Resolutions sorted = sorted_out(batch, locked_of(sql_, batch), lists_of(sql_, batch));
    std::vector<Row> keys;
    for (const Row& row : sorted.fresh.rows) keys.push_back({row[0], row[1]});
    seals_.fresh("resolution", {"assessment", "plenary"}, keys);
    touch_candidates(sorted.fresh);
    sql_.run_each(
        "insert into resolution (assessment, plenary, ruling, reason, decision_digest, abstained,"
        " objected, resolved_at)"
        " select batch.assessment, batch.plenary, batch.ruling, batch.reason, batch.decision_digest,"
        " batch.abstained, batch.objected, :now from {batch}",
        sorted.fresh, {{"now", now}});
    sql_.run_each("update candidate set held = '' from {batch} where candidate.assessment = batch.assessment",
                  batch_of(sorted.resolved));
    move(sorted.resolved, State::Planned, State::Resolved);
    return sorted.refused;
  });
}

void JournalSoci::hold(const std::string& assessment, const std::string& why) {
  transact([&] {
    if (fences_.count(assessment) != 0) demand_fences({assessment});
    seals_.touch("candidate", {"assessment"}, {{assessment}});
    sql_.run("update candidate set held = :why where assessment = :assessment",
             {{"why", why}, {"assessment", assessment}});
  });
}

}  // namespace pleno::journal
