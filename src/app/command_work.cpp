// `pleno work`: another pair of hands for what the plenaries resolved, on one journal. Plans nothing, pulls
// nothing; any number of them, on any number of machines that share the database and the store.
#include <chrono>
#include <cstdio>
#include <thread>

#include "app/clock.h"
#include "app/commands.h"
#include "app/conclude.h"
#include "app/propose.h"
#include "app/site.h"
#include "app/site_lock.h"
#include "app/stop.h"
#include "app/surroundings.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

constexpr int most_failures = 50;  // in a row
constexpr auto pause = std::chrono::milliseconds(200);

// Another worker was faster, or the database restarts: what was not committed did not happen, so look again.
bool passes(const Error& error) { return error.kind == Kind::TryAgain || error.kind == Kind::Unavailable; }

Report work_until_done(Site& site) {
  Report report;
  for (int failures = 0; !stopping();) {
    try {
      Report turn = issue_all(site);
      const bool again = turn.worked || turn.waits;
      if (turn.waits && !turn.worked) std::this_thread::sleep_for(pause);
      turn.lines.clear();
      turn.held = 0;  // seen again each round: counted at the end
      report.add(std::move(turn));
      failures = 0;
      if (!again) break;
    } catch (const Error& error) {
      if (!passes(error) || ++failures == most_failures) throw;
      std::this_thread::sleep_for(pause);
    }
  }
  if (!stopping()) report.add(send(site, 0));
  return report;
}

}  // namespace

int command_work(const GlobalOptions& options) {
  AtWork shared(options.site);
  Site site(options.site);
  listen_for_stop();
  std::fputs(to_text(faults_of_clocks(site)).c_str(), stderr);
  if (shared.first()) site.journal().end_leases(owner_prefix(site.settings().site));
  shared.let_in();
  Report report = work_until_done(site);
  report.line(report.worked ? say("work: selesai", "work: done")
                            : say("work: tidak ada yang menunggu", "work: nothing waits"));
  return print(report);
}

}  // namespace pleno::app
