// Civil dates of the proleptic Gregorian calendar. No clock, no time zone: those belong to `app`.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace pleno {

using Date = std::chrono::year_month_day;

// "2026-11-21" -> Date; nothing else is accepted (not "21/11/2026", not a date that does not exist).
std::optional<Date> parse_date(std::string_view text);

// Date -> "2026-11-21".
std::string iso(Date date);

inline Date add_days(Date date, int days) {
  return Date{std::chrono::sys_days{date} + std::chrono::days{days}};
}
inline int days_between(Date from, Date to) {
  return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

}  // namespace pleno
