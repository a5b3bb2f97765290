// What must hold of the machine before a command touches a site: open descriptors, a mask for new files, a
// clock that can be right, a user who is not root. Never changes anything outside this process.
#pragma once
#include <filesystem>

#include "text/diagnostic.h"

namespace pleno::app {

class Site;

// Once, first thing in `main`: descriptors 0 to 2 that were closed are /dev/null (else the first file opened
// would take their place and be written into), new files are for the user and the group only, and threads
// share two heaps.
void settle_process();

// Throws Error{Configuration} when PLENO_NOW is not a time, or the clock stands before 2025 or after 2079:
// letters and due dates would carry that.
void demand_plausible_clock();

// Warnings when the clock stands before the last night, or more than a minute from the clock of a database on
// another machine. Throws Error{Configuration} when it is more than ten minutes: leases and the pauses of
// mails run by that clock, dates by this one. Under PLENO_NOW only the first is looked at.
Diagnostics faults_of_clocks(Site& site);

// Throws Error{Permission} when root works on a site that is no sample: files of root's would stop the next
// night of the site's own user.
void refuse_root(const std::filesystem::path& site);

}  // namespace pleno::app
