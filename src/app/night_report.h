// What a night tells at its end, and what it keeps of it in the site's folder `laporan`: what was done,
// counted twice; what is held and who must act; mails that may arrive twice; and the ledgers' signed-off end,
// so that a report that was mailed or printed is an anchor outside the database. Holds no name, address or
// NIK.
#pragma once
#include "app/report.h"
#include "app/site.h"

namespace pleno::app {

// What a night says it did (`did`) against what the database counted before and after it (invariant I11).
// Others may have worked meanwhile unless the night was `alone`: then there may be more, never less. Each
// difference is an error.
Diagnostics differences(const journal::Figures& did, const journal::Figures& before,
                        const journal::Figures& after, bool alone);

// Adds to the night's report, whose steps began at `since`: mails in doubt since then, by Message-ID; numbers
// that have waited for their certificate for more than a day, which count as held.
void add_night(Site& site, Report& report, const std::string& since, const std::string& now);

// Writes laporan/malam-<date>.txt: the report's lines, what was done in figures, what is held, the
// checkpoint.
void keep_night_report(Site& site, const Report& report, const std::string& now);

}  // namespace pleno::app
