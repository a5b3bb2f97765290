#include "rules/prepared_scheme.h"

#include <algorithm>
#include <map>
#include <set>

#include "rules/functions.h"

namespace pleno::rules {
namespace {

// The members of one list as this scheme writes them: unit codes, and "code/number" for single criteria.
std::set<std::string> members_in(const CodeList& list, const Rules& rules, const Scheme& scheme,
                                 std::optional<Date> day) {
  std::set<std::string> out;
  for (const CodeReference& member : list.members) {
    const std::size_t unit = find_unit(rules, scheme, member.unit, day);
    if (unit == no_unit) continue;  // of another scheme; run_examples names those of no scheme at all
    const std::string& code = scheme.units[unit].code;
    out.insert(member.criterion.empty() ? code : code + "/" + member.criterion);
  }
  return out;
}

}  // namespace

std::size_t find_unit(const Rules& rules, const Scheme& scheme, std::string_view code,
                      std::optional<Date> day) {
  std::size_t found = no_unit;
  const auto look = [&](std::string_view wanted) {
    for (std::size_t i = 0; i < scheme.units.size(); ++i) {
      if (!is_code_of(wanted, scheme.units[i].code)) continue;
      if (found != no_unit && found != i) return false;
      found = i;
    }
    return true;
  };
  if (!look(code)) return no_unit;
  if (found != no_unit) return found;
  for (const Equivalence& e : rules.parts().equivalences) {
    if (day && !e.in_force(*day)) continue;
    if (is_code_of(code, e.unit) && !look(e.equals)) return no_unit;
    if (is_code_of(code, e.equals) && !look(e.unit)) return no_unit;
  }
  return found;
}

bool has_criterion(const Unit& unit, std::string_view number) {
  for (const Element& element : unit.elements) {
    for (const Criterion& criterion : element.criteria) {
      if (criterion.number == number) return true;
    }
  }
  return false;
}

PreparedScheme::PreparedScheme(const Rules& rules, const Scheme& scheme, std::optional<Date> day) {
  const RuleParts& parts = rules.parts();
  add_functions(names);
  for (const auto& [name, value] : parts.constants) names.set(name, value);
  std::map<std::string, std::set<std::string>> lists;
  for (const CodeList& list : parts.lists) {
    const auto& members = lists[list.name] = members_in(list, rules, scheme, day);
    feel::List values;
    for (const std::string& member : members) values.emplace_back(member);
    names.set(list.name, std::move(values));
  }
  // The first rule of the level whose list holds one of these names; the rule without a list is last.
  const auto rule_for = [&](Level level, std::initializer_list<std::string> known_as) {
    const auto& rules_here = parts.levels[static_cast<std::size_t>(level)];
    for (std::size_t i = 0; i + 1 < rules_here.size(); ++i) {
      const auto& members = lists[rules_here[i].list];
      for (const std::string& name : known_as) {
        if (members.count(name) > 0) return i;
      }
    }
    return rules_here.empty() ? std::size_t{0} : rules_here.size() - 1;
  };
  for (const Unit& unit : scheme.units) {
    UnitSlot u;
    u.rule = rule_for(Level::Unit, {unit.code});
    u.code = unit.code;
    u.code_value = unit.code;
    u.first_element = elements.size();
    u.first = criteria.size();
    for (const Element& element : unit.elements) {
      ElementSlot e;
      e.rule = rule_for(Level::Element, {unit.code});
      e.unit = units.size();
      e.number = element.number;
      e.first = criteria.size();
      for (const Criterion& criterion : element.criteria) {
        std::string reference = unit.code + "/" + criterion.number;
        const std::size_t rule = rule_for(Level::Criterion, {reference, unit.code});
        criteria.push_back({rule, units.size(), criterion.number, reference, criterion.number, reference});
      }
      e.last = criteria.size();
      elements.push_back(e);
    }
    u.last_element = elements.size();
    u.last = criteria.size();
    units.push_back(std::move(u));
  }
}

}  // namespace pleno::rules
