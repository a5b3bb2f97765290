// The one place that asks what time it is. PLENO_NOW (ISO, UTC: 2026-11-21T02:00:00Z) sets it for
// rehearsals and tests; nothing below `app` asks.
#pragma once
#include <optional>
#include <string>

#include "text/date.h"

namespace pleno::app {

std::string now_utc();  // "2026-11-21T02:00:00Z"
// The same, or nothing when PLENO_NOW is no time.
std::optional<std::string> clock_time();
// Milliseconds since 1970 as the machine has it; nothing under PLENO_NOW, which is no clock.
std::optional<long long> machine_clock_ms();
std::string later_utc(const std::string& utc, long long seconds);
// The civil date where the site is; `utc_hours` is Settings::utc_hours(), never the server's zone.
Date today(int utc_hours);
// The civil date of a time, likewise.
Date local_day(const std::string& utc, int utc_hours);
// RFC 5322 in the site's zone: "Sat, 21 Nov 2026 09:00:00 +0700".
std::string mail_date(const std::string& utc, int utc_hours);

}  // namespace pleno::app
