// List functions that look: counting, searching, aggregating.
#include <algorithm>

#include "feel/call.h"
#include "feel/decimal.h"

namespace pleno::feel {
namespace {

Value list_contains(Call& call) {
  for (const Value& item : call.list(0)) {
    if (!call.evaluator().charge(item)) return {};
    if (item == call[1]) return true;
  }
  return false;
}

Value count(Call& call) { return static_cast<long long>(call.list(0).size()); }

Value index_of(Call& call) {
  List found;
  for (std::size_t i = 0; i < call.list(0).size(); ++i) {
    if (!call.evaluator().charge(call.list(0)[i])) return {};
    if (!(call.list(0)[i] == call[1])) continue;
    if (!call.make(1)) return {};
    found.emplace_back(static_cast<long long>(i + 1));
  }
  return found;
}

// The least or greatest item; null when two of them have no order.
template <Order better>
Value extreme(Call& call) {
  const List& list = call.list(0);
  if (list.empty()) return call.outside(0);
  const Value* best = &list.front();
  if (!order(*best, *best)) return call.outside(0);
  for (const Value& item : list) {
    const auto found = order(item, *best);
    if (!found || !call.evaluator().charge(item)) return call.outside(0);
    if (*found == better) best = &item;
  }
  return *best;
}

using Numbers = std::vector<Decimal>;

// The numbers of the list; nothing when it is empty or holds anything else.
std::optional<Numbers> numbers(Call& call) {
  Numbers found;
  if (!call.step(call.list(0).size())) return std::nullopt;
  found.reserve(call.list(0).size());
  for (const Value& item : call.list(0)) {
    if (!item.number()) return std::nullopt;
    found.push_back(*item.number());
  }
  return found.empty() ? std::nullopt : std::optional(std::move(found));
}

Value or_null(Call& call, const decimal::Result& found) { return found ? Value(*found) : call.outside(0); }

// All numbers of the list in turn; nothing when it is empty or holds anything else.
decimal::Result fold(Call& call, decimal::Result (*step)(const Decimal&, const Decimal&)) {
  const List& list = call.list(0);
  if (list.empty() || !call.step(list.size())) return std::nullopt;
  decimal::Result total = list.front().number() ? decimal::Result(*list.front().number()) : std::nullopt;
  for (std::size_t i = 1; i < list.size() && total; ++i) {
    const Decimal* number = list[i].number();
    total = number ? step(*total, *number) : std::nullopt;
  }
  return total;
}

Value sum(Call& call) { return or_null(call, fold(call, decimal::add)); }

Value product(Call& call) { return or_null(call, fold(call, decimal::multiply)); }

Value mean(Call& call) {
  const auto total = fold(call, decimal::add);
  return or_null(call,
                 total ? decimal::divide(*total, Decimal::from(static_cast<long long>(call.list(0).size())))
                       : std::nullopt);
}

decimal::Result mean_of(const Numbers& numbers) {
  decimal::Result total = numbers.front();
  for (std::size_t i = 1; i < numbers.size() && total; ++i) total = decimal::add(*total, numbers[i]);
  return total ? decimal::divide(*total, Decimal::from(static_cast<long long>(numbers.size())))
               : std::nullopt;
}

std::optional<Numbers> sorted(Call& call) {
  auto found = numbers(call);
  if (!found || !call.step(found->size() * 20)) return std::nullopt;
  std::sort(found->begin(), found->end(),
            [](const Decimal& a, const Decimal& b) { return decimal::compare(a, b) < 0; });
  return found;
}

Value median(Call& call) {
  const auto found = sorted(call);
  if (!found) return call.outside(0);
  const std::size_t middle = found->size() / 2;
  if (found->size() % 2 == 1) return (*found)[middle];
  return or_null(call, mean_of({(*found)[middle - 1], (*found)[middle]}));
}

// Of a sample: divided by one less than the count.
Value stddev(Call& call) {
  const auto found = numbers(call);
  const auto middle = found && found->size() > 1 ? mean_of(*found) : std::nullopt;
  if (!middle) return call.outside(0);
  decimal::Result total = Decimal::from(0);
  for (const Decimal& number : *found) {
    const auto away = decimal::subtract(number, *middle);
    const auto square = away ? decimal::multiply(*away, *away) : std::nullopt;
    total = total && square ? decimal::add(*total, *square) : std::nullopt;
  }
  const auto variance =
      total ? decimal::divide(*total, Decimal::from(static_cast<long long>(found->size() - 1)))
            : std::nullopt;
  return or_null(call, variance ? decimal::square_root(*variance) : std::nullopt);
}

// The most frequent numbers, ascending.
Value mode(Call& call) {
  if (call.list(0).empty()) return List{};
  const auto found = sorted(call);
  if (!found) return call.outside(0);
  List modes;
  std::size_t most = 0;
  for (std::size_t begin = 0, end = 0; begin < found->size(); begin = end) {
    while (end < found->size() && decimal::equal((*found)[begin], (*found)[end])) ++end;
    if (end - begin < most) continue;
    if (end - begin > most) modes.clear();
    most = end - begin;
    modes.emplace_back((*found)[begin]);
  }
  return call.make(modes.size()) ? Value(std::move(modes)) : Value();
}

// all: false when any item is, else true when every item is; any: the other way round.
template <bool decisive>
Value quantified(Call& call) {
  bool undecided = false;
  if (!call.step(call.list(0).size())) return {};
  for (const Value& item : call.list(0)) {
    if (item.boolean() && *item.boolean() == decisive) return decisive;
    undecided = undecided || !item.boolean();
  }
  return undecided ? call.outside(0) : Value(!decisive);
}

}  // namespace

Rows list_rows() {
  return {
      {"list contains(list: list, element: any) -> boolean", list_contains},
      {"count(list: list) -> number", count},
      {"index of(list: list, match: any) -> list", index_of},
      {"min(list*: list) -> any", extreme<Order::Below>},
      {"max(list*: list) -> any", extreme<Order::Above>},
      {"sum(list*: list) -> number", sum},
      {"product(list*: list) -> number", product},
      {"mean(list*: list) -> number", mean},
      {"median(list*: list) -> number", median},
      {"stddev(list*: list) -> number", stddev},
      {"mode(list*: list) -> list", mode},
      {"all(list*: list) -> boolean", quantified<false>},
      {"any(list*: list) -> boolean", quantified<true>},
  };
}

}  // namespace pleno::feel
