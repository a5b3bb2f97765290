// Three-valued logic: and, or, comparisons, between, in. What is neither true nor false is undecided.
#include "feel/body.h"
#include "feel/evaluator.h"

namespace pleno::feel {
// The truth of any node, without a Value in between where the node is logical itself.
Truth Evaluator::truth_of(const Node& node) {
  switch (node.kind) {
    case Kind::And: return both(node);
    case Kind::Or: return either(node);
    case Kind::Equal: return equality(node, true);
    case Kind::Unequal: return equality(node, false);
    case Kind::Less:
    case Kind::LessEqual:
    case Kind::Greater:
    case Kind::GreaterEqual: return compared(node);
    case Kind::Between: return between(node);
    case Kind::In: return in(node);
    case Kind::Some:
    case Kind::Every: return quantify(node);
    case Kind::InstanceOf: return instance_of(node);
    default: break;
  }
  Value room;
  const Value& found = value(node, room);
  if (found.boolean()) return *found.boolean();
  if (!found.is_null()) {
    because(node, "diharapkan boolean, bukan {}", "a boolean is expected, not {}", type_word(found.type()));
  }
  return {};
}

// One false decides; a null on the left still has to look at the right.
Truth Evaluator::both(const Node& node) {
  const Truth left = truth(*node.kids[0]);
  if ((left == Truth(false) && !thorough()) || !step()) return left;
  return feel::both(left, truth(*node.kids[1]));
}

Truth Evaluator::either(const Node& node) {
  const Truth left = truth(*node.kids[0]);
  if ((left == Truth(true) && !thorough()) || !step()) return left;
  return feel::either(left, truth(*node.kids[1]));
}

Truth Evaluator::equality(const Node& node, bool wanted) {
  Value left_room, right_room;
  const Value& left = value(*node.kids[0], left_room);
  const Value& right = value(*node.kids[1], right_room);
  if (trace_) operands(node, left, right);
  if (!charge(left)) return {};
  const Truth same = equal(left, right);
  if (!same) {
    because(node, "{} dan {} tidak dapat dibandingkan", "{} and {} cannot be compared",
            type_word(left.type()), type_word(right.type()));
  }
  return wanted ? same : opposite(same);
}

Truth Evaluator::compared(const Node& node) {
  Value left_room, right_room;
  const Value& left = value(*node.kids[0], left_room);
  const Value& right = value(*node.kids[1], right_room);
  if (trace_) operands(node, left, right);
  if (!charge(left)) return {};
  const auto found = order(left, right);
  if (!found) {
    because(node, "{} dan {} tidak dapat diurutkan", "{} and {} have no order", type_word(left.type()),
            type_word(right.type()));
    return {};
  }
  switch (node.kind) {
    case Kind::Less: return *found == Order::Below;
    case Kind::LessEqual: return *found != Order::Above;
    case Kind::Greater: return *found == Order::Above;
    default: return *found != Order::Below;
  }
}

Truth Evaluator::between(const Node& node) {
  Value room, low_room, high_room;
  const Value& tested = value(*node.kids[0], room);
  if (trace_) operands(node, tested, Value());
  const auto low = order(tested, value(*node.kids[1], low_room));
  const auto high = order(tested, value(*node.kids[2], high_room));
  const Truth found =
      feel::both(low ? Truth(*low != Order::Below) : Truth(), high ? Truth(*high != Order::Above) : Truth());
  if (!found)
    because(node, "batas 'between' tidak dapat dibandingkan", "bounds of 'between' cannot be compared");
  return found;
}

Truth Evaluator::in(const Node& node) {
  Value room;
  const Value& tested = value(*node.kids[0], room);
  set_slot(node.slot, tested);
  if (trace_) operands(node, tested, Value());
  Truth found = false;
  for (std::size_t i = 1; i < node.kids.size() && step(); ++i) {
    found = feel::either(found, passes(*node.kids[i], tested));
    if (found == Truth(true)) break;
  }
  if (!found) because(node, "uji 'in' tidak dapat diputuskan", "the test of 'in' is undecided");
  return found;
}

Truth Evaluator::passes(const Node& test, const Value& tested) {
  if (test.kind == Kind::InputTest) return truth(*test.kids[0]);
  if (test.kind == Kind::RangeOf) return in_range(test, tested);
  if (test.kind == Kind::OneSided) return on_side(test, tested);
  Value room;
  return passes(value(test, room), tested);
}

// A test is a range, a list of tests and values, or a value to be equal to.
Truth Evaluator::passes(const Value& test, const Value& tested) {
  if (test.range()) return contains(*test.range(), tested);
  const List* list = test.list();
  if (!list) return equal(tested, test);
  if (tested.list() && equal(tested, test) == Truth(true)) return true;
  Truth found = false;
  for (const Value& item : *list) {
    if (!step() || !charge(item)) return {};
    found = feel::either(
        found, item.range() && !tested.range() ? contains(*item.range(), tested) : Truth(tested == item));
    if (found == Truth(true)) break;
  }
  return found;
}

// `x in > 5`, without making the range.
Truth Evaluator::on_side(const Node& test, const Value& tested) {
  Value room;
  const Value& end = value(*test.kids[0], room);
  if (test.test == Node::Test::Equal || test.test == Node::Test::Unequal) {
    if (!charge(tested)) return {};
    const Truth same = equal(tested, end);
    return test.test == Node::Test::Equal ? same : opposite(same);
  }
  const auto found = order(tested, end);
  if (!found) return {};
  switch (test.test) {
    case Node::Test::Less: return *found == Order::Below;
    case Node::Test::LessEqual: return *found != Order::Above;
    case Node::Test::Greater: return *found == Order::Above;
    default: return *found != Order::Below;
  }
}

// A range with a null endpoint is undecided there, but can still say no at its other end.
Truth Evaluator::in_range(const Node& test, const Value& tested) {
  Value low_room, high_room;
  const Value& low = value(*test.kids[0], low_room);
  const Value& high = value(*test.kids[1], high_room);
  const auto at_low = order(tested, low), at_high = order(tested, high);
  const Truth above =
      at_low ? Truth(*at_low == Order::Above || (*at_low == Order::Same && test.low_closed)) : Truth();
  const Truth below =
      at_high ? Truth(*at_high == Order::Below || (*at_high == Order::Same && test.high_closed)) : Truth();
  return feel::both(above, below);
}

const Value& Evaluator::range(const Node& node, Value& room) {
  Value low_room, high_room;
  const Value& low = value(*node.kids[0], low_room);
  const Value& high = value(*node.kids[1], high_room);
  const bool unknown = low.is_null() || high.is_null();
  const auto found = order(low, high);
  if (!unknown && (!found || *found == Order::Above)) {
    because(node, "rentang {}..{} tidak sah", "{}..{} is no range", type_word(low.type()),
            type_word(high.type()));
    return room = Value();
  }
  Range made{low, high, node.low_closed, node.high_closed};
  made.low_unknown = low.is_null();
  made.high_unknown = high.is_null();
  if (!make(2)) return room = Value();
  return room = Value(std::move(made));
}

const Value& Evaluator::one_sided(const Node& node, Value& room) {
  Value end_room;
  const Value& end = value(*node.kids[0], end_room);
  Range made;
  made.low_closed = node.test == Node::Test::GreaterEqual;
  made.high_closed = node.test == Node::Test::LessEqual;
  switch (node.test) {
    case Node::Test::Less:
    case Node::Test::LessEqual:
      made.high = end;
      made.high_unknown = end.is_null();
      break;
    case Node::Test::Greater:
    case Node::Test::GreaterEqual:
      made.low = end;
      made.low_unknown = end.is_null();
      break;
    case Node::Test::Equal:
    case Node::Test::Unequal:
      made.low = end;
      made.test = node.test == Node::Test::Equal ? Range::Test::Equal : Range::Test::Unequal;
      break;
  }
  if (!make(2)) return room = Value();
  return room = Value(std::move(made));
}

}  // namespace pleno::feel
