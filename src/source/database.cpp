#include "source/database.h"

#include <fmt/format.h>
#include <soci/mysql/soci-mysql.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "source/database_url.h"
#include "source/sql_text.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

std::string quoted(const std::string& value) { return "'" + value + "'"; }

// A connection is used by one thread at a time, so SQLite needs no lock around each of its calls, which is a
// tenth of what reading costs, nor around its count of memory, where threads would wait for each other. It
// listens only before the first connection of the process; later this does nothing.
void leave_out_locks() {
  static const int once = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) |
                          sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(once);
}

std::unique_ptr<soci::session> open_sqlite(const DatabaseUrl& url) {
  namespace fs = std::filesystem;
  std::error_code none;
  if (!fs::is_regular_file(url.path, none)) {
    throw Error(Kind::NoInput, say("basis data sumber tidak ada", "the source database does not exist"),
                url.shown, say("periksa 'source' di pleno.yaml", "check 'source' in pleno.yaml"));
  }
  char magic[16] = {};
  std::ifstream in(url.path, std::ios::binary);
  if (!in) {
    throw Error(Kind::NoInput,
                say("basis data sumber tidak dapat dibaca", "the source database cannot be read"), url.shown,
                say("periksa hak baca berkas itu", "check the file's permissions"));
  }
  in.read(magic, sizeof magic);
  if (std::string_view(magic, sizeof magic) != std::string_view("SQLite format 3\0", 16)) {
    throw Error(Kind::Data,
                say("bukan basis data SQLite, atau rusak di awal berkas",
                    "no SQLite database, or damaged at its beginning"),
                url.shown, say("pulihkan dari cadangan", "restore it from a backup"));
  }
  if (url.path.find('"') != std::string::npos) {
    throw Error(Kind::Configuration,
                say("nama berkas basis data memuat tanda kutip", "the database's file name holds a quote"),
                url.shown);
  }
  leave_out_locks();
  auto session = std::make_unique<soci::session>(soci::sqlite3, fmt::format("db=\"{}\" timeout=5", url.path));
  *session << "pragma query_only=on";
  return session;
}

std::unique_ptr<soci::session> open_postgres(const std::string& url, const DatabaseUrl& parts) {
  std::string text = "postgresql://" + url.substr(url.find("://") + 3);
  for (const auto& [key, value] :
       {std::pair{"connect_timeout", "10"}, std::pair{"application_name", "pleno"}}) {
    if (parts.options.count(key) > 0) continue;
    text += fmt::format("{}{}={}", text.find('?') == std::string::npos ? "?" : "&", key, value);
  }
  auto session = std::make_unique<soci::session>(soci::postgresql, text);
  *session << "set client_encoding to 'UTF8'";
  *session << "set datestyle to 'ISO, YMD'";
  *session << "set default_transaction_read_only to on";
  return session;
}

constexpr const char* begin_postgres_snapshot = "begin isolation level repeatable read read only";

// Begins a snapshot and returns its name for other connections; empty where the server gives none, as one
// before version 10 does that repeats another.
std::string begin_postgres(soci::session& session) {
  std::string name;
  session << begin_postgres_snapshot;
  try {
    session << "select pg_export_snapshot()", soci::into(name);
  } catch (const soci::soci_error&) {
    session << "rollback";
    session << begin_postgres_snapshot;
  }
  return name;
}

std::unique_ptr<soci::session> open_mysql(const DatabaseUrl& url) {
  std::string text = "dbname=" + quoted(url.path) + " charset='utf8mb4' connect_timeout=10";
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) text += fmt::format(" {}={}", key, quoted(value));
  };
  add("user", url.user);
  add("password", url.password);
  add("host", url.host);
  if (!url.port.empty()) text += " port=" + url.port;
  for (const auto& [key, value] : url.options) {
    if (key != "password") add(key.c_str(), value);
  }
  auto session = std::make_unique<soci::session>(soci::mysql, text);
  *session << "set session transaction read only";
  return session;
}

// What the library says, without the SQL and without what may be a row's content.
std::string gist_of(const std::exception& error) {
  std::string text = error.what();
  text = text.substr(0, text.find(" while "));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  text = single_spaced(text);
  std::size_t digits = 0;
  for (char& c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits > 10) c = '*';
  }
  if (text.size() > 300) text.resize(300);
  return text;
}

Kind kind_of_connecting(const std::exception& error) {
  if (const auto* mysql = dynamic_cast<const soci::mysql_soci_error*>(&error)) {
    if (mysql->err_num_ == 1044 || mysql->err_num_ == 1045 || mysql->err_num_ == 1698)
      return Kind::Configuration;
    return mysql->err_num_ == 1049 ? Kind::NoInput : Kind::Unavailable;
  }
  const std::string text = error.what();
  const auto says = [&](const char* part) { return text.find(part) != std::string::npos; };
  if (says("authentication failed") || says("no password supplied") || says("role \"") ||
      says("invalid connection option") || says("invalid URI") || says("pg_hba.conf")) {
    return Kind::Configuration;
  }
  return says("database \"") && says("does not exist") ? Kind::NoInput : Kind::Unavailable;
}

std::string hint_of_connecting(Kind kind) {
  switch (kind) {
    case Kind::Configuration:
      return say("periksa pengguna dan kata sandi di URL sumber",
                 "check user and password in the source's URL");
    case Kind::NoInput:
      return say("periksa nama basis data di URL sumber", "check the database's name in the source's URL");
    default:
      return say("periksa apakah server berjalan dan dapat dicapai, lalu ulangi",
                 "check that the server runs and can be reached, then try again");
  }
}

}  // namespace

Database::Database(const std::string& url) {
  const DatabaseUrl parts = parse_database_url(url);
  url_ = url;
  shown_url_ = parts.shown;
  password_ = parts.password;
  backend_ = parts.kind == "sqlite3" ? Backend::Sqlite
             : parts.kind == "mysql" ? Backend::Mysql
                                     : Backend::Postgres;
  try {
    switch (backend_) {
      case Backend::Sqlite: session_ = open_sqlite(parts); break;
      case Backend::Postgres: session_ = open_postgres(url, parts); break;
      case Backend::Mysql: session_ = open_mysql(parts); break;
    }
  } catch (const soci::soci_error& error) {
    if (backend_ == Backend::Sqlite) throw error_from(error);
    const Kind kind = kind_of_connecting(error);
    throw Error(kind,
                say("basis data sumber tidak dapat dibuka: {}", "cannot open the source database: {}",
                    error_from(error).what()),
                shown_url_, hint_of_connecting(kind));
  }
}

Database::~Database() = default;

Error Database::error_from(const std::exception& error) const {
  std::string text = gist_of(error);
  for (std::size_t at = 0; !password_.empty() && (at = text.find(password_, at)) != std::string::npos;) {
    text.replace(at, password_.size(), "***");
    at += 3;
  }
  Kind kind = Kind::InputOutput;
  std::string hint = say("ulangi; bila tetap gagal, periksa basis data sumber",
                         "try again; if it fails again, check the source database");
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) {
    constexpr int busy = 5, locked = 6, corrupt = 11, not_a_database = 26;
    const int code = sqlite->result() & 0xFF;
    if (code == busy || code == locked) kind = Kind::TryAgain;
    const bool damaged = code == corrupt || code == not_a_database ||
                         text.find("malformed") != std::string::npos ||
                         text.find("not a database") != std::string::npos;
    if (damaged) {
      kind = Kind::Data;
      hint = say("berkas rusak: pulihkan dari cadangan, atau coba `sqlite3 berkas .recover`",
                 "the file is damaged: restore it from a backup, or try `sqlite3 file .recover`");
    }
  } else if (const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&error)) {
    const std::string state = postgres->sqlstate().substr(0, 2);
    // A connection that broke in the middle has no state at all.
    if (state == "08" || state == "57" || trimmed(state).empty()) kind = Kind::Unavailable;
    if (state == "40") kind = Kind::TryAgain;
  } else if (const auto* mysql = dynamic_cast<const soci::mysql_soci_error*>(&error)) {
    if (mysql->err_num_ == 2006 || mysql->err_num_ == 2013) kind = Kind::Unavailable;
    if (mysql->err_num_ == 1205 || mysql->err_num_ == 1213) kind = Kind::TryAgain;
  }
  return Error(kind, text, shown_url_, hint);
}

std::vector<std::string> Database::columns_of(const std::string& bare_sql, std::string& complaint) {
  std::vector<std::string> out;
  // Written out: on MySQL, SOCI asks for the columns before it looks at bound values, and crashes.
  const std::string sql = with_empty_page(bare_sql);
  try {
    soci::statement statement(*session_);
    statement.alloc();
    // SQLite knows the columns of a prepared statement; a subquery there would rename double ones.
    const bool prepared = backend_ == Backend::Sqlite;
    statement.prepare(prepared ? sql : "select * from (" + sql + "\n) as q limit 0");
    statement.define_and_bind();
    if (!prepared) statement.execute(false);
    const int count = statement.get_backend()->prepare_for_describe();
    for (int i = 1; i <= count; ++i) {
      soci::data_type type{};
      std::string name;
      statement.get_backend()->describe_column(i, type, name);
      out.push_back(lower(name));
    }
  } catch (const soci::soci_error& error) {
    const Error ours = error_from(error);
    if (ours.kind != Kind::InputOutput) throw ours;  // locked, gone or damaged: not the query's fault
    complaint = ours.what();
    out.clear();
  }
  return out;
}

std::unique_ptr<soci::session> Database::beside() const {
  if (snapshot_.empty()) return nullptr;
  try {
    auto session = open_postgres(url_, parse_database_url(url_));
    *session << begin_postgres_snapshot;
    *session << fmt::format("set transaction snapshot '{}'", snapshot_);
    return session;
  } catch (const soci::soci_error&) {
    return nullptr;  // as many connections as are allowed: the one we have does
  }
}

Database::Snapshot::Snapshot(Database& database) : database_(database) {
  soci::session& session = *database.session_;
  switch (database.backend_) {
    case Backend::Sqlite: session << "begin"; break;
    case Backend::Postgres: database.snapshot_ = begin_postgres(session); break;
    case Backend::Mysql: session << "start transaction with consistent snapshot, read only"; break;
  }
}

Database::Snapshot::~Snapshot() {
  database_.snapshot_.clear();
  try {
    *database_.session_ << "rollback";
  } catch (const soci::soci_error&) {
    // The connection is gone, and the snapshot with it.
  }
}

}  // namespace pleno::source
