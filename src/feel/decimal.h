// Arithmetic on FEEL's numbers: IEEE 754 decimal128, 34 digits, ties to even. The only file that knows
// the decimal library is decimal.cpp. What is not a finite number is nothing, never NaN or infinity.
#pragma once
#include <optional>

#include "feel/value.h"

namespace pleno::feel::decimal {

using Result = std::optional<Decimal>;

Result add(const Decimal& a, const Decimal& b);
Result subtract(const Decimal& a, const Decimal& b);
Result multiply(const Decimal& a, const Decimal& b);
Result divide(const Decimal& a, const Decimal& b);
Result power(const Decimal& base, const Decimal& exponent);
Result square_root(const Decimal& a);
Result exponential(const Decimal& a);
Result logarithm(const Decimal& a);
Decimal negate(const Decimal& a);
Decimal absolute(const Decimal& a);
Decimal whole_part(const Decimal& a);  // towards zero

bool is_zero(const Decimal& a);
bool is_negative(const Decimal& a);  // false for zero
bool is_whole(const Decimal& a);
int compare(const Decimal& a, const Decimal& b);  // below, at or above 0
bool equal(const Decimal& a, const Decimal& b);

enum class Rounding { HalfEven, Down, Up, HalfUp, HalfDown, Floor, Ceiling };
// To `scale` digits after the point; nothing outside FEEL's scales -6111..6176.
Result round(const Decimal& a, long long scale, Rounding how);

}  // namespace pleno::feel::decimal
