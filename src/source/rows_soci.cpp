// The ways rows come in bulk: read in place out of SQLite's statement, fetched through SOCI from MySQL's, and
// in pages. PostgreSQL's own stand in rows_postgres.cpp.
#include "source/rows_soci.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "source/sql_text.h"

namespace pleno::source {
namespace {

constexpr long long page_rows = 5000;

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
                                          const std::vector<std::string_view>& contract, Size size) {
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
      auto second = size == Size::Many ? beside() : nullptr;
      if (second) return copied_rows(*this, query, std::move(second), sql, order);
      return rows_of_cursor(*this, query, *session_, sql, order, ++cursors_, ahead_);
    }
    if (backend_ == Backend::Sqlite) return std::make_unique<SqliteRows>(*this, query, *session_, sql, order);
    return std::make_unique<StatementRows>(*this, query, *session_, sql, order);
  } catch (const soci::soci_error& error) {
    throw error_from(error);
  }
}

}  // namespace pleno::source
