#include "rules/rule_schema.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "domain/facts.h"

namespace pleno::rules {
namespace {

// Bits of the places an outermost name can be seen from; a name not listed is seen everywhere.
enum Seen : unsigned { Kriteria = 1, Elemen = 2, UnitLevel = 4, Skema = 8, Hasil = 16, Everywhere = 31 };

constexpr std::array<std::pair<std::string_view, unsigned>, 9> seen_from = {{
    {"bukti", Kriteria | Elemen | UnitLevel | Skema},
    {"metode", Kriteria},
    {"kode", Kriteria | Elemen | UnitLevel | Skema},
    {"nomor", Kriteria | Elemen},
    {"acuan", Kriteria},
    {"kriteria", Elemen | UnitLevel | Skema},
    {"elemen", UnitLevel},
    {"unit", Skema | Hasil},
    {"skema", Hasil},
}};

unsigned places_of(std::string_view name) {
  for (const auto& [known, places] : seen_from) {
    if (known == name) return places;
  }
  return Everywhere;
}

unsigned place_of(Level level) {
  switch (level) {
    case Level::Criterion: return Kriteria;
    case Level::Element: return Elemen;
    case Level::Unit: return UnitLevel;
    case Level::Scheme: return Skema;
  }
  return Everywhere;
}

feel::Type feel_type(FactType type) {
  switch (type) {
    case FactType::Text: return feel::Type::String;
    case FactType::Number: return feel::Type::Number;
    case FactType::Truth: return feel::Type::Boolean;
    case FactType::Day: return feel::Type::Date;
    case FactType::List: return feel::Type::List;
    case FactType::Group: return feel::Type::Context;
    case FactType::Function: return feel::Type::Function;
    case FactType::Any: break;
  }
  return feel::Type::Null;
}

// "bukti[].metode": the members below a path are inserted under its node.
void insert(feel::Schema& under, std::string_view path, feel::Type type) {
  const auto dot = path.find('.');
  std::string_view head = path.substr(0, dot);
  const bool list = head.ends_with("[]");
  if (list) head.remove_suffix(2);
  const auto& old = under.members[std::string(head)];
  feel::Schema node = old ? *old : feel::Schema{};
  if (dot == std::string_view::npos) {
    node.type = type;
  } else if (list) {
    feel::Schema item = node.items ? *node.items : feel::Schema{};
    item.type = feel::Type::Context;
    insert(item, path.substr(dot + 1), type);
    node.items = std::make_shared<const feel::Schema>(std::move(item));
  } else {
    insert(node, path.substr(dot + 1), type);
  }
  under.members[std::string(head)] = std::make_shared<const feel::Schema>(std::move(node));
}

feel::Schema schema_from(unsigned place, const std::vector<OwnName>& own) {
  feel::Schema schema;
  schema.type = feel::Type::Context;
  for (const Fact& fact : rule_facts()) {
    const auto top = fact.name.substr(0, fact.name.find_first_of(".["));
    if ((places_of(top) & place) != 0) insert(schema, fact.name, feel_type(fact.type));
  }
  for (const OwnName& name : own) {
    feel::Schema node;
    node.type = name.type;
    schema.members[name.name] = std::make_shared<const feel::Schema>(std::move(node));
  }
  return schema;
}

}  // namespace

feel::Schema schema_for(Level level, const std::vector<OwnName>& own) {
  return schema_from(place_of(level), own);
}
feel::Schema schema_for_result(const std::vector<OwnName>& own) { return schema_from(Hasil, own); }

std::vector<std::string> reserved_names() {
  std::vector<std::string> out = {"if",    "then",    "else",     "for", "in",        "return",  "some",
                                  "every", "and",     "or",       "not", "true",      "false",   "null",
                                  "item",  "between", "instance", "of",  "satisfies", "function"};
  for (const Fact& fact : rule_facts()) {
    std::string top(fact.name.substr(0, fact.name.find_first_of(".[")));
    if (std::find(out.begin(), out.end(), top) == out.end()) out.push_back(std::move(top));
  }
  return out;
}

}  // namespace pleno::rules
