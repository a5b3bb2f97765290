// The ways rows come in bulk: read in place out of SQLite's statement and PostgreSQL's cursor, fetched
// through SOCI from MySQL's, and in pages.
#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <functional>

#include "source/database.h"
#include "source/sql_text.h"

namespace pleno::source {
namespace {

// Rows fetched at once: enough to hide the cost of a call, few enough to stay in the processor's cache.
constexpr std::size_t batch_rows = 500;
constexpr int batches_at_once = 16;  // asked of PostgreSQL in one go, some 200 KB each
constexpr long long page_rows = 5000;

// Rows whose failures leave as our Error.
class SociRows : public Rows {
 public:
  SociRows(const Database& database, const Query& query, const std::vector<std::size_t>& order)
      : Rows(query, order.size()), order_(order), database_(database) {}

 protected:
  virtual bool fetch() = 0;  // as advance, throwing soci_error

  const std::vector<std::size_t> order_;  // the contract's column of each of the query's

 private:
  bool advance() override {
    try {
      return fetch();
    } catch (const soci::soci_error& error) {
      throw database_.error_from(error);
    }
  }

  const Database& database_;
};

// Numbers as SQLite writes them, without asking it: whole scores and truths are most of all numbers.
class SmallNumbers {
 public:
  SmallNumbers() {
    for (std::size_t i = 0; i < count; ++i) {
      whole_[i] = std::to_string(i);
      real_[i] = whole_[i] + ".0";
    }
  }
  const std::string* whole(long long value) const {
    return value >= 0 && value < static_cast<long long>(count) ? &whole_[static_cast<std::size_t>(value)]
                                                               : nullptr;
  }
  const std::string* real(double value) const {
    if (!(value >= 0 && value < static_cast<double>(count)) || std::signbit(value)) return nullptr;
    const auto index = static_cast<std::size_t>(value);
    return static_cast<double>(index) == value ? &real_[index] : nullptr;
  }

 private:
  static constexpr std::size_t count = 101;
  std::array<std::string, count> whole_, real_;
};

// SQLite's own cells, where they lie until the next step: SOCI would ask five times for each and copy it,
// which was a third of all that `pull` cost.
class SqliteRows : public SociRows {
 public:
  SqliteRows(const Database& database, const Query& query, soci::session& session, const std::string& sql,
             const std::vector<std::size_t>& order)
      : SociRows(database, query, order), statement_(session) {
    statement_.alloc();
    statement_.prepare(sql);
    prepared_ = static_cast<soci::sqlite3_statement_backend*>(statement_.get_backend())->stmt_;
  }

 private:
  bool fetch() override {
    const int code = ended_ ? SQLITE_DONE : sqlite_api::sqlite3_step(prepared_);
    if (code == SQLITE_ROW) {
      for (std::size_t i = 0; i < order_.size(); ++i) {
        cells_[order_[i]] = text_of(sqlite_api::sqlite3_column_value(prepared_, static_cast<int>(i)));
      }
      return true;
    }
    ended_ = true;
    if (code == SQLITE_DONE) return false;
    throw soci::sqlite3_soci_error(sqlite_api::sqlite3_errmsg(sqlite_api::sqlite3_db_handle(prepared_)),
                                   code);
  }

  static std::string_view text_of(sqlite_api::sqlite3_value* value) {
    static const SmallNumbers numbers;
    const std::string* known = nullptr;
    switch (sqlite_api::sqlite3_value_type(value)) {
      case SQLITE_NULL: return {};
      case SQLITE_INTEGER: known = numbers.whole(sqlite_api::sqlite3_value_int64(value)); break;
      case SQLITE_FLOAT: known = numbers.real(sqlite_api::sqlite3_value_double(value)); break;
      default: break;
    }
    if (known != nullptr) return *known;
    const auto* text = reinterpret_cast<const char*>(sqlite_api::sqlite3_value_text(value));
    if (text == nullptr) throw soci::sqlite3_soci_error("out of memory", SQLITE_NOMEM);
    return {text, static_cast<std::size_t>(sqlite_api::sqlite3_value_bytes(value))};
  }

  soci::statement statement_;
  sqlite_api::sqlite3_stmt* prepared_ = nullptr;  // statement_'s
  bool ended_ = false;
};

// A cursor on the server of PostgreSQL, whose client would else hold the whole result. The cells are read
// where the client library keeps a batch of them. Batches are asked for several at once, so that the server
// is at the next ones while one is read, and goes on by itself: `ahead` is to be taken in before the
// connection is used for anything else.
class CursorRows : public SociRows {
 public:
  CursorRows(const Database& database, const Query& query, soci::session& session, const std::string& sql,
             const std::vector<std::size_t>& order, const std::string& cursor, Ahead& ahead)
      : SociRows(database, query, order),
        session_(*static_cast<soci::postgresql_session_backend*>(session.get_backend())),
        ahead_(ahead) {
    for (int i = 0; i < batches_at_once; ++i)
      fetches_ += fmt::format("fetch forward {} from {};", batch_rows, cursor);
    session << "declare " << cursor << " no scroll cursor for " << sql;
  }
  ~CursorRows() override {
    if (to_come_ > 0) ahead_.take_in = nullptr;
  }
  CursorRows(const CursorRows&) = delete;
  CursorRows& operator=(const CursorRows&) = delete;

 private:
  using Batch = std::unique_ptr<PGresult, decltype(&PQclear)>;

  bool fetch() override {
    if (++at_ >= count_) {
      if (batches_.empty() && to_come_ == 0) ask();
      if (batches_.empty()) take_one();
      batch_ = std::move(batches_.front());
      batches_.pop_front();
      if (PQresultStatus(batch_.get()) != PGRES_TUPLES_OK) throw_failure();
      at_ = 0;
      count_ = PQntuples(batch_.get());
      if (count_ == 0) {
        while (to_come_ > 0) take_one();  // as empty as this one; the connection is free again
        return false;
      }
      if (batches_.empty() && to_come_ == 0) ask();
    }
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const int column = static_cast<int>(i);
      cells_[order_[i]] = {PQgetvalue(batch_.get(), at_, column),
                           static_cast<std::size_t>(PQgetlength(batch_.get(), at_, column))};
    }
    return true;
  }

  void ask() {
    ahead_.settle();  // another cursor's
    if (PQsendQuery(session_.conn_, fetches_.c_str()) != 1) throw_failure();
    to_come_ = batches_at_once;
    ahead_.take_in = [this] {
      while (to_come_ > 0) take_one();
    };
  }

  // The next batch, or why there is none: after an error the server answers no further question.
  void take_one() {
    batches_.emplace_back(PQgetResult(session_.conn_), &PQclear);
    --to_come_;
    if (PQresultStatus(batches_.back().get()) != PGRES_TUPLES_OK) to_come_ = 0;
    if (to_come_ > 0) return;
    while (const Batch rest{PQgetResult(session_.conn_), &PQclear}) {  // the end of the answers
    }
    ahead_.take_in = nullptr;
  }

  // As SOCI would; a connection that broke in the middle has no state.
  [[noreturn]] void throw_failure() const {
    const bool told = batch_ && PQresultStatus(batch_.get()) != PGRES_TUPLES_OK;
    const char* state = told ? PQresultErrorField(batch_.get(), PG_DIAG_SQLSTATE) : nullptr;
    const char* words = told ? PQresultErrorMessage(batch_.get()) : PQerrorMessage(session_.conn_);
    throw soci::postgresql_soci_error(words, state == nullptr ? "     " : state);
  }

  soci::postgresql_session_backend& session_;
  std::string fetches_;
  Ahead& ahead_;
  Batch batch_{nullptr, &PQclear};
  std::deque<Batch> batches_;  // taken in, not yet read
  int to_come_ = 0;            // asked for, not yet taken in
  int at_ = 0, count_ = 0;
};

// A statement that is executed once and fetched from, row by row: MySQL, with the result in the client.
class StatementRows : public SociRows {
 public:
  StatementRows(const Database& database, const Query& query, soci::session& session, const std::string& sql,
                const std::vector<std::size_t>& order)
      : SociRows(database, query, order), texts_(order.size()), nulls_(order.size()), statement_(session) {
    for (std::size_t i = 0; i < order.size(); ++i) statement_.exchange(soci::into(texts_[i], nulls_[i]));
    statement_.alloc();
    statement_.prepare(sql);
    statement_.define_and_bind();
  }

 private:
  bool fetch() override {
    if (!started_) statement_.execute(false);
    started_ = true;
    if (ended_ || !statement_.fetch()) {
      ended_ = true;
      return false;
    }
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      cells_[order_[i]] = nulls_[i] == soci::i_null ? std::string_view() : std::string_view(texts_[i]);
    }
    return true;
  }

  std::vector<std::string> texts_;
  std::vector<soci::indicator> nulls_;
  soci::statement statement_;
  bool started_ = false;
  bool ended_ = false;
};

// Pages by :after and :limit. A page may end within an assessment: its last id's rows are then left for the
// next page.
class PagedRows : public SociRows {
 public:
  PagedRows(const Database& database, const Query& query, soci::session& session, const std::string& sql,
            const std::vector<std::size_t>& order)
      : SociRows(database, query, order), columns_(order.size()), nulls_(order.size()), statement_(session) {
    for (const std::size_t column : order_) statement_.exchange(soci::into(columns_[column], nulls_[column]));
    statement_.exchange(soci::use(after_, "after"));
    statement_.exchange(soci::use(limit_, "limit"));
    statement_.alloc();
    statement_.prepare(sql);
    statement_.define_and_bind();
  }

 private:
  bool fetch() override {
    if (++at_ >= count_) {
      count_ = next_page();
      at_ = 0;
    }
    if (count_ == 0) return false;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const bool null = nulls_[c][at_] == soci::i_null;
      cells_[c] = null ? std::string_view() : std::string_view(columns_[c][at_]);
    }
    return true;
  }

  // How many whole rows of the next page there are; 0 at the end.
  std::size_t next_page() {
    while (!ended_) {
      for (auto& column : columns_) column.resize(static_cast<std::size_t>(limit_));
      for (auto& null : nulls_) null.resize(static_cast<std::size_t>(limit_));
      const auto& ids = columns_.front();
      const std::size_t rows = statement_.execute(true) ? ids.size() : 0;
      ended_ = static_cast<long long>(rows) < limit_;
      std::size_t whole = rows;
      while (!ended_ && whole > 0 && ids[whole - 1] == ids[rows - 1]) --whole;
      if (whole > 0) {
        after_ = ids[whole - 1];
        return whole;
      }
      limit_ *= 2;  // one assessment filled the page
    }
    return 0;
  }

  std::vector<std::vector<std::string>> columns_;
  std::vector<std::vector<soci::indicator>> nulls_;
  soci::statement statement_;
  std::size_t at_ = 0, count_ = 0;
  std::string after_;
  long long limit_ = page_rows;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Rows> Database::open_rows(const Query& query, const std::vector<std::string>& given,
                                          const std::vector<std::string_view>& contract) {
  std::string sql = bare_sql(query.sql);
  std::vector<std::size_t> order;
  order.reserve(given.size());
  for (const std::string& name : given) {
    order.push_back(
        static_cast<std::size_t>(std::find(contract.begin(), contract.end(), name) - contract.begin()));
  }
  if (backend_ == Backend::Sqlite) {
    // In pages, SOCI reads a column by the type it was declared with and would turn a misplaced text into 0:
    // an expression has no declared type and comes as the text it is. The unary plus costs nothing.
    std::string list;
    for (const std::string& name : given) list += (list.empty() ? "+\"" : ", +\"") + name + "\"";
    sql = "select " + list + " from (" + sql + "\n)";
  }
  try {
    if (has_parameter(sql, "after") && has_parameter(sql, "limit")) {
      return std::make_unique<PagedRows>(*this, query, *session_, sql, order);
    }
    if (backend_ == Backend::Postgres) {
      ahead_.settle();
      return std::make_unique<CursorRows>(*this, query, *session_, sql, order,
                                          fmt::format("pleno_{}", ++cursors_), ahead_);
    }
    if (backend_ == Backend::Sqlite) return std::make_unique<SqliteRows>(*this, query, *session_, sql, order);
    return std::make_unique<StatementRows>(*this, query, *session_, sql, order);
  } catch (const soci::soci_error& error) {
    throw error_from(error);
  }
}

}  // namespace pleno::source
