// The result form (FR.AK.02) of each candidate of a list, as the packet binds them: what the plenary sees, by
// scheme and name. Never stores or publishes a form: that is `typeset`.
#pragma once
#include <string>
#include <vector>

#include "app/report.h"
#include "app/site.h"
#include "domain/pages.h"

namespace pleno::app {

struct BoundForm {
  std::string assessment, name, scheme;  // the scheme's title
  Pages pages;
};

// Laid out on every core. A form that cannot be printed is left out and said in `report`.
std::vector<BoundForm> set_forms(Site& site, const Plenary& plenary, Report& report);

}  // namespace pleno::app
