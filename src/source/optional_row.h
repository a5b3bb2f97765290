// One row of an optional query of the site: what only paper says, such as an applicant's birth or a session's
// hours. Read from the source when such a form is printed, and never kept: none of it counts in a decision.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source/source.h"

namespace pleno::source {

// What a query may give: its key, and any of the columns.
struct OptionalColumns {
  std::string_view key;  // "assessment_id"
  std::vector<std::string_view> columns;
};

// The values by column of the first row whose key is `wanted`, NFC and single-spaced; columns that the query
// does not give, or gives as NULL, are missing. A query that is no single select, an unknown column, or a
// value that is not fit, goes to `found`. Throws Error as Source::read does when the database fails.
std::vector<std::pair<std::string, std::string>> read_optional_row(const std::string& url, const Query& query,
                                                                   const OptionalColumns& columns,
                                                                   const std::string& wanted,
                                                                   Diagnostics& found);

}  // namespace pleno::source
