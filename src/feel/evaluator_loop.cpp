// for, some, every: over lists, ranges of whole numbers and of dates, and single values.
#include <limits>

#include "feel/body.h"
#include "feel/calendar.h"
#include "feel/evaluator.h"

namespace pleno::feel {

// Binds the variables from `variable` on to every combination in turn and calls `body` for each.
template <typename Body>
Evaluator::Walk Evaluator::walk(const Node& node, std::uint32_t variable, const Body& body) {
  if (variable == node.variables) return body() ? Walk::Through : Walk::Cut;
  const Node& domain = *node.kids[variable];
  Value room, other;
  if (domain.kind == Kind::IterationRange) {
    const Value& low = value(*domain.kids[0], room);
    return walk_range(domain, variable, Range{low, value(*domain.kids[1], other)},
                      [&](const Value& item) { return walk_value(node, variable, item, body); });
  }
  const Value& found = value(domain, room);
  if (const List* list = found.list()) {
    for (const Value& item : *list) {
      const Walk walked = walk_value(node, variable, item, body);
      if (walked != Walk::Through) return walked;
    }
    return Walk::Through;
  }
  if (found.range()) {
    return walk_range(domain, variable, *found.range(),
                      [&](const Value& item) { return walk_value(node, variable, item, body); });
  }
  if (!found.is_null()) return walk_value(node, variable, found, body);
  because(domain, "null tidak dapat ditelusuri", "null cannot be iterated");
  return Walk::Invalid;
}

template <typename Body>
Evaluator::Walk Evaluator::walk_value(const Node& node, std::uint32_t variable, const Value& item,
                                      const Body& body) {
  if (!step()) return Walk::Invalid;
  set_slot(node.slot + static_cast<int>(variable), item);
  if (trace_) trace_->pending = item;
  return walk(node, variable + 1, body);
}

template <typename Each>
Evaluator::Walk Evaluator::walk_range(const Node& node, std::uint32_t variable, const Range& range,
                                      const Each& each) {
  const auto number = [](const Value& end) {
    return end.number() ? end.number()->to_integer() : std::nullopt;
  };
  const auto low = number(range.low), high = number(range.high);
  constexpr long long most = std::numeric_limits<long long>::max() / 2;
  if (low && high && *low > -most && *low<most&& * high> - most && *high < most) {
    return walk_steps(
        node, variable, *low + (range.low_closed ? 0 : 1), *high - (range.high_closed ? 0 : 1),
        [](long long n) { return Value(n); }, each);
  }
  if (range.low.wide_date() && range.high.wide_date()) {
    return walk_steps(
        node, variable, day_number(*range.low.wide_date()) + (range.low_closed ? 0 : 1),
        day_number(*range.high.wide_date()) - (range.high_closed ? 0 : 1),
        [](long long n) { return Value(*date_of_day_number(n)); }, each);
  }
  because(node, "rentang {}..{} tidak dapat ditelusuri", "{}..{} cannot be iterated",
          type_word(range.low.type()), type_word(range.high.type()));
  return Walk::Invalid;
}

// Up or down by one; an interval without items (1..1) is walked through at once.
template <typename Each, typename ValueOf>
Evaluator::Walk Evaluator::walk_steps(const Node& node, std::uint32_t, long long from, long long to,
                                      const ValueOf& value_of, const Each& each) {
  if (from > to && node.kind != Kind::IterationRange) return Walk::Through;
  const long long by = from <= to ? 1 : -1;
  for (long long at = from;; at += by) {
    const Value item = value_of(at);
    const Walk walked = each(item);
    if (walked != Walk::Through) return walked;
    if (at == to) return Walk::Through;
  }
}

const Value& Evaluator::iterate(const Node& node, Value& room) {
  const Node& body = *node.kids.back();
  if (node.uses_partial) {
    Growing grown;
    const auto add = [&] {
      set_slot(node.slot + static_cast<int>(node.variables), grown.value());
      Value item_room;
      const Value item = value(body, item_room);
      item_room = Value();
      const long long copied = grown.is_kept() ? grown.value().list()->size() : 0;
      return make(1 + copied) && grown.append(item);
    };
    const Walk walked = walk(node, 0, add);
    return room = walked == Walk::Through && !stopped() ? grown.value() : Value();
  }
  List results;
  const Walk walked = walk(node, 0, [&] {
    Value item_room;
    const Value& item = value(body, item_room);
    if (results.empty()) results.reserve(first_room);
    results.push_back(item);
    return make(1);
  });
  if (walked != Walk::Through || stopped()) return room = Value();
  return room = Value(std::move(results));
}

Truth Evaluator::quantify(const Node& node) {
  const Node& body = *node.kids.back();
  const bool some = node.kind == Kind::Some;
  Truth found = !some;
  const Walk walked = walk(node, 0, [&] {
    const Truth one = truth(body);
    found = some ? feel::either(found, one) : feel::both(found, one);
    return found != Truth(some) || thorough();
  });
  if (walked == Walk::Invalid || stopped()) return {};
  return found;
}

}  // namespace pleno::feel
