// The sentences of a decision, in Indonesian: what is missing, and why the result is what it is.
// Never decides; reads findings only.
#pragma once
#include <string>
#include <vector>

#include "domain/decision.h"
#include "domain/scheme.h"

namespace pleno::rules {

// What keeps the units from being competent, unit by unit in the scheme's order: first what is not met,
// then what is undecided, criteria of one reason together. A unit that fails as a whole has no criteria.
std::vector<Gap> gaps_of(const Finding& scheme);

// Where the rule file words the reason itself (its `alasan`), so that it goes before the criteria's.
struct OwnReasons {
  bool scheme = false;
  std::vector<bool> units;  // in the scheme's order
};

// "Unit M.70.MKT00.026.1: KUK 2.3 dan 3.1 belum terpenuhi."
std::string sentence_of(const Decision& decision, const OwnReasons& own);

// "KUK 1.1–1.4 dan 3.1 belum terpenuhi", or "semua KUK …" when the gap holds all of the unit's.
std::string gap_in_words(const Gap& gap, const Finding& unit);
std::string gap_in_words(const Gap& gap, const Unit& unit);

// First letter large, full stop at the end.
std::string as_sentence(std::string clause);

}  // namespace pleno::rules
