// How points and ranges lie to each other; the definitions follow the standard's table line by line.
#include <type_traits>

#include "feel/call.h"

namespace pleno::feel {
namespace {

// Comparisons of endpoints; where there is no order, `undecided` is set and the answer thrown away.
struct Relation {
  bool undecided = false;

  Order of(const Value& a, const Value& b) {
    const auto found = order(a, b);
    if (!found) undecided = true;
    return found.value_or(Order::Same);
  }
  bool less(const Value& a, const Value& b) { return of(a, b) == Order::Below; }
  bool same(const Value& a, const Value& b) { return of(a, b) == Order::Same; }

  bool before(const Value& a, const Value& b) { return less(a, b); }
  bool before(const Value& point, const Range& r) {
    return less(point, r.low) || (same(point, r.low) && !r.low_closed);
  }
  bool before(const Range& r, const Value& point) {
    return less(r.high, point) || (same(r.high, point) && !r.high_closed);
  }
  bool before(const Range& a, const Range& b) {
    return less(a.high, b.low) || ((!a.high_closed || !b.low_closed) && same(a.high, b.low));
  }
  bool meets(const Range& a, const Range& b) { return a.high_closed && b.low_closed && same(a.high, b.low); }

  // a begins before b, or where b begins, with at least as much; the same at the end.
  bool begins_no_later(const Range& a, const Range& b) {
    return less(a.low, b.low) || (same(a.low, b.low) && (a.low_closed || !b.low_closed));
  }
  bool ends_no_earlier(const Range& a, const Range& b) {
    return less(b.high, a.high) || (same(a.high, b.high) && (a.high_closed || !b.high_closed));
  }
  // a reaches into b from below.
  bool reaches(const Range& a, const Range& b) {
    return less(b.low, a.high) || (same(a.high, b.low) && a.high_closed && b.low_closed);
  }
  bool overlaps(const Range& a, const Range& b) { return reaches(a, b) && reaches(b, a); }
  bool overlaps_before(const Range& a, const Range& b) {
    const bool earlier = less(a.low, b.low) || (same(a.low, b.low) && a.low_closed && !b.low_closed);
    return earlier && reaches(a, b) && ends_no_earlier(b, a);
  }
  bool finishes(const Value& point, const Range& r) { return r.high_closed && same(r.high, point); }
  bool finishes(const Range& a, const Range& b) {
    return a.high_closed == b.high_closed && same(a.high, b.high) && begins_no_later(b, a);
  }
  bool includes(const Range& r, const Value& point) {
    return (less(r.low, point) && less(point, r.high)) || (same(r.low, point) && r.low_closed) ||
           (same(r.high, point) && r.high_closed);
  }
  bool includes(const Range& a, const Range& b) { return begins_no_later(a, b) && ends_no_earlier(a, b); }
  bool starts(const Value& point, const Range& r) { return r.low_closed && same(r.low, point); }
  bool starts(const Range& a, const Range& b) {
    return a.low_closed == b.low_closed && same(a.low, b.low) && ends_no_earlier(b, a);
  }
  bool coincides(const Value& a, const Value& b) { return same(a, b); }
  bool coincides(const Range& a, const Range& b) {
    return same(a.low, b.low) && a.low_closed == b.low_closed && same(a.high, b.high) &&
           a.high_closed == b.high_closed;
  }
};

template <typename Ask, typename A, typename B>
std::optional<bool> asks(const Ask& ask, Relation& relation, const A& a, const B& b) {
  if constexpr (std::is_invocable_v<Ask, Relation&, const A&, const B&>) return ask(relation, a, b);
  return std::nullopt;
}

// Calls `ask` with both arguments as the points or ranges they are.
template <typename Ask>
Value answer(Call& call, bool swapped, const Ask& ask) {
  const Value& a = call[swapped ? 1 : 0];
  const Value& b = call[swapped ? 0 : 1];
  Relation relation;
  std::optional<bool> found;
  if (a.range() && b.range()) {
    found = asks(ask, relation, *a.range(), *b.range());
  } else if (a.range()) {
    found = asks(ask, relation, *a.range(), b);
  } else if (b.range()) {
    found = asks(ask, relation, a, *b.range());
  } else {
    found = asks(ask, relation, a, b);
  }
  if (found && !relation.undecided) return *found;
  return call.fail("titik dan rentang itu tidak dapat dibandingkan",
                   "these points and ranges cannot be compared");
}

// Each relation as a function of points and ranges, for the pairs it is defined on.
const auto before = [](Relation& r, const auto& a, const auto& b) -> decltype(r.before(a, b)) {
  return r.before(a, b);
};
const auto meets = [](Relation& r, const auto& a, const auto& b) -> decltype(r.meets(a, b)) {
  return r.meets(a, b);
};
const auto overlaps = [](Relation& r, const auto& a, const auto& b) -> decltype(r.overlaps(a, b)) {
  return r.overlaps(a, b);
};
const auto overlaps_before = [](Relation& r, const auto& a,
                                const auto& b) -> decltype(r.overlaps_before(a, b)) {
  return r.overlaps_before(a, b);
};
const auto finishes = [](Relation& r, const auto& a, const auto& b) -> decltype(r.finishes(a, b)) {
  return r.finishes(a, b);
};
const auto includes = [](Relation& r, const auto& a, const auto& b) -> decltype(r.includes(a, b)) {
  return r.includes(a, b);
};
const auto starts = [](Relation& r, const auto& a, const auto& b) -> decltype(r.starts(a, b)) {
  return r.starts(a, b);
};
const auto coincides = [](Relation& r, const auto& a, const auto& b) -> decltype(r.coincides(a, b)) {
  return r.coincides(a, b);
};

template <const auto& relation>
Value asked(Call& call) {
  return answer(call, false, relation);
}
// With the arguments the other way round: after(a, b) is before(b, a).
template <const auto& relation>
Value inverse(Call& call) {
  return answer(call, true, relation);
}

}  // namespace

Rows range_rows() {
  using Use = Builtin::Use;
  return {
      {"before(point1: any, point2: any) -> boolean", asked<before>},
      {"before(point: any, range: range) -> boolean", asked<before>, Use::Named},
      {"before(range1: range, range2: range) -> boolean", asked<before>, Use::Named},
      {"before(range: range, point: any) -> boolean", asked<before>, Use::Named},
      {"after(point1: any, point2: any) -> boolean", inverse<before>},
      {"after(point: any, range: range) -> boolean", inverse<before>, Use::Named},
      {"after(range1: range, range2: range) -> boolean", inverse<before>, Use::Named},
      {"after(range: range, point: any) -> boolean", inverse<before>, Use::Named},
      {"meets(range1: range, range2: range) -> boolean", asked<meets>},
      {"met by(range1: range, range2: range) -> boolean", inverse<meets>},
      {"overlaps(range1: range, range2: range) -> boolean", asked<overlaps>},
      {"overlaps before(range1: range, range2: range) -> boolean", asked<overlaps_before>},
      {"overlaps after(range1: range, range2: range) -> boolean", inverse<overlaps_before>},
      {"finishes(point: any, range: range) -> boolean", asked<finishes>},
      {"finishes(range1: range, range2: range) -> boolean", asked<finishes>, Use::Named},
      {"finished by(range: range, point: any) -> boolean", inverse<finishes>},
      {"finished by(range1: range, range2: range) -> boolean", inverse<finishes>, Use::Named},
      {"includes(range: range, point: any) -> boolean", asked<includes>},
      {"includes(range1: range, range2: range) -> boolean", asked<includes>, Use::Named},
      {"during(point: any, range: range) -> boolean", inverse<includes>},
      {"during(range1: range, range2: range) -> boolean", inverse<includes>, Use::Named},
      {"starts(point: any, range: range) -> boolean", asked<starts>},
      {"starts(range1: range, range2: range) -> boolean", asked<starts>, Use::Named},
      {"started by(range: range, point: any) -> boolean", inverse<starts>},
      {"started by(range1: range, range2: range) -> boolean", inverse<starts>, Use::Named},
      {"coincides(point1: any, point2: any) -> boolean", asked<coincides>},
      {"coincides(range1: range, range2: range) -> boolean", asked<coincides>, Use::Named},
  };
}

}  // namespace pleno::feel
