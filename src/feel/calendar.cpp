#include "feel/calendar.h"

#include <fmt/format.h>

#include <limits>

#include "feel/decimal.h"

namespace pleno::feel {
namespace {

__extension__ typedef __int128 Wide;  // nanoseconds of any duration fit

constexpr long long last_year = 999'999'999;
constexpr long long day_seconds = 86'400;
constexpr int nano = 1'000'000'000;

bool is_leap(long long year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

long long days_in_month(long long year, long long month) {
  static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

long long floor_divide(long long a, long long b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads digits at the front of `text`; nothing when there are none or too many.
std::optional<long long> take_digits(std::string_view& text) {
  std::size_t n = 0;
  long long number = 0;
  while (n < text.size() && is_digit(text[n])) {
    if (n >= 18) return std::nullopt;
    number = number * 10 + (text[n++] - '0');
  }
  if (n == 0) return std::nullopt;
  text.remove_prefix(n);
  return number;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// Takes "12D": the number before `unit`, when it stands at the front.
std::optional<long long> take_part(std::string_view& text, char unit) {
  std::string_view rest = text;
  const auto number = take_digits(rest);
  if (!number || !take(rest, unit)) return std::nullopt;
  text = rest;
  return number;
}

// Takes "4.5S"; the fraction may be empty, digits beyond nanoseconds are cut off.
bool take_seconds(std::string_view& text, long long& seconds, int& nanos) {
  std::string_view rest = text;
  const auto whole = take_digits(rest);
  if (!whole) return false;
  int fraction = 0;
  if (take(rest, '.')) {
    int unit = nano;
    for (; !rest.empty() && is_digit(rest.front()); rest.remove_prefix(1)) {
      unit /= 10;
      fraction += (rest.front() - '0') * unit;
    }
  }
  if (!take(rest, 'S')) return false;
  seconds = *whole;
  nanos = fraction;
  text = rest;
  return true;
}

std::optional<long long> narrow(Wide number) {
  if (number > std::numeric_limits<long long>::max() || number < -std::numeric_limits<long long>::max()) {
    return std::nullopt;
  }
  return static_cast<long long>(number);
}

std::optional<Days> make_days(Wide nanos) {
  const auto seconds = narrow(nanos / nano);
  if (!seconds) return std::nullopt;
  return Days{*seconds, static_cast<int>(nanos % nano)};
}

Wide nanos_of(Days duration) { return static_cast<Wide>(duration.count) * nano + duration.nanos; }

}  // namespace

std::optional<WideDate> make_date(long long year, long long month, long long day) {
  if (year < -last_year || year > last_year || month < 1 || month > 12 || day < 1) return std::nullopt;
  if (day > days_in_month(year, month)) return std::nullopt;
  return WideDate{static_cast<int>(year), static_cast<unsigned char>(month), static_cast<unsigned char>(day)};
}

// Days are counted in eras of 400 years that begin on 1 March, so that a leap day ends its year.
long long day_number(WideDate date) {
  const long long year = date.year - (date.month <= 2 ? 1 : 0);
  const long long era = floor_divide(year, 400);
  const long long year_of_era = year - era * 400;
  const long long day_of_march_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_march_year -
         719'468;
}

std::optional<WideDate> date_of_day_number(long long number) {
  constexpr long long bound = (last_year + 1) * 366;
  if (number < -bound || number > bound) return std::nullopt;
  number += 719'468;
  const long long era = floor_divide(number, 146'097);
  const long long day_of_era = number - era * 146'097;
  const long long year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const long long day = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long long shifted = (5 * day + 2) / 153;
  const long long month = shifted < 10 ? shifted + 3 : shifted - 9;
  return make_date(year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day - (153 * shifted + 2) / 5 + 1);
}

std::optional<WideDate> add_months(WideDate date, long long months) {
  if (months > 12 * 2 * last_year || months < -12 * 2 * last_year) return std::nullopt;
  const long long total = date.year * 12LL + (date.month - 1) + months;
  const long long year = floor_divide(total, 12);
  const long long month = total - year * 12 + 1;
  return make_date(year, month, std::min<long long>(date.day, days_in_month(year, month)));
}

int weekday(WideDate date) {
  const long long shifted = day_number(date) + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(shifted - floor_divide(shifted, 7) * 7) + 1;
}

int day_of_year(WideDate date) {
  return static_cast<int>(day_number(date) - day_number({date.year, 1, 1})) + 1;
}

// The week belongs to the year of its Thursday.
int week_of_year(WideDate date) {
  const auto thursday = date_of_day_number(day_number(date) - weekday(date) + 4);
  return thursday ? (day_of_year(*thursday) - 1) / 7 + 1 : 1;
}

Months months_between(WideDate from, WideDate to) {
  long long months = (to.year - static_cast<long long>(from.year)) * 12 + to.month - from.month;
  if (months > 0 && to.day < from.day) --months;
  if (months < 0 && to.day > from.day) ++months;
  return {months};
}

std::optional<WideDate> parse_wide_date(std::string_view text) {
  const bool negative = take(text, '-');
  const std::size_t year_digits = text.find('-');
  if (year_digits == std::string_view::npos || year_digits < 4 || year_digits > 9) return std::nullopt;
  if (year_digits > 4 && text.front() == '0') return std::nullopt;
  if (text.size() != year_digits + 6 || text[year_digits + 3] != '-') return std::nullopt;
  const auto year = take_digits(text);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text);
  if (!day || !text.empty()) return std::nullopt;
  return make_date(negative ? -*year : *year, *month, *day);
}

std::optional<Days> parse_days(std::string_view text) {
  const bool negative = take(text, '-');
  if (!take(text, 'P')) return std::nullopt;
  Wide total = 0;
  const auto days = take_part(text, 'D');
  if (days) total += static_cast<Wide>(*days) * day_seconds;
  bool any = days.has_value();
  int nanos = 0;
  if (take(text, 'T')) {
    any = false;
    if (const auto hours = take_part(text, 'H')) total += static_cast<Wide>(*hours) * 3600, any = true;
    if (const auto minutes = take_part(text, 'M')) total += static_cast<Wide>(*minutes) * 60, any = true;
    long long seconds = 0;
    if (take_seconds(text, seconds, nanos)) total += seconds, any = true;
  }
  if (!any || !text.empty()) return std::nullopt;
  const Wide all = total * nano + nanos;
  return make_days(negative ? -all : all);
}

std::optional<Months> parse_months(std::string_view text) {
  const bool negative = take(text, '-');
  if (!take(text, 'P')) return std::nullopt;
  const auto years = take_part(text, 'Y');
  const auto months = take_part(text, 'M');
  if ((!years && !months) || !text.empty()) return std::nullopt;
  const auto total = narrow(static_cast<Wide>(years.value_or(0)) * 12 + months.value_or(0));
  if (!total) return std::nullopt;
  return Months{negative ? -*total : *total};
}

Value value_of_iso(std::string_view text) {
  if (const auto date = parse_wide_date(text)) return *date;
  if (const auto days = parse_days(text)) return *days;
  if (const auto months = parse_months(text)) return *months;
  return {};
}

std::string iso(WideDate date) {
  const long long year = date.year;
  return fmt::format("{}{:04}-{:02}-{:02}", year < 0 ? "-" : "", year < 0 ? -year : year, date.month,
                     date.day);
}

std::string iso(Days duration) {
  const bool negative = duration.count < 0 || duration.nanos < 0;
  const long long seconds = negative ? -duration.count : duration.count;
  const int nanos = negative ? -duration.nanos : duration.nanos;
  if (seconds == 0 && nanos == 0) return "PT0S";
  std::string out = negative ? "-P" : "P";
  if (seconds >= day_seconds) out += fmt::format("{}D", seconds / day_seconds);
  if (seconds % day_seconds == 0 && nanos == 0) return out;
  out += 'T';
  if (const long long hours = seconds % day_seconds / 3600) out += fmt::format("{}H", hours);
  if (const long long minutes = seconds % 3600 / 60) out += fmt::format("{}M", minutes);
  if (seconds % 60 == 0 && nanos == 0) return out;
  out += fmt::format("{}", seconds % 60);
  if (nanos != 0) {
    std::string fraction = fmt::format(".{:09}", nanos);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    out += fraction;
  }
  return out + "S";
}

std::string iso(Months duration) {
  if (duration.count == 0) return "P0M";
  const long long months = duration.count < 0 ? -duration.count : duration.count;
  std::string out = duration.count < 0 ? "-P" : "P";
  if (months >= 12) out += fmt::format("{}Y", months / 12);
  if (months % 12 != 0) out += fmt::format("{}M", months % 12);
  return out;
}

Decimal seconds_of(Days duration) {
  const auto fraction = decimal::divide(Decimal::from(duration.nanos), Decimal::from(nano));
  return decimal::add(Decimal::from(duration.count), fraction.value_or(Decimal::from(0))).value_or(Decimal{});
}

std::optional<Days> days_of_seconds(const Decimal& seconds) {
  const Decimal whole = decimal::whole_part(seconds);
  const auto count = whole.to_integer();
  const auto rest = decimal::subtract(seconds, whole);
  if (!count || !rest) return std::nullopt;
  const auto nanos = decimal::multiply(*rest, Decimal::from(nano));
  if (!nanos) return std::nullopt;
  return Days{*count, static_cast<int>(decimal::whole_part(*nanos).to_integer().value_or(0))};
}

std::optional<Days> add(Days a, Days b) { return make_days(nanos_of(a) + nanos_of(b)); }

}  // namespace pleno::feel
