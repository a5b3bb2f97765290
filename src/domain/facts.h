// The names of facts that rules, templates and mails may use: one table for checks, documentation,
// schema and did-you-mean. The names are Indonesian, as certification staff read them.
#pragma once
#include <string_view>
#include <vector>

namespace pleno {

enum class FactType {
  Text,
  Number,
  Truth,
  Day,
  List,
  Group,
  Function,
  Any
};  // Truth may be null: not decided

// `name` is a path: "asesi.nama"; "skema.unit[]" is a list and "skema.unit[].kode" a member of its items.
struct Fact {
  std::string_view name;
  FactType type;
  std::string_view meaning;  // in Indonesian
  std::string_view from;     // where it comes from: "peserta.sql", "pleno.yaml", "aturan", …
};

// Facts of one candidate's documents and mails, of a session's, of a plenary's; and of rule files.
const std::vector<Fact>& document_facts();
const std::vector<Fact>& rule_facts();

}  // namespace pleno
