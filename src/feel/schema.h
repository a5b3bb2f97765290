// What an expression may name: a tree of names with types, for checks before anything is evaluated.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "feel/expression.h"

namespace pleno::feel {

// Type::Null stands for "any type". A List has `items`, a Context `members`, a Function a name only.
struct Schema {
  Type type = Type::Null;
  std::map<std::string, std::shared_ptr<const Schema>> members;
  std::shared_ptr<const Schema> items;
};

// Reports unknown names and members (did you mean), and operators or conditions whose operand types are
// known to be wrong, each with place, caret and hint. Local names (for, some, every, filters) are known.
void check(const Expression& expression, const Schema& schema, const Source& source, Diagnostics& found);
void check(const Text& text, const Schema& schema, const Source& source, Diagnostics& found);

}  // namespace pleno::feel
