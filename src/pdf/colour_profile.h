// The sRGB colour space as an ICC profile, computed from the numbers of IEC 61966-2-1; no foreign file
// is shipped. States in itself that it may be used freely (CC0).
#pragma once
#include <string>

namespace pleno::pdf {

// A version 2.1 display profile (matrix and tone curve), always the same bytes.
std::string srgb_profile();

}  // namespace pleno::pdf
