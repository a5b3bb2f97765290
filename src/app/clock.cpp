#include "app/clock.h"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <cstdlib>
#include <string_view>

namespace pleno::app {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

// "2026-11-21T02:00:00Z"; nothing else.
std::optional<sys_seconds> parse_utc(const std::string& utc) {
  constexpr std::size_t length = std::string_view("2026-11-21T02:00:00Z").size();
  if (utc.size() != length || utc[10] != 'T' || utc[13] != ':' || utc[16] != ':' || utc[19] != 'Z')
    return std::nullopt;
  const auto date = parse_date(utc.substr(0, 10));
  const auto two = [&](std::size_t at, int most) {
    const bool digits = std::isdigit(static_cast<unsigned char>(utc[at])) != 0 &&
                        std::isdigit(static_cast<unsigned char>(utc[at + 1])) != 0;
    const int value = digits ? (utc[at] - '0') * 10 + utc[at + 1] - '0' : most + 1;
    return value > most ? -1 : value;
  };
  const int hour = two(11, 23), minute = two(14, 59), second = two(17, 60);
  if (!date || hour < 0 || minute < 0 || second < 0) return std::nullopt;
  return std::chrono::sys_days{*date} + seconds{hour * 3600 + minute * 60 + second};
}

sys_seconds parse(const std::string& utc) { return parse_utc(utc).value_or(sys_seconds{}); }

std::optional<sys_seconds> now_if_told() {
  if (const char* wanted = std::getenv("PLENO_NOW")) return parse_utc(wanted);
  return std::chrono::time_point_cast<seconds>(std::chrono::system_clock::now());
}

sys_seconds now() { return now_if_told().value_or(sys_seconds{}); }

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

}  // namespace

std::string now_utc() { return iso_utc(now()); }
std::optional<std::string> clock_time() {
  const auto time = now_if_told();
  return time ? std::optional(iso_utc(*time)) : std::nullopt;
}
std::optional<long long> machine_clock_ms() {
  if (std::getenv("PLENO_NOW") != nullptr) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}
std::string later_utc(const std::string& utc, long long s) { return iso_utc(parse(utc) + seconds{s}); }
Date local_day(const std::string& utc, int utc_hours) {
  return parts(parse(utc) + std::chrono::hours{utc_hours}).date;
}
Date today(int utc_hours) { return parts(now() + std::chrono::hours{utc_hours}).date; }

std::string mail_date(const std::string& utc, int utc_hours) {
  constexpr std::array weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto [date, s] = parts(parse(utc) + std::chrono::hours{utc_hours});
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +{:02}00",
                     weekdays[std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding()],
                     static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), s / 3600, s / 60 % 60, s % 60, utc_hours);
}

}  // namespace pleno::app
