// PostgreSQL's rows, read where its client library keeps them: a cursor's in batches, or as COPY sends them.
#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include <deque>

#include "source/rows_soci.h"

namespace pleno::source {
namespace {

// Rows fetched at once: enough to hide the cost of a call, few enough to stay in the processor's cache.
constexpr std::size_t batch_rows = 500;
constexpr int batches_at_once = 16;  // asked for in one go, some 200 KB each

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

// As SOCI would; a connection that broke in the middle has no state.
[[noreturn]] void throw_failure(const PGconn* connection, const PGresult* result) {
  const ExecStatusType status = result == nullptr ? PGRES_COMMAND_OK : PQresultStatus(result);
  const bool told = status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
  const char* state = told ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const char* words = told ? PQresultErrorMessage(result) : PQerrorMessage(connection);
  throw soci::postgresql_soci_error(words, state == nullptr ? "     " : state);
}

soci::postgresql_session_backend& backend_of(soci::session& session) {
  return *static_cast<soci::postgresql_session_backend*>(session.get_backend());
}

// A cursor on the server of PostgreSQL, whose client would else hold the whole result. The cells are read
// where the client library keeps a batch of them. Batches are asked for several at once, so that the server
// is at the next ones while one is read, and goes on by itself: `ahead` is to be taken in before the
// connection is used for anything else.
class CursorRows : public SociRows {
 public:
  CursorRows(const Database& database, const Query& query, soci::session& session, const std::string& sql,
             const std::vector<std::size_t>& order, int number, Ahead& ahead)
      : SociRows(database, query, order), session_(backend_of(session)), ahead_(ahead) {
    const std::string cursor = fmt::format("pleno_{}", number);
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
    while (const Result rest{PQgetResult(session_.conn_), &PQclear}) {  // the end of the answers
    }
    ahead_.take_in = nullptr;
  }

  [[noreturn]] void throw_failure() const { source::throw_failure(session_.conn_, batch_.get()); }

  soci::postgresql_session_backend& session_;
  std::string fetches_;
  Ahead& ahead_;
  Result batch_{nullptr, &PQclear};
  std::deque<Result> batches_;  // taken in, not yet read
  int to_come_ = 0;             // asked for, not yet taken in
  int at_ = 0, count_ = 0;
};

// What COPY writes for a backslash and a letter; any other letter stands for itself.
char escaped(char letter) {
  switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return letter;
  }
}

// The lines of COPY TO STDOUT: a cell ends with a tab, the row with a new line, \N is NULL. The server sends
// by itself, as fast as we read, and nothing is kept but the line that is read.
class CopiedRows : public SociRows {
 public:
  CopiedRows(const Database& database, const Query& query, std::unique_ptr<soci::session> session,
             const std::string& sql, const std::vector<std::size_t>& order)
      : SociRows(database, query, order),
        session_(std::move(session)),
        connection_(backend_of(*session_).conn_) {
    const std::string copy = "copy (" + sql + "\n) to stdout";
    if (PQsendQuery(connection_, copy.c_str()) != 1) throw_failure(connection_, nullptr);
  }

 private:
  bool fetch() override {
    if (!started_) begin();
    if (ended_) return false;
    char* text = nullptr;
    const int length = PQgetCopyData(connection_, &text, 0);
    line_.reset(text);
    if (length < 0) {
      end();
      return false;
    }
    char* at = text;
    for (const std::size_t column : order_) cells_[column] = cell(at, text + length);
    return true;
  }

  void begin() {
    started_ = true;
    const Result answer{PQgetResult(connection_), &PQclear};
    if (PQresultStatus(answer.get()) != PGRES_COPY_OUT) throw_failure(connection_, answer.get());
  }

  // Behind the last line comes whether all went well.
  void end() {
    ended_ = true;
    const Result answer{PQgetResult(connection_), &PQclear};
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) throw_failure(connection_, answer.get());
  }

  // The cell that begins at `at`, put right where it lies; `at` goes behind it.
  static std::string_view cell(char*& at, const char* end) {
    char* const first = at;
    char* to = at;
    bool null = false;
    while (at < end && *at != '\t' && *at != '\n') {
      if (*at == '\\' && at + 1 < end) {
        ++at;
        null = *at == 'N';
        *to++ = escaped(*at++);
      } else {
        *to++ = *at++;
      }
    }
    ++at;
    return null ? std::string_view() : std::string_view(first, static_cast<std::size_t>(to - first));
  }

  std::unique_ptr<soci::session> session_;
  PGconn* connection_;  // session_'s
  std::unique_ptr<char, decltype(&PQfreemem)> line_{nullptr, &PQfreemem};
  bool started_ = false, ended_ = false;
};

}  // namespace

std::unique_ptr<Rows> rows_of_cursor(const Database& database, const Query& query, soci::session& session,
                                     const std::string& sql, const std::vector<std::size_t>& order,
                                     int number, Ahead& ahead) {
  return std::make_unique<CursorRows>(database, query, session, sql, order, number, ahead);
}

std::unique_ptr<Rows> copied_rows(const Database& database, const Query& query,
                                  std::unique_ptr<soci::session> session, const std::string& sql,
                                  const std::vector<std::size_t>& order) {
  return std::make_unique<CopiedRows>(database, query, std::move(session), sql, order);
}

}  // namespace pleno::source
