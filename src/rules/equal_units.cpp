#include "rules/equal_units.h"

#include <algorithm>
#include <set>

#include "rules/prepared_scheme.h"

namespace pleno::rules {
namespace {

// The days on which what is in force may change, in order.
std::set<Date> turning_days(const RuleBook& book) {
  std::set<Date> out;
  const auto add = [&](const std::optional<Date>& from, const std::optional<Date>& until) {
    if (from) out.insert(*from);
    if (until) out.insert(add_days(*until, 1));
  };
  for (const auto& rules : book.sets()) {
    add(rules->valid_from(), rules->valid_to());
    for (const Equivalence& e : rules->parts().equivalences) add(e.from, e.until);
  }
  return out;
}

void add_code(Unit& unit, const std::string& code, Date from, std::optional<Date> until) {
  for (OtherCode& known : unit.other_codes) {
    if (known.code != code || !known.until || add_days(*known.until, 1) != from) continue;
    known.until = until;
    return;
  }
  unit.other_codes.push_back({code, from, until});
}

void add_equivalence(const Equivalence& e, Scheme& scheme, Date from, std::optional<Date> until) {
  for (Unit& unit : scheme.units) {
    if (is_code_of(e.unit, unit.code)) add_code(unit, e.equals, from, until);
    if (is_code_of(e.equals, unit.code)) add_code(unit, e.unit, from, until);
  }
}

}  // namespace

std::vector<Scheme> with_equal_units(std::vector<Scheme> schemes, const RuleBook& book) {
  const std::set<Date> days = turning_days(book);
  for (Scheme& scheme : schemes) {
    for (auto day = days.begin(); day != days.end(); ++day) {
      const auto rules = book.on(*day, scheme.id);
      if (rules == nullptr) continue;
      const auto next = std::next(day);
      const auto until = next == days.end() ? std::nullopt : std::optional(add_days(*next, -1));
      for (const Equivalence& e : rules->parts().equivalences) {
        if (e.in_force(*day)) add_equivalence(e, scheme, *day, until);
      }
    }
  }
  return schemes;
}

}  // namespace pleno::rules
