#include "journal/ledger.h"

#include <fmt/format.h>

#include "journal/sql_error.h"
#include "text/digest.h"
#include "text/language.h"

namespace pleno::journal {
std::string json_text(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      (out += '\\') += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out += '"';
}

std::string allocate_body(const CertificateRow& c, const std::string& at) {
  return fmt::format(R"({{"act":"ALLOCATE","at":{},"decision":{},"issue_date":{},"no":{},"number":{},)"
                     R"("pins":{},"public_id":{},"registration":{},"replaces":{},"series":{}}})",
                     json_text(at), json_text(c.decision_digest), json_text(c.issue_date), c.no,
                     json_text(c.number), json_text(c.pins), json_text(c.public_id),
                     json_text(c.registration), json_text(c.replaces), json_text(c.series));
}

std::string issue_body(const CertificateRow& c, const std::string& at) {
  return fmt::format(R"({{"act":"ISSUE","at":{},"no":{},"number":{},"pdf_sha256":{},"public_id":{},)"
                     R"("series":{},"unsigned_sha256":{}}})",
                     json_text(at), c.no, json_text(c.number), json_text(c.pdf_sha256),
                     json_text(c.public_id), json_text(c.series), json_text(c.unsigned_sha256));
}

std::string ledger_hash(const std::string& prev, const std::string& body) { return sha256(prev + body); }

std::string ledger_start() { return std::string(64, '0'); }

LedgerTail LedgerTail::lock(Sql& sql, Seals& seals, const std::string& series, long long first) {
  seals.touch("series", {"series"}, {{series}});
  sql.run(
      "insert into series (series, first_no, last_no, ledger_seq, ledger_head)"
      " values (:series, :first, :last, 0, :head) on conflict (series) do nothing",
      {{"series", series}, {"first", first}, {"last", first - 1}, {"head", ledger_start()}});
  return lock(sql, seals, series);
}

LedgerTail LedgerTail::lock(Sql& sql, Seals& seals, const std::string& series) {
  const auto rows =
      sql.select(3,
                 std::string("select last_no, ledger_seq, ledger_head from series where series = :series") +
                     sql.for_update(),
                 {{"series", series}});
  if (rows.empty()) throw alarm(say("deret nomor hilang", "a series of numbers is missing"), series);
  seals.touch("series", {"series"}, {{series}});
  LedgerTail tail(series);
  tail.last_no_ = number(rows[0][0]);
  tail.seq_ = number(rows[0][1]);
  tail.head_ = rows[0][2];
  return tail;
}

long long LedgerTail::append(const std::string& body) {
  const std::string hash = ledger_hash(head_, body);
  added_.rows.push_back({std::to_string(++seq_), head_, body, hash});
  head_ = hash;
  return seq_;
}

void LedgerTail::save(Sql& sql, Seals& seals) {
  if (added_.rows.empty()) return;
  std::vector<Row> keys;
  for (const Row& row : added_.rows) keys.push_back({series_, row[0]});
  seals.fresh("ledger", {"series", "seq"}, keys);
  sql.run_each(
      "insert into ledger (series, seq, prev, body, hash)"
      " select :series, cast(batch.seq as bigint), batch.prev, batch.body, batch.hash from {batch}",
      added_, {{"series", series_}});
  sql.run("update series set last_no = :last, ledger_seq = :seq, ledger_head = :head where series = :series",
          {{"last", last_no_}, {"seq", seq_}, {"head", head_}, {"series", series_}});
  added_.rows.clear();
}

}  // namespace pleno::journal
