// A scheme laid out flat for judging: every unit, element and criterion with the rule that speaks for it,
// and the file's lists resolved to this scheme's own codes. Made once per rules and scheme.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/scheme.h"
#include "rules/rule_uses.h"
#include "rules/rules.h"

namespace pleno::rules {

struct CriterionSlot {
  std::size_t rule = 0;  // index into Rules::parts().levels[Level::Criterion]
  std::size_t unit = 0;
  std::string number;        // "1.2"
  std::string reference;     // "M.70.MKT00.003.2/1.2", the fact `acuan`
  feel::Value number_value;  // the same as facts, made once
  feel::Value reference_value;
};
struct ElementSlot {
  std::size_t rule = 0;
  std::size_t unit = 0;
  int number = 0;
  std::size_t first = 0, last = 0;  // its criteria: [first, last)
};
struct UnitSlot {
  std::size_t rule = 0;
  std::string code;
  feel::Value code_value;
  std::size_t first_element = 0, last_element = 0;
  std::size_t first = 0, last = 0;  // its criteria
};

struct PreparedScheme {
  // `day`: whose equivalences count; nothing: all that the file states.
  PreparedScheme(const Rules& rules, const Scheme& scheme, std::optional<Date> day = std::nullopt);

  std::vector<UnitSlot> units;
  std::vector<ElementSlot> elements;
  std::vector<CriterionSlot> criteria;
  std::size_t scheme_rule = 0;
  feel::Context names;  // constants, lists and functions: what is the same for every candidate
};

// The unit of the scheme meant by a code in any spelling, also its short form "003.2", and the codes that
// `rules` declares equal on that day (no day: ever). no_unit when there is none, or several.
inline constexpr std::size_t no_unit = static_cast<std::size_t>(-1);
std::size_t find_unit(const Rules& rules, const Scheme& scheme, std::string_view code,
                      std::optional<Date> day = std::nullopt);
bool has_criterion(const Unit& unit, std::string_view number);

}  // namespace pleno::rules
