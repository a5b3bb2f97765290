// A connection to a source database by its URL, on SQLite, PostgreSQL or MySQL/MariaDB, set up for reading
// only. The one file that knows how the three differ when rows are read. Never shows a password.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source/rows.h"
#include "text/error.h"

namespace soci {
class session;
class soci_error;
}  // namespace soci

namespace pleno::source {

enum class Backend { Sqlite, Postgres, Mysql };

// An answer that a connection was asked for ahead. Must be settled before the connection is used again.
struct Ahead {
  std::function<void()> take_in;  // empty: nothing was asked
  void settle() {
    if (const auto waiting = std::exchange(take_in, nullptr)) waiting();
  }
};

class Database {
 public:
  // Connects; throws Error as open_source says.
  explicit Database(const std::string& url);
  ~Database();

  // The names of a query's columns, lower case, without reading rows; what the database says against the
  // query comes as a message in `complaint`.
  std::vector<std::string> columns_of(const std::string& bare_sql, std::string& complaint);

  // One snapshot of the data, until the guard goes.
  class Snapshot {
   public:
    explicit Snapshot(Database& database);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

   private:
    Database& database_;
  };

  // Many rows are worth a connection of their own, on PostgreSQL, where the server allows one more.
  enum class Size { Few, Many };

  // The rows of a query within a snapshot. `contract` names the columns by their positions in a row; `given`
  // are those of the query, in its own order: the same names.
  template <std::size_t n>
  std::unique_ptr<Rows> rows(const Query& query, const std::vector<std::string>& given,
                             const std::array<std::string_view, n>& contract, Size size = Size::Few) {
    return open_rows(query, given, {contract.begin(), contract.end()}, size);
  }

  // The same with the query's own columns, in its order.
  std::unique_ptr<Rows> rows(const Query& query, const std::vector<std::string>& given) {
    return open_rows(query, given, {given.begin(), given.end()}, Size::Few);
  }

  // A failure of the database in our terms, without secrets and without rows' content.
  Error error_from(const std::exception& error) const;

 private:
  std::unique_ptr<Rows> open_rows(const Query& query, const std::vector<std::string>& given,
                                  const std::vector<std::string_view>& contract, Size size);
  // A second connection to PostgreSQL, in the same snapshot; null where none can be had.
  std::unique_ptr<soci::session> beside() const;

  Backend backend_ = Backend::Sqlite;
  std::string url_, shown_url_;
  std::string password_;
  std::unique_ptr<soci::session> session_;
  std::string snapshot_;  // PostgreSQL's name for it; empty outside of one, or where it gives none
  int cursors_ = 0;
  Ahead ahead_;
};

}  // namespace pleno::source
