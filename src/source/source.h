// The door to an LSP's own database: four queries give what was found about each assessment. Reads only, in
// one snapshot, and never repairs: a row that cannot be right is refused with its place, the others go on.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "domain/evidence.h"
#include "domain/scheme.h"
#include "text/diagnostic.h"

namespace pleno::source {

// A query of the site. The columns it must give, in any order, are those of samples/site/queries; `order by
// assessment_id` byte by byte (on PostgreSQL: collate "C"). With the named parameters :after and :limit, used
// as `where … > :after order by … limit :limit`, it is asked page by page.
struct Query {
  std::string name;  // "marks"
  std::string file;  // shown in messages: "queries/marks.sql"
  std::string sql;
};

struct Queries {
  Query candidates, marks, assessors, documents;
};

// An assessment that was not taken, with the first of its faults; the others went to `note` as errors.
struct Rejected {
  std::string assessment;
  Diagnostic why;
};

class Source {
 public:
  virtual ~Source() = default;

  // Asks every query for its columns and reads no rows: missing, unknown and double columns, and what the
  // database says against the SQL, each with the query's file. Throws Error when the database itself fails.
  virtual Diagnostics check() = 0;

  // Streams every assessment in the order of ids, within one snapshot and in memory that does not grow with
  // their number (MySQL without :after and :limit excepted: its client holds a result as a whole). Each goes
  // to `keep`, or, once for each assessment, to `reject`. Warnings, and what was normalised, go to `note`.
  // Messages never hold an NIK or an e-mail address. Throws Error: Data when a query is not fit (see `check`)
  // or not in order, Unavailable, TryAgain or InputOutput when the database fails.
  virtual void read(const std::vector<Scheme>& schemes, const std::function<void(Evidence&&)>& keep,
                    const std::function<void(Rejected&&)>& reject,
                    const std::function<void(Diagnostic&&)>& note) = 0;
};

// `url`: sqlite3://path (sqlite3:///absolute/path), postgresql://user@host/db?host=/socket/folder,
// mysql://user:password@host:port/db?unix_socket=/path. Throws Error: Configuration (no such kind of URL),
// NoInput (no such file or database), Permission (login refused), Unavailable (no answer); never with the
// password in it.
std::unique_ptr<Source> open_source(const std::string& url, Queries queries);

}  // namespace pleno::source
