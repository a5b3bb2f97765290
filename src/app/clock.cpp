#include "app/clock.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace pleno::app {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

sys_seconds parse(const std::string& utc) {
  int year = 1970, hour = 0, minute = 0, second = 0;
  unsigned month = 1, day = 1;
  std::sscanf(utc.c_str(), "%d-%u-%uT%d:%d:%d", &year, &month, &day, &hour, &minute,
              &second);  // NOLINT(cert-err34-c)
  const Date date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return std::chrono::sys_days{date} + seconds{hour * 3600 + minute * 60 + second};
}

sys_seconds now() {
  if (const char* wanted = std::getenv("PLENO_NOW")) return parse(wanted);
  return std::chrono::time_point_cast<seconds>(std::chrono::system_clock::now());
}

struct Parts {
  Date date;
  long long second_of_day;
};

Parts parts(sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  return {Date{day}, (time - day).count()};
}

std::string iso_utc(sys_seconds time) {
  const auto [date, s] = parts(time);
  return fmt::format("{}T{:02}:{:02}:{:02}Z", iso(date), s / 3600, s / 60 % 60, s % 60);
}

constexpr seconds wib{7 * 3600};

}  // namespace

std::string now_utc() { return iso_utc(now()); }
std::string later_utc(const std::string& utc, long long s) { return iso_utc(parse(utc) + seconds{s}); }
Date today_jakarta() { return parts(now() + wib).date; }

std::string mail_date(const std::string& utc) {
  constexpr std::array weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto [date, s] = parts(parse(utc) + wib);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0700",
                     weekdays[std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding()],
                     static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), s / 3600, s / 60 % 60, s % 60);
}

}  // namespace pleno::app
