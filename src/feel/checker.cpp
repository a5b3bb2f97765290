#include "feel/checker.h"

#include <algorithm>
#include <array>

#include "feel/body.h"
#include "feel/builtin.h"
#include "feel/foreign.h"
#include "feel/property.h"
#include "text/language.h"
#include "text/nearest.h"

namespace pleno::feel {
namespace {

Kinship make(Type type) {
  auto schema = std::make_shared<Schema>();
  schema->type = type;
  return schema;
}

// A context of which nothing is known may have any member.
bool is_open(const Schema& schema) {
  return schema.type == Type::Null || (schema.type == Type::Context && schema.members.empty());
}

Type type_of(Parameter::Kind kind) {
  switch (kind) {
    case Parameter::Kind::Number: return Type::Number;
    case Parameter::Kind::Text: return Type::String;
    case Parameter::Kind::Truth: return Type::Boolean;
    case Parameter::Kind::Date: return Type::Date;
    case Parameter::Kind::Entries: return Type::Context;
    case Parameter::Kind::Interval: return Type::Range;
    default: return Type::Null;
  }
}

// Functions whose list has the items that their first argument has.
bool keeps_items(std::string_view function) {
  static constexpr std::array<std::string_view, 5> names = {"sublist", "remove", "reverse", "distinct values",
                                                            "sort"};
  return std::find(names.begin(), names.end(), function) != names.end();
}

}  // namespace

Kinship Checker::any() {
  static const Kinship type = make(Type::Null);
  return type;
}

Kinship Checker::plain(Type type) { return make(type); }

Kinship Checker::list_of(const Kinship& items) {
  auto schema = std::make_shared<Schema>();
  schema->type = Type::List;
  schema->items = items;
  return schema;
}

Kinship Checker::common(const Kinship& a, const Kinship& b) {
  if (a == b) return a;
  if (a->type != b->type || a->type == Type::Context || a->type == Type::List) return any();
  return a;
}

void Checker::wrong(const Node& node, std::string message, std::string hint) {
  report_.error(node.begin, node.length, std::move(message), std::move(hint));
}

Kinship Checker::infer(const Node& node) {
  switch (node.kind) {
    case Kind::Constant:
      if (!node.misuse.empty())
        wrong(node, node.misuse, say("contoh: @\"2026-11-21\"", "for example: @\"2026-11-21\""));
      return infer_constant(node.constant);
    case Kind::Name: return infer_name(node);
    case Kind::Path: return infer_path(node);
    case Kind::Filter: return infer_filter(node);
    case Kind::Call: return infer_call(node);
    case Kind::HostCall: return infer_host_call(node);
    case Kind::If: return infer_if(node);
    case Kind::For:
    case Kind::Some:
    case Kind::Every: return infer_loop(node);
    case Kind::IterationRange:
    case Kind::RangeOf:
    case Kind::OneSided: return infer_range(node);
    case Kind::Add:
    case Kind::Subtract:
    case Kind::Multiply:
    case Kind::Divide:
    case Kind::Power:
    case Kind::Negate: return infer_arithmetic(node);
    case Kind::In: return infer_in(node);
    case Kind::InputTest: return infer(*node.kids[0]);
    case Kind::ListOf: return infer_list(node);
    case Kind::ContextOf: return infer_context(node);
    case Kind::Lambda: return plain(Type::Function);
    default: return infer_logic(node);
  }
}

Kinship Checker::infer_constant(const Value& value) {
  const List* list = value.list();
  if (!list) return value.is_null() ? any() : plain(value.type());
  Kinship items = list->empty() ? any() : infer_constant(list->front());
  for (const Value& item : *list) items = common(items, infer_constant(item));
  return list_of(items);
}

Kinship Checker::infer_name(const Node& node) {
  for (const int item : node.filters) {
    const Schema& members = *slot(item);
    const auto found = members.members.find(node.name);
    if (found != members.members.end()) return found->second;
    if (is_open(members)) return any();
  }
  if (node.slot >= 0) return slot(node.slot);
  const auto fact = schema_.members.find(node.name);
  if (fact != schema_.members.end()) return fact->second;
  if (is_open(schema_)) return any();
  const std::string_view meant = feel_word_for(node.name);
  wrong(node, say("nama '{}' tidak dikenal", "name '{}' is not known", node.name),
        meant.empty() ? did_you_mean(node.name, known_names(node)) : say("tulis: {}", "write: {}", meant));
  return any();
}

std::vector<std::string> Checker::known_names(const Node& node) const {
  std::vector<std::string> names;
  for (const int item : node.filters) {
    for (const auto& [name, type] : slots_[static_cast<std::size_t>(item)]->members) names.push_back(name);
  }
  for (const auto& [name, type] : schema_.members) names.push_back(name);
  return names;
}

Kinship Checker::infer_path(const Node& node) {
  const Kinship base = infer(*node.kids[0]);
  if (base->type != Type::List) return member_of(node, base);
  return list_of(member_of(node, base->items ? base->items : any()));
}

Kinship Checker::member_of(const Node& node, const Kinship& base) {
  if (is_open(*base)) return any();
  std::vector<std::string> names;
  if (base->type == Type::Context) {
    const auto found = base->members.find(node.name);
    if (found != base->members.end()) return found->second;
    for (const auto& [name, type] : base->members) names.push_back(name);
  } else {
    names = properties_of(base->type);
    if (std::find(names.begin(), names.end(), node.name) != names.end()) {
      return base->type == Type::Range ? any() : plain(Type::Number);
    }
  }
  if (names.empty()) {
    wrong(node, say("{} tidak mempunyai anggota", "{} has no members", type_word(base->type)));
  } else {
    wrong(node, say("anggota '{}' tidak dikenal", "member '{}' is not known", node.name),
          did_you_mean(node.name, names));
  }
  return any();
}

Kinship Checker::infer_filter(const Node& node) {
  const Kinship base = infer(*node.kids[0]);
  const bool list = base->type == Type::List;
  Kinship item = list ? (base->items ? base->items : any()) : base;
  slot(node.slot) = item;
  const Kinship condition = infer(*node.kids[1]);
  if (condition->type == Type::Number) return item;
  if (condition->type == Type::Boolean) return list ? base : list_of(item);
  if (known(condition)) {
    wrong(*node.kids[1], say("saringan harus boolean atau nomor, bukan {}",
                             "a filter is a boolean or a number, not {}", type_word(condition->type)));
  }
  return any();
}

Kinship Checker::infer_list(const Node& node) {
  Kinship items;
  for (const NodePtr& kid : node.kids) {
    const Kinship item = infer(*kid);
    items = items ? common(items, item) : item;
  }
  return list_of(items ? items : any());
}

Kinship Checker::infer_context(const Node& node) {
  auto schema = std::make_shared<Schema>();
  schema->type = Type::Context;
  for (std::size_t i = 0; i < node.kids.size(); ++i) {
    Kinship member = infer(*node.kids[i]);
    slot(node.slot + static_cast<int>(i)) = member;
    if (schema->members.emplace(node.words[i], std::move(member)).second) continue;
    report_.error(node.word_begins[i], static_cast<std::uint32_t>(node.words[i].size()),
                  say("anggota '{}' ada dua kali", "member '{}' is there twice", node.words[i]));
  }
  return schema;
}

Kinship Checker::infer_call(const Node& node) {
  std::vector<Kinship> given(node.kids.size(), any());
  for (std::size_t i = 0; i < node.kids.size(); ++i) {
    if (node.kids[i] && node.kids[i]->kind != Kind::Lambda) given[i] = infer(*node.kids[i]);
  }
  for (const NodePtr& kid : node.kids) {
    if (!kid || kid->kind != Kind::Lambda) continue;
    const Kinship item = given[0]->type == Type::List && given[0]->items ? given[0]->items : any();
    for (std::uint32_t i = 0; i < kid->variables; ++i) slot(kid->slot + static_cast<int>(i)) = item;
    want_boolean(*kid->kids[0]);
  }
  if (!node.builtin) {
    wrong(node, node.misuse, node.misuse_hint);
    return any();
  }
  check_arguments(node, given);
  if (keeps_items(node.builtin->name) && given[0]->type == Type::List) return given[0];
  if (node.builtin->result == Type::Null) return any();
  return node.builtin->result == Type::List ? list_of(any()) : plain(node.builtin->result);
}

void Checker::check_arguments(const Node& node, const std::vector<Kinship>& given) {
  const auto& parameters = node.builtin->parameters;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const Parameter& parameter = parameters[std::min(i, parameters.size() - 1)];
    const Type wanted = parameter.spread ? Type::Null : type_of(parameter.kind);
    // A list may hold just one, which then stands for itself.
    if (wanted == Type::Null || !known(given[i]) || given[i]->type == wanted || given[i]->type == Type::List)
      continue;
    wrong(*node.kids[i], say("fungsi '{}': argumen '{}' harus {}, bukan {}",
                             "function '{}': argument '{}' must be {}, not {}", node.builtin->name,
                             parameter.name, type_word(wanted), type_word(given[i]->type)));
  }
}

Kinship Checker::infer_host_call(const Node& node) {
  for (const NodePtr& kid : node.kids) infer(*kid);
  const auto fact = schema_.members.find(node.name);
  if (fact != schema_.members.end()) {
    const Type type = fact->second->type;
    if (type != Type::Function && type != Type::Null) {
      wrong(node, say("'{}' bukan fungsi", "'{}' is no function", node.name));
    }
    return any();
  }
  if (is_open(schema_)) return any();
  std::vector<std::string> names;
  for (const auto& [name, type] : schema_.members) {
    if (type->type == Type::Function) names.push_back(name);
  }
  names.insert(names.end(), builtin_names().begin(), builtin_names().end());
  const std::string near = nearest(node.name, names);
  wrong(node, say("fungsi '{}' tidak dikenal", "function '{}' is not known", node.name),
        near.empty() ? std::string() : say("maksud Anda '{}'?", "did you mean '{}'?", near));
  return any();
}

}  // namespace pleno::feel
