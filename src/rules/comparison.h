// Two decisions on one candidate side by side: where the trees part, and through which rule. Never decides
// which of them is right.
#pragma once
#include <string>
#include <vector>

#include "domain/decision.h"

namespace pleno::rules {

// A node where the outcomes differ although nothing below it explains it.
struct Turn {
  std::string node;  // "M.70.MKT00.003.2 KUK 1.2", "M.70.MKT00.003.2", the scheme's id
  Outcome before = Outcome::Undecided;
  Outcome after = Outcome::Undecided;
  std::string rule;    // of `after`: "kriteria kritis"
  std::string reason;  // of `after`
};

// The turns in the scheme's order. Decisions on different schemes, or trees of different shape, have the
// scheme itself as their one turn when its outcome differs.
std::vector<Turn> turns(const Decision& before, const Decision& after);

// "KUK 1.2 dan 2.1 unit M.70.MKT00.003.2: BK -> K [kriteria]; …" for people; the table's row when the trees
// agree. At most `most` turns, the others counted.
std::string turns_in_words(const Decision& before, const Decision& after, std::size_t most = 3);

}  // namespace pleno::rules
