// One connection to the state database, SQLite or PostgreSQL, and the few places where the two differ.
// Everything crosses it as text and NULL as the empty text, so that no column type of either leaks out.
// Never lets SOCI's own messages through: they can hold values of people and connection strings.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "text/error.h"

namespace soci {
class session;
class soci_error;
}  // namespace soci

namespace pleno::journal {

using Row = std::vector<std::string>;

// A named value of a statement, `:name` there.
struct Value {
  Value(const char* its_name, std::string its_text) : name(its_name), text(std::move(its_text)) {}
  Value(const char* its_name, long long number) : name(its_name), text(std::to_string(number)) {}
  std::string name;
  std::string text;
};
using Values = std::vector<Value>;

// Many rows for one statement, in which `{batch}` stands for a table named `batch` with these columns
// (all text) and `position`, from 1. PostgreSQL gets them in one round trip; SQLite runs the prepared
// statement once a row, so a statement must not look at two rows of its batch together.
struct Batch {
  explicit Batch(std::vector<std::string> its_columns) : columns(std::move(its_columns)) {}
  std::vector<std::string> columns;
  std::vector<Row> rows;
};

struct SqlSettings {
  std::string url;
  bool read_only = false;
  int wait_seconds = 5;  // for another's lock
};

class Sql {
 public:
  explicit Sql(SqlSettings settings);
  ~Sql();
  Sql(const Sql&) = delete;
  Sql& operator=(const Sql&) = delete;

  // Runs `work` as one transaction: all of it or nothing. A deadlock or a lost connection runs it again
  // on a fresh one (a server that restarts is waited for, `wait_seconds` at most), so `work` must start from
  // nothing each time; the journal's calls are idempotent, so a commit whose answer was lost does no harm.
  // Throws Error only.
  template <typename Work>
  auto transact(Work work) {
    return with_result(Access::Write, work);
  }
  // The same for reading: one snapshot.
  template <typename Work>
  auto read(Work work) {
    return with_result(Access::Read, work);
  }

  // Inside `transact` or `read` only. `run` gives the number of rows it touched; `…_each` takes a batch.
  long long run(const std::string& statement, const Values& values = {});
  long long run_each(const std::string& statement, const Batch& batch, const Values& values = {});
  std::vector<Row> select(std::size_t columns, const std::string& query, const Values& values = {});
  std::vector<Row> select_each(std::size_t columns, const std::string& query, const Batch& batch,
                               const Values& values = {});

  // Behind a select of single rows: locks them until the end of the transaction.
  const char* for_update() const { return is_postgres_ ? " for update" : ""; }
  // The database's clock as milliseconds since 1970, for a statement.
  const char* now_ms() const;
  bool is_postgres() const { return is_postgres_; }
  const std::string& shown_url() const { return shown_url_; }  // without a password

 private:
  enum class Access { Read, Write };
  template <typename Work>
  auto with_result(Access access, Work& work) {
    using Result = std::invoke_result_t<Work&>;
    if constexpr (std::is_void_v<Result>) {
      attempt(access, work);
    } else {
      Result result{};
      attempt(access, [&] { result = work(); });
      return result;
    }
  }
  void attempt(Access access, const std::function<void()>& work);
  void once(Access access, const std::function<void()>& work);
  void connect();
  void connect_sqlite();
  void connect_postgres();
  std::string table_of(const Batch& batch) const;
  struct Prepared;
  // The statement, prepared once for this connection.
  Prepared& prepared(const std::string& statement, const std::vector<std::string>& names,
                     std::size_t columns);
  long long each_row(const std::string& statement, const Batch& batch, const Values& values,
                     std::size_t columns, std::vector<Row>* out);
  long long one_round(const std::string& statement, const Values& values, std::size_t columns,
                      std::vector<Row>* out);

  SqlSettings settings_;
  bool is_postgres_;
  std::string shown_url_;
  std::unique_ptr<soci::session> session_;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> prepared_;  // by text; of session_
  bool was_connected_ = false;
};

// The integer of a column; an integrity alarm when it is none.
long long number(const std::string& text);

}  // namespace pleno::journal
