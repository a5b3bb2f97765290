// Numeric functions.
#include "feel/call.h"
#include "feel/decimal.h"

namespace pleno::feel {
namespace {

using decimal::Rounding;

template <typename T>
Value or_null(Call& call, const std::optional<T>& found) {
  return found ? Value(*found) : call.fail("hasilnya bukan angka", "the result is not a number");
}

template <Rounding how>
Value rounded(Call& call) {
  if (!call.given(1)) return or_null(call, decimal::round(call.number(0), 0, how));
  const auto scale = call.integer(1);
  if (!scale || *scale < -6111 || *scale > 6176) return call.outside(1);
  return or_null(call, decimal::round(call.number(0), *scale, how));
}

Value abs(Call& call) {
  const Value& n = call.single(0);
  if (n.number()) return decimal::absolute(*n.number());
  if (const Days* days = n.days()) return *days < Days{} ? Days{-days->count, -days->nanos} : *days;
  if (const Months* months = n.months()) return *months < Months{} ? Months{-months->count} : *months;
  return call.outside(0);
}

// dividend - divisor * floor(dividend / divisor): the result has the divisor's sign.
Value modulo(Call& call) {
  if (decimal::is_zero(call.number(1))) return call.outside(1);
  const auto quotient = decimal::divide(call.number(0), call.number(1));
  const auto whole = quotient ? decimal::round(*quotient, 0, Rounding::Floor) : std::nullopt;
  const auto product = whole ? decimal::multiply(*whole, call.number(1)) : std::nullopt;
  return or_null(call, product ? decimal::subtract(call.number(0), *product) : std::nullopt);
}

Value sqrt(Call& call) {
  if (decimal::is_negative(call.number(0))) return call.outside(0);
  return or_null(call, decimal::square_root(call.number(0)));
}

Value exp(Call& call) {
  return call.step(20) ? or_null(call, decimal::exponential(call.number(0))) : Value();
}

Value log(Call& call) {
  if (decimal::is_negative(call.number(0)) || decimal::is_zero(call.number(0))) return call.outside(0);
  return call.step(20) ? or_null(call, decimal::logarithm(call.number(0))) : Value();
}

std::optional<bool> is_even(const Decimal& n) {
  if (!decimal::is_whole(n)) return std::nullopt;
  const auto half = decimal::divide(n, Decimal::from(2));
  return half && decimal::is_whole(*half);
}

Value even(Call& call) {
  const auto found = is_even(call.number(0));
  return found ? Value(*found) : call.outside(0);
}

Value odd(Call& call) {
  const auto found = is_even(call.number(0));
  return found ? Value(!*found) : call.outside(0);
}

}  // namespace

Rows number_rows() {
  return {
      {"decimal(n: number, scale: number) -> number", rounded<Rounding::HalfEven>},
      {"floor(n: number, scale?: number) -> number", rounded<Rounding::Floor>},
      {"ceiling(n: number, scale?: number) -> number", rounded<Rounding::Ceiling>},
      {"round up(n: number, scale: number) -> number", rounded<Rounding::Up>},
      {"round down(n: number, scale: number) -> number", rounded<Rounding::Down>},
      {"round half up(n: number, scale: number) -> number", rounded<Rounding::HalfUp>},
      {"round half down(n: number, scale: number) -> number", rounded<Rounding::HalfDown>},
      {"abs(n: any) -> any", abs},
      {"modulo(dividend: number, divisor: number) -> number", modulo},
      {"sqrt(number: number) -> number", sqrt},
      {"exp(number: number) -> number", exp},
      {"log(number: number) -> number", log},
      {"even(number: number) -> boolean", even},
      {"odd(number: number) -> boolean", odd},
  };
}

}  // namespace pleno::feel
