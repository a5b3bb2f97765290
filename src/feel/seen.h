// What an expression can see of a fact that is a list of contexts: which members, or the items as wholes.
// For hosts that make large facts and need not fill in what nobody reads. Never evaluates; when in doubt it
// says that wholes are seen.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "feel/expression.h"

namespace pleno::feel {

struct Seen {
  std::set<std::string> members;  // read one by one: m.nilai, bukti[nilai > 70]
  bool whole = false;             // compared, written out or handed on with all members
};

// Of the fact `name`, a list of contexts whose members are no contexts themselves.
Seen seen_of(const Expression& expression, std::string_view name);

}  // namespace pleno::feel
