// Which facts each level of a rule file sees, as feel's schema: built from domain/facts.h, so that checks,
// documentation and did-you-mean know the same names. Never holds values.
#pragma once
#include <string>
#include <vector>

#include "domain/decision.h"
#include "feel/schema.h"
#include "feel/value.h"

namespace pleno::rules {

// A name the file itself adds: a constant of `tetapan`, or a list of `daftar`.
struct OwnName {
  std::string name;
  feel::Type type = feel::Type::Null;
};

// The names one level's expressions may use.
feel::Schema schema_for(Level level, const std::vector<OwnName>& own);
// The names the rows of `hasil` may use.
feel::Schema schema_for_result(const std::vector<OwnName>& own);

// Names a file may not give to its constants and lists: facts, functions, words of FEEL.
std::vector<std::string> reserved_names();

}  // namespace pleno::rules
