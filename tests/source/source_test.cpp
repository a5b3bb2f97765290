// One suite for SQLite, PostgreSQL and MariaDB: the same rows give the same evidence and the same words.
#include "source/source.h"

#include <gtest/gtest.h>

#include "databases.h"
#include "text/error.h"

namespace pleno::source {
namespace {

using namespace pleno::testing;

std::vector<std::string> sample_dump(long long candidates) {
  const TemporaryFolder folder;
  make_sample(folder.path() / "contoh.db", real_schemes(), candidates);
  return dump_of(folder.path() / "contoh.db");
}

// A statement a line; "\\n" stands for a line feed in a text.
std::vector<std::string> statements_of(const std::string& input) {
  std::vector<std::string> out;
  std::istringstream in(input);
  for (std::string line; std::getline(in, line);) {
    for (std::size_t at = 0; (at = line.find("\\n", at)) != std::string::npos;) line.replace(at, 2, "\n");
    if (!line.empty()) out.push_back(line);
  }
  return out;
}

class SourceOn : public ::testing::TestWithParam<const char*> {};

// Everything in one process, because each test is one and a server takes a while to start.
TEST_P(SourceOn, TheSampleGivesTheSameEvidenceHoweverItIsRead) {
  const auto schemes = real_schemes();
  TestDatabase loose(GetParam());
  loose.run(loose_tables());
  loose.load(sample_dump(designed_candidates));
  TestDatabase typed(GetParam());
  typed.run(typed_tables());
  typed.load(sample_dump(designed_candidates));

  const auto file = source_dir() / "tests/source/sample.txt";
  std::map<std::string, ReadResult> results;
  results["loose"] = read_all(*open_source(loose.url(), sample_queries()), schemes);
  results["typed"] = read_all(*open_source(typed.url(), sample_queries()), schemes);
  results["paged"] = read_all(*open_source(typed.url(), paged_queries()), schemes);
  for (const auto& [how, result] : results) {
    EXPECT_EQ(result.kept.size(), 44U) << how;
    EXPECT_EQ(result.report(), results["loose"].report()) << how;
    EXPECT_EQ(result.evidence_text(), results["loose"].evidence_text()) << how;
  }
  if (std::getenv("PLENO_ACCEPT") != nullptr)
    std::ofstream(file, std::ios::binary) << results["loose"].evidence_text();
  EXPECT_EQ(results["loose"].evidence_text(), read_text(file));
  for (const Evidence& one : results["loose"].kept) {
    Diagnostics found;
    EXPECT_EQ(parse_evidence(to_text(one), found), one) << to_text(found);
  }
}

// Each case spoils the rows of three candidates.
TEST_P(SourceOn, FaultyRows) {
  const auto schemes = real_schemes();
  const auto dump = sample_dump(3);
  TestDatabase database(GetParam());
  database.run(loose_tables());
  expect_cases(source_dir() / "tests/source/rows.case", [&](const std::string& input) {
    database.clear();
    database.load(dump);
    database.run(statements_of(input));
    Queries queries = sample_queries();
    queries.marks.sql += ", m.criterion_id";  // row numbers that every database gives alike
    return read_all(*open_source(database.url(), queries), schemes).report();
  });
}

// Each case is the query "documents".
TEST_P(SourceOn, FaultyQueries) {
  TestDatabase database(GetParam());
  database.run(loose_tables());
  expect_cases(source_dir() / "tests/source/queries.case", [&](const std::string& input) {
    Queries queries = sample_queries();
    queries.documents.sql = input;
    const auto source = open_source(database.url(), queries);
    const Diagnostics found = source->check();
    if (has_errors(found)) {
      EXPECT_THROW(read_all(*source, {}), Error);
    }
    return to_text(found);
  });
}

TEST_P(SourceOn, WhatTheDatabaseSaysAgainstAQueryIsPassedOn) {
  TestDatabase database(GetParam());
  database.run(loose_tables());
  for (const std::string sql : {"select nomor from document", "select * from dokumen", "select from where"}) {
    Queries queries = sample_queries();
    queries.documents.sql = sql;
    const auto source = open_source(database.url(), queries);
    const Diagnostics found = source->check();
    ASSERT_EQ(found.size(), 1U) << sql;
    EXPECT_EQ(found[0].at.file, "queries/documents.sql");
    EXPECT_NE(found[0].message.find("kueri ditolak basis data: "), std::string::npos) << found[0].message;
    EXPECT_EQ(found[0].message.find('\n'), std::string::npos);
    // The connection is still good for the other queries.
    EXPECT_EQ(to_text(open_source(database.url(), sample_queries())->check()), "");
    EXPECT_EQ(source->check().size(), 1U);
  }
}

TEST_P(SourceOn, NothingIsEverWritten) {
  TestDatabase database(GetParam());
  database.run(loose_tables());
  database.load(sample_dump(2));
  for (const std::string sql :
       {"delete from document", "select 1; delete from document", "with x as (select 1) delete from document",
        "update document set present = '0'"}) {
    Queries queries = sample_queries();
    queries.documents.sql = sql;
    const auto source = open_source(database.url(), queries);
    EXPECT_TRUE(has_errors(source->check())) << sql;
    EXPECT_THROW(read_all(*source, real_schemes()), Error) << sql;
  }
  EXPECT_EQ(
      read_all(*open_source(database.url(), sample_queries()), real_schemes()).kept.at(1).enclosures.size(),
      4U);
}

// A row that changes while we read is not seen: all four queries look at one moment.
TEST_P(SourceOn, OneSnapshot) {
  if (std::string(GetParam()) == "sqlite") GTEST_SKIP() << "a writer waits for readers there";
  for (const Queries& queries : {paged_queries(), sample_queries()}) {
    TestDatabase database(GetParam());
    database.run(loose_tables());
    database.load(sample_dump(3));
    const auto source = open_source(database.url(), queries);
    std::vector<std::size_t> marks;
    source->read(
        real_schemes(),
        [&](Evidence&& one) {
          if (marks.empty()) database.run({"delete from mark", "delete from document"});
          marks.push_back(one.proofs.size() * 10 + one.enclosures.size());
        },
        [](Rejected&& one) { ADD_FAILURE() << to_text(one.why); }, [](Diagnostic&&) {});
    EXPECT_EQ(marks, (std::vector<std::size_t>{1164, 1164, 1164}));
  }
}

TEST_P(SourceOn, RowsOutOfOrderAreAnError) {
  TestDatabase database(GetParam());
  database.run(loose_tables());
  database.load(sample_dump(3));
  Queries queries = sample_queries();
  const auto order = queries.documents.sql.rfind("order by");
  queries.documents.sql = queries.documents.sql.substr(0, order) + "order by a.number desc";
  try {
    read_all(*open_source(database.url(), queries), real_schemes());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, Kind::Data);
    EXPECT_STREQ(error.what(), "kueri tidak urut menurut assessment_id: '26-0402' muncul setelah '26-0403'");
    EXPECT_EQ(error.context, "queries/documents.sql (baris 5)");
  }
}

// More rows than a page or a fetch holds, and one assessment larger than a page.
TEST_P(SourceOn, PagesAndFetchesLoseNothing) {
  TestDatabase database(GetParam());
  database.run(loose_tables());
  database.load(sample_dump(60));
  const auto schemes = real_schemes();
  const auto whole = read_all(*open_source(database.url(), sample_queries()), schemes);
  EXPECT_EQ(whole.kept.size(), 60U);
  EXPECT_EQ(read_all(*open_source(database.url(), paged_queries()), schemes).evidence_text(),
            whole.evidence_text());
  // 116 marks of one assessment many times over, all equal doubles.
  database.run({"delete from assessment where number > '26-0403'", "create table copies (n integer)",
                "insert into copies values (1)"});
  for (int i = 0; i < 6; ++i) database.run({"insert into copies select n from copies"});
  const auto three = read_all(*open_source(database.url(), sample_queries()), schemes);
  Queries queries = paged_queries();
  const auto order = queries.marks.sql.rfind("where");
  queries.marks.sql.insert(order, "cross join copies ");
  const auto many = read_all(*open_source(database.url(), queries), schemes);
  EXPECT_EQ(many.kept.size(), 3U);
  EXPECT_EQ(many.evidence_text(), three.evidence_text());
  EXPECT_EQ(many.notes.size(), 3U);
}

INSTANTIATE_TEST_SUITE_P(Backends, SourceOn, ::testing::Values("sqlite", "postgres", "mariadb"),
                         [](const auto& one) { return std::string(one.param); });

}  // namespace
}  // namespace pleno::source
