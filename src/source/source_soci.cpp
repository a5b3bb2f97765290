#include <algorithm>
#include <set>

#include "source/columns.h"
#include "source/database.h"
#include "source/merge.h"
#include "source/row_check.h"
#include "source/source.h"
#include "source/sql_text.h"
#include "text/language.h"
#include "text/nearest.h"

namespace pleno::source {
namespace {

// The columns a query gives, held against the contract's.
void compare_columns(const Query& query, const std::vector<std::string>& given,
                     const std::vector<std::string>& contract, Diagnostics& found) {
  const auto report = [&](std::string message, std::string hint) {
    found.push_back({.at = {.file = query.file}, .message = std::move(message), .hint = std::move(hint)});
  };
  const auto knows = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  std::vector<std::string> missing;
  for (const std::string& name : contract) {
    if (!knows(given, name)) missing.push_back(name);
  }
  std::set<std::string> seen;
  for (const std::string& name : given) {
    if (!seen.insert(name).second) {
      report(say("kolom '{}' ada dua kali", "column '{}' is there twice", name),
             say("beri salah satunya nama lain atau hapus", "rename or remove one of them"));
    } else if (!knows(contract, name)) {
      report(say("kolom '{}' tidak dikenal", "unknown column '{}'", name),
             did_you_mean(name, missing.empty() ? contract : missing));
    }
  }
  for (const std::string& name : missing) {
    const std::string near = nearest(name, given);
    report(say("kolom '{}' tidak ada", "column '{}' is missing", name),
           near.empty() || knows(contract, near)
               ? say("tambahkan '… as {}', atau 'null as {}' bila tidak tercatat",
                     "add '… as {}', or 'null as {}' when it is not kept", name, name)
               : say("tulis '{} as {}'", "write '{} as {}'", near, name));
  }
}

class SociSource : public Source {
 public:
  SociSource(const std::string& url, Queries queries) : queries_(std::move(queries)), database_(url) {}

  Diagnostics check() override {
    Diagnostics found;
    columns_ = {};
    std::size_t at = 0;
    check_query(queries_.candidates, candidate::columns, at++, found);
    check_query(queries_.marks, mark::columns, at++, found);
    check_query(queries_.assessors, assessor::columns, at++, found);
    check_query(queries_.documents, document::columns, at++, found);
    return found;
  }

  void read(const std::vector<Scheme>& schemes, const std::function<void(Evidence&&)>& keep,
            const std::function<void(Rejected&&)>& reject,
            const std::function<void(Diagnostic&&)>& note) override;

 private:
  template <std::size_t n>
  void check_query(const Query& query, const std::array<std::string_view, n>& contract, std::size_t at,
                   Diagnostics& found) {
    const std::string sql = bare_sql(query.sql);
    if (!is_reading(sql) || has_second_statement(sql)) {
      found.push_back(
          {.at = {.file = query.file},
           .message = say("kueri bukan satu perintah select", "the query is not one select statement"),
           .hint = say("sumber hanya dibaca: mulai dengan select atau with",
                       "a source is only read: begin with select or with")});
      return;
    }
    std::string complaint;
    columns_[at] = database_.columns_of(sql, complaint);
    if (!complaint.empty()) {
      found.push_back(
          {.at = {.file = query.file},
           .message = say("kueri ditolak basis data: {}", "the database refuses the query: {}", complaint),
           .hint = say("jalankan kueri ini di klien basis data untuk memperbaikinya",
                       "run this query in a database client to mend it")});
      return;
    }
    compare_columns(query, columns_[at], {contract.begin(), contract.end()}, found);
  }

  Queries queries_;
  Database database_;
  std::array<std::vector<std::string>, 4> columns_;  // as the queries give them, found by check()
};

void SociSource::read(const std::vector<Scheme>& schemes, const std::function<void(Evidence&&)>& keep,
                      const std::function<void(Rejected&&)>& reject,
                      const std::function<void(Diagnostic&&)>& note) {
  const Diagnostics found = check();
  if (has_errors(found)) {
    throw Error(Kind::Data, say("{}: {}", "{}: {}", to_text(found.front().at), found.front().message), {},
                say("`pleno check` memperlihatkan semuanya", "`pleno check` shows them all"));
  }
  const Database::Snapshot snapshot(database_);
  Stream candidates(database_.rows(queries_.candidates, columns_[0], candidate::columns));
  Stream marks(database_.rows(queries_.marks, columns_[1], mark::columns, Database::Size::Many));
  Stream assessors(database_.rows(queries_.assessors, columns_[2], assessor::columns));
  Stream documents(database_.rows(queries_.documents, columns_[3], document::columns));
  Merge(schemes, keep, reject, note).run(candidates, assessors, documents, marks);
}

}  // namespace

std::unique_ptr<Source> open_source(const std::string& url, Queries queries) {
  return std::make_unique<SociSource>(url, std::move(queries));
}

}  // namespace pleno::source
