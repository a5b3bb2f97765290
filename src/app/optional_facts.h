// The facts that only paper says, from the site's optional queries: `permohonan` of FR.APL.01 and FR.APL.02
// (queries/applications.sql), `pelaksanaan` of a session (queries/sessions.sql). Never kept: the source is
// asked when the form is printed.
#pragma once
#include <string>

#include "app/site.h"
#include "feel/value.h"

namespace pleno::app {

// Every member null where the site has no such query, or the query no such column or value. What is wrong
// with the query goes to `found`.
feel::Context application_facts(Site& site, const std::string& assessment, Diagnostics& found);
feel::Context session_day_facts(Site& site, const std::string& session, Diagnostics& found);

}  // namespace pleno::app
