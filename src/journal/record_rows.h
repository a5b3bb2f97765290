// The one big query that gives everything known of an assessment, and its reading.
#pragma once
#include <cstddef>
#include <string>

#include "journal/rows.h"
#include "journal/sql.h"

namespace pleno::journal {

inline constexpr std::size_t record_width = 43;

// `candidates` gives few rows: a table expression, so that PostgreSQL looks up the rest by key for these
// alone and does not walk six whole indexes for each page. Besides the columns of candidate they have
// `list`, the plenary whose list is shown, and `stands`, the state as that list knows it.
std::string record_query(const std::string& candidates);
Record record_from(const Row& row);

}  // namespace pleno::journal
