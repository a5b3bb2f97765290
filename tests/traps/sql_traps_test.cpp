// F9 of docs/reliability.md: SOCI's transactions on SQLite as they come, and what we do instead.
#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <thread>

#include "journal/sql.h"
#include "support/server_process.h"

namespace pleno::testing {
namespace {

constexpr int times = 40;

TEST(TrapF9, TransactionsBeginDeferredAndDoNotWait) {
  const TemporaryFolder folder("pleno-trap");
  const std::string file = (folder.path() / "a.db").string();
  soci::session one(soci::sqlite3, "db=" + file);
  soci::session other(soci::sqlite3, "db=" + file);
  one << "create table counter (last integer not null)";
  one << "insert into counter values (0)";
  // Two who number at once: both begin and read the same last number, and the second one's write is refused
  // in the middle of its transaction, without waiting.
  one.begin();
  other.begin();
  int mine = -1, yours = -1;
  one << "select last from counter", soci::into(mine);
  other << "select last from counter", soci::into(yours);
  EXPECT_EQ(mine, yours) << "mended: begin locks";
  one << "update counter set last = 1";
  EXPECT_THROW(other << "update counter set last = 1", soci::soci_error) << "mended: it waits";
  other.rollback();
  one.rollback();
}

TEST(TrapF9, OursWaitForEachOther) {
  const TemporaryFolder folder("pleno-trap");
  const std::string url = "sqlite3://" + (folder.path() / "a.db").string();
  {
    journal::Sql sql({.url = url});
    sql.transact([&] {
      sql.run("create table counter (last integer not null)");
      sql.run("insert into counter values (0)");
    });
  }
  const auto count = [&] {
    journal::Sql sql({.url = url, .wait_seconds = 60});
    for (int i = 0; i < times; ++i) {
      sql.transact([&] {
        const long long last = journal::number(sql.select(1, "select last from counter").at(0).at(0));
        std::this_thread::yield();
        sql.run("update counter set last = :last", {{"last", last + 1}});
      });
    }
  };
  std::thread one(count), other(count);
  one.join();
  other.join();
  journal::Sql sql({.url = url});
  EXPECT_EQ(sql.read([&] { return sql.select(1, "select last from counter").at(0).at(0); }),
            std::to_string(2 * times));
}

}  // namespace
}  // namespace pleno::testing
