// What the kinds of bulk rows have in common, and how PostgreSQL's are opened. Never seen outside this
// folder; everyone else asks Database::rows.
#pragma once
#include <soci/soci.h>

#include <memory>
#include <string>
#include <vector>

#include "source/database.h"

namespace pleno::source {

// Rows whose failures leave as our Error.
class SociRows : public Rows {
 public:
  SociRows(const Database& database, const Query& query, const std::vector<std::size_t>& order)
      : Rows(query, order.size()), order_(order), database_(database) {}

 protected:
  virtual bool fetch() = 0;  // as advance, throwing soci_error

  const std::vector<std::size_t> order_;  // the contract's column of each of the query's

 private:
  bool advance() override {
    try {
      return fetch();
    } catch (const soci::soci_error& error) {
      throw database_.error_from(error);
    }
  }

  const Database& database_;
};

// Rows of a cursor on PostgreSQL's server, whose client would else hold the whole result. `ahead` outlives
// them, and is to be settled before the connection is used for anything else. Throws soci_error.
std::unique_ptr<Rows> rows_of_cursor(const Database& database, const Query& query, soci::session& session,
                                     const std::string& sql, const std::vector<std::size_t>& order,
                                     int number, Ahead& ahead);

// The same rows by COPY, on a connection that does nothing else: a fifth less of the server's time, as it
// need not keep a batch before it sends it. Throws soci_error.
std::unique_ptr<Rows> copied_rows(const Database& database, const Query& query,
                                  std::unique_ptr<soci::session> session, const std::string& sql,
                                  const std::vector<std::size_t>& order);

}  // namespace pleno::source
