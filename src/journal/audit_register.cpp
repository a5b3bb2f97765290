// The register: numbers dense, chain unbroken, and both telling the same.
#include <algorithm>
#include <unordered_map>

#include "journal/acts.h"
#include "journal/audit.h"
#include "journal/journal_soci.h"
#include "journal/ledger.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

constexpr std::size_t rows_a_page = 2000;

void add(Diagnostics& found, const std::string& record, std::string message) {
  found.push_back({.at = {.record = record},
                   .message = std::move(message),
                   .hint = say("jangan terbitkan apa pun sebelum sebabnya diketahui",
                               "issue nothing before the cause is known")});
}

std::string entry_of(const std::string& series, long long seq) {
  return say("deret {} buku besar {}", "series {} ledger {}", series, seq);
}

struct Series {
  std::string name;
  long long first = 0;
  long long last = 0;
  long long seq = 0;
  std::string head;
};

std::vector<Series> all_series(Sql& sql) {
  std::vector<Series> out;
  for (const Row& row : sql.select(
           5, "select series, first_no, last_no, ledger_seq, ledger_head from series order by series")) {
    out.push_back({row[0], number(row[1]), number(row[2]), number(row[3]), row[4]});
  }
  return out;
}

// What the ledger must say, from the certificates: body -> times it still has to come.
using Expected = std::unordered_map<std::string, int>;

Expected expected_acts(Sql& sql, const std::string& series, const std::string& key) {
  Expected expected;
  for (const ActRow& act : acts_from(
           sql.select(act_width, std::string(act_query) + " where series = :series", {{"series", series}}))) {
    ++expected[ledger_hash("", act_body(act, key))];
  }
  return expected;
}

Expected expected_bodies(Sql& sql, const std::string& series, const std::string& key) {
  Expected expected = expected_acts(sql, series, key);
  for (long long last = -1;;) {
    const auto rows =
        sql.select(certificate_width + 2,
                   std::string("select ") + certificate_columns +
                       ", k.allocated_at, k.issued_at from certificate k"
                       " where k.series = :series and k.no > :last order by k.no limit :limit",
                   {{"series", series}, {"last", last}, {"limit", static_cast<long long>(rows_a_page)}});
    for (const Row& row : rows) {
      const CertificateRow certificate = certificate_from(row);
      last = certificate.no;
      ++expected[ledger_hash("", allocate_body(certificate, row[certificate_width]))];
      if (row[certificate_width + 1].empty()) continue;  // never issued
      ++expected[ledger_hash("", issue_body(certificate, row[certificate_width + 1]))];
    }
    if (rows.size() < rows_a_page) return expected;
  }
}

void audit_chain(Sql& sql, const Series& series, const std::string& key, Diagnostics& found) {
  Expected expected = expected_bodies(sql, series.name, key);
  std::string head = ledger_start();
  long long seq = 0;
  for (;;) {
    const auto rows =
        sql.select(4,
                   "select seq, prev, body, hash from ledger where series = :series and seq > :last order by "
                   "seq limit :limit",
                   {{"series", series.name}, {"last", seq}, {"limit", static_cast<long long>(rows_a_page)}});
    for (const Row& row : rows) {
      const long long here = number(row[0]);
      const std::string entry = entry_of(series.name, here);
      if (here != seq + 1) {
        add(found, entry,
            say("catatan {} sampai {} hilang", "entries {} to {} are missing", seq + 1, here - 1));
      } else if (row[1] != head) {
        add(found, entry,
            say("rantai putus: tidak menyambung ke catatan sebelumnya",
                "the chain is broken: it does not follow the entry before"));
      }
      if (ledger_hash(row[1], row[2]) != row[3]) {
        add(found, entry,
            say("isi catatan berubah: hash tidak cocok", "the entry was changed: its hash differs"));
      }
      const auto told = expected.find(ledger_hash("", row[2]));
      if (told == expected.end() || told->second-- <= 0) {
        add(found, entry,
            say("tidak cocok dengan sertifikat mana pun", "agrees with no certificate and no act"));
      }
      seq = here;
      head = row[3];
    }
    if (rows.size() < rows_a_page) break;
  }
  const auto untold =
      std::count_if(expected.begin(), expected.end(), [](const auto& e) { return e.second > 0; });
  if (untold > 0) {
    add(found, series.name,
        say("{} keadaan sertifikat tidak tercatat di buku besar",
            "{} states of certificates are not in the ledger", untold));
  }
  if (seq != series.seq || head != series.head) {
    add(found, series.name,
        say("ujung buku besar tidak cocok dengan deretnya", "the ledger's end differs from its series"));
  }
}

}  // namespace

void audit_numbers(Sql& sql, Diagnostics& found) {
  for (const Series& series : all_series(sql)) {
    const auto rows = sql.select(
        3,
        "select count(*), coalesce(min(no), 0), coalesce(max(no), 0) from certificate where series = :series",
        {{"series", series.name}});
    const long long count = number(rows[0][0]);
    if (count == 0 && series.last == series.first - 1) continue;
    const bool dense = number(rows[0][1]) == series.first && number(rows[0][2]) == series.last &&
                       count == series.last - series.first + 1;
    if (dense) continue;
    add(found, series.name,
        say("nomor tidak rapat: {} sertifikat untuk nomor {} sampai {}",
            "numbers are not dense: {} certificates for the numbers {} to {}", count, series.first,
            series.last));
  }
}

void audit_ledger(Sql& sql, const std::string& key, Diagnostics& found) {
  for (const Series& series : all_series(sql)) audit_chain(sql, series, key, found);
}

}  // namespace pleno::journal
