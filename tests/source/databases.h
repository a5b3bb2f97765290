// The sample source database on each of the three backends, to be spoiled by tests in the same words.
#pragma once
#include <soci/mysql/soci-mysql.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <string>
#include <vector>

#include "case_file.h"
#include "source/sample.h"
#include "source/scheme_from_page.h"
#include "source/source.h"
#include "support/running_mariadb.h"
#include "support/running_postgres.h"

namespace pleno::testing {

inline std::vector<Scheme> real_schemes() {
  std::vector<Scheme> out;
  for (const std::string name : {"layanan", "penjualan"}) {
    Diagnostics found;
    Scheme scheme;
    scheme.id = name;
    scheme.units =
        source::units_from_page(read_text(source_dir() / "samples/schemes" / (name + ".txt")), name, found)
            .value();
    out.push_back(std::move(scheme));
  }
  return out;
}

inline source::Query sample_query(const std::string& name) {
  return {name, "queries/" + name + ".sql",
          read_text(source_dir() / "samples/site/queries" / (name + ".sql"))};
}
inline source::Queries sample_queries() {
  return {sample_query("candidates"), sample_query("marks"), sample_query("assessors"),
          sample_query("documents")};
}

// The sample queries asked page by page.
inline source::Queries paged_queries() {
  source::Queries out = sample_queries();
  for (source::Query* query : {&out.candidates, &out.marks, &out.assessors, &out.documents}) {
    const auto order = query->sql.rfind("order by");
    query->sql.insert(order, "where a.number > :after ");
    query->sql += " limit :limit";
  }
  return out;
}

// What came of reading, as text.
struct ReadResult {
  std::vector<Evidence> kept;
  std::vector<source::Rejected> rejected;
  Diagnostics notes;

  std::string evidence_text() const {
    std::string out;
    for (const Evidence& one : kept) out += to_text(one);
    return out;
  }
  // "ditolak 26-0402" and its reason, then the notes, then who was kept.
  std::string report() const {
    std::string out;
    for (const auto& one : rejected) out += "ditolak '" + one.assessment + "'\n" + to_text(one.why);
    out += to_text(notes) + "diterima";
    for (const Evidence& one : kept) out += " " + one.id;
    return out + "\n";
  }
};

inline ReadResult read_all(source::Source& source, const std::vector<Scheme>& schemes) {
  ReadResult out;
  source.read(
      schemes, [&](Evidence&& one) { out.kept.push_back(std::move(one)); },
      [&](source::Rejected&& one) { out.rejected.push_back(std::move(one)); },
      [&](Diagnostic&& one) { out.notes.push_back(std::move(one)); });
  return out;
}

// The sample's tables as insert statements.
inline std::vector<std::string> dump_of(const std::filesystem::path& sqlite_file) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> tables = {
      {"person", {"id", "name", "title_front", "title_back", "national_id", "organisation", "email"}},
      {"assessor", {"person_id", "name", "registration"}},
      {"site", {"id", "name", "kind", "address"}},
      {"session", {"id", "site_id", "starts_on", "ends_on"}},
      {"unit", {"id", "scheme_id", "code", "title"}},
      {"criterion", {"id", "unit_id", "number"}},
      {"assessment",
       {"id", "number", "scheme_id", "person_id", "session_id", "attendance", "recommendation", "remark"}},
      {"assignment", {"assessment_id", "assessor_id", "lead"}},
      {"mark",
       {"assessment_id", "criterion_id", "method", "assessor_id", "value", "kind", "valid", "authentic",
        "current", "sufficient", "score", "marked_on"}},
      {"document", {"assessment_id", "code", "present"}}};
  soci::session sql(soci::sqlite3, sqlite_file.string());
  std::vector<std::string> out;
  for (const auto& [table, columns] : tables) {
    std::string list;
    for (const auto& column : columns)
      list += (list.empty() ? "quote(" : " || ',' || quote(") + std::string("cast(") + column + " as text))";
    const soci::rowset<std::string> rows = (sql.prepare << "select " + list + " from " + table);
    std::string values;
    for (const std::string& row : rows) values += (values.empty() ? "(" : ",(") + row + ")";
    if (!values.empty()) out.push_back("insert into " + table + " values " + values);
  }
  return out;
}

// Tables without any constraint, every column text: what a neglected source looks like.
inline std::vector<std::string> loose_tables() {
  return {
      "create table person (id varchar(60), name varchar(2000), title_front varchar(60), title_back "
      "varchar(60),"
      " national_id varchar(60), organisation varchar(200), email varchar(400))",
      "create table assessor (person_id varchar(60), name varchar(200), registration varchar(60))",
      "create table site (id varchar(60), name varchar(200), kind varchar(60), address varchar(200))",
      "create table session (id varchar(60), site_id varchar(60), starts_on varchar(60), ends_on "
      "varchar(60))",
      "create table unit (id varchar(60), scheme_id varchar(60), code varchar(60), title varchar(200))",
      "create table criterion (id varchar(60), unit_id varchar(60), number varchar(60))",
      "create table assessment (id varchar(60), number varchar(200), scheme_id varchar(60), person_id "
      "varchar(60),"
      " session_id varchar(60), attendance varchar(60), recommendation varchar(60), remark varchar(5000))",
      "create table assignment (assessment_id varchar(60), assessor_id varchar(60), lead varchar(60))",
      "create table mark (assessment_id varchar(60), criterion_id varchar(60), method varchar(60),"
      " assessor_id varchar(60), value varchar(60), kind varchar(60), valid varchar(60), authentic "
      "varchar(60),"
      " current varchar(60), sufficient varchar(60), score varchar(60), marked_on varchar(60))",
      "create table document (assessment_id varchar(60), code varchar(60), present varchar(60))",
      "create index mark_of on mark (assessment_id)",
      "create index document_of on document (assessment_id)",
      "create index assigned on assignment (assessment_id)",
      "create index criterion_id on criterion (id)",
      "create index unit_id on unit (id)",
      "create index assessor_id on assessor (person_id)"};
}

// Tables with the types a careful database has: dates, truth values, exact numbers.
inline std::vector<std::string> typed_tables() {
  std::vector<std::string> out = loose_tables();
  const auto retype = [&](const std::string& from, const std::string& to) {
    for (std::string& table : out) {
      for (std::size_t at = table.find(from); at != std::string::npos;
           at = table.find(from, at + to.size())) {
        table.replace(at, from.size(), to);
      }
    }
  };
  for (const std::string column : {"starts_on", "ends_on", "marked_on"})
    retype(column + " varchar(60)", column + " date");
  for (const std::string column : {"lead", "valid", "authentic", "current", "sufficient", "present"}) {
    retype(column + " varchar(60)", column + " boolean");
  }
  retype("score varchar(60)", "score numeric(7,4)");
  for (const std::string column : {"assessment_id", "criterion_id", "unit_id"}) {
    retype(column + " varchar(60)", column + " integer");
  }
  for (const std::string table : {"unit", "criterion", "assessment"})
    retype(table + " (id varchar(60)", table + " (id integer");
  return out;
}

// One of the three, with a writing connection of the test's own.
class TestDatabase {
 public:
  explicit TestDatabase(const std::string& backend) : backend_(backend) {
    if (backend == "sqlite") {
      const auto file = folder_.path() / "sumber data.db";
      url_ = "sqlite3://" + file.string();
      session_.open(soci::sqlite3, file.string());
      session_ << "pragma synchronous=off";
    } else if (backend == "postgres") {
      url_ = RunningPostgres::shared().fresh_database();
      session_.open(soci::postgresql, url_);
    } else {
      url_ = RunningMariadb::shared().fresh_database();
      const auto name = url_.substr(url_.rfind('/', url_.find('?')) + 1);
      session_.open(soci::mysql, "dbname=" + name.substr(0, name.find('?')) +
                                     " user=pleno password='rahasia banget' charset=utf8mb4 unix_socket=" +
                                     url_.substr(url_.find('=') + 1));
    }
  }

  const std::string& url() const { return url_; }
  void run(const std::vector<std::string>& statements) {
    soci::transaction together(session_);
    for (const std::string& statement : statements) session_ << statement;
    together.commit();
  }
  // The sample, with what the planner needs to join it quickly.
  void load(const std::vector<std::string>& dump) {
    run(dump);
    if (backend_ == "mariadb")
      session_ << "analyze table person, assessor, site, session, unit, criterion, assessment, assignment, "
                  "mark, document";
  }
  void clear() {
    std::vector<std::string> statements;
    for (const std::string table : {"person", "assessor", "site", "session", "unit", "criterion",
                                    "assessment", "assignment", "mark", "document"}) {
      statements.push_back("delete from " + table);
    }
    run(statements);
  }

 private:
  std::string backend_;
  TemporaryFolder folder_;
  std::string url_;
  soci::session session_;
};

}  // namespace pleno::testing
