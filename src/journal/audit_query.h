// A check written as a query for what must not be there. Never more than a screen of findings.
#pragma once
#include <string>

#include "journal/sql.h"
#include "text/diagnostic.h"

namespace pleno::journal {

// Runs a query that gives one id for each violation, which `message()` describes; at most a hundred of one
// kind are told.
template <typename Message>
void none_of(Sql& sql, const std::string& query, Diagnostics& found, Message message) {
  for (const Row& row : sql.select(1, query + " limit 100")) {
    found.push_back({.at = {.record = row[0]}, .message = message()});
  }
}

}  // namespace pleno::journal
