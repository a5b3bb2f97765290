// Opening, and databases that are locked, gone, foreign, newer or damaged.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "journal/backends.h"

namespace pleno::journal {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Open : public OnBothDatabases {};
ON_BOTH_DATABASES(Open);

TEST_P(Open, what_was_written_is_there_again) {
  journal_->keep_evidence(frozen_rows(1, 3), now);
  reopen();
  EXPECT_EQ(journal_->keep_evidence(frozen_rows(1, 3), now).unchanged, 3);
  EXPECT_EQ(audit(), "");
}

TEST_P(Open, texts_come_back_byte_for_byte) {
  Frozen row = frozen(1);
  row.text = "\" \\ {a,b} 'x' :nama ${y} NULL \t\r\n é 漢 😀 " + std::string(100000, '"');
  row.session = "NULL";
  journal_->keep_evidence({row}, now);
  const Frozen back = journal_->find(id_of(1))->evidence;
  EXPECT_EQ(back.text, row.text);
  EXPECT_EQ(back.session, "NULL");
  row.text += '\0';
  row.digest = sha256(row.text);
  EXPECT_EQ(kind_thrown([&] { journal_->keep_evidence({row}, now); }), Kind::Data);
  EXPECT_EQ(journal_->find(id_of(1))->evidence.digest, frozen(1).digest);
}

TEST_P(Open, for_reading_only) {
  journal_->keep_evidence(frozen_rows(1, 3), now);
  Settings settings = settings_;
  settings.store = folder_.path() / "none";
  const auto reader = Journal::open(settings, true);
  EXPECT_EQ(reader->to_judge("", 10).size(), 3U);
  EXPECT_EQ(kind_thrown([&] { reader->set_meta("a", "b"); }), Kind::Permission);
  EXPECT_FALSE(std::filesystem::exists(settings.store));
}

TEST_P(Open, a_newer_schema_is_refused) {
  sql("update meta set value = '99' where key = 'pleno.schema'");
  std::string message;
  EXPECT_EQ(kind_thrown([&] { reopen(); }, &message), Kind::Configuration);
  EXPECT_THAT(message, HasSubstr("versi 99, program ini mengenal versi 3"));
}

TEST_P(Open, a_foreign_database_is_refused_and_left_alone) {
  Settings settings = settings_;
  settings.url = on_sqlite() ? "sqlite3://" + (folder_.path() / "lain.db").string()
                             : testing::RunningPostgres::shared().fresh_database();
  {
    Sql raw({.url = settings.url});
    raw.transact([&] { raw.run("create table meta (nama text)"); });
  }
  std::string message;
  EXPECT_EQ(kind_thrown([&] { Journal::open(settings); }, &message), Kind::Configuration);
  EXPECT_THAT(message, HasSubstr("milik program lain"));
}

TEST_P(Open, a_locked_database_says_try_again) {
  Settings settings = settings_;
  settings.wait_seconds = 0;
  const auto impatient = Journal::open(settings);
  Sql other({.url = settings_.url});
  other.transact([&] {
    other.run(
        "insert into lease (name) values ('rencana') on conflict (name) do update set owner = "
        "excluded.owner");
    EXPECT_EQ(kind_thrown([&] { impatient->keep_evidence({frozen(1)}, now); }), Kind::TryAgain);
  });
  EXPECT_EQ(impatient->keep_evidence({frozen(1)}, now).fresh, 1);
}

TEST_P(Open, first_runs_at_once_make_one_database) {
  Settings settings = settings_;
  settings.url = on_sqlite() ? "sqlite3://" + (folder_.path() / "baru.db").string()
                             : testing::RunningPostgres::shared().fresh_database();
  std::vector<pid_t> children;
  for (int i = 0; i < 6; ++i) {
    children.push_back(in_child([&] { Journal::open(settings)->keep_evidence({frozen(i)}, now); }));
  }
  for (const pid_t child : children) EXPECT_EQ(status_of(child), 0);
  EXPECT_EQ(Journal::open(settings)->to_judge("", 10).size(), 6U);
}

TEST_P(Open, an_unknown_scheme_is_refused_without_its_password) {
  std::string message;
  EXPECT_EQ(
      kind_thrown([&] { Journal::open({.url = "oracle://pleno:rahasia@host/db", .store = settings_.store}); },
                  &message),
      Kind::Configuration);
  EXPECT_THAT(message, HasSubstr("oracle://pleno:***@host/db"));
  EXPECT_THAT(message, Not(HasSubstr("rahasia")));
}

// --- SQLite alone ----------------------------------------------------------------------------------

class OpenSqlite : public ::testing::Test {
 protected:
  OpenSqlite() { reopen(); }
  void reopen() {
    journal_.reset();
    journal_ = Journal::open(settings_);
  }
  std::filesystem::path database_file() const { return folder_.path() / "keadaan uji.db"; }

  testing::TemporaryFolder folder_{"pleno-journal"};
  Settings settings_{.url = "sqlite3://" + database_file().string(), .store = folder_.path() / "store"};
  std::unique_ptr<Journal> journal_;
};

TEST_F(OpenSqlite, sqlite_is_for_its_owner_alone) {
  for (const char* part : {"", "-wal", "-shm"}) {
    struct stat info {};
    ASSERT_EQ(::stat((database_file().string() + part).c_str(), &info), 0) << part;
    EXPECT_EQ(info.st_mode & 0777, 0600U) << part;
  }
  Sql sql({.url = settings_.url});
  const auto ask = [&](const char* query) {
    return sql.read([&] { return sql.select(1, query).at(0).at(0); });
  };
  EXPECT_EQ(ask("pragma journal_mode"), "wal");
  EXPECT_EQ(ask("pragma synchronous"), "2");
  EXPECT_EQ(ask("pragma foreign_keys"), "1");
}

TEST_F(OpenSqlite, a_missing_database_is_not_made_for_reading) {
  const auto file = folder_.path() / "tiada.db";
  EXPECT_EQ(kind_thrown([&] {
              Journal::open({.url = "sqlite3://" + file.string(), .store = settings_.store}, true);
            }),
            Kind::NoInput);
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(OpenSqlite, a_folder_that_is_not_there) {
  EXPECT_EQ(
      kind_thrown([&] { Journal::open({.url = "sqlite3:///nonexistent/a.db", .store = settings_.store}); }),
      Kind::CannotCreate);
}

TEST_F(OpenSqlite, a_file_that_is_no_database) {
  const auto file = folder_.path() / "catatan.txt";
  std::ofstream(file) << std::string(5000, 'x');
  EXPECT_EQ(
      kind_thrown([&] { Journal::open({.url = "sqlite3://" + file.string(), .store = settings_.store}); }),
      Kind::Configuration);
}

TEST_F(OpenSqlite, a_damaged_database_is_an_alarm) {
  journal_->keep_evidence(frozen_rows(1, 500), now);
  journal_.reset();
  {
    std::fstream file(database_file(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(3 * 4096);
    file << std::string(static_cast<std::size_t>(std::filesystem::file_size(database_file())) - 3 * 4096,
                        '\xAA');
  }
  std::string message;
  const Kind kind = kind_thrown(
      [&] {
        reopen();
        journal_->each({}, [](const Record&) { return true; });
      },
      &message);
  EXPECT_EQ(kind, Kind::Internal);
  EXPECT_THAT(message, HasSubstr("INTEGRITY ALARM"));
}

// --- PostgreSQL alone --------------------------------------------------------------------------------

class OpenPostgres : public ::testing::Test {
 protected:
  testing::TemporaryFolder folder_{"pleno-journal"};
};

TEST_F(OpenPostgres, a_server_that_is_not_there) {
  std::string message;
  const Settings settings{.url = "postgresql://pleno:rahasia@/db?host=/nonexistent&password=rahasia",
                          .store = folder_.path() / "store"};
  EXPECT_EQ(kind_thrown([&] { Journal::open(settings); }, &message), Kind::Unavailable);
  EXPECT_THAT(message, Not(HasSubstr("rahasia")));
  EXPECT_THAT(message, HasSubstr("postgresql://pleno:***@/db"));
}

TEST_F(OpenPostgres, a_restart_between_two_calls_goes_unnoticed) {
  testing::RunningPostgres cluster;
  const auto journal = Journal::open({.url = cluster.fresh_database(), .store = folder_.path() / "store"});
  resolve(*journal, 1, 20);
  cluster.stop();
  EXPECT_EQ(kind_thrown([&] { journal->status(); }), Kind::Unavailable);
  cluster.start();
  issue_all(*journal, 1, 10);
  cluster.crash();
  cluster.start();
  issue_all(*journal, 1, 20);
  Diagnostics found;
  journal->audit(found, true);
  EXPECT_EQ(to_text(found), "");
}

TEST_F(OpenPostgres, a_connection_cut_in_the_middle_is_made_again) {
  auto& cluster = testing::RunningPostgres::shared();
  const std::string url = cluster.fresh_database();
  const auto journal = Journal::open({.url = url, .store = folder_.path() / "store"});
  resolve(*journal, 1, 20);
  int cuts = 0;
  const auto rows = journal->allocate(
      "MKT-2026", 1, requests(1, 20),
      [&](CertificateRow& row) {
        name(row);
        if (row.no != 10 || ++cuts > 2) return;
        Sql killer({.url = url});
        killer.read([&] {
          return killer.select(1,
                               "select cast(pg_terminate_backend(pid) as text) from pg_stat_activity"
                               " where datname = current_database() and pid <> pg_backend_pid()");
        });
      },
      now);
  EXPECT_EQ(cuts, 3);
  EXPECT_EQ(rows.back().no, 20);
  Diagnostics found;
  journal->audit(found, true);
  EXPECT_EQ(to_text(found), "");
}

}  // namespace
}  // namespace pleno::journal
