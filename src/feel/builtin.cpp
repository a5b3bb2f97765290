#include "feel/builtin.h"

#include <algorithm>
#include <array>
#include <map>

namespace pleno::feel {
namespace {

Parameter::Kind kind_of(std::string_view word) {
  static const std::map<std::string_view, Parameter::Kind> kinds = {
      {"any", Parameter::Kind::Any},        {"number", Parameter::Kind::Number},
      {"string", Parameter::Kind::Text},    {"boolean", Parameter::Kind::Truth},
      {"date", Parameter::Kind::Date},      {"duration", Parameter::Kind::Duration},
      {"list", Parameter::Kind::Items},     {"context", Parameter::Kind::Entries},
      {"range", Parameter::Kind::Interval}, {"function", Parameter::Kind::Order},
  };
  return kinds.at(word);
}

Type result_of(std::string_view word) {
  static const std::map<std::string_view, Type> types = {
      {"number", Type::Number}, {"string", Type::String}, {"boolean", Type::Boolean},
      {"date", Type::Date},     {"list", Type::List},     {"context", Type::Context},
      {"months", Type::Months}, {"range", Type::Range},   {"any", Type::Null},
  };
  return types.at(word);
}

bool take_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

// "scale?: number", "match: any", "item...: any", "list*: list", "delimiter?~: string"
Parameter parameter_of(std::string_view text) {
  const std::size_t colon = text.find(": ");
  std::string_view name = text.substr(0, colon);
  Parameter parameter;
  parameter.kind = kind_of(text.substr(colon + 2));
  parameter.nullable = take_suffix(name, "~") || parameter.kind == Parameter::Kind::Any;
  parameter.optional = take_suffix(name, "?");
  parameter.rest = take_suffix(name, "...");
  parameter.spread = take_suffix(name, "*");
  parameter.name = name;
  return parameter;
}

Builtin builtin_of(const Row& row) {
  Builtin builtin;
  builtin.use = row.use;
  builtin.call = row.call;
  const std::size_t open = row.signature.find('('), close = row.signature.find(')');
  builtin.name = row.signature.substr(0, open);
  builtin.result = result_of(row.signature.substr(row.signature.find("-> ") + 3));
  std::string_view rest = row.signature.substr(open + 1, close - open - 1);
  while (!rest.empty()) {
    const std::size_t comma = rest.find(", ");
    builtin.parameters.push_back(parameter_of(rest.substr(0, comma)));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 2);
  }
  return builtin;
}

using Table = std::map<std::string, std::vector<Builtin>, std::less<>>;

const Table& table() {
  static const Table all = [] {
    Table made;
    for (const Rows& rows : {number_rows(), text_rows(), list_rows(), list_change_rows(), context_rows(),
                             date_rows(), range_rows(), conversion_rows()}) {
      for (const Row& row : rows) {
        Builtin builtin = builtin_of(row);
        made[builtin.name].push_back(std::move(builtin));
      }
    }
    return made;
  }();
  return all;
}

}  // namespace

std::size_t Builtin::least() const {
  return static_cast<std::size_t>(std::count_if(parameters.begin(), parameters.end(),
                                                [](const Parameter& p) { return !p.optional && !p.rest; }));
}

bool Builtin::takes(std::size_t count) const {
  if (use == Use::Named || count < least()) return false;
  const bool open_ended = !parameters.empty() && (parameters.back().rest || parameters.back().spread);
  return open_ended || count <= parameters.size();
}

std::vector<const Builtin*> builtins_named(std::string_view name) {
  std::vector<const Builtin*> found;
  const auto row = table().find(name);
  if (row == table().end()) return found;
  for (const Builtin& builtin : row->second) found.push_back(&builtin);
  return found;
}

bool is_left_out(std::string_view name) {
  static constexpr std::array<std::string_view, 6> names = {"time",  "date and time", "now",
                                                            "today", "matches",       "replace"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

const std::vector<std::string>& builtin_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> made;
    for (const auto& [name, rows] : table()) made.push_back(name);
    return made;
  }();
  return names;
}

}  // namespace pleno::feel
