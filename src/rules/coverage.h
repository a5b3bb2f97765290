// How far the `contoh:` of a rule file reach into it: rows of `hasil`, branches of `if`, and the outcomes of
// each rule. Runs the examples themselves; never judges whether they are right.
#pragma once
#include <vector>

#include "domain/scheme.h"
#include "rules/rules.h"

namespace pleno::rules {

struct Coverage {
  struct Count {
    int reached = 0;
    int all = 0;
  };
  Count rows;
  Count branches;
  Count outcomes;       // true, false and null of each rule
  Diagnostics missing;  // what no example reaches, in the file's order: notes with place and excerpt
};

Coverage coverage_of(const Rules& rules, const std::vector<Scheme>& schemes);

}  // namespace pleno::rules
