#include "feel/property.h"

#include "feel/calendar.h"

namespace pleno::feel {
namespace {

std::optional<Value> of_date(WideDate date, std::string_view name) {
  if (name == "year") return Value(date.year);
  if (name == "month") return Value(static_cast<int>(date.month));
  if (name == "day") return Value(static_cast<int>(date.day));
  if (name == "weekday") return Value(weekday(date));
  return std::nullopt;
}

std::optional<Value> of_days(Days duration, std::string_view name) {
  const long long seconds = duration.count;
  if (name == "days") return Value(seconds / 86'400);
  if (name == "hours") return Value(seconds % 86'400 / 3600);
  if (name == "minutes") return Value(seconds % 3600 / 60);
  if (name == "seconds") return Value(seconds_of({seconds % 60, duration.nanos}));
  return std::nullopt;
}

std::optional<Value> of_months(Months duration, std::string_view name) {
  if (name == "years") return Value(duration.count / 12);
  if (name == "months") return Value(duration.count % 12);
  return std::nullopt;
}

std::optional<Value> of_range(const Range& range, std::string_view name) {
  if (range.test != Range::Test::Interval) return std::nullopt;
  if (name == "start") return range.low;
  if (name == "end") return range.high;
  if (name == "start included")
    return Value(range.low_closed && !(range.low.is_null() && !range.low_unknown));
  if (name == "end included")
    return Value(range.high_closed && !(range.high.is_null() && !range.high_unknown));
  return std::nullopt;
}

}  // namespace

std::optional<Value> property(const Value& value, std::string_view name) {
  switch (value.type()) {
    case Type::Date: return of_date(*value.wide_date(), name);
    case Type::Days: return of_days(*value.days(), name);
    case Type::Months: return of_months(*value.months(), name);
    case Type::Range: return of_range(*value.range(), name);
    default: return std::nullopt;
  }
}

std::vector<std::string> properties_of(Type type) {
  switch (type) {
    case Type::Date: return {"year", "month", "day", "weekday"};
    case Type::Days: return {"days", "hours", "minutes", "seconds"};
    case Type::Months: return {"years", "months"};
    case Type::Range: return {"start", "end", "start included", "end included"};
    default: return {};
  }
}

}  // namespace pleno::feel
