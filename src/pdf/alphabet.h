// The sets of characters that fonts are cut to. Fixed for all time: a document's bytes depend on them.
#pragma once
#include <array>
#include <set>

namespace pleno::pdf {

// From narrow to wide. A document takes the narrowest cut that holds its characters, so its bytes
// depend on itself and its template alone.
enum class Cut {
  Fixed,         // the template's fixed text
  Plain,         // and ASCII and the punctuation of Indonesian and European texts
  WestEuropean,  // and the rest of Latin-1
  Latin,         // and every Latin letter, punctuation mark and currency sign the font has
  Everything,    // the whole font
};
inline constexpr std::array all_cuts = {Cut::Fixed, Cut::Plain, Cut::WestEuropean, Cut::Latin,
                                        Cut::Everything};

// The code points of a cut, whether a font has them or not, without the template's fixed text.
// Cut::Everything has no list: the font decides.
const std::set<char32_t>& alphabet(Cut cut);

}  // namespace pleno::pdf
