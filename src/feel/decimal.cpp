#include "feel/decimal.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wpedantic"
extern "C" {
#include <bid_conf.h>
// The order matters: the functions need the configuration.
#include <bid_functions.h>
}
#pragma GCC diagnostic pop

namespace pleno::feel {
namespace {

constexpr _IDEC_round to_even = 0, to_floor = 1, to_ceiling = 2, to_zero = 3, to_away = 4;

BID_UINT128 raw(const Decimal& d) {
  BID_UINT128 x;
  x.w[0] = d.bits[0];
  x.w[1] = d.bits[1];
  return x;
}

Decimal cooked(BID_UINT128 x) { return {{x.w[0], x.w[1]}}; }

decimal::Result finite(BID_UINT128 x) {
  if (!bid128_isFinite(x)) return std::nullopt;
  return cooked(x);
}

// Most numbers are short: their sums and products are found here, digit for digit as the library finds them
// (IEEE 754: an exact result takes the lower of the two exponents), in a fraction of its time.
struct Short {
  std::int64_t digits = 0;
  int exponent = 0;  // as stored, biased
};

std::optional<Short> short_of(const Decimal& d) {
  constexpr std::uint64_t long_digits = (std::uint64_t{1} << 49U) - 1, special = std::uint64_t{3} << 61U;
  const std::uint64_t high = d.bits[1];
  const bool negative = high >> 63U != 0;
  if ((high & long_digits) != 0 || (high & special) == special || d.bits[0] >> 63U != 0) return std::nullopt;
  const std::int64_t digits = static_cast<std::int64_t>(d.bits[0]);
  if (negative && digits == 0) return std::nullopt;  // the sign of zero
  return Short{negative ? -digits : digits, static_cast<int>((high >> 49U) & 0x3FFFU)};
}

Decimal long_of(Short s) {
  const bool negative = s.digits < 0;
  return {{static_cast<std::uint64_t>(negative ? -s.digits : s.digits),
           (negative ? std::uint64_t{1} << 63U : 0) | static_cast<std::uint64_t>(s.exponent) << 49U}};
}

// Writes zeros behind the number of the higher exponent; false where they find no room.
bool align(Short& a, Short& b) {
  if (a.exponent == b.exponent) return true;
  Short& higher = a.exponent > b.exponent ? a : b;
  const int lower = std::min(a.exponent, b.exponent);
  if (higher.exponent - lower > 18) return false;
  for (; higher.exponent > lower; --higher.exponent) {
    if (__builtin_mul_overflow(higher.digits, std::int64_t{10}, &higher.digits)) return false;
  }
  return higher.digits != std::numeric_limits<std::int64_t>::min();
}

struct Pair {
  Short a, b;
};
std::optional<Pair> aligned(const Decimal& a, const Decimal& b) {
  const auto x = short_of(a), y = short_of(b);
  if (!x || !y) return std::nullopt;
  Pair pair{*x, *y};
  return align(pair.a, pair.b) ? std::optional(pair) : std::nullopt;
}

// Of two that are aligned; nothing when it is not short.
std::optional<Decimal> short_sum(Short a, Short b) {
  Short sum{0, a.exponent};
  if (__builtin_add_overflow(a.digits, b.digits, &sum.digits) ||
      sum.digits == std::numeric_limits<std::int64_t>::min())
    return std::nullopt;
  return long_of(sum);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// [-] digits [. digits] | . digits, then [e [+-] digits].
bool is_number(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t from = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i > from;
  };
  if (i < text.size() && text[i] == '-') ++i;
  const bool whole = digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (!digits()) return false;
  } else if (!whole) {
    return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (!digits()) return false;
  }
  return i == text.size();
}

}  // namespace

Decimal Decimal::from(long long number) { return cooked(bid128_from_int64(number)); }

std::optional<Decimal> Decimal::parse(std::string_view text) {
  if (!is_number(text)) return std::nullopt;
  std::string copy(text);
  _IDEC_flags flags = 0;
  return finite(bid128_from_string(copy.data(), to_even, &flags));
}

std::string Decimal::to_string() const {
  // The library writes "-1234E-2"; the point and the zeros are placed here.
  std::array<char, 64> buffer{};
  _IDEC_flags flags = 0;
  bid128_to_string(buffer.data(), raw(*this), &flags);
  const std::string_view written(buffer.data());
  const std::size_t e = written.find('E');
  if (e == std::string_view::npos) return "0";
  std::string digits(written.substr(1, e - 1));
  int exponent = std::atoi(written.data() + e + 1);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return "0";
  while (digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  if (exponent >= 0) {
    digits.append(static_cast<std::size_t>(exponent), '0');
  } else {
    const std::size_t after = static_cast<std::size_t>(-exponent);
    if (digits.size() <= after) digits.insert(0, after - digits.size() + 1, '0');
    digits.insert(digits.size() - after, ".");
  }
  return written.front() == '-' ? "-" + digits : digits;
}

std::optional<long long> Decimal::to_integer() const {
  _IDEC_flags flags = 0;
  const BID_SINT64 number = bid128_to_int64_xint(raw(*this), &flags);
  if (flags != 0) return std::nullopt;  // inexact or out of range
  return number;
}

double Decimal::to_double() const {
  _IDEC_flags flags = 0;
  return bid128_to_binary64(raw(*this), to_even, &flags);
}

namespace decimal {

Result add(const Decimal& a, const Decimal& b) {
  if (const auto pair = aligned(a, b)) {
    if (const auto sum = short_sum(pair->a, pair->b)) return *sum;
  }
  _IDEC_flags flags = 0;
  return finite(bid128_add(raw(a), raw(b), to_even, &flags));
}
Result subtract(const Decimal& a, const Decimal& b) {
  _IDEC_flags flags = 0;
  return finite(bid128_sub(raw(a), raw(b), to_even, &flags));
}
Result multiply(const Decimal& a, const Decimal& b) {
  _IDEC_flags flags = 0;
  return finite(bid128_mul(raw(a), raw(b), to_even, &flags));
}
Result divide(const Decimal& a, const Decimal& b) {
  _IDEC_flags flags = 0;
  return finite(bid128_div(raw(a), raw(b), to_even, &flags));
}
Result power(const Decimal& base, const Decimal& exponent) {
  _IDEC_flags flags = 0;
  // Whole powers by repeated squaring are exact where the digits suffice; the library's are not always.
  const auto whole = exponent.to_integer();
  if (whole && *whole >= -999 && *whole <= 999) {
    BID_UINT128 result = bid128_from_int64(1), square = raw(base);
    for (long long n = *whole < 0 ? -*whole : *whole; n > 0; n >>= 1) {
      if (n & 1) result = bid128_mul(result, square, to_even, &flags);
      if (n > 1) square = bid128_mul(square, square, to_even, &flags);
    }
    if (*whole < 0) result = bid128_div(bid128_from_int64(1), result, to_even, &flags);
    return finite(result);
  }
  return finite(bid128_pow(raw(base), raw(exponent), to_even, &flags));
}
Result square_root(const Decimal& a) {
  _IDEC_flags flags = 0;
  return finite(bid128_sqrt(raw(a), to_even, &flags));
}
Result exponential(const Decimal& a) {
  _IDEC_flags flags = 0;
  return finite(bid128_exp(raw(a), to_even, &flags));
}
Result logarithm(const Decimal& a) {
  _IDEC_flags flags = 0;
  return finite(bid128_log(raw(a), to_even, &flags));
}

Decimal negate(const Decimal& a) { return cooked(bid128_negate(raw(a))); }
Decimal absolute(const Decimal& a) { return cooked(bid128_abs(raw(a))); }
Decimal whole_part(const Decimal& a) {
  _IDEC_flags flags = 0;
  return cooked(bid128_round_integral_zero(raw(a), &flags));
}

bool is_zero(const Decimal& a) { return bid128_isZero(raw(a)) != 0; }
bool is_negative(const Decimal& a) { return bid128_isSigned(raw(a)) != 0 && !is_zero(a); }
bool is_whole(const Decimal& a) { return equal(a, whole_part(a)); }

int compare(const Decimal& a, const Decimal& b) {
  if (const auto pair = aligned(a, b))
    return pair->a.digits < pair->b.digits ? -1 : pair->a.digits > pair->b.digits ? 1 : 0;
  if (equal(a, b)) return 0;
  _IDEC_flags flags = 0;
  return bid128_quiet_less(raw(a), raw(b), &flags) ? -1 : 1;
}

bool equal(const Decimal& a, const Decimal& b) {
  if (a.bits[0] == b.bits[0] && a.bits[1] == b.bits[1]) return true;
  if (const auto pair = aligned(a, b)) return pair->a.digits == pair->b.digits;
  _IDEC_flags flags = 0;
  return bid128_quiet_equal(raw(a), raw(b), &flags) != 0;
}

namespace {

// The library has no "half down"; it is half up unless exactly a half is cut off.
BID_UINT128 round_half_down(BID_UINT128 x, BID_UINT128 unit) {
  _IDEC_flags flags = 0;
  const BID_UINT128 down = bid128_quantize(x, unit, to_zero, &flags);
  const BID_UINT128 rest = bid128_abs(bid128_sub(x, down, to_even, &flags));
  const BID_UINT128 up = bid128_quantize(x, unit, to_away, &flags);
  const BID_UINT128 other = bid128_abs(bid128_sub(up, x, to_even, &flags));
  return bid128_quiet_less(other, rest, &flags) ? up : down;
}

BID_UINT128 round_up(BID_UINT128 x, BID_UINT128 unit) {
  _IDEC_flags flags = 0;
  return bid128_quantize(x, unit, bid128_isSigned(x) ? to_floor : to_ceiling, &flags);
}

BID_UINT128 rounded(BID_UINT128 x, BID_UINT128 unit, Rounding how) {
  _IDEC_flags flags = 0;
  switch (how) {
    case Rounding::HalfEven: return bid128_quantize(x, unit, to_even, &flags);
    case Rounding::Down: return bid128_quantize(x, unit, to_zero, &flags);
    case Rounding::Up: return round_up(x, unit);
    case Rounding::HalfUp: return bid128_quantize(x, unit, to_away, &flags);
    case Rounding::HalfDown: return round_half_down(x, unit);
    case Rounding::Floor: return bid128_quantize(x, unit, to_floor, &flags);
    case Rounding::Ceiling: return bid128_quantize(x, unit, to_ceiling, &flags);
  }
  return x;
}

// How many digits the number has after its point, as it is stored.
int stored_scale(const Decimal& a) {
  const std::uint64_t high = a.bits[1];
  return 6176 - static_cast<int>((high >> 49) & 0x3FFF);
}

}  // namespace

Result round(const Decimal& a, long long scale, Rounding how) {
  if (scale < -6111 || scale > 6176) return std::nullopt;
  if (scale >= stored_scale(a)) return a;  // nothing to cut off; quantize could need more than 34 digits
  BID_UINT128 unit;
  unit.w[0] = 1;
  unit.w[1] = static_cast<std::uint64_t>(6176 - scale) << 49;
  return finite(rounded(raw(a), unit, how));
}

}  // namespace decimal
}  // namespace pleno::feel
