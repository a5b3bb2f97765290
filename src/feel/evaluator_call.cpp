// Calls: arguments are computed, fitted to the signature (singleton lists both ways), and handed over.
#include <algorithm>

#include "feel/body.h"
#include "feel/call.h"
#include "feel/decimal.h"

namespace pleno::feel {
namespace {

using Kinds = Parameter::Kind;

bool fits(const Value& value, Kinds kind) {
  switch (kind) {
    case Kinds::Any:
    case Kinds::Order: return true;
    case Kinds::Number: return value.type() == Type::Number;
    case Kinds::Text: return value.type() == Type::String;
    case Kinds::Truth: return value.type() == Type::Boolean;
    case Kinds::Date: return value.type() == Type::Date;
    case Kinds::Duration: return value.type() == Type::Days || value.type() == Type::Months;
    case Kinds::Items: return value.type() == Type::List;
    case Kinds::Entries: return value.type() == Type::Context;
    case Kinds::Interval: return value.type() == Type::Range;
  }
  return false;
}

std::string_view word_of(Kinds kind) {
  switch (kind) {
    case Kinds::Number: return "number";
    case Kinds::Text: return "string";
    case Kinds::Truth: return "boolean";
    case Kinds::Date: return "date";
    case Kinds::Duration: return "duration";
    case Kinds::Items: return "list";
    case Kinds::Entries: return "context";
    case Kinds::Interval: return "range";
    case Kinds::Any:
    case Kinds::Order: break;
  }
  return "any";
}

const Parameter& parameter_at(const Builtin& builtin, std::size_t i) {
  return i < builtin.parameters.size() ? builtin.parameters[i] : builtin.parameters.back();
}

// Room for a few arguments without allocation.
struct Arguments {
  explicit Arguments(std::size_t count) : size(count) {
    if (count <= few_rooms.size()) return;
    many_rooms.resize(count);
    many.resize(count);
    rooms = many_rooms.data();
    values = many.data();
  }
  std::array<Value, 4> few_rooms;
  std::array<const Value*, 4> few{};
  std::vector<Value> many_rooms;
  std::vector<const Value*> many;
  Value* rooms = few_rooms.data();
  const Value** values = few.data();
  std::size_t size;
};

// Makes a list of one out of a value, or takes the value out of a list of one, where that is wanted.
void convert(const Parameter& parameter, Arguments& arguments, std::size_t i) {
  const Value& value = *arguments.values[i];
  if (parameter.kind == Kinds::Items) {
    if (value.is_null() || value.list()) return;
    arguments.rooms[i] = Value(List{value});
    arguments.values[i] = &arguments.rooms[i];
  } else if (const List* list = value.list(); list && list->size() == 1 && !fits(value, parameter.kind)) {
    arguments.values[i] = &list->front();
  }
}

// "min(1, 2, 3)" is "min([1, 2, 3])".
void gather(Arguments& arguments) {
  if (arguments.size <= 1) return;
  List items;
  items.reserve(arguments.size);
  for (std::size_t i = 0; i < arguments.size; ++i) items.push_back(*arguments.values[i]);
  arguments.rooms[0] = Value(std::move(items));
  arguments.values[0] = &arguments.rooms[0];
  arguments.size = 1;
}

}  // namespace

std::optional<long long> Call::integer(std::size_t i) const {
  return decimal::whole_part(number(i)).to_integer();
}

Value Call::outside(std::size_t i) {
  if (!evaluator_.records()) return {};
  const Parameter& parameter = parameter_at(*node_.builtin, i);
  std::string shown = to_text((*this)[i]);
  if (shown.size() > 60) shown = std::string(type_word((*this)[i].type()));
  return fail("fungsi '{}': argumen '{}' tidak dapat bernilai {}",
              "function '{}': argument '{}' cannot be {}", node_.builtin->name, parameter.name, shown);
}

const Value& Evaluator::call(const Node& node, Value& room) {
  if (!node.builtin) {
    if (causes_) record(node, node.misuse);
    return room = Value();
  }
  const Builtin& builtin = *node.builtin;
  Arguments arguments(node.kids.size());
  for (std::size_t i = 0; i < node.kids.size(); ++i) {
    if (node.kids[i]) arguments.values[i] = &value(*node.kids[i], arguments.rooms[i]);
  }
  if (!builtin.parameters.empty() && builtin.parameters[0].spread) gather(arguments);
  for (std::size_t i = 0; i < arguments.size; ++i) {
    const Parameter& parameter = parameter_at(builtin, i);
    if (!arguments.values[i]) continue;
    convert(parameter, arguments, i);
    const Value& given = *arguments.values[i];
    if (given.is_null() ? parameter.nullable || parameter.kind == Kinds::Order : fits(given, parameter.kind))
      continue;
    because(node, "fungsi '{}': argumen '{}' harus {}, bukan {}",
            "function '{}': argument '{}' must be {}, not {}", builtin.name, parameter.name,
            word_of(parameter.kind), type_word(given.type()));
    return room = Value();
  }
  if (!step(4)) return room = Value();
  Call call(*this, node, {arguments.values, arguments.size});
  return room = builtin.call(call);
}

// A function that the host put among the facts.
const Value& Evaluator::host_call(const Node& node, Value& room) {
  const Value* found = scope_ ? scope_->find(node.name) : nullptr;
  const Function* function = found ? found->function() : nullptr;
  if (!function || !function->call) {
    because(node, "fungsi '{}' tidak dikenal", "function '{}' is not known", node.name);
    return room = Value();
  }
  auto arguments = host_arguments(node, *function);
  if (!arguments) {
    because(node, "argumen fungsi '{}' tidak sesuai", "arguments of function '{}' do not fit", node.name);
    return room = Value();
  }
  if (!step(10)) return room = Value();
  std::string cause;
  room = function->call(*arguments, cause);
  if (!cause.empty() && causes_) record(node, cause);
  if (room.text()) make(0, static_cast<long long>(room.text()->size()));
  return room;
}

std::optional<List> Evaluator::host_arguments(const Node& node, const Function& function) {
  if (node.kids.size() > function.parameters.size()) return std::nullopt;
  List arguments(node.words.empty() ? node.kids.size() : function.parameters.size());
  for (std::size_t i = 0; i < node.kids.size(); ++i) {
    std::size_t at = i;
    if (!node.words.empty()) {
      const auto& names = function.parameters;
      at = static_cast<std::size_t>(std::find(names.begin(), names.end(), node.words[i]) - names.begin());
      if (at == names.size()) return std::nullopt;
    }
    Value argument;
    arguments[at] = value(*node.kids[i], argument);
  }
  return arguments;
}

}  // namespace pleno::feel
