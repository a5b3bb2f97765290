// What becomes of a candidate that cannot go on: held in the journal, and told with the candidate's number.
#pragma once
#include <string>

#include "app/report.h"
#include "app/site.h"

namespace pleno::app {

// Notes in the journal why the candidate waits for a person, and warns of it.
void hold(Site& site, const std::string& id, const std::string& why, const std::string& hint, Report& report);

// Findings that name no record are about this candidate, or whatever else `id` is.
void place_in_record(Diagnostics& found, const std::string& id);

// Of findings that have one.
const Diagnostic& first_error(const Diagnostics& found);

}  // namespace pleno::app
