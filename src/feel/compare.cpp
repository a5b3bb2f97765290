#include "feel/compare.h"

#include "feel/decimal.h"

namespace pleno::feel {
namespace {

bool equal_lists(const List& a, const List& b) {
  if (&a == &b) return true;
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!(a[i] == b[i])) return false;
  }
  return true;
}

bool equal_contexts(const Context& a, const Context& b) {
  if (&a == &b) return true;
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Value* other = b.find(a.key(i));
    if (!other || !(a.value(i) == *other)) return false;
  }
  return true;
}

bool equal_ranges(const Range& a, const Range& b) {
  return a.low_closed == b.low_closed && a.high_closed == b.high_closed && a.low_unknown == b.low_unknown &&
         a.high_unknown == b.high_unknown && a.test == b.test && a.low == b.low && a.high == b.high;
}

template <typename T>
Order order_of(const T& a, const T& b) {
  return a < b ? Order::Below : b < a ? Order::Above : Order::Same;
}

}  // namespace

Truth equal(const Value& a, const Value& b) {
  const Type type = a.type();
  if (type != b.type()) return type == Type::Null || b.type() == Type::Null ? Truth(false) : Truth();
  switch (type) {
    case Type::Null: return true;
    case Type::Boolean: return *a.boolean() == *b.boolean();
    case Type::Number: return decimal::equal(*a.number(), *b.number());
    case Type::String: return a.text() == b.text() || *a.text() == *b.text();
    case Type::Date: return *a.wide_date() == *b.wide_date();
    case Type::Days: return *a.days() == *b.days();
    case Type::Months: return *a.months() == *b.months();
    case Type::List: return equal_lists(*a.list(), *b.list());
    case Type::Context: return equal_contexts(*a.context(), *b.context());
    case Type::Range: return a.range() == b.range() || equal_ranges(*a.range(), *b.range());
    case Type::Function: return a.function()->name == b.function()->name;
  }
  return {};
}

std::optional<Order> order(const Value& a, const Value& b) {
  if (a.type() != b.type()) return std::nullopt;
  switch (a.type()) {
    case Type::Number: return order_of(decimal::compare(*a.number(), *b.number()), 0);
    case Type::String: return order_of(*a.text(), *b.text());  // UTF-8 sorts as its code points
    case Type::Date: return order_of(*a.wide_date(), *b.wide_date());
    case Type::Days: return order_of(*a.days(), *b.days());
    case Type::Months: return order_of(*a.months(), *b.months());
    default: return std::nullopt;
  }
}

Truth contains(const Range& range, const Value& value) {
  if (range.test == Range::Test::Equal) return equal(value, range.low);
  if (range.test == Range::Test::Unequal) return opposite(equal(value, range.low));
  const auto above = [&]() -> Truth {
    if (range.low.is_null()) return range.low_unknown ? Truth() : Truth(true);
    const auto found = order(value, range.low);
    if (!found) return {};
    return *found == Order::Above || (*found == Order::Same && range.low_closed);
  };
  const auto below = [&]() -> Truth {
    if (range.high.is_null()) return range.high_unknown ? Truth() : Truth(true);
    const auto found = order(value, range.high);
    if (!found) return {};
    return *found == Order::Below || (*found == Order::Same && range.high_closed);
  };
  return both(above(), below());
}

}  // namespace pleno::feel
