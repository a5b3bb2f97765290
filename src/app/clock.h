// The one place that asks what time it is. PLENO_NOW (ISO, UTC: 2026-11-21T02:00:00Z) sets it for
// rehearsals and tests; nothing below `app` asks.
#pragma once
#include <string>

#include "text/date.h"

namespace pleno::app {

std::string now_utc();  // "2026-11-21T02:00:00Z"
std::string later_utc(const std::string& utc, long long seconds);
Date today_jakarta();  // the civil date in UTC+7: nights are run and dated in WIB
// RFC 5322, in WIB: "Sat, 21 Nov 2026 09:00:00 +0700".
std::string mail_date(const std::string& utc);

}  // namespace pleno::app
