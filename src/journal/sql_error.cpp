#include "journal/sql_error.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <string_view>

#include "text/language.h"

namespace pleno::journal {
namespace {

// SQLite's result codes (sqlite3.h); SOCI gives the primary code.
enum SqliteCode {
  Permission = 3,
  Busy = 5,
  Locked = 6,
  ReadOnly = 8,
  InputOutput = 10,
  Corrupt = 11,
  Full = 13,
  CannotOpen = 14,
  Constraint = 19,
  NotADatabase = 26
};

Error locked(const std::string& url) {
  return {Kind::TryAgain,
          say("basis data keadaan sedang dikunci proses lain", "the state database is locked by another run"),
          url, say("ulangi perintah ini sebentar lagi", "repeat this command in a moment")};
}

Error disk(const std::string& url) {
  return {Kind::InputOutput,
          say("basis data keadaan tidak dapat ditulis: cakram penuh atau rusak",
              "the state database cannot be written: disk full or failing"),
          url,
          say("beri ruang, lalu ulangi; yang sudah tercatat tetap aman",
              "make room, then repeat; what was recorded is safe")};
}

Error damaged(const std::string& url) {
  return alarm(say("basis data keadaan rusak", "the state database is damaged"), url);
}

Error refused(const std::string& url) {
  return {Kind::Permission,
          say("tidak berhak menulis basis data keadaan", "no right to write the state database"), url};
}

Error mistake(const std::string& code, const std::string& url) {
  return {Kind::Internal,
          say("basis data keadaan menolak perintah (kode {})",
              "the state database refused a statement (code {})", code),
          url};
}

Error clash(const std::string& url) {
  return {Kind::Internal,
          say("baris bertentangan dengan yang sudah tercatat (kunci ganda atau rujukan hilang)",
              "a row contradicts what is recorded (a key twice, or a missing reference)"),
          url, say("jalankan `pleno audit`", "run `pleno audit`")};
}

Error unavailable(const std::string& url) {
  return {Kind::Unavailable,
          say("basis data keadaan tidak dapat dihubungi", "the state database does not answer"), url,
          say("periksa apakah servernya hidup dan alamatnya benar",
              "check that its server runs and the address is right")};
}

SqlFault fault_of_sqlite(int code, const std::string& url) {
  switch (code & 0xff) {
    case Busy:
    case Locked: return {.error = locked(url)};
    case Full:
    case InputOutput: return {.error = disk(url)};
    case Corrupt: return {.error = damaged(url)};
    case Permission:
    case ReadOnly: return {.error = refused(url)};
    case CannotOpen:
      return {.error = Error(Kind::CannotCreate,
                             say("basis data keadaan tidak dapat dibuka atau dibuat",
                                 "the state database cannot be opened or made"),
                             url)};
    case Constraint: return {.error = clash(url)};
    case NotADatabase:
      return {
          .error = Error(
              Kind::Configuration,
              say("berkas ini bukan basis data keadaan Pleno", "this file is not a state database of Pleno"),
              url,
              say("periksa alamatnya; bila dulu benar, berkas itu rusak: pulihkan dari cadangan",
                  "check the address; if it was one, it is damaged: restore the backup"))};
    default: return {.error = mistake("SQLite " + std::to_string(code), url)};
  }
}

// https://www.postgresql.org/docs/15/errcodes-appendix.html
SqlFault fault_of_postgres(const std::string& state, bool lost, const std::string& url) {
  const std::string_view group = std::string_view(state).substr(0, 2);
  if (lost || group == "08" || state.rfind("57P", 0) == 0) {
    return {.error = unavailable(url), .connection_lost = true, .repeat = true};
  }
  if (state == "40001" || state == "40P01") return {.error = locked(url), .repeat = true};
  if (state == "55P03" || state == "53300") return {.error = locked(url)};
  if (group == "53" || group == "58") return {.error = disk(url)};
  if (group == "23") return {.error = clash(url)};
  if (state == "XX001" || state == "XX002") return {.error = damaged(url)};
  if (state == "25006" || state == "42501") return {.error = refused(url)};
  return {.error = mistake("SQLSTATE " + state, url)};
}

}  // namespace

SqlFault fault_of(const soci::soci_error& broken, bool connected, const std::string& shown_url) {
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&broken)) {
    return fault_of_sqlite(sqlite->result(), shown_url);
  }
  // SOCI says 08000 for a connection that died, blanks where the server gave no state, and nothing at all
  // when none could be made.
  const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&broken);
  const std::string state = postgres != nullptr ? postgres->sqlstate() : "";
  return fault_of_postgres(state, !connected || state.find_first_not_of(' ') == std::string::npos, shown_url);
}

Error alarm(const std::string& message, const std::string& context) {
  return {Kind::Internal, "INTEGRITY ALARM: " + message, context,
          say("jangan terbitkan apa pun; jalankan `pleno audit` dan periksa cadangan",
              "issue nothing; run `pleno audit` and look at the backups")};
}

}  // namespace pleno::journal
