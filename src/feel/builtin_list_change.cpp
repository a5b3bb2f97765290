// List functions that make another list. Positions count from 1, or from the end when negative.
#include <algorithm>

#include "feel/call.h"

namespace pleno::feel {
namespace {

Value made(Call& call, List list) { return call.make(list.size() + 1) ? Value(std::move(list)) : Value(); }

// The place (from 0) that argument `i` names in a list of this size.
std::optional<std::size_t> place(Call& call, std::size_t i, std::size_t size) {
  const auto position = call.integer(i);
  const long long count = static_cast<long long>(size);
  if (!position || *position == 0 || *position > count || *position < -count) return std::nullopt;
  return static_cast<std::size_t>(*position > 0 ? *position - 1 : count + *position);
}

Value sublist(Call& call) {
  const List& list = call.list(0);
  const auto start = place(call, 1, list.size());
  if (!start) return call.outside(1);
  long long length = static_cast<long long>(list.size() - *start);
  if (call.given(2)) {
    const auto wanted = call.integer(2);
    if (!wanted || *wanted < 1 || *wanted > length) return call.outside(2);
    length = *wanted;
  }
  const auto from = list.begin() + static_cast<long>(*start);
  return made(call, List(from, from + static_cast<long>(length)));
}

Value append(Call& call) {
  List list = call.list(0);
  for (std::size_t i = 1; i < call.size(); ++i) {
    if (call.given(i)) list.push_back(call[i]);
  }
  return made(call, std::move(list));
}

bool append_new(Call& call, List& list, const Value& item) {
  for (const Value& known : list) {
    if (!call.evaluator().charge(known)) return false;
    if (known == item) return true;
  }
  list.push_back(item);
  return call.make(1);
}

Value concatenate(Call& call) {
  List list;
  for (std::size_t i = 0; i < call.size(); ++i) {
    if (!call.given(i)) continue;
    if (!call.make(call.list(i).size())) return {};
    list.insert(list.end(), call.list(i).begin(), call.list(i).end());
  }
  return list;
}

Value union_of(Call& call) {
  List list;
  for (std::size_t i = 0; i < call.size(); ++i) {
    if (!call.given(i)) continue;
    for (const Value& item : call.list(i)) {
      if (!append_new(call, list, item)) return {};
    }
  }
  return list;
}

Value insert_before(Call& call) {
  List list = call.list(0);
  const auto at = place(call, 1, list.size());
  if (!at) return call.outside(1);
  list.insert(list.begin() + static_cast<long>(*at), call[2]);
  return made(call, std::move(list));
}

Value remove(Call& call) {
  List list = call.list(0);
  const auto at = place(call, 1, list.size());
  if (!at) return call.outside(1);
  list.erase(list.begin() + static_cast<long>(*at));
  return made(call, std::move(list));
}

Value reverse(Call& call) { return made(call, List(call.list(0).rbegin(), call.list(0).rend())); }

bool flatten_into(Call& call, const List& list, List& out) {
  for (const Value& item : list) {
    if (!call.step()) return false;
    if (item.list()) {
      if (!flatten_into(call, *item.list(), out)) return false;
    } else {
      if (!call.make(1)) return false;
      out.push_back(item);
    }
  }
  return true;
}

Value flatten(Call& call) {
  List out;
  return flatten_into(call, call.list(0), out) ? Value(std::move(out)) : Value();
}

// Gives the truth of function(a, b), written as an argument: its parameters are set, its body computed.
std::optional<bool> ask(Call& call, const Node& lambda, const Value& a, const Value& b) {
  if (!call.step()) return std::nullopt;
  call.evaluator().set_slot(lambda.slot, a);
  call.evaluator().set_slot(lambda.slot + 1, b);
  Value room;
  const Value& found = call.evaluator().value(*lambda.kids[0], room);
  return found.boolean() ? std::optional(*found.boolean()) : std::nullopt;
}

const Node* lambda_of(Call& call, std::size_t argument) {
  const Node* written = call.written(argument);
  return written && written->kind == Kind::Lambda && written->variables == 2 ? written : nullptr;
}

// Merges two sorted halves; stable, and safe whatever the function answers.
bool merge(Call& call, const Node& lambda, List& list, std::size_t begin, std::size_t middle,
           std::size_t end) {
  List merged;
  merged.reserve(end - begin);
  std::size_t left = begin, right = middle;
  while (left < middle && right < end) {
    const auto precedes = ask(call, lambda, list[right], list[left]);
    if (!precedes) return false;
    merged.push_back(std::move(*precedes ? list[right++] : list[left++]));
  }
  while (left < middle) merged.push_back(std::move(list[left++]));
  while (right < end) merged.push_back(std::move(list[right++]));
  std::move(merged.begin(), merged.end(), list.begin() + static_cast<long>(begin));
  return true;
}

Value sort(Call& call) {
  const Node* lambda = lambda_of(call, 1);
  if (!lambda) {
    return call.fail("sort memerlukan function(x, y) …", "sort needs function(x, y) …");
  }
  List list = call.list(0);
  if (!call.make(list.size() * 2 + 1)) return {};
  for (std::size_t width = 1; width < list.size(); width *= 2) {
    for (std::size_t begin = 0; begin + width < list.size(); begin += 2 * width) {
      const std::size_t end = std::min(begin + 2 * width, list.size());
      if (!merge(call, *lambda, list, begin, begin + width, end)) return call.outside(0);
    }
  }
  return list;
}

Value replace_where(Call& call, const Node& lambda) {
  List list = call.list(0);
  for (Value& item : list) {
    const auto matches = ask(call, lambda, item, call[2]);
    if (!matches) return call.outside(0);
    if (*matches) item = call[2];
  }
  return made(call, std::move(list));
}

Value list_replace(Call& call) {
  if (const Node* lambda = lambda_of(call, 1)) return replace_where(call, *lambda);
  if (!call[1].number()) return call.outside(1);
  List list = call.list(0);
  const auto at = place(call, 1, list.size());
  if (!at) return call.outside(1);
  list[*at] = call[2];
  return made(call, std::move(list));
}

}  // namespace

Rows list_change_rows() {
  using Use = Builtin::Use;
  return {
      {"sublist(list: list, start position: number, length?: number) -> list", sublist},
      {"append(list: list, item...: any) -> list", append},
      {"concatenate(list...: list) -> list", concatenate},
      {"union(list...: list) -> list", union_of},
      {"distinct values(list: list) -> list", union_of},
      {"insert before(list: list, position: number, newItem: any) -> list", insert_before},
      {"remove(list: list, position: number) -> list", remove},
      {"reverse(list: list) -> list", reverse},
      {"flatten(list: list) -> list", flatten},
      {"sort(list: list, precedes: function) -> list", sort},
      {"list replace(list: list, position: any, newItem: any) -> list", list_replace},
      {"list replace(list: list, match: function, newItem: any) -> list", list_replace, Use::Named},
  };
}

}  // namespace pleno::feel
