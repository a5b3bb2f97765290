#include "journal/sql.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <string_view>
#include <thread>

#include "journal/sql_error.h"
#include "text/language.h"
#include "text/url.h"

namespace pleno::journal {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite3://";
constexpr int most_tries = 4;
constexpr std::size_t most_prepared = 300;  // more than there are texts of statements that come again

bool is_postgres_url(const std::string& url) {
  if (url.rfind("postgresql://", 0) == 0 || url.rfind("postgres://", 0) == 0) return true;
  if (url.rfind(sqlite_scheme, 0) == 0) return false;
  throw Error(Kind::Configuration,
              say("alamat basis data keadaan tidak dikenal", "unknown address of a state database"),
              without_password(url), "sqlite3://path, postgresql://user@host/db");
}

// A text with NUL would be cut silently on its way.
const std::string& whole(const std::string& text) {
  if (text.find('\0') != std::string::npos) {
    throw Error(Kind::Data,
                say("teks berisi byte NUL tidak dapat disimpan", "a text with a NUL byte cannot be kept"));
  }
  return text;
}

// One column of a batch as the text of a PostgreSQL array.
std::string array_of(const Batch& batch, std::size_t column) {
  std::string out = "{";
  for (const Row& row : batch.rows) {
    out += out.size() == 1 ? "\"" : ",\"";
    for (const char c : whole(row[column])) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out += '}';
}

std::string with_table(const std::string& statement, const std::string& table) {
  constexpr std::string_view mark = "{batch}";
  const auto at = statement.find(mark);
  return statement.substr(0, at) + table + statement.substr(at + mark.size());
}

// Rolls back unless committed.
class Transaction {
 public:
  Transaction(soci::session& session, const char* begin) : session_(session) { session_ << begin; }
  ~Transaction() {
    if (open_) try {
        session_ << "rollback";
      } catch (const soci::soci_error&) {  // the connection is gone, and the transaction with it
      }
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    session_ << "commit";
    open_ = false;
  }

 private:
  soci::session& session_;
  bool open_ = true;
};

// A server that may lose a commit it confirmed is no place for numbers.
void demand_durable(soci::session& session, const std::string& url) {
  for (const char* setting : {"fsync", "full_page_writes", "synchronous_commit"}) {
    std::string value;
    session << fmt::format("show {}", setting), soci::into(value);
    if (value == "on") continue;
    throw Error(Kind::Configuration,
                say("server PostgreSQL berjalan dengan {} = {}: yang sudah tercatat dapat hilang",
                    "the PostgreSQL server runs with {} = {}: what is recorded may be lost", setting, value),
                url, say("setel {} = on pada server", "set {} = on on the server", setting));
  }
}

// A connection is used by one thread at a time, so SQLite needs no lock around each of its calls, which is a
// tenth of what reading costs, nor around its count of memory, where threads would wait for each other. It
// listens only before the first connection of the process; later this does nothing.
void leave_out_locks() {
  static const int once = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) |
                          sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(once);
}

}  // namespace

Sql::Sql(SqlSettings settings)
    : settings_(std::move(settings)),
      is_postgres_(is_postgres_url(settings_.url)),
      shown_url_(without_password(settings_.url)) {}

Sql::~Sql() = default;

void Sql::attempt(Access access, const std::function<void()>& work) {
  if (access == Access::Write && settings_.read_only) {
    throw Error(Kind::Permission,
                say("jurnal dibuka hanya untuk dibaca", "the journal is open for reading only"), shown_url_);
  }
  using Clock = std::chrono::steady_clock;
  const auto give_up = Clock::now() + std::chrono::seconds(settings_.wait_seconds);
  for (int tries = 1;; ++tries) {
    try {
      connect();
      once(access, work);
      return;
    } catch (const soci::soci_error& broken) {
      prepared_.clear();  // one of them failed, and must not be used again
      const SqlFault fault = fault_of(broken, session_ != nullptr, shown_url_);
      const bool had_session = session_ != nullptr;
      if (fault.connection_lost) session_.reset();
      if (!had_session && was_connected_ && Clock::now() < give_up) {  // it restarts
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        --tries;
        continue;
      }
      if (!fault.repeat || !had_session || tries == most_tries) throw fault.error;
    }
  }
}

void Sql::once(Access access, const std::function<void()>& work) {
  const char* begin = access == Access::Write ? (is_postgres_ ? "begin" : "begin immediate")
                      : is_postgres_          ? "begin isolation level repeatable read, read only"
                                              : "begin";
  Transaction transaction(*session_, begin);
  work();
  transaction.commit();
}

void Sql::connect() {
  if (session_ != nullptr) return;
  if (is_postgres_) {
    connect_postgres();
  } else {
    connect_sqlite();
  }
  was_connected_ = true;
}

void Sql::connect_sqlite() {
  const std::string path = settings_.url.substr(sqlite_scheme.size());
  if (settings_.read_only && !std::filesystem::exists(path)) {
    throw Error(Kind::NoInput, say("basis data keadaan belum ada", "there is no state database yet"),
                shown_url_, say("jalankan `pleno pull` dahulu", "run `pleno pull` first"));
  }
  if (!settings_.read_only) {  // SQLite would make it readable for everyone
    const int made = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made >= 0) ::close(made);
    if (made < 0 && errno != EEXIST) {
      throw Error(Kind::CannotCreate,
                  say("basis data keadaan tidak dapat dibuat", "the state database cannot be made"),
                  shown_url_,
                  say("periksa folder, hak tulis, dan ruang cakram", "check folder, rights and disk space"));
    }
  }
  leave_out_locks();
  auto session = std::make_unique<soci::session>(
      soci::sqlite3, fmt::format("db=\"{}\" timeout={}", path, settings_.wait_seconds));
  *session << "pragma foreign_keys = on";
  *session << "pragma synchronous = full";
  std::string mode;
  if (settings_.read_only) {
    *session << "pragma query_only = on";
  } else {
    *session << "pragma journal_mode = wal", soci::into(mode);
  }
  session_ = std::move(session);
}

void Sql::connect_postgres() {
  const char* joint = settings_.url.find('?') == std::string::npos ? "?" : "&";
  auto session = std::make_unique<soci::session>(
      soci::postgresql, fmt::format("{}{}connect_timeout=10&application_name=pleno", settings_.url, joint));
  *session << "set client_encoding = 'UTF8'";
  *session << "set client_min_messages = warning";
  *session << "set synchronous_commit = on";
  *session << fmt::format("set lock_timeout = {}", std::max(1, settings_.wait_seconds * 1000));
  if (settings_.read_only) *session << "set default_transaction_read_only = on";
  if (!settings_.read_only) demand_durable(*session, shown_url_);
  session_ = std::move(session);
}

long long Sql::run(const std::string& statement, const Values& values) {
  return one_round(statement, values, 0, nullptr);
}

std::vector<Row> Sql::select(std::size_t columns, const std::string& query, const Values& values) {
  std::vector<Row> out;
  one_round(query, values, columns, &out);
  return out;
}

long long Sql::run_each(const std::string& statement, const Batch& batch, const Values& values) {
  return each_row(statement, batch, values, 0, nullptr);
}

std::vector<Row> Sql::select_each(std::size_t columns, const std::string& query, const Batch& batch,
                                  const Values& values) {
  std::vector<Row> out;
  each_row(query, batch, values, columns, &out);
  return out;
}

// Everything SOCI needs to run one statement again and again: where the values come from and where a row's
// columns go to.
struct Sql::Prepared {
  Prepared(soci::session& session, const std::string& text, const std::vector<std::string>& names,
           std::size_t width)
      : given(names.size()), columns(width), indicators(width, soci::i_ok), statement(session) {
    for (std::size_t i = 0; i < width; ++i) statement.exchange(soci::into(columns[i], indicators[i]));
    for (std::size_t i = 0; i < names.size(); ++i) statement.exchange(soci::use(given[i], names[i]));
    statement.alloc();
    // What neither takes nor gives anything is a change of the schema, and not to be kept.
    const bool once = names.empty() && width == 0;
    statement.prepare(text, once ? soci::details::st_one_time_query : soci::details::st_repeatable_query);
    statement.define_and_bind();
  }

  // Gives the number of rows touched, or puts the rows found into `out`, NULL as the empty text.
  long long run(std::vector<Row>* out) {
    if (out == nullptr) {
      statement.execute(true);
      return statement.get_affected_rows();
    }
    statement.execute();
    while (statement.fetch()) {
      Row& row = out->emplace_back(columns.size());
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (indicators[i] == soci::i_ok) row[i] = columns[i];
      }
    }
    return 0;
  }

  std::vector<std::string> given;
  std::vector<std::string> columns;
  std::vector<soci::indicator> indicators;
  soci::statement statement;
};

Sql::Prepared& Sql::prepared(const std::string& text, const std::vector<std::string>& names,
                             std::size_t width) {
  if (prepared_.size() >= most_prepared) prepared_.clear();
  auto& known = prepared_[text];
  if (known == nullptr || known->given.size() != names.size() || known->columns.size() != width)
    known = std::make_unique<Prepared>(*session_, text, names, width);
  return *known;
}

long long Sql::one_round(const std::string& text, const Values& values, std::size_t width,
                         std::vector<Row>* out) {
  std::vector<std::string> names;
  names.reserve(values.size());
  for (const Value& value : values) names.push_back(value.name);
  Prepared& statement = prepared(text, names, width);
  for (std::size_t i = 0; i < values.size(); ++i) statement.given[i] = whole(values[i].text);
  return statement.run(out);
}

std::string Sql::table_of(const Batch& batch) const {
  std::string parts;
  std::string names;
  for (const std::string& column : batch.columns) {
    parts += is_postgres_ ? fmt::format("cast(:batch_{} as text[]), ", column)
                          : fmt::format(":batch_{0} as {0}, ", column);
    names += column + ", ";
  }
  if (!is_postgres_) return "(select " + parts + ":batch_position as position) as batch";
  parts.resize(parts.size() - 2);
  return "unnest(" + parts + ") with ordinality as batch(" + names + "position)";
}

long long Sql::each_row(const std::string& text, const Batch& batch, const Values& values, std::size_t width,
                        std::vector<Row>* out) {
  if (batch.rows.empty()) return 0;
  const std::string statement_text = with_table(text, table_of(batch));
  if (is_postgres_) {
    Values all = values;
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
      all.emplace_back(("batch_" + batch.columns[i]).c_str(), array_of(batch, i));
    }
    return one_round(statement_text, all, width, out);
  }
  std::vector<std::string> names;
  for (const std::string& column : batch.columns) names.push_back("batch_" + column);
  names.emplace_back("batch_position");
  for (const Value& value : values) names.push_back(value.name);
  Prepared& statement = prepared(statement_text, names, width);
  const std::size_t position = batch.columns.size();
  for (std::size_t i = 0; i < values.size(); ++i) statement.given[position + 1 + i] = whole(values[i].text);
  long long touched = 0;
  for (std::size_t at = 0; at < batch.rows.size(); ++at) {
    for (std::size_t i = 0; i < position; ++i) statement.given[i] = whole(batch.rows[at][i]);
    statement.given[position] = std::to_string(at + 1);
    touched += statement.run(out);
  }
  return touched;
}

const char* Sql::now_ms() const {
  return is_postgres_ ? "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)"
                      : "cast((julianday('now') - 2440587.5) * 86400000 as integer)";
}

long long number(const std::string& text) {
  long long value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size()) {
    throw alarm(
        say("angka yang tidak terbaca di basis data keadaan", "an unreadable number in the state database"),
        {});
  }
  return value;
}

}  // namespace pleno::journal
