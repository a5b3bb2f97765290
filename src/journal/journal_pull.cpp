// Step 1, pull: evidence and its versions.
#include <unordered_map>
#include <unordered_set>

#include "journal/journal_soci.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

struct Known {
  std::string digest;
  long long version = 0;
  bool planned = false;
  std::string pinned_digest;  // of the evidence that the plenary's list was made from
};

// An assessment that stands twice in a batch: the last one counts.
std::vector<const Frozen*> distinct(const std::vector<Frozen>& batch) {
  std::vector<const Frozen*> out;
  std::unordered_set<std::string> seen;
  for (auto row = batch.rbegin(); row != batch.rend(); ++row) {
    if (row->assessment.empty())
      throw Error(Kind::Data, say("asesmen tanpa id", "an assessment without an id"));
    if (seen.insert(row->assessment).second) out.push_back(&*row);
  }
  return {out.rbegin(), out.rend()};
}

std::unordered_map<std::string, Known> known_of(Sql& sql, const std::vector<const Frozen*>& rows) {
  Batch batch({"assessment"});
  for (const Frozen* row : rows) batch.rows.push_back({row->assessment});
  std::unordered_map<std::string, Known> known;
  for (Row& row : sql.select_each(5,
                                  "select c.assessment, c.digest, c.version, c.state,"
                                  " coalesce(v.evidence_digest, p.evidence_digest)"
                                  " from {batch} join candidate c on c.assessment = batch.assessment"
                                  " left join plenary_item p on p.assessment = c.assessment"
                                  " and p.plenary = c.plenary"
                                  " left join revision v on v.assessment = c.assessment"
                                  " and v.revision = c.revision",
                                  batch)) {
    const bool planned = row[3] != to_text(State::Imported) && row[3] != to_text(State::Judged);
    known[row[0]] = {
        .digest = row[1], .version = number(row[2]), .planned = planned, .pinned_digest = row[4]};
  }
  return known;
}

// What a batch changes, as rows for the statements.
struct Changes {
  Batch candidates{{"assessment", "scheme", "session", "version", "digest"}};  // new ones
  Batch versions{{"assessment", "version", "scheme", "session", "digest", "body"}};
  Batch replaced{{"assessment", "scheme", "session", "version", "digest"}};  // not in a list: judged again
  Batch flagged{{"assessment", "version", "digest", "flag"}};                // in a list: kept beside
  PullCounts counts;
};

Changes changes_of(const std::vector<const Frozen*>& rows,
                   const std::unordered_map<std::string, Known>& known) {
  Changes to;
  for (const Frozen* row : rows) {
    const auto found = known.find(row->assessment);
    if (found != known.end() && found->second.digest == row->digest) {
      ++to.counts.unchanged;
      continue;
    }
    const bool fresh = found == known.end();
    const std::string version = std::to_string(fresh ? 1 : found->second.version + 1);
    to.versions.rows.push_back({row->assessment, version, row->scheme, row->session, row->digest, row->text});
    const Row current = {row->assessment, row->scheme, row->session, version, row->digest};
    if (fresh) {
      ++to.counts.fresh;
      to.candidates.rows.push_back(current);
    } else if (found->second.planned) {
      ++to.counts.review;
      const bool as_pinned = row->digest == found->second.pinned_digest;
      to.flagged.rows.push_back({row->assessment, version, row->digest, as_pinned ? "0" : "1"});
    } else {
      ++to.counts.changed;
      to.replaced.rows.push_back(current);
    }
  }
  return to;
}

}  // namespace

PullCounts JournalSoci::keep_evidence(const std::vector<Frozen>& batch, const std::string& now) {
  const auto rows = distinct(batch);
  return transact([&] {
    lock_plan();
    Batch assessments({"assessment"});
    for (const Frozen* row : rows) assessments.rows.push_back({row->assessment});
    lock_candidates(assessments);
    Changes changes = changes_of(rows, known_of(sql_, rows));
    touch_candidates(changes.candidates);
    touch_candidates(changes.replaced);
    touch_candidates(changes.flagged);
    std::vector<Row> undecided;
    for (const Row& row : changes.replaced.rows) undecided.push_back({row[0]});
    seals_.touch("decision", {"assessment"}, undecided);
    sql_.run_each(
        "insert into candidate (assessment, scheme, session, state, version, digest)"
        " select batch.assessment, batch.scheme, batch.session, 'imported',"
        " cast(batch.version as bigint), batch.digest from {batch}",
        changes.candidates);
    Batch& versions = changes.versions;
    versions.columns.emplace_back("seal");
    for (Row& row : versions.rows) {
      row.push_back(seals_.seal_new("evidence", {row[0], row[1], row[2], row[3], row[4], row[5], now}));
    }
    sql_.run_each(
        "insert into evidence (assessment, version, scheme, session, digest, body, kept_at, seal)"
        " select batch.assessment, cast(batch.version as bigint), batch.scheme, batch.session,"
        " batch.digest, batch.body, :now, batch.seal from {batch}",
        versions, {{"now", now}});
    sql_.run_each("delete from decision where assessment in (select batch.assessment from {batch})",
                  changes.replaced);
    sql_.run_each(
        "update candidate set state = 'imported', scheme = batch.scheme, session = batch.session,"
        " version = cast(batch.version as bigint), digest = batch.digest, held = ''"
        " from {batch} where candidate.assessment = batch.assessment",
        changes.replaced);
    sql_.run_each(
        "update candidate set version = cast(batch.version as bigint), digest = batch.digest,"
        " changed_after_plan = cast(batch.flag as bigint)"
        " from {batch} where candidate.assessment = batch.assessment",
        changes.flagged);
    return changes.counts;
  });
}

void JournalSoci::keep_rejected(const std::vector<RejectedRow>& rows) {
  Batch batch({"assessment", "place", "message", "hint"});
  for (const RejectedRow& row : rows)
    batch.rows.push_back({row.assessment, row.place, row.message, row.hint});
  transact([&] {
    lock_plan();
    seals_.touch_all("rejected");
    sql_.run("delete from rejected");
    sql_.run_each(
        "insert into rejected (line, assessment, place, message, hint)"
        " select batch.position, batch.assessment, batch.place, batch.message, batch.hint from {batch}",
        batch);
  });
}

std::vector<RejectedRow> JournalSoci::rejected() {
  std::vector<RejectedRow> out;
  for (const Row& row : sql_.read([&] {
         return sql_.select(4, "select assessment, place, message, hint from rejected order by line");
       })) {
    out.push_back({.assessment = row[0], .place = row[1], .message = row[2], .hint = row[3]});
  }
  return out;
}

}  // namespace pleno::journal
