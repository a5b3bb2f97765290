// The second half of a night: 5 read resolutions, 6 prepare, 7 number and intent, 8 make, 9 compare and
// commit, 10 send. The numbers stand as comments where each step happens (docs/architecture.md).
#pragma once
#include <string>

#include "app/report.h"
#include "app/site.h"

namespace pleno::app {

// Step 5 from a filled decision sheet (CSV or XLSX).
Report resolve_sheet(Site& site, const Plenary& plenary, const std::filesystem::path& sheet);
// Step 5 for one vote on the routine list: every proposal as it stands; guards apply, exceptions stay open.
Report resolve_all(Site& site, const Plenary& plenary);

// Steps 6 to 9 for every resolution that waits. `plan_only` says what would happen and does nothing.
Report issue(Site& site, const Plenary& plenary, bool plan_only);
// For every plenary with a list.
Report issue_all(Site& site);

// Step 10: what the outbox holds and is due; at most `limit` (0: all).
Report send(Site& site, std::size_t limit);

// One mail, built and checked: bytes for the outbox. A missing or broken address makes it held.
// `revision`: of the certificate in it, else 1. `plenary`: whose ruling it tells; a deferred candidate may
// get another from the next.
journal::NewMail letter(Site& site, const std::string& kind, const std::string& plenary, int revision,
                        const feel::Context& facts, const Evidence& evidence,
                        std::vector<Attachment> attachments, const std::string& now, Diagnostics& found);

}  // namespace pleno::app
