// + - * / ** and the sign, for numbers, texts, dates and durations. Everything else is null.
#include "feel/body.h"
#include "feel/calendar.h"
#include "feel/decimal.h"
#include "feel/evaluator.h"

namespace pleno::feel {
namespace {

template <typename T>
Value value_or_null(const std::optional<T>& found) {
  return found ? Value(*found) : Value();
}

Value of_numbers(Kind kind, const Decimal& a, const Decimal& b) {
  switch (kind) {
    case Kind::Add: return value_or_null(decimal::add(a, b));
    case Kind::Subtract: return value_or_null(decimal::subtract(a, b));
    case Kind::Multiply: return value_or_null(decimal::multiply(a, b));
    case Kind::Divide: return value_or_null(decimal::divide(a, b));
    default: return value_or_null(decimal::power(a, b));
  }
}

Days negated(Days d) { return {-d.count, -d.nanos}; }

std::optional<Months> checked(const decimal::Result& months) {
  if (!months) return std::nullopt;
  const auto whole = decimal::whole_part(*months).to_integer();
  return whole ? std::optional(Months{*whole}) : std::nullopt;
}

// Months beyond this could overflow when added; no date is that far.
constexpr long long most_months = 1LL << 60;
bool sane(Months m) { return m.count < most_months && m.count > -most_months; }

// Dates count from midnight; what is left of a day after adding is cut off.
std::optional<WideDate> shifted(WideDate date, Days by) {
  constexpr long long day = 86'400;
  const long long whole = by.count / day;
  const bool back = by.count % day < 0 || (by.count % day == 0 && by.nanos < 0);
  return date_of_day_number(day_number(date) + whole - (back ? 1 : 0));
}

Value add(const Value& a, const Value& b) {
  if (a.wide_date() && b.days()) return value_or_null(shifted(*a.wide_date(), *b.days()));
  if (a.wide_date() && b.months()) return value_or_null(add_months(*a.wide_date(), b.months()->count));
  if ((a.days() || a.months()) && b.wide_date()) return add(b, a);
  if (a.days() && b.days()) return value_or_null(add(*a.days(), *b.days()));
  if (a.months() && b.months() && sane(*a.months()) && sane(*b.months())) {
    return Months{a.months()->count + b.months()->count};
  }
  return {};
}

Value subtract(const Value& a, const Value& b) {
  if (a.wide_date() && b.wide_date())
    return Days{(day_number(*a.wide_date()) - day_number(*b.wide_date())) * 86'400};
  if (b.days()) return add(a, Value(negated(*b.days())));
  if (b.months() && !b.wide_date()) return add(a, Value(Months{-b.months()->count}));
  return {};
}

Value scaled(const Value& duration, const Decimal& factor,
             decimal::Result (*by)(const Decimal&, const Decimal&)) {
  if (duration.months()) return value_or_null(checked(by(Decimal::from(duration.months()->count), factor)));
  const auto seconds = by(seconds_of(*duration.days()), factor);
  return seconds ? value_or_null(days_of_seconds(*seconds)) : Value();
}

Value multiply(const Value& a, const Value& b) {
  if ((a.days() || a.months()) && b.number()) return scaled(a, *b.number(), decimal::multiply);
  if (a.number() && (b.days() || b.months())) return multiply(b, a);
  return {};
}

Value divide(const Value& a, const Value& b) {
  if ((a.days() || a.months()) && b.number()) return scaled(a, *b.number(), decimal::divide);
  if (a.days() && b.days())
    return value_or_null(decimal::divide(seconds_of(*a.days()), seconds_of(*b.days())));
  if (a.months() && b.months()) {
    return value_or_null(decimal::divide(Decimal::from(a.months()->count), Decimal::from(b.months()->count)));
  }
  return {};
}

Value of_others(Kind kind, const Value& a, const Value& b) {
  switch (kind) {
    case Kind::Add: return add(a, b);
    case Kind::Subtract: return b.wide_date() && !a.wide_date() ? Value() : subtract(a, b);
    case Kind::Multiply: return multiply(a, b);
    case Kind::Divide: return divide(a, b);
    default: return {};
  }
}

std::string_view sign_of(Kind kind) {
  switch (kind) {
    case Kind::Add: return "+";
    case Kind::Subtract: return "-";
    case Kind::Multiply: return "*";
    case Kind::Divide: return "/";
    default: return "**";
  }
}

}  // namespace

const Value& Evaluator::arithmetic(const Node& node, Value& room) {
  Value left_room, right_room;
  const Value& left = value(*node.kids[0], left_room);
  const Value& right = value(*node.kids[1], right_room);
  if (left.number() && right.number()) {
    if (node.kind == Kind::Power && !step(20)) return room = Value();
    room = of_numbers(node.kind, *left.number(), *right.number());
    if (room.is_null()) {
      because(node, "hasil {} {} {} bukan angka", "{} {} {} is not a number", left.number()->to_string(),
              sign_of(node.kind), right.number()->to_string());
    }
    return room;
  }
  if (node.kind == Kind::Add && left.text() && right.text()) {
    if (!make(0, static_cast<long long>(left.text()->size()) + static_cast<long long>(right.text()->size())))
      return room = Value();
    return room = Value(*left.text() + *right.text());
  }
  room = of_others(node.kind, left, right);
  if (room.is_null()) {
    because(node, "{} {} {} tidak dapat dihitung", "{} {} {} cannot be computed", type_word(left.type()),
            sign_of(node.kind), type_word(right.type()));
  }
  return room;
}

const Value& Evaluator::negate(const Node& node, Value& room) {
  Value inner_room;
  const Value& inner = value(*node.kids[0], inner_room);
  if (inner.number()) return room = Value(decimal::negate(*inner.number()));
  if (inner.days()) return room = Value(negated(*inner.days()));
  if (inner.months()) return room = Value(Months{-inner.months()->count});
  because(node, "tanda - tidak berlaku untuk {}", "the sign - does not apply to {}", type_word(inner.type()));
  return room = Value();
}

}  // namespace pleno::feel
