// Functions over dates and durations. Nothing here asks the clock: today() is left out.
#include <array>

#include "feel/calendar.h"
#include "feel/call.h"

namespace pleno::feel {
namespace {

Value date_from(Call& call) {
  const Value& from = call.single(0);
  if (from.wide_date()) return from;
  const auto date = from.text() ? parse_wide_date(*from.text()) : std::nullopt;
  return date ? Value(*date) : call.outside(0);
}

Value date_of_parts(Call& call) {
  std::array<long long, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto part = call.number(i).to_integer();
    if (!part) return call.outside(i);
    parts[i] = *part;
  }
  const auto date = make_date(parts[0], parts[1], parts[2]);
  return date ? Value(*date) : call.fail("tanggal itu tidak ada", "there is no such date");
}

Value duration(Call& call) {
  const Value& from = call.single(0);
  if (from.days() || from.months()) return from;
  if (!from.text()) return call.outside(0);
  if (const auto days = parse_days(*from.text())) return *days;
  if (const auto months = parse_months(*from.text())) return *months;
  return call.outside(0);
}

Value years_and_months(Call& call) { return months_between(call.date(0), call.date(1)); }

Value day_of_year(Call& call) { return feel::day_of_year(call.date(0)); }
Value week_of_year(Call& call) { return feel::week_of_year(call.date(0)); }

Value day_of_week(Call& call) {
  static constexpr std::array<const char*, 7> names = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};
  return names[static_cast<std::size_t>(weekday(call.date(0)) - 1)];
}

Value month_of_year(Call& call) {
  static constexpr std::array<const char*, 12> names = {"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};
  return names[call.date(0).month - 1U];
}

}  // namespace

Rows date_rows() {
  return {
      {"date(from: any) -> date", date_from},
      {"date(year: number, month: number, day: number) -> date", date_of_parts},
      {"duration(from: any) -> any", duration},
      {"years and months duration(from: date, to: date) -> months", years_and_months},
      {"day of year(date: date) -> number", day_of_year},
      {"day of week(date: date) -> string", day_of_week},
      {"month of year(date: date) -> string", month_of_year},
      {"week of year(date: date) -> number", week_of_year},
  };
}

}  // namespace pleno::feel
