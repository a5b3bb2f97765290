// Members and filters: a.b, list.b, list[condition], list[index].
#include <algorithm>

#include "feel/body.h"
#include "feel/evaluator.h"
#include "feel/property.h"

namespace pleno::feel {

// A value found inside `base` may be handed on by reference only when `base` itself stays.
const Value& Evaluator::path(const Node& node, Value& room) {
  Value base_room;
  const Value& base = value(*node.kids[0], base_room);
  const bool temporary = &base == &base_room;
  const List* list = base.list();
  if (!list) return member(node, base, temporary, room);
  if (!make(static_cast<long long>(list->size()) + 1) || !step(static_cast<long long>(list->size()))) {
    return room = Value();
  }
  List members;
  members.reserve(list->size());
  for (const Value& item : *list) {
    Value item_room;
    members.push_back(member(node, item, true, item_room));
  }
  return room = Value(std::move(members));
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

const Value& Evaluator::filter(const Node& node, Value& room) {
  Value base_room;
  const Value& base = value(*node.kids[0], base_room);
  if (base.is_null()) {
    because(node, "null tidak dapat disaring", "null cannot be filtered");
    return room = Value();
  }
  const List* list = base.list();
  if (list) return filter_list(node, *list, &base == &base_room, room);
  const List single{base};
  return filter_list(node, single, true, room);
}

// The condition tells by its value for the first item whether it is an index.
const Value& Evaluator::filter_list(const Node& node, const List& list, bool temporary, Value& room) {
  const Node& condition = *node.kids[1];
  if (list.empty()) return filter_empty(node, room);
  if (condition.kind == Kind::Constant && condition.constant.number()) {
    return pick(node, list, condition.constant, temporary, room);
  }
  List kept;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!step()) return room = Value();
    set_slot(node.slot, list[i]);
    Value condition_room;
    const Value& found = value(condition, condition_room);
    if (i == 0 && found.number()) return pick(node, list, found, temporary, room);
    if (found.is_true()) {
      if (!make(1)) return room = Value();
      if (kept.empty()) kept.reserve(std::min(list.size() - i, first_room));
      kept.push_back(list[i]);
    }
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
