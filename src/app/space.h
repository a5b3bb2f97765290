// Room on the disks: asked for before a night begins, and told apart from other troubles when it runs out on
// the way. A reserve is kept and given up then, so that the end of the night can still be written.
#pragma once
#include <functional>

#include "app/report.h"
#include "app/site.h"

namespace pleno::app {

// Error{CannotCreate} unless store and state have twice what this night may need, and 256 MiB, and inodes.
void demand_space(Site& site);
// 16 MiB beside the state, made when missing.
void keep_reserve(Site& site);

// Runs `work` and adds its report; when the disk fills up meanwhile, what is done stays done, nothing new is
// begun, the reserve is given up, and the report says so (exit 3). False then.
bool until_full(Site& site, Report& report, const std::function<Report()>& work);

}  // namespace pleno::app
