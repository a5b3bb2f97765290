// Members and filters: a.b, list.b, list[condition], list[index].
#include <algorithm>

#include "feel/body.h"
#include "feel/evaluator.h"
#include "feel/property.h"

namespace pleno::feel {

namespace {

// Never a number: such a condition is no index, and its truth need not become a value.
bool is_logical(Kind kind) {
  switch (kind) {
    case Kind::And:
    case Kind::Or:
    case Kind::Equal:
    case Kind::Unequal:
    case Kind::Less:
    case Kind::LessEqual:
    case Kind::Greater:
    case Kind::GreaterEqual:
    case Kind::Between:
    case Kind::In:
    case Kind::Some:
    case Kind::Every:
    case Kind::InstanceOf: return true;
    default: return false;
  }
}

}  // namespace

// A value found inside `base` may be handed on by reference only when `base` itself stays.
const Value& Evaluator::path(const Node& node, Value& room) {
  const Node& inner = *node.kids[0];
  if (inner.kind == Kind::Filter && step()) return filter(inner, room, &node);
  Value base_room;
  const Value& base = value(inner, base_room);
  if (const List* list = base.list()) return members(node, *list, room);
  return member(node, base, &base == &base_room, room);
}

const Value& Evaluator::members(const Node& node, const List& list, Value& room) {
  if (!make(static_cast<long long>(list.size()) + 1) || !step(static_cast<long long>(list.size()))) {
    return room = Value();
  }
  List found;
  found.reserve(list.size());
  for (const Value& item : list) {
    Value item_room;
    found.push_back(member(node, item, false, item_room));
  }
  return room = Value(std::move(found));
}

const Value& Evaluator::member(const Node& node, const Value& base, bool temporary, Value& room) {
  if (const Context* context = base.context()) {
    const Value* found = find(node, *context);
    if (found) return temporary ? room = *found : *found;
    because(node, "anggota '{}' tidak ada", "there is no member '{}'", node.name);
    return room = Value();
  }
  if (auto found = property(base, node.name)) return room = std::move(*found);
  because(node, "{} tidak mempunyai anggota '{}'", "{} has no member '{}'", type_word(base.type()),
          node.name);
  return room = Value();
}

// `path`, when given: its member of what the filter leaves, without making the list in between.
const Value& Evaluator::filter(const Node& node, Value& room, const Node* path) {
  Value base_room;
  const Value& base = value(*node.kids[0], base_room);
  if (base.is_null()) {
    because(node, "null tidak dapat disaring", "null cannot be filtered");
    return path ? member(*path, Value(), true, room) : room = Value();
  }
  if (const List* list = base.list()) return filter_list(node, *list, &base == &base_room, room, path);
  const List single{base};
  return filter_list(node, single, true, room, path);
}

// The condition tells by its value for the first item whether it is an index.
const Value& Evaluator::filter_list(const Node& node, const List& list, bool temporary, Value& room,
                                    const Node* path) {
  const Node& condition = *node.kids[1];
  const auto picked = [&](const Value& index) -> const Value& {
    if (!path) return pick(node, list, index, temporary, room);
    Value item_room;
    const Value& item = pick(node, list, index, false, item_room);
    if (const List* inner = item.list()) return members(*path, *inner, room);
    return member(*path, item, temporary || &item == &item_room, room);
  };
  if (list.empty()) {
    Value none;
    if (!path) return filter_empty(node, room);
    return filter_empty(node, none).is_null() ? member(*path, none, true, room) : room = none;
  }
  if (condition.kind == Kind::Constant && condition.constant.number()) return picked(condition.constant);
  const bool logical = is_logical(condition.kind);
  List kept;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!step()) return room = Value();
    set_slot(node.slot, list[i]);
    Value found_room;
    if (logical) {
      if (truth(condition) != Truth(true)) continue;
    } else {
      const Value& found = value(condition, found_room);
      if (i == 0 && found.number()) return picked(found);
      if (!found.is_true()) continue;
    }
    if (!make(1)) return room = Value();
    if (kept.empty()) kept.reserve(std::min(list.size() - i, first_room));
    kept.push_back(path ? member(*path, list[i], false, found_room) : list[i]);
  }
  return room = Value(std::move(kept));
}

const Value& Evaluator::filter_empty(const Node& node, Value& room) {
  const Value nothing;
  set_slot(node.slot, nothing);
  Value condition_room;
  Causes* const causes = std::exchange(causes_, nullptr);  // about an item that does not exist
  const bool index = value(*node.kids[1], condition_room).number() != nullptr;
  causes_ = causes;
  if (!index) return room = Value(List{});
  because(node, "daftar kosong", "the list is empty");
  return room = Value();
}

const Value& Evaluator::pick(const Node& node, const List& list, const Value& index, bool temporary,
                             Value& room) {
  const auto wanted = index.number()->to_integer();
  const long long size = static_cast<long long>(list.size());
  if (!wanted || *wanted == 0 || *wanted > size || *wanted < -size) {
    because(node, "tidak ada butir {} dalam daftar {} butir", "there is no item {} in a list of {}",
            index.number()->to_string(), size);
    return room = Value();
  }
  const Value& found = list[static_cast<std::size_t>(*wanted > 0 ? *wanted - 1 : size + *wanted)];
  return temporary ? room = found : found;
}

}  // namespace pleno::feel
