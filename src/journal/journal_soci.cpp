#include "journal/journal_soci.h"

#include "journal/schema.h"
#include "text/language.h"

namespace pleno::journal {

std::unique_ptr<Journal> Journal::open(const Settings& settings, bool read_only) {
  return std::make_unique<JournalSoci>(settings, read_only);
}

JournalSoci::JournalSoci(const Settings& settings, bool read_only)
    : settings_((demand_local(settings.url, settings.file_system), settings)),
      sql_({.url = settings.url, .read_only = read_only, .wait_seconds = settings.wait_seconds}),
      seals_(sql_, settings.seal_key),
      store_((prepare_schema(sql_, seals_, read_only), settings.store), read_only) {}

std::string JournalSoci::meta(const std::string& key) {
  const auto rows = sql_.read([&] {
    return sql_.select(1, "select value from meta where key = :key", {{"key", key}});
  });
  return rows.empty() ? "" : rows[0][0];
}

void JournalSoci::set_meta(const std::string& key, const std::string& value) {
  transact([&] {
    seals_.touch("meta", {"key"}, {{key}});
    sql_.run(
        "insert into meta (key, value) values (:key, :value)"
        " on conflict (key) do update set value = excluded.value",
        {{"key", key}, {"value", value}});
  });
}

// An affected row missing means that the caller mistook the state: nothing of the call may stand.
void JournalSoci::move(const std::vector<std::string>& assessments, State from, State to) {
  seals_.touch("candidate", {"assessment"}, batch_of(assessments).rows);
  const long long moved = sql_.run_each(
      "update candidate set state = :to from {batch}"
      " where candidate.assessment = batch.assessment and candidate.state = :from",
      batch_of(assessments), {{"to", std::string(to_text(to))}, {"from", std::string(to_text(from))}});
  if (moved == static_cast<long long>(assessments.size())) return;
  throw Error(Kind::Internal,
              say("{} dari {} asesmen tidak lagi berstatus '{}'", "{} of {} assessments are no longer '{}'",
                  static_cast<long long>(assessments.size()) - moved, assessments.size(), to_text(from)));
}

void JournalSoci::touch_candidates(const Batch& batch) {
  std::vector<Row> keys;
  keys.reserve(batch.rows.size());
  for (const Row& row : batch.rows) keys.push_back({row[0]});
  seals_.touch("candidate", {"assessment"}, keys);
}

Batch batch_of(const std::vector<std::string>& assessments) {
  Batch batch({"assessment"});
  for (const std::string& assessment : assessments) batch.rows.push_back({assessment});
  return batch;
}

}  // namespace pleno::journal
