// PostgreSQL's marks come over a connection of their own by COPY, and by a cursor where the server allows no
// second one: the same rows and the same failures.
#include <gtest/gtest.h>

#include "databases.h"
#include "text/error.h"

namespace pleno::source {
namespace {

using namespace pleno::testing;

// A login that may connect once only.
std::string limited(const std::string& url) {
  soci::session owner(soci::postgresql, url);
  owner << "do $$ begin if not exists (select from pg_roles where rolname = 'satu')"
           " then create role satu login connection limit 1; end if; end $$";
  owner << "grant select on all tables in schema public to satu";
  std::string out = url;
  return out.replace(out.find("pleno@"), 6, "satu@");
}

struct Postgres {
  explicit Postgres(long long candidates) : url(RunningPostgres::shared().fresh_database()) {
    const TemporaryFolder folder;
    make_sample(folder.path() / "contoh.db", real_schemes(), candidates);
    soci::session writer(soci::postgresql, url);
    for (const std::string& sql : loose_tables()) writer << sql;
    for (const std::string& sql : dump_of(folder.path() / "contoh.db")) writer << sql;
  }
  std::string url;
};

TEST(PostgresRows, TwoConnectionsWhereTheServerAllowsThem) {
  const Postgres database(3);
  const std::string other = limited(database.url);
  soci::session onlooker(soci::postgresql, database.url);
  for (const auto& [url, expected] : {std::pair{database.url, 2}, std::pair{other, 1}}) {
    int connections = 0;
    open_source(url, sample_queries())
        ->read(
            real_schemes(),
            [&](Evidence&&) {
              onlooker << "select count(*) from pg_stat_activity where application_name = 'pleno'"
                          " and datname = current_database()",
                  soci::into(connections);
            },
            [](Rejected&& one) { ADD_FAILURE() << to_text(one.why); }, [](Diagnostic&&) {});
    EXPECT_EQ(connections, expected);
  }
}

TEST(PostgresRows, CellsWithSignsThatCopyWritesInItsOwnWay) {
  const Postgres database(9);
  const std::vector<std::string> cells = {R"(a\\b)",     R"(a\tb)", R"(\\N)", R"(a\nb)",
                                          R"(\b\f\r\v)", R"(\\)",   "",       R"(é ü)"};
  {
    soci::session writer(soci::postgresql, database.url);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      writer << "update mark set method = E'" << cells[i] << "' where assessment_id = '" << i + 1
             << "' and criterion_id = (select min(criterion_id) from mark where assessment_id = '" << i + 1
             << "')";
    }
  }
  const auto copied = read_all(*open_source(database.url, sample_queries()), real_schemes());
  const auto fetched = read_all(*open_source(limited(database.url), sample_queries()), real_schemes());
  EXPECT_EQ(copied.kept.size(), 1U);
  EXPECT_EQ(copied.report(), fetched.report());
  EXPECT_EQ(copied.evidence_text(), fetched.evidence_text());
  for (const char* shown : {R"('a\b')", R"('\N')", R"('\')", "'é ü'"})
    EXPECT_NE(copied.report().find(shown), std::string::npos) << shown;
}

TEST(PostgresRows, AQueryThatFailsHalfWay) {
  const Postgres database(60);
  Queries queries = sample_queries();
  queries.marks.sql.replace(
      queries.marks.sql.find("m.kind "), 7,
      "case when a.number = '26-0458' then cast(1 / (length(m.kind) - length(m.kind)) as text)"
      " else m.kind end ");
  for (const std::string& url : {database.url, limited(database.url)}) {
    std::size_t kept = 0;
    try {
      open_source(url, queries)
          ->read(
              real_schemes(), [&](Evidence&&) { ++kept; }, [](Rejected&&) {}, [](Diagnostic&&) {});
      ADD_FAILURE();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind, Kind::InputOutput) << error.what();
      EXPECT_NE(std::string(error.what()).find("division by zero"), std::string::npos) << error.what();
      EXPECT_LT(kept, 60U);
    }
  }
}

}  // namespace
}  // namespace pleno::source
