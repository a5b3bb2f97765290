// The facts `permohonan` of FR.APL.01 and FR.APL.02, from the site's optional queries/applications.sql. Never
// kept: the source is asked when the form is printed.
#pragma once
#include <string>

#include "app/site.h"
#include "feel/value.h"

namespace pleno::app {

// Every member null where the site has no such query, or the query no such column or value. What is wrong
// with the query goes to `found`.
feel::Context application_facts(Site& site, const std::string& assessment, Diagnostics& found);

}  // namespace pleno::app
