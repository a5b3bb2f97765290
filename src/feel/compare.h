// FEEL's comparisons of two values: three-valued, nothing where the standard says null. Pure functions
// over values; they know nothing of expressions.
#pragma once
#include <optional>

#include "feel/value.h"

namespace pleno::feel {

using Truth = std::optional<bool>;  // true, false, or nothing: undecided

// Null equals only null; values of different types are undecided.
Truth equal(const Value& a, const Value& b);

enum class Order { Below, Same, Above };
// Nothing when the values have no order: different types, null, booleans, lists, contexts.
std::optional<Order> order(const Value& a, const Value& b);

Truth contains(const Range& range, const Value& value);

inline Truth both(Truth a, Truth b) {
  if (a == Truth(false) || b == Truth(false)) return false;
  return a && b ? Truth(true) : Truth();
}
inline Truth either(Truth a, Truth b) {
  if (a == Truth(true) || b == Truth(true)) return true;
  return a && b ? Truth(false) : Truth();
}
inline Truth opposite(Truth a) { return a ? Truth(!*a) : Truth(); }

}  // namespace pleno::feel
