#include "journal/seals.h"

#include <fmt/format.h>

#include <charconv>

#include "journal/sql_error.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

constexpr std::size_t rows_a_page = 500;  // bodies of evidence are some ten kilobytes each
constexpr std::size_t seal_digits = 32;
constexpr std::size_t shown_at_most = 100;

struct SealedTable {
  const char* name;
  std::vector<std::string> key;      // unique; rows are found and paged by it
  std::vector<std::string> columns;  // everything sealed, the key first
  std::vector<std::string> numbers;  // those of the columns that are no text
};

// One order everywhere, so that two transactions never wait for each other's totals.
const std::vector<SealedTable>& tables() {
  static const std::vector<SealedTable> list = {
      {"meta", {"key"}, {"key", "value"}, {}},
      {"candidate",
       {"assessment"},
       {"assessment", "scheme", "session", "state", "version", "digest", "plenary", "revision",
        "changed_after_plan", "held"},
       {"version", "revision", "changed_after_plan"}},
      {"evidence",
       {"assessment", "version"},
       {"assessment", "version", "scheme", "session", "digest", "body", "kept_at"},
       {"version"}},
      {"rejected", {"line"}, {"line", "assessment", "place", "message", "hint"}, {"line"}},
      {"decision",
       {"assessment"},
       {"assessment", "outcome", "result", "digest", "evidence_digest", "rules_id", "rules_digest", "reason"},
       {}},
      {"plenary_list", {"plenary"}, {"plenary", "size"}, {"size"}},
      {"plenary_item",
       {"plenary", "ordinal"},
       {"plenary", "ordinal", "assessment", "evidence_digest", "decision_digest"},
       {"ordinal"}},
      {"resolution",
       {"assessment", "plenary"},
       {"assessment", "plenary", "ruling", "reason", "decision_digest", "abstained", "objected",
        "resolved_at"},
       {}},
      {"revision",
       {"assessment", "revision"},
       {"assessment", "revision", "evidence_digest", "decision_digest", "replaces", "opened_at"},
       {"revision"}},
      {"series",
       {"series"},
       {"series", "first_no", "last_no", "ledger_seq", "ledger_head"},
       {"first_no", "last_no", "ledger_seq"}},
      {"certificate",
       {"series", "no"},
       {"series", "no", "assessment", "revision", "replaces", "plenary", "number", "registration",
        "public_id", "issue_date", "decision_digest", "pins", "state", "unsigned_sha256", "pdf_sha256",
        "allocated_at", "issued_at"},
       {"no", "revision"}},
      {"ledger", {"series", "seq"}, {"series", "seq", "prev", "body", "hash"}, {"seq"}},
      {"act",
       {"series", "seq"},
       {"series", "seq", "kind", "subject", "link", "reason", "person", "confirmed_by", "at"},
       {"seq"}},
      {"sheet", {"serial"}, {"serial", "state", "number"}, {}},
      {"artifact", {"sha256"}, {"sha256", "kind", "media_type", "size"}, {"size"}},
      {"document", {"id"}, {"id", "kind", "subject", "key", "sha256"}, {"id"}},
      {"outbox",
       {"id"},
       {"id", "assessment", "kind", "plenary", "revision", "message_id", "recipient", "mime_sha256", "state",
        "attempts", "next_at", "reply", "queued_at", "sending_at", "bounced_at", "bounce"},
       {"id", "revision", "attempts"}},
      {"attempt",
       {"mail", "no"},
       {"mail", "no", "sending_at", "ended_at", "state", "code", "reply"},
       {"mail", "no", "code"}},
  };
  return list;
}

std::size_t index_of(const std::string& name) {
  for (std::size_t i = 0; i < tables().size(); ++i) {
    if (tables()[i].name == name) return i;
  }
  throw Error(Kind::Internal, "no sealed table " + name);
}

bool is_number(const SealedTable& table, const std::string& column) {
  for (const std::string& number : table.numbers) {
    if (number == column) return true;
  }
  return false;
}

std::string list_of(const std::vector<std::string>& columns, const std::string& prefix) {
  std::string out;
  for (const std::string& column : columns) {
    if (!out.empty()) out += ", ";
    (out += prefix) += column;
  }
  return out;
}

// "batch.no" as the column's type.
std::string batch_value(const SealedTable& table, const std::string& column) {
  return is_number(table, column) ? "cast(batch." + column + " as bigint)" : "batch." + column;
}

std::string match(const SealedTable& table, const std::vector<std::string>& columns) {
  std::string out;
  for (const std::string& column : columns) {
    out += fmt::format("{}{}.{} = {}", out.empty() ? "" : " and ", table.name, column,
                       batch_value(table, column));
  }
  return out;
}

std::uint64_t hexadecimal(const std::string& seal, std::size_t at) {
  std::uint64_t value = 0;
  if (seal.size() != seal_digits) return value;
  std::from_chars(seal.data() + at, seal.data() + at + 16, value, 16);
  return value;
}

std::string to_text(const SealSum& sum) { return fmt::format("{:016x}{:016x}", sum.high, sum.low); }

std::string name_of(const SealedTable& table, const Row& row) {
  std::string out;
  for (std::size_t i = 0; i < table.key.size(); ++i) out += (i == 0 ? "" : " ") + row[i];
  return out;
}

void add(Diagnostics& found, const std::string& record, std::string message) {
  found.push_back({.at = {.record = record},
                   .message = std::move(message),
                   .hint = say("jangan terbitkan apa pun; bandingkan dengan cadangan",
                               "issue nothing; compare with the backup")});
}

Row part(const Row& row, std::size_t count) { return {row.begin(), row.begin() + static_cast<long>(count)}; }

}  // namespace

std::vector<std::pair<std::string, std::vector<std::string>>> sealed_columns() {
  std::vector<std::pair<std::string, std::vector<std::string>>> out;
  for (const SealedTable& table : tables()) out.emplace_back(table.name, table.columns);
  return out;
}

void SealSum::add(const std::string& seal) {
  const std::uint64_t more = hexadecimal(seal, 16);
  low += more;
  high += hexadecimal(seal, 0) + (low < more ? 1 : 0);
}

void SealSum::take(const std::string& seal) {
  const std::uint64_t less = hexadecimal(seal, 16);
  high -= hexadecimal(seal, 0) + (low < less ? 1 : 0);
  low -= less;
}

// Lengths before the values, so that nothing can move from one column into the next.
std::string Seals::seal_of(std::size_t at, const Row& row) {
  const SealedTable& table = tables()[at];
  std::string content = table.name;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    ((content += '|') += std::to_string(row[i].size())) += ':';
    content += row[i];
  }
  return hmac_(content).substr(0, seal_digits);
}

std::string Seals::total_seal(const std::string& name, long long rows, const std::string& total) {
  return hmac_(fmt::format("total|{}|{}|{}", name, rows, total)).substr(0, seal_digits);
}

// The columns, then the seal.
std::vector<Row> Seals::read(std::size_t at, const std::vector<std::string>& columns,
                             const std::vector<Row>& values) {
  const SealedTable& table = tables()[at];
  const std::string wanted =
      "select " + list_of(table.columns, std::string(table.name) + ".") + ", " + table.name + ".seal from ";
  const std::size_t width = table.columns.size() + 1;
  if (columns.empty()) return sql_.select(width, wanted + table.name);
  Batch batch(columns);
  batch.rows = values;
  return sql_.select_each(width, wanted + "{batch} join " + table.name + " on " + match(table, columns),
                          batch);
}

void Seals::remember(std::size_t at, const std::vector<std::string>& columns, const std::vector<Row>& values,
                     bool new_rows) {
  const bool first = touched_.count(at) == 0;
  Touched& touched = touched_[at];
  if (first) touched.columns = columns;
  if (touched.columns != columns) throw Error(Kind::Internal, "rows touched by two kinds of key");
  std::vector<Row> unseen;
  for (const Row& value : values) {
    if (touched.rows.insert(value).second) unseen.push_back(value);
  }
  if (new_rows || (columns.empty() ? !first : unseen.empty())) return;
  for (const Row& row : read(at, columns, unseen)) {
    const std::string name = name_of(tables()[at], row);
    if (seal_of(at, row) != row.back()) {
      throw alarm(say("sebuah baris tabel {} diubah di luar program",
                      "a row of table {} was changed from outside", tables()[at].name),
                  name);
    }
    touched.there[name] = row.back();
  }
}

void Seals::touch(const char* table, const std::vector<std::string>& columns,
                  const std::vector<Row>& values) {
  remember(index_of(table), columns, values, false);
}

void Seals::fresh(const char* table, const std::vector<std::string>& columns,
                  const std::vector<Row>& values) {
  remember(index_of(table), columns, values, true);
}

void Seals::touch_all(const char* table) { remember(index_of(table), {}, {}, false); }

std::string Seals::seal_new(const char* table, const Row& row) {
  const std::size_t at = index_of(table);
  std::string seal = seal_of(at, row);
  added_[at].sum.add(seal);
  ++added_[at].count;
  return seal;
}

// Table after table in one order, so that two transactions never wait for each other's totals.
void Seals::close() {
  for (std::size_t at = 0; at < tables().size(); ++at) {
    const auto touched = touched_.find(at);
    if (touched != touched_.end()) close(at, touched->second);
    const auto added = added_.find(at);
    if (added != added_.end()) add_up(tables()[at].name, added->second.sum, added->second.count);
  }
  open();
}

// A row's column `seal` still says what it was before this transaction; an empty one is new.
void Seals::close(std::size_t at, Touched& touched) {
  const SealedTable& table = tables()[at];
  std::vector<std::string> names = table.key;
  names.emplace_back("new_seal");
  Batch changed(names);
  SealSum more;
  long long count = 0;
  for (const Row& row : read(at, touched.columns, {touched.rows.begin(), touched.rows.end()})) {
    const std::string seal = seal_of(at, row);
    const auto before = touched.there.extract(name_of(table, row));
    if (seal == row.back()) continue;
    more.add(seal);
    if (!row.back().empty())
      more.take(row.back());
    else if (before)  // removed, and another one put in its place
      more.take(before.mapped());
    else
      ++count;
    Row key = part(row, table.key.size());
    key.push_back(seal);
    changed.rows.push_back(std::move(key));
  }
  for (const auto& [name, seal] : touched.there) {  // removed
    more.take(seal);
    --count;
  }
  if (changed.rows.empty() && touched.there.empty()) return;
  sql_.run_each(fmt::format("update {} set seal = batch.new_seal from {{batch}} where {}", table.name,
                            match(table, table.key)),
                changed);
  add_up(table.name, more, count);
}

void Seals::add_up(const std::string& name, const SealSum& more, long long count) {
  const std::string query =
      std::string("select rows, total from tally where name = :name") + sql_.for_update();
  auto old = sql_.select(2, query, {{"name", name}});
  if (old.empty()) {  // the table's first row
    sql_.run(
        "insert into tally (name, rows, total, seal) values (:name, 0, '', '') on conflict (name) do nothing",
        {{"name", name}});
    old = sql_.select(2, query, {{"name", name}});
  }
  SealSum sum = more;
  sum.add(old.at(0)[1]);
  const std::string total = to_text(sum);
  const long long rows = number(old.at(0)[0]) + count;
  sql_.run("update tally set rows = :rows, total = :total, seal = :seal where name = :name",
           {{"rows", rows}, {"total", total}, {"seal", total_seal(name, rows, total)}, {"name", name}});
}

void Seals::audit(Diagnostics& found) {
  for (std::size_t at = 0; at < tables().size(); ++at) audit(at, found);
}

void Seals::audit(std::size_t at, Diagnostics& found) {
  const SealedTable& table = tables()[at];
  SealSum sum;
  long long count = 0;
  std::size_t broken = 0;
  each(at, [&](const Row& row) {
    sum.add(row.back());
    ++count;
    if (seal_of(at, row) == row.back() || ++broken > shown_at_most) return;
    add(found, fmt::format("{} {}", table.name, name_of(table, row)),
        say("baris ini diubah di luar program: segelnya tidak cocok",
            "this row was changed from outside: its seal does not fit"));
  });
  const auto totals = sql_.select(3, "select rows, total, seal from tally where name = :name",
                                  {{"name", std::string(table.name)}});
  if (totals.empty() && count == 0) return;  // never written
  const Row total = totals.empty() ? Row{"0", "", ""} : totals[0];
  if (total[0] != std::to_string(count)) {
    add(found, table.name,
        say("{} baris, seharusnya {}: ada yang dihapus atau ditambah di luar program",
            "{} rows, should be {}: some were removed or added from outside", count, total[0]));
  } else if (total[1] != to_text(sum)) {
    add(found, table.name,
        say("jumlah segel tidak cocok: ada baris yang diganti di luar program",
            "the sum of the seals differs: a row was exchanged from outside"));
  }
  if (total[2] != total_seal(table.name, count, total[1])) {
    add(found, table.name, say("segel jumlahnya tidak cocok", "the seal of its sum does not fit"));
  }
}

// In pages by key, so that memory does not grow with the table.
void Seals::each(std::size_t at, const std::function<void(const Row&)>& each) {
  const SealedTable& table = tables()[at];
  std::string behind;
  Row last;
  for (const std::string& column : table.key) {
    const bool numeric = is_number(table, column);
    behind +=
        (behind.empty() ? "" : ", ") + (numeric ? "cast(:last_" + column + " as bigint)" : ":last_" + column);
    last.emplace_back(numeric ? "-9223372036854775808" : "");
  }
  const std::string keys = list_of(table.key, "");
  const std::string query =
      fmt::format("select {}, seal from {} where ({}) > ({}) order by {} limit {}",
                  list_of(table.columns, ""), table.name, keys, behind, keys, rows_a_page);
  for (;;) {
    Values values;
    for (std::size_t i = 0; i < table.key.size(); ++i) {
      values.emplace_back(("last_" + table.key[i]).c_str(), last[i]);
    }
    const auto rows = sql_.select(table.columns.size() + 1, query, values);
    for (const Row& row : rows) each(row);
    if (rows.size() < rows_a_page) return;
    last = part(rows.back(), table.key.size());
  }
}

}  // namespace pleno::journal
