#include "feel/evaluator.h"

#include <algorithm>

#include "feel/body.h"
#include "feel/limits.h"

namespace pleno::feel {

Evaluator::Evaluator(const Scope* scope, std::uint32_t slots, Causes* causes, Trace* trace)
    : scope_(scope),
      causes_(causes),
      trace_(trace),
      steps_(most_steps),
      cells_(most_cells),
      bytes_(most_bytes),
      slots_(few_.data()) {
  if (slots <= inline_slots) return;
  many_.resize(slots);
  slots_ = many_.data();
}

bool Evaluator::stop() {
  if (steps_ > -most_steps * 2) {  // the first time
    if (causes_) {
      causes_->list.push_back({0, say("perhitungan dihentikan: terlalu panjang",
                                      "evaluation stopped: it takes too long or too much memory")});
    }
    steps_ = -most_steps * 4;
  }
  return false;
}

bool Evaluator::make(long long cells, long long bytes) {
  if (stopped()) return false;
  cells_ -= cells;
  bytes_ -= bytes;
  if (cells_ >= 0 && bytes_ >= 0) return true;
  steps_ = -1;
  return stop();
}

bool Evaluator::charge(const Value& compared) {
  if (const std::string* text = compared.text()) return step(1 + static_cast<long long>(text->size() / 64));
  return step(compared.weight());
}

void Evaluator::record(const Node& node, std::string message) {
  if (!causes_ || causes_->list.size() >= most_causes) return;
  const auto same = [&](const Cause& known) {
    return known.offset == node.begin && known.message == message;
  };
  // A loop meets one cause many times.
  if (std::any_of(causes_->list.begin(), causes_->list.end(), same)) return;
  causes_->list.push_back({node.begin, std::move(message), node.length});
}

const Value& Evaluator::value(const Node& node, Value& room) {
  if (!step()) return room = Value();
  switch (node.kind) {
    case Kind::Constant:
      if (!node.misuse.empty() && causes_) record(node, node.misuse);
      return node.constant;
    case Kind::Name: return name(node, room);
    case Kind::Path: return path(node, room);
    case Kind::Filter: return filter(node, room);
    case Kind::Call: return trace_ ? traced_call(node, room) : call(node, room);
    case Kind::HostCall: return host_call(node, room);
    case Kind::If: return trace_ ? traced_choice(node, room) : choose(node, room);
    case Kind::For: return iterate(node, room);
    case Kind::IterationRange:
    case Kind::RangeOf: return range(node, room);
    case Kind::OneSided: return one_sided(node, room);
    case Kind::Add:
    case Kind::Subtract:
    case Kind::Multiply:
    case Kind::Divide:
    case Kind::Power: return arithmetic(node, room);
    case Kind::Negate: return negate(node, room);
    case Kind::ListOf: return list(node, room);
    case Kind::ContextOf: return context(node, room);
    case Kind::InputTest: return value(*node.kids[0], room);
    case Kind::Lambda: return room = Value();
    default: return room = Value(truth(node));
  }
}

const Value& Evaluator::name(const Node& node, Value& room) {
  for (const int item : node.filters) {
    const Context* members = slot(item).context();
    const Value* found = members ? find(node, *members) : nullptr;
    if (found) return *found;
  }
  return node.slot >= 0 ? slot(node.slot) : fact(node, room);
}

const Value& Evaluator::fact(const Node& node, Value& room) {
  for (const Scope* scope = scope_; scope; scope = scope->outer()) {
    if (const Value* found = find(node, scope->facts())) return *found;
  }
  because(node, "nama '{}' tidak dikenal", "name '{}' is not known", node.name);
  return room = Value();
}

const Value& Evaluator::choose(const Node& node, Value& room) {
  const Truth condition = truth(*node.kids[0]);
  return value(*node.kids[condition == Truth(true) ? 1 : 2], room);
}

const Value& Evaluator::list(const Node& node, Value& room) {
  if (!make(static_cast<long long>(node.kids.size()) + 1)) return room = Value();
  List items;
  items.reserve(node.kids.size());
  for (const NodePtr& kid : node.kids) {
    Value item;
    items.push_back(value(*kid, item));
  }
  room = Value(std::move(items));
  if (room.is_null())
    because(node, "daftar terlalu besar atau bersarang terlalu dalam", "list is too large or too deep");
  return room;
}

const Value& Evaluator::context(const Node& node, Value& room) {
  if (!node.keys) {
    because(node, "anggota bernama sama lebih dari satu", "two members have the same name");
    return room = Value();
  }
  if (!make(static_cast<long long>(node.kids.size()) + 1)) return room = Value();
  List values(node.kids.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    Value entry;
    values[i] = value(*node.kids[i], entry);
    set_slot(node.slot + static_cast<int>(i), values[i]);
  }
  room = Value(Context(node.keys, std::move(values)));
  if (room.is_null())
    because(node, "konteks terlalu besar atau bersarang terlalu dalam", "context is too large or too deep");
  return room;
}

Truth Evaluator::instance_of(const Node& node) {
  if (node.spec->shape == TypeSpec::Shape::Unknown) {
    because(node, "tipe '{}' tidak dikenal", "type '{}' is not known", node.spec->name);
    return {};
  }
  Value room;
  return conforms(value(*node.kids[0], room), *node.spec);
}

namespace {

bool conforms_context(const Context& context, const TypeSpec& spec) {
  for (std::size_t i = 0; i < spec.members.size(); ++i) {
    const Value* member = context.find(spec.members[i]);
    if (!member || (!member->is_null() && !conforms(*member, *spec.parts[i]))) return false;
  }
  return true;
}

bool conforms_range(const Range& range, const TypeSpec& spec) {
  if (spec.parts.empty()) return false;
  const auto fits = [&](const Value& end) { return end.is_null() || conforms(end, *spec.parts[0]); };
  return fits(range.low) && fits(range.high);
}

bool conforms_list(const List& list, const TypeSpec& spec) {
  return !spec.parts.empty() && std::all_of(list.begin(), list.end(), [&](const Value& item) {
    return item.is_null() || conforms(item, *spec.parts[0]);
  });
}

}  // namespace

// Null conforms to every type inside a list or context; itself it is an instance of Null only.
bool conforms(const Value& value, const TypeSpec& spec) {
  switch (spec.shape) {
    case TypeSpec::Shape::Any: return !value.is_null();
    case TypeSpec::Shape::Null: return value.is_null();
    case TypeSpec::Shape::Plain: return value.type() == spec.plain;
    case TypeSpec::Shape::Items: return value.list() && conforms_list(*value.list(), spec);
    case TypeSpec::Shape::Entries: return value.context() && conforms_context(*value.context(), spec);
    case TypeSpec::Shape::Interval: return value.range() && conforms_range(*value.range(), spec);
    case TypeSpec::Shape::Callable: return value.function() != nullptr;
    case TypeSpec::Shape::Never:
    case TypeSpec::Shape::Unknown: return false;
  }
  return false;
}

Value evaluate_constant(const Node& node) {
  Evaluator evaluator(nullptr, 0, nullptr);
  Value room;
  return evaluator.value(node, room);
}

}  // namespace pleno::feel
