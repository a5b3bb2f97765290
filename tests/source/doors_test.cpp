// The door when the house is not in order: no file, damaged file, no server, wrong password.
#include <gtest/gtest.h>

#include "databases.h"
#include "source/database_url.h"
#include "source/sql_text.h"
#include "text/error.h"
#include "text/url.h"

namespace pleno::source {
namespace {

using namespace pleno::testing;

struct Said {
  Kind kind = Kind::Internal;
  std::string all;  // message, context and hint
};

Said opening(const std::string& url) {
  try {
    read_all(*open_source(url, sample_queries()), real_schemes());
  } catch (const Error& error) {
    return {error.kind, std::string(error.what()) + " | " + error.context + " | " + error.hint};
  }
  return {};
}

TEST(Doors, SqliteFileMissingOrNoDatabase) {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "tidak ada.db").string();
  EXPECT_EQ(opening("sqlite3://" + path).kind, Kind::NoInput);
  EXPECT_EQ(opening("sqlite3://" + path).all,
            "basis data sumber tidak ada | sqlite3://" + path + " | periksa 'source' di pleno.yaml");
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_EQ(opening("sqlite3://" + folder.path().string()).kind, Kind::NoInput);
  std::ofstream(path) << "ini bukan basis data, hanya teks biasa";
  EXPECT_EQ(opening("sqlite3://" + path).kind, Kind::Data);
  std::ofstream(path, std::ios::trunc) << "";
  EXPECT_EQ(opening("sqlite3://" + path).kind, Kind::Data);
}

// Damage anywhere is an error with a hint or a refused row, never a crash or a silent loss.
TEST(Doors, DamagedSqliteFile) {
  const TemporaryFolder folder;
  const auto good = folder.path() / "baik.db";
  const auto bad = folder.path() / "rusak.db";
  make_sample(good, real_schemes(), 44);
  const std::string bytes = read_text(good);
  const auto whole = read_all(*open_source("sqlite3://" + good.string(), sample_queries()), real_schemes());
  int told = 0;
  for (std::size_t page = 1; page * 4096 < bytes.size(); page += 3) {
    std::string damaged = bytes;
    for (std::size_t i = page * 4096; i < std::min(bytes.size(), page * 4096 + 4096); ++i)
      damaged[i] = static_cast<char>(i * 7);
    std::ofstream(bad, std::ios::binary | std::ios::trunc) << damaged;
    try {
      const auto result =
          read_all(*open_source("sqlite3://" + bad.string(), sample_queries()), real_schemes());
      const bool same = result.evidence_text() == whole.evidence_text();
      EXPECT_TRUE(same || !result.rejected.empty() || result.kept.size() < 44) << "page " << page;
    } catch (const Error& error) {
      ++told;
      EXPECT_EQ(error.kind, Kind::Data) << error.what();
      EXPECT_FALSE(error.hint.empty());
    }
  }
  EXPECT_GT(told, 3);
  std::ofstream(bad, std::ios::binary | std::ios::trunc) << bytes.substr(0, bytes.size() / 2);
  EXPECT_EQ(opening("sqlite3://" + bad.string()).kind, Kind::Data);
}

TEST(Doors, SqliteFileIsNeverChanged) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "contoh.db";
  make_sample(file, real_schemes(), 3);
  const std::string before = read_text(file);
  EXPECT_EQ(
      read_all(*open_source("sqlite3://" + file.string(), sample_queries()), real_schemes()).kept.size(), 3U);
  EXPECT_EQ(read_text(file), before);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()),
                          std::filesystem::directory_iterator()),
            1);
}

TEST(Doors, BusySqlite) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "contoh.db";
  make_sample(file, real_schemes(), 3);
  soci::session writer(soci::sqlite3, file.string());
  writer << "begin exclusive";
  const Said said = opening("sqlite3://" + file.string());
  EXPECT_EQ(said.kind, Kind::TryAgain) << said.all;
  EXPECT_NE(said.all.find("locked"), std::string::npos) << said.all;
}

// Texts that only SQLite lets into a column.
TEST(Doors, BytesThatAreNoText) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "contoh.db";
  make_sample(file, real_schemes(), 3);
  soci::session writer(soci::sqlite3, file.string());
  const auto said = [&](const std::string& sql) {
    writer << sql;
    return read_all(*open_source("sqlite3://" + file.string(), sample_queries()), real_schemes()).report();
  };
  EXPECT_NE(said("update person set name = cast(x'53E96974' as text) where id = 'P-1002'")
                .find("kolom 'name': bita ke-2 bukan UTF-8"),
            std::string::npos);
  EXPECT_NE(said("update person set name = cast(x'C0AF' as text) where id = 'P-1002'")
                .find("kolom 'name': bita ke-1 bukan UTF-8"),
            std::string::npos);
  EXPECT_NE(said("update person set name = cast(x'410042' as text) where id = 'P-1002'")
                .find("karakter terlarang U+0000"),
            std::string::npos);
  // A text in a numeric column is not read as 0.
  writer << "update person set name = 'Sukarno' where id = 'P-1002'";
  EXPECT_NE(said("update mark set valid = 'ya' where assessment_id = 2")
                .find("kolom 'valid': 'ya' bukan ya atau tidak"),
            std::string::npos);
}

TEST(Doors, ServersThatDoNotAnswerOrRefuse) {
  const Said nobody = opening("postgresql://pleno:rahasia@127.0.0.1:1/db");
  EXPECT_EQ(nobody.kind, Kind::Unavailable) << nobody.all;
  EXPECT_EQ(nobody.all.find("rahasia"), std::string::npos) << nobody.all;
  EXPECT_EQ(opening("mysql://pleno:rahasia@127.0.0.1:1/db").kind, Kind::Unavailable);
  EXPECT_EQ(opening("mysql://pleno:rahasia@127.0.0.1:1/db").all.find("rahasia"), std::string::npos);

  auto& postgres = RunningPostgres::shared();
  EXPECT_EQ(opening(postgres.url("tidak_ada")).kind, Kind::NoInput);
  std::string other = postgres.url();
  other.replace(other.find("pleno@"), 6, "orang:rahasia@");
  EXPECT_EQ(opening(other).kind, Kind::Configuration) << opening(other).all;
  EXPECT_EQ(opening(other).all.find("rahasia"), std::string::npos);

  auto& mariadb = RunningMariadb::shared();
  EXPECT_EQ(opening(mariadb.url("tidak_ada")).kind, Kind::NoInput) << opening(mariadb.url("tidak_ada")).all;
  EXPECT_EQ(opening(mariadb.url("mysql", "salah-sandi")).kind, Kind::Configuration);
  EXPECT_EQ(opening(mariadb.url("mysql", "salah-sandi")).all.find("salah-sandi"), std::string::npos);
}

// More marks than are asked for at once: what is on its way when the server dies still arrives.
TEST(Doors, AServerThatDiesWhileWeRead) {
  RunningPostgres postgres;
  const std::string url = postgres.fresh_database();
  {
    soci::session writer(soci::postgresql, url);
    for (const std::string& sql : loose_tables()) writer << sql;
    const TemporaryFolder folder;
    make_sample(folder.path() / "c.db", real_schemes(), 200);
    for (const std::string& sql : dump_of(folder.path() / "c.db")) writer << sql;
  }
  const auto source = open_source(url, sample_queries());
  std::size_t kept = 0;
  try {
    source->read(
        real_schemes(),
        [&](Evidence&&) {
          if (++kept == 1) postgres.crash();
        },
        [](Rejected&&) {}, [](Diagnostic&&) {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, Kind::Unavailable) << error.what();
    EXPECT_LT(kept, 200U);
  }
}

TEST(Doors, Urls) {
  EXPECT_EQ(opening("sqlit://x").all,
            "jenis basis data 'sqlit' tidak dikenal | sqlit://x | maksud Anda 'sqlite3'?");
  EXPECT_EQ(opening("lsp.db").kind, Kind::Configuration);
  EXPECT_EQ(opening("mysql://user@host").kind, Kind::Configuration);
  EXPECT_EQ(without_password("postgresql://u:p%40ss@h:5/d?x=1"), "postgresql://u:***@h:5/d?x=1");
  EXPECT_EQ(without_password("postgresql://u@h/d?password=geheim&x=1"),
            "postgresql://u@h/d?password=***&x=1");
  EXPECT_EQ(without_password("postgresql://u@h/d?sslpassword=a&password=b"),
            "postgresql://u@h/d?sslpassword=***&password=***");
  EXPECT_EQ(without_password("mysql://u:a@b@h/d"), "mysql://u:***@h/d");
  EXPECT_EQ(without_password("sqlite3://lsp.db"), "sqlite3://lsp.db");
  EXPECT_EQ(without_password("postgresql://pleno@/uji?host=/tmp/x"), "postgresql://pleno@/uji?host=/tmp/x");
  const DatabaseUrl url =
      parse_database_url("mysql://us%20er:p%3Aw@db.lan:3307/lsp?unix_socket=/run/x&sslca=/a");
  EXPECT_EQ(url.user, "us er");
  EXPECT_EQ(url.password, "p:w");
  EXPECT_EQ(url.host, "db.lan");
  EXPECT_EQ(url.port, "3307");
  EXPECT_EQ(url.path, "lsp");
  EXPECT_EQ(url.options.at("unix_socket"), "/run/x");
}

TEST(Doors, SqlText) {
  EXPECT_EQ(bare_sql("-- it's\nselect ':a--b' /* x:y ; */ from t ; \n"), "select ':a--b'   from t");
  EXPECT_TRUE(is_reading("SELECT 1"));
  EXPECT_TRUE(is_reading("with x as (select 1) select * from x"));
  EXPECT_FALSE(is_reading("selection"));
  EXPECT_FALSE(is_reading(""));
  EXPECT_TRUE(has_parameter("a > :after", "after"));
  EXPECT_FALSE(has_parameter("a > ':after' and b::after and :afterwards", "after"));
  EXPECT_EQ(with_empty_page("x > :after and ':after' limit :limit"), "x > '' and ':after' limit 0");
}

}  // namespace
}  // namespace pleno::source
