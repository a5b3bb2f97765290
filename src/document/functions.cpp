#include "document/functions.h"

#include <optional>

#include "text/indonesian.h"
#include "text/language.h"

namespace pleno::document {
namespace {

using feel::List;
using feel::Value;

// A function of days: null with a cause when an argument is not a day.
template <typename Make>
feel::Function of_days(const char* name, std::vector<std::string> parameters, Make make) {
  const std::size_t count = parameters.size();
  auto call = [name, count, make](const List& arguments, std::string& cause) -> Value {
    for (std::size_t i = 0; i < count; ++i) {
      if (i >= arguments.size() || arguments[i].date() == nullptr) {
        cause = say("{}() memerlukan tanggal", "{}() needs a date", name);
        return {};
      }
    }
    return Value(make(arguments));
  };
  return {name, std::move(parameters), std::move(call)};
}

template <typename Make>
feel::Function of_number(const char* name, Make make) {
  auto call = [name, make](const List& arguments, std::string& cause) -> Value {
    std::optional<long long> number;
    if (!arguments.empty() && arguments[0].number() != nullptr) number = arguments[0].number()->to_integer();
    if (!number) {
      cause = say("{}() memerlukan bilangan bulat", "{}() needs a whole number", name);
      return {};
    }
    return Value(make(*number));
  };
  return {name, {"bilangan"}, std::move(call)};
}

// Grouped by dots, with a decimal comma: 1234.5 -> "1.234,5".
Value with_separators(const List& arguments, std::string& cause) {
  if (arguments.empty() || arguments[0].number() == nullptr) {
    cause = say("angka() memerlukan bilangan", "angka() needs a number");
    return {};
  }
  const std::string plain = arguments[0].number()->to_string();
  const std::size_t point = plain.find('.');
  std::string whole = plain.substr(0, point);
  if (whole.size() > 18) return Value(plain);
  const bool negative = whole.starts_with('-');
  if (negative) whole.erase(0, 1);
  std::string out = (negative ? "-" : "") + grouped(std::stoll(whole));
  if (point != std::string::npos) out += "," + plain.substr(point + 1);
  return Value(out);
}

int clamped(long long number) { return number < -1 || number > 1'000'000 ? -1 : static_cast<int>(number); }

}  // namespace

feel::Context indonesian_functions() {
  feel::Context out;
  const auto add = [&out](feel::Function function) {
    const std::string name = function.name;
    out.set(name, Value(std::move(function)));
  };
  add(of_days("tanggal", {"hari"}, [](const List& a) { return long_date(*a[0].date()); }));
  add(of_days("hari", {"hari"}, [](const List& a) { return weekday_name(*a[0].date()); }));
  add(of_days("bulan", {"hari"},
              [](const List& a) { return month_name(static_cast<unsigned>(a[0].date()->month())); }));
  add(of_days("rentang", {"mulai", "selesai"},
              [](const List& a) { return date_range(*a[0].date(), *a[1].date()); }));
  add(of_number("terbilang", [](long long n) { return terbilang(n); }));
  add(of_number("inggris", [](long long n) { return number_in_english(clamped(n)); }));
  add(of_number("romawi", [](long long n) { return roman(clamped(n)); }));
  add({"angka", {"bilangan"}, with_separators});
  return out;
}

}  // namespace pleno::document
