// The three ways rows come in bulk: a statement fetched from, a cursor on the server, and pages.
#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>

#include "source/database.h"
#include "source/sql_text.h"

namespace pleno::source {
namespace {

// Rows fetched at once: enough to hide the cost of a call, few enough to stay in the processor's cache.
constexpr std::size_t batch_rows = 1000;
constexpr long long page_rows = 5000;

// Rows that come through SOCI: its failures leave as our Error.
class SociRows : public Rows {
 public:
  SociRows(const Database& database, const Query& query, std::size_t columns)
      : Rows(query, columns), database_(database) {}

 protected:
  virtual std::size_t fetch_more() = 0;

 private:
  std::size_t refill() override {
    try {
      return fetch_more();
    } catch (const soci::soci_error& error) {
      throw database_.error_from(error);
    }
  }

  const Database& database_;
};

// What binds a statement's columns, in the query's order, to the contract's.
class BulkInto {
 public:
  BulkInto(std::vector<std::vector<std::string>>& columns, const std::vector<std::size_t>& order)
      : columns_(columns), nulls_(columns.size()), order_(order) {}

  void bind(soci::statement& statement) {
    for (const std::size_t column : order_) statement.exchange(soci::into(columns_[column], nulls_[column]));
  }
  void make_room(std::size_t rows) {
    for (auto& column : columns_) column.resize(rows);
    for (auto& null : nulls_) null.resize(rows);
  }
  // NULL becomes the empty text; the rows there are.
  std::size_t settle(bool got) {
    if (!got) return 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      for (std::size_t r = 0; r < columns_[c].size(); ++r) {
        if (nulls_[c][r] == soci::i_null) columns_[c][r].clear();
      }
    }
    return columns_.front().size();
  }

 private:
  std::vector<std::vector<std::string>>& columns_;
  std::vector<std::vector<soci::indicator>> nulls_;
  std::vector<std::size_t> order_;
};

// A statement that is executed once and fetched from: SQLite, and MySQL with the result in the client. Row by
// row, because there SOCI's bulk exchange copies every cell twice and is slower for text.
class StatementRows : public SociRows {
 public:
  StatementRows(const Database& database, const Query& query, soci::session& session, const std::string& sql,
                const std::vector<std::size_t>& order)
      : SociRows(database, query, order.size()), nulls_(order.size()), statement_(session) {
    for (auto& column : columns_) column.resize(1);
    for (const std::size_t column : order) {
      statement_.exchange(soci::into(columns_[column].front(), nulls_[column]));
    }
    statement_.alloc();
    statement_.prepare(sql);
    statement_.define_and_bind();
  }

 private:
  std::size_t fetch_more() override {
    if (!started_) statement_.execute(false);
    started_ = true;
    if (ended_ || !statement_.fetch()) {
      ended_ = true;
      return 0;
    }
    for (std::size_t c = 0; c < nulls_.size(); ++c) {
      if (nulls_[c] == soci::i_null) columns_[c].front().clear();
    }
    return 1;
  }

  std::vector<soci::indicator> nulls_;
  soci::statement statement_;
  bool started_ = false;
  bool ended_ = false;
};

// A cursor on the server of PostgreSQL, whose client would else hold the whole result.
class CursorRows : public SociRows {
 public:
  CursorRows(const Database& database, const Query& query, soci::session& session, const std::string& sql,
             const std::vector<std::size_t>& order, const std::string& cursor)
      : SociRows(database, query, order.size()), into_(columns_, order), statement_(session) {
    session << "declare " << cursor << " no scroll cursor for " << sql;
    into_.bind(statement_);
    statement_.alloc();
    statement_.prepare(fmt::format("fetch forward {} from {}", batch_rows, cursor));
    statement_.define_and_bind();
  }

 private:
  std::size_t fetch_more() override {
    into_.make_room(batch_rows);
    return into_.settle(statement_.execute(true));
  }

  BulkInto into_;
  soci::statement statement_;
};

// Pages by :after and :limit. A page may end within an assessment: its last id's rows are then left for the
// next page.
class PagedRows : public SociRows {
 public:
  PagedRows(const Database& database, const Query& query, soci::session& session, const std::string& sql,
            const std::vector<std::size_t>& order)
      : SociRows(database, query, order.size()), into_(columns_, order), statement_(session) {
    into_.bind(statement_);
    statement_.exchange(soci::use(after_, "after"));
    statement_.exchange(soci::use(limit_, "limit"));
    statement_.alloc();
    statement_.prepare(sql);
    statement_.define_and_bind();
  }

 private:
  std::size_t fetch_more() override {
    while (!ended_) {
      into_.make_room(static_cast<std::size_t>(limit_));
      const std::size_t rows = into_.settle(statement_.execute(true));
      const auto& ids = columns_.front();
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

  BulkInto into_;
  soci::statement statement_;
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
    // SOCI reads a column by the type it was declared with and would turn a misplaced text into 0: an
    // expression has no declared type and comes as the text it is. The unary plus costs nothing.
    std::string list;
    for (const std::string& name : given) list += (list.empty() ? "+\"" : ", +\"") + name + "\"";
    sql = "select " + list + " from (" + sql + "\n)";
  }
  try {
    if (has_parameter(sql, "after") && has_parameter(sql, "limit")) {
      return std::make_unique<PagedRows>(*this, query, *session_, sql, order);
    }
    if (backend_ == Backend::Postgres) {
      return std::make_unique<CursorRows>(*this, query, *session_, sql, order,
                                          fmt::format("pleno_{}", ++cursors_));
    }
    return std::make_unique<StatementRows>(*this, query, *session_, sql, order);
  } catch (const soci::soci_error& error) {
    throw error_from(error);
  }
}

}  // namespace pleno::source
