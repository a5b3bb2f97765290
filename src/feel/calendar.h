// Dates beyond pleno::Date, and the ISO text of dates and durations. No clock and no time zone.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "feel/value.h"

namespace pleno::feel {

std::optional<WideDate> make_date(long long year, long long month, long long day);
long long day_number(WideDate date);  // days since 1970-01-01
std::optional<WideDate> date_of_day_number(long long number);
std::optional<WideDate> add_months(WideDate date,
                                   long long months);  // a day past the month's end becomes its last

int weekday(WideDate date);  // 1 Monday … 7 Sunday
int day_of_year(WideDate date);
int week_of_year(WideDate date);  // ISO 8601

// Whole months from one date to another, negative when `to` is earlier.
Months months_between(WideDate from, WideDate to);

std::optional<WideDate> parse_wide_date(std::string_view text);  // "2026-11-21", "-2017-12-31"
std::optional<Days> parse_days(std::string_view text);           // "P1DT2H3M4.5S", "-PT1H"
std::optional<Months> parse_months(std::string_view text);       // "P1Y2M", "-P100M"
// A date, a days and time or a years and months duration; null for anything else, also times of day.
Value value_of_iso(std::string_view text);

std::string iso(WideDate date);
std::string iso(Days duration);
std::string iso(Months duration);

// The duration as a number of seconds, and back; nothing when out of range.
Decimal seconds_of(Days duration);
std::optional<Days> days_of_seconds(const Decimal& seconds);
std::optional<Days> add(Days a, Days b);

}  // namespace pleno::feel
