// How people list the KUK of a unit: what follows one another in the scheme is one range, "1.1–1.4, 2.3".
// Never counts on the numbers themselves: what follows is what stands next in the element's own list.
#pragma once
#include <string>
#include <vector>

#include "domain/decision.h"
#include "domain/scheme.h"

namespace pleno {

// `numbers`: of one unit, in its order. Three or more that follow one another within one element become
// "1.1–1.4" (en dash), all of the unit "1.1–5.4", the others stay as they are; a number that the unit does
// not have stands by itself.
std::vector<std::string> in_ranges(const std::vector<std::string>& numbers, const Unit& unit);
std::vector<std::string> in_ranges(const std::vector<std::string>& numbers, const Finding& unit);

// "1.1–1.4, 2.3".
std::string listed(const std::vector<std::string>& numbers, const Unit& unit);
std::string listed(const std::vector<std::string>& numbers, const Element& element);  // of this one only

// How many KUK the unit has.
std::size_t criteria_in(const Unit& unit);
std::size_t criteria_in(const Finding& unit);

}  // namespace pleno
