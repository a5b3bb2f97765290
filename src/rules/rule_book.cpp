// The dated rule sets of a site, and whether their days fit together.
#include <algorithm>
#include <limits>
#include <map>

#include "rules/rules_from_yaml.h"
#include "text/language.h"

namespace pleno::rules {
namespace {

Diagnostic problem(const Rules& rules, Severity severity, std::string message, std::string hint) {
  Diagnostic d;
  d.severity = severity;
  d.at = rules.parts().at_validity;
  d.message = std::move(message);
  d.hint = std::move(hint);
  return d;
}

// What the set is for, as one word: sets compete only within it.
std::string scope_of(const Rules& rules) {
  std::vector<std::string> schemes = rules.parts().schemes;
  std::sort(schemes.begin(), schemes.end());
  std::string out;
  for (const std::string& id : schemes) out += (out.empty() ? "" : ",") + id;
  return out;
}

void check_neighbours(const Rules& earlier, const Rules& later, Diagnostics& found) {
  if (!earlier.valid_to() || later.valid_from() <= *earlier.valid_to()) {
    found.push_back(problem(
        later, Severity::Error,
        say("masa berlaku '{}' dan '{}' bertumpang tindih mulai {}",
            "the days of '{}' and '{}' overlap from {}", earlier.id(), later.id(), iso(later.valid_from())),
        say("akhiri '{}' dengan sampai: {}", "end '{}' with sampai: {}", earlier.id(),
            iso(add_days(later.valid_from(), -1)))));
  } else if (days_between(*earlier.valid_to(), later.valid_from()) > 1) {
    found.push_back(
        problem(later, Severity::Warning,
                say("tidak ada aturan yang berlaku dari {} sampai {}", "no rules are valid from {} to {}",
                    iso(add_days(*earlier.valid_to(), 1)), iso(add_days(later.valid_from(), -1))),
                say("asesmen pada hari-hari itu tidak dapat diputuskan",
                    "assessments on those days cannot be decided")));
  }
}

}  // namespace

std::shared_ptr<const Rules> RuleBook::on(Date day, std::string_view scheme) const {
  std::shared_ptr<const Rules> general;
  for (const auto& rules : sets_) {
    if (!rules->valid_on(day)) continue;
    if (rules->parts().schemes.empty()) {
      if (!general) general = rules;
    } else if (!scheme.empty() && rules->applies_to(scheme)) {
      return rules;
    }
  }
  return general;
}

Diagnostics RuleBook::check() const {
  Diagnostics found;
  std::map<std::string, const Rules*> by_id;
  std::map<std::string, std::vector<const Rules*>> by_scope;
  for (const auto& rules : sets_) {
    const auto [old, fresh] = by_id.emplace(rules->id(), rules.get());
    if (!fresh) {
      found.push_back(
          problem(*rules, Severity::Error,
                  say("id '{}' sudah dipakai oleh {}", "id '{}' is already used by {}", rules->id(),
                      old->second->file()),
                  say("tiap berkas aturan punya id sendiri", "each rule file has an id of its own")));
    }
    by_scope[scope_of(*rules)].push_back(rules.get());
  }
  for (auto& [scope, sets] : by_scope) {
    std::stable_sort(sets.begin(), sets.end(),
                     [](const Rules* a, const Rules* b) { return a->valid_from() < b->valid_from(); });
    for (std::size_t i = 1; i < sets.size(); ++i) check_neighbours(*sets[i - 1], *sets[i], found);
  }
  return found;
}

}  // namespace pleno::rules
