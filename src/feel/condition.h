// A condition taken apart at `and`, `or` and `not`: what stands between them are its atoms. For checks that
// reason about conditions without facts. Never evaluates.
#pragma once
#include <string>
#include <vector>

#include "feel/expression.h"

namespace pleno::feel {

struct Condition {
  enum class Kind { Atom, And, Or, Not };
  Kind kind = Kind::Atom;
  std::string words;             // of an Atom, as written with single blanks
  std::vector<Condition> parts;  // of the others: two, or one for Not
};

Condition condition_of(const Expression& expression);

}  // namespace pleno::feel
