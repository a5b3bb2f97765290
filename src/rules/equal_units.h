// What `padanan` says, laid upon the schemes before results are read: under which other codes a unit's
// results may come, and on which days. Never guesses that two units are one.
#pragma once
#include <vector>

#include "domain/scheme.h"
#include "rules/rules_from_yaml.h"

namespace pleno::rules {

// The schemes with Unit::other_codes as the rule sets in force on each day state them.
std::vector<Scheme> with_equal_units(std::vector<Scheme> schemes, const RuleBook& book);

}  // namespace pleno::rules
