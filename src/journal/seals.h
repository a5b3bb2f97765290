// Every row that matters carries a keyed digest of its content, its seal, and every table the number of its
// rows and the sum of their seals: a row changed, removed, added, exchanged or put back behind the journal's
// back is found by `audit`, and one that the journal is about to write again, there and then. Never seals
// leases (who works on what just now), and never mends anything.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "journal/sql.h"
#include "text/diagnostic.h"
#include "text/hmac.h"

namespace pleno::journal {

// A sum of seals, modulo 2^128: no order, so rows may be written in any.
struct SealSum {
  std::uint64_t high = 0, low = 0;
  void add(const std::string& seal);
  void take(const std::string& seal);
};

// The seals of one connection. Within a transaction: `open`, then `touch` before each write, `close` at the
// end. Keyed with a secret that the database does not know.
class Seals {
 public:
  Seals(Sql& sql, const std::string& key) : sql_(sql), hmac_(key) {}

  void open() {
    touched_.clear();
    added_.clear();
  }

  // Rows of `table` that will be written, found by the values of `columns`. Those that are there already are
  // compared with their seals first: throws the integrity alarm. A transaction names a table's rows by the
  // same columns throughout.
  void touch(const char* table, const std::vector<std::string>& columns, const std::vector<Row>& values);
  // The same for rows that are certainly new: nothing to compare.
  void fresh(const char* table, const std::vector<std::string>& columns, const std::vector<Row>& values);
  // The seal of one that the caller inserts itself, seal and all: for rows too large to be read again. `row`
  // has the values of all columns in the table's order (sealed_columns).
  std::string seal_new(const char* table, const Row& row);
  // All rows of a small table.
  void touch_all(const char* table);

  // Seals what was touched as it stands now, and adds it up.
  void close();

  // All rows of all tables: one line for each that does not fit. Inside a snapshot of the caller's.
  void audit(Diagnostics& found);

 private:
  struct Touched {
    std::vector<std::string> columns;
    std::set<Row> rows;                        // values of the columns
    std::map<std::string, std::string> there;  // rows that were there before, by key: their seals
  };
  std::string seal_of(std::size_t table, const Row& row);
  std::vector<Row> read(std::size_t table, const std::vector<std::string>& columns,
                        const std::vector<Row>& values);
  void remember(std::size_t table, const std::vector<std::string>& columns, const std::vector<Row>& values,
                bool new_rows);
  void close(std::size_t table, Touched& touched);
  void add_up(const std::string& name, const SealSum& more, long long count);
  void audit(std::size_t table, Diagnostics& found);
  void each(std::size_t table, const std::function<void(const Row&)>& each);
  std::string total_seal(const std::string& name, long long rows, const std::string& total);

  Sql& sql_;
  Hmac hmac_;
  struct Added {
    SealSum sum;
    long long count = 0;
  };
  std::map<std::size_t, Added> added_;
  std::map<std::size_t, Touched> touched_;  // by the table's place in the list, in which they are closed
};

// The tables that are sealed, for tests: name and columns.
std::vector<std::pair<std::string, std::vector<std::string>>> sealed_columns();

}  // namespace pleno::journal
