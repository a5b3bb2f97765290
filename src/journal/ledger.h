// The register of numbers as a hash chain, one chain a series: hash = SHA-256(prev || body), the first
// `prev` being 64 zeros. Bodies are JSON with sorted keys and hold no personal data, not even the
// assessment's id: a number, the public id and digests.
#pragma once
#include <string>

#include "journal/rows.h"
#include "journal/seals.h"
#include "journal/sql.h"

namespace pleno::journal {

// The bodies of the two entries of a certificate, rebuilt from its row by `audit`.
std::string allocate_body(const CertificateRow& certificate, const std::string& at);
std::string issue_body(const CertificateRow& certificate, const std::string& at);

// Quoted and escaped.
std::string json_text(const std::string& text);

// SHA-256(prev || body).
std::string ledger_hash(const std::string& prev, const std::string& body);
std::string ledger_start();  // 64 zeros

// A series row, locked, and the entries that a transaction adds to its chain.
class LedgerTail {
 public:
  // Makes the series when it is new, its first number being `first`; locks its row.
  static LedgerTail lock(Sql& sql, Seals& seals, const std::string& series, long long first);
  static LedgerTail lock(Sql& sql, Seals& seals, const std::string& series);

  long long take_number() { return ++last_no_; }
  // Gives the entry's place in the chain.
  long long append(const std::string& body);
  // Writes the new entries and the series row.
  void save(Sql& sql, Seals& seals);

 private:
  explicit LedgerTail(std::string series) : series_(std::move(series)) {}
  std::string series_;
  long long last_no_ = 0;
  long long seq_ = 0;
  std::string head_;
  Batch added_{{"seq", "prev", "body", "hash"}};
};

}  // namespace pleno::journal
