// Leases: who works on what, by the database's clock. The fence of a row counts its claims; a write must
// carry the one it was claimed with.
#include <fmt/format.h>

#include <algorithm>

#include "journal/journal_soci.h"
#include "journal/record_rows.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

// The condition on candidate c and its resolution r.
const char* condition_of(Journal::Waiting waiting) {
  switch (waiting) {
    case Journal::Waiting::ForNumber: return "c.state = 'resolved' and r.ruling = 'kompeten'";
    case Journal::Waiting::ForIssue: return "c.state = 'allocated'";
    case Journal::Waiting::ForConclusion: return "c.state = 'resolved' and r.ruling <> 'kompeten'";
  }
  return "";
}

// Who gives the numbers takes the list as it is, also from one that was killed meanwhile: the order counts.
const char* locking(const Sql& sql, bool one_at_a_time) {
  if (!sql.is_postgres()) return "";
  return one_at_a_time ? " for update of c" : " for update of c skip locked";
}

}  // namespace

void JournalSoci::lock_plan() {
  if (!sql_.is_postgres()) return;  // has one writer anyway
  sql_.run("insert into lease (name) values ('rencana') on conflict (name) do nothing");
  sql_.select(1, "select name from lease where name = 'rencana' for update");
}

void JournalSoci::lock_candidates(const Batch& batch) {
  if (!sql_.is_postgres()) return;
  sql_.select_each(1,
                   "select c.assessment from {batch} join candidate c on c.assessment = batch.assessment"
                   " order by c.assessment for update of c",
                   batch);
}

long long JournalSoci::fence_of(const std::string& assessment) const {
  const auto claimed = fences_.find(assessment);
  return claimed == fences_.end() ? 0 : claimed->second;
}

void JournalSoci::demand_fences(const std::vector<std::string>& assessments) {
  std::set<std::string> each(assessments.begin(), assessments.end());
  Batch batch({"assessment", "fence"});
  for (const std::string& one : each) batch.rows.push_back({one, std::to_string(fence_of(one))});
  const long long kept =
      sql_.run_each(fmt::format("update candidate set lease_until = case when candidate.fence = 0 then "
                                "candidate.lease_until else {} + {} end"
                                " from {{batch}} where candidate.assessment = batch.assessment"
                                " and candidate.fence = cast(batch.fence as bigint)",
                                sql_.now_ms(), settings_.lease_seconds * 1000LL),
                    batch);
  if (kept == static_cast<long long>(each.size())) return;
  const auto lost = sql_.select_each(1,
                                     "select c.assessment from {batch} join candidate c"
                                     " on c.assessment = batch.assessment"
                                     " and c.fence <> cast(batch.fence as bigint)",
                                     batch);
  if (lost.empty()) return;  // unknown ones: for the caller to tell
  throw Error(Kind::TryAgain,
              say("{} asesmen diambil alih proses lain; tidak ada yang ditulis",
                  "{} assessments were taken over by another run; nothing is written", lost.size()));
}

std::vector<Record> JournalSoci::claim(const std::string& plenary, Waiting waiting, long long after,
                                       std::size_t limit) {
  const bool one_at_a_time = waiting == Waiting::ForNumber;
  return transact([&] {
    Batch claimed({"assessment"});
    const auto rows = sql_.select(
        2,
        fmt::format("update candidate set fence = fence + 1, owner = :owner, lease_until = {0} + {1}"
                    " where assessment in (select c.assessment from plenary_item p"
                    " join candidate c on c.assessment = p.assessment and c.plenary = p.plenary"
                    " join resolution r on r.assessment = c.assessment and r.plenary = c.plenary"
                    " where p.plenary = :plenary and p.ordinal > cast(:after as bigint) and {2}"
                    " and (c.lease_until <= {0} or c.owner = :owner{3}) order by p.ordinal limit :limit{4})"
                    " returning assessment, fence",
                    sql_.now_ms(), settings_.lease_seconds * 1000LL, condition_of(waiting),
                    one_at_a_time ? " or true" : "", locking(sql_, one_at_a_time)),
        {{"owner", settings_.owner},
         {"plenary", plenary},
         {"after", after},
         {"limit", static_cast<long long>(limit)}});
    for (const Row& row : rows) {
      fences_[row[0]] = number(row[1]);
      claimed.rows.push_back({row[0]});
    }
    std::vector<Record> records;
    for (const Row& row : sql_.select_each(record_width,
                                           record_query("(select c.*, c.plenary as list, c.state as stands"
                                                        " from {batch} join candidate c"
                                                        " on c.assessment = batch.assessment)"),
                                           claimed)) {
      records.push_back(record_from(row));
    }
    std::sort(records.begin(), records.end(),
              [](const Record& one, const Record& other) { return one.ordinal < other.ordinal; });
    return records;
  });
}

void JournalSoci::release(const std::vector<std::string>& assessments) {
  Batch batch({"assessment", "fence"});
  for (const std::string& one : assessments) batch.rows.push_back({one, std::to_string(fence_of(one))});
  transact([&] {
    sql_.run_each(
        "update candidate set owner = '', lease_until = 0 from {batch}"
        " where candidate.assessment = batch.assessment and candidate.fence = cast(batch.fence as bigint)",
        batch);
  });
}

bool JournalSoci::take(const std::string& name) {
  return transact([&] {
    sql_.run("insert into lease (name) values (:name) on conflict (name) do nothing", {{"name", name}});
    return sql_.run(fmt::format("update lease set fence = fence + 1, owner = :owner, lease_until = {0} + {1}"
                                " where name = :name and (owner = :owner or lease_until <= {0})",
                                sql_.now_ms(), settings_.lease_seconds * 1000LL),
                    {{"owner", settings_.owner}, {"name", name}}) == 1;
  });
}

void JournalSoci::give_back(const std::string& name) {
  transact([&] {
    sql_.run("update lease set owner = '', lease_until = 0 where name = :name and owner = :owner",
             {{"name", name}, {"owner", settings_.owner}});
  });
}

void JournalSoci::end_leases(const std::string& owner_prefix) {
  const Values prefix = {{"prefix", owner_prefix}};
  transact([&] {
    for (const char* table : {"candidate", "outbox", "lease"}) {
      sql_.run(fmt::format("update {} set lease_until = 0"
                           " where owner <> '' and substr(owner, 1, length(:prefix)) = :prefix",
                           table),
               prefix);
    }
  });
}

}  // namespace pleno::journal
