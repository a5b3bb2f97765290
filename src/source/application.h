// What FR.APL.01 and FR.APL.02 say of an applicant besides the evidence: birth, addresses, telephone,
// purpose. Read from the source when such a form is printed, and never kept: none of it counts in a decision.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source/source.h"

namespace pleno::source {

// The columns that the optional query applications.sql may give besides assessment_id, any of them.
const std::vector<std::string_view>& application_columns();

// The applicant's values by column, NFC and single-spaced; columns that the query does not give, or gives as
// NULL, are missing. A query that is no single select, an unknown column, or a value that is not fit, goes to
// `found`. Throws Error as Source::read does when the database fails.
std::vector<std::pair<std::string, std::string>> read_application(const std::string& url, const Query& query,
                                                                  const std::string& assessment,
                                                                  Diagnostics& found);

}  // namespace pleno::source
