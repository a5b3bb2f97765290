#include "journal/schema.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "text/language.h"

namespace pleno::journal {
namespace {

// {text} sorts by bytes, as SQLite does; {id} counts up by itself (never used for a certificate's number);
// {seal} is the row's seal (seals.h); {lease} says who works on the row and until when (lease.h).
std::string in_dialect(std::string_view statement, bool postgres);

constexpr std::array tables = {
    "create table meta (key {text} primary key, value {text} not null, {seal})",

    // Where each assessment stands. `version` and `digest` are those of its latest evidence; `plenary` is the
    // one in whose list it is now: a deferred one leaves that list's rows behind and may join another.
    // `revision` counts its certificates: a replaced one has a second. `fence`, `owner` and `lease_until` are
    // the lease of whoever works on it.
    "create table candidate (assessment {text} primary key, scheme {text} not null, session {text} not null,"
    " state {text} not null, version bigint not null, digest {text} not null,"
    " plenary {text} not null default '', revision bigint not null default 1,"
    " changed_after_plan bigint not null default 0, held {text} not null default '', {lease}, {seal})",
    "create index candidate_state on candidate (state, assessment)",
    "create index candidate_session on candidate (session, scheme, assessment)",

    "create table evidence (assessment {text} not null references candidate, version bigint not null,"
    " scheme {text} not null, session {text} not null, digest {text} not null, body {text} not null,"
    " kept_at {text} not null, {seal}, primary key (assessment, version))",

    "create table rejected (line bigint primary key, assessment {text} not null, place {text} not null,"
    " message {text} not null, hint {text} not null, {seal})",

    "create table decision (assessment {text} primary key references candidate, outcome {text} not null,"
    " result {text} not null, digest {text} not null, evidence_digest {text} not null,"
    " rules_id {text} not null, rules_digest {text} not null, reason {text} not null, {seal})",

    // A plenary's pinned list, with the digests as they were when it was pinned.
    "create table plenary_list (plenary {text} primary key, size bigint not null, {seal})",
    "create table plenary_item (plenary {text} not null references plenary_list, ordinal bigint not null,"
    " assessment {text} not null references candidate, evidence_digest {text} not null,"
    " decision_digest {text} not null, {seal}, primary key (plenary, ordinal))",
    "create unique index plenary_item_assessment on plenary_item (assessment, plenary)",

    "create table resolution (assessment {text} not null references candidate, plenary {text} not null,"
    " ruling {text} not null, reason {text} not null, decision_digest {text} not null,"
    " abstained {text} not null, objected {text} not null, resolved_at {text} not null, {seal}, primary key "
    "(assessment, plenary))",
    // What a replacement (revision 2 and on) rests on, in place of what the plenary's list says.
    "create table revision (assessment {text} not null references candidate, revision bigint not null,"
    " evidence_digest {text} not null, decision_digest {text} not null, replaces {text} not null,"
    " opened_at {text} not null, {seal}, primary key (assessment, revision))",

    // One row a series: the only lock for its numbers and its ledger.
    "create table series (series {text} primary key, first_no bigint not null, last_no bigint not null,"
    " ledger_seq bigint not null, ledger_head {text} not null, {seal})",
    "create table certificate (series {text} not null references series, no bigint not null,"
    " assessment {text} not null references candidate, revision bigint not null, replaces {text} not null,"
    " plenary {text} not null, number {text} not null,"
    " registration {text} not null, public_id {text} not null unique, issue_date {text} not null,"
    " decision_digest {text} not null, pins {text} not null, state {text} not null,"
    " unsigned_sha256 {text} not null default '', pdf_sha256 {text} not null default '',"
    " allocated_at {text} not null, issued_at {text} not null default '', {seal}, primary key (series, no))",
    "create unique index certificate_assessment on certificate (assessment, revision)",
    "create index certificate_number on certificate (number)",
    "create table ledger (series {text} not null references series, seq bigint not null, prev {text} not "
    "null,"
    " body {text} not null, hash {text} not null, {seal}, primary key (series, seq))",
    // What two persons did to a certificate or to the stock of sheets: the words behind a ledger entry.
    "create table act (series {text} not null, seq bigint not null, kind {text} not null,"
    " subject {text} not null, link {text} not null, reason {text} not null, person {text} not null,"
    " confirmed_by {text} not null, at {text} not null, {seal}, primary key (series, seq),"
    " foreign key (series, seq) references ledger)",
    "create table sheet (serial {text} primary key, state {text} not null, number {text} not null default '',"
    " {seal})",
    "create index sheet_number on sheet (number)",

    "create table artifact (sha256 {text} primary key, kind {text} not null, media_type {text} not null,"
    " size bigint not null, {seal})",
    "create table document (id {id}, kind {text} not null, subject {text} not null, key {text} not null,"
    " sha256 {text} not null references artifact, {seal})",
    "create unique index document_key on document (kind, subject, key)",
    // Documents that are kept but do not yet lie in people's folders: work to be done, nothing to remember.
    "create table shelf (path {text} primary key, sha256 {text} not null references artifact)",

    "create table outbox (id {id}, assessment {text} not null references candidate, kind {text} not null,"
    " plenary {text} not null, revision bigint not null, message_id {text} not null unique, recipient {text} "
    "not null,"
    " mime_sha256 {text} not null references artifact, state {text} not null,"
    " attempts bigint not null default 0, next_at {text} not null default '', reply {text} not null default "
    "'',"
    " queued_at {text} not null, sending_at {text} not null default '',"
    " bounced_at {text} not null default '', bounce {text} not null default '', {lease}, {seal})",
    "create unique index outbox_job on outbox (assessment, kind, plenary, revision)",
    // No index on `state` alone: SQLite would take it for the due mails and sort them all for each page.
    "create index outbox_due on outbox (id) where state in ('pending', 'deferred', 'unknown')",
    "create index outbox_sending on outbox (id) where state = 'sending'",
    "create table attempt (mail bigint not null references outbox, no bigint not null,"
    " sending_at {text} not null, ended_at {text} not null, state {text} not null, code bigint not null,"
    " reply {text} not null, {seal}, primary key (mail, no))",

    // Rows and sum of the seals of each table (seals.h).
    "create table tally (name {text} primary key, rows bigint not null, total {text} not null,"
    " seal {text} not null)",
    // Who may plan, and who gives numbers, just now: one at a time in the whole database.
    "create table lease (name {text} primary key, {lease})",
};

// What {word} stands for.
std::string meaning(std::string_view word, bool postgres) {
  if (word == "text") return postgres ? "text collate \"C\"" : "text";
  if (word == "id")
    return postgres ? "bigint generated always as identity primary key" : "integer primary key";
  if (word == "seal") return in_dialect("seal {text} not null default ''", postgres);
  return in_dialect(
      "fence bigint not null default 0, owner {text} not null default '',"
      " lease_until bigint not null default 0",
      postgres);
}

std::string in_dialect(std::string_view statement, bool postgres) {
  std::string out;
  for (std::size_t at = 0; at < statement.size();) {
    if (statement[at] != '{') {
      out += statement[at++];
      continue;
    }
    const auto end = statement.find('}', at);
    out += meaning(statement.substr(at + 1, end - at - 1), postgres);
    at = end + 1;
  }
  return out;
}

std::vector<std::string> existing_tables(Sql& sql) {
  const auto rows = sql.select(
      1, sql.is_postgres()
             ? "select table_name from information_schema.tables where table_schema = current_schema()"
             : "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'");
  std::vector<std::string> names;
  names.reserve(rows.size());
  for (const Row& row : rows) names.push_back(row[0]);
  return names;
}

void make(Sql& sql, Seals& seals) {
  // Two first runs at once: the second waits here and then finds the tables.
  if (sql.is_postgres()) sql.select(1, "select cast(pg_advisory_xact_lock(7065656) as text)");
  if (!existing_tables(sql).empty()) return;
  for (const char* statement : tables) sql.run(in_dialect(statement, sql.is_postgres()));
  seals.open();
  seals.fresh("meta", {"key"}, {{"pleno.schema"}});
  sql.run("insert into meta (key, value) values ('pleno.schema', :version)",
          {{"version", static_cast<long long>(schema_version)}});
  seals.close();
}

void check(Sql& sql) {
  const auto names = existing_tables(sql);
  const bool has_meta = std::find(names.begin(), names.end(), "meta") != names.end();
  std::vector<Row> version;
  // A foreign table `meta` may have other columns: asking it for ours would fail.
  const bool ours = has_meta && std::find(names.begin(), names.end(), "plenary_item") != names.end();
  if (ours) version = sql.select(1, "select value from meta where key = 'pleno.schema'");
  if (version.empty()) {
    throw Error(Kind::Configuration,
                say("basis data ini milik program lain: tabelnya bukan tabel Pleno",
                    "this database belongs to another program: its tables are not Pleno's"),
                sql.shown_url(),
                say("beri Pleno basis data keadaan yang kosong", "give Pleno an empty state database"));
  }
  if (number(version[0][0]) == schema_version) return;
  throw Error(
      Kind::Configuration,
      say("skema basis data keadaan versi {}, program ini mengenal versi {}",
          "the state database has schema {}, this program knows schema {}", version[0][0], schema_version),
      sql.shown_url(),
      say("pakai versi Pleno yang membuatnya, atau yang lebih baru",
          "use the version of Pleno that made it, or a later one"));
}

}  // namespace

void prepare_schema(Sql& sql, Seals& seals, bool read_only) {
  const bool empty = sql.read([&] { return existing_tables(sql).empty(); });
  if (empty && read_only) {
    throw Error(Kind::NoInput, say("basis data keadaan masih kosong", "the state database is still empty"),
                sql.shown_url(), say("jalankan `pleno pull` dahulu", "run `pleno pull` first"));
  }
  if (empty) sql.transact([&] { make(sql, seals); });
  sql.read([&] { check(sql); });
}

}  // namespace pleno::journal
