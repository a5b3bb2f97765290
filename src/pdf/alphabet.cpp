#include "pdf/alphabet.h"

namespace pleno::pdf {
namespace {

using Set = std::set<char32_t>;

void add(Set& set, char32_t first, char32_t last) {
  for (char32_t point = first; point <= last; ++point) set.insert(set.end(), point);
}

std::array<Set, all_cuts.size()> make_alphabets() {
  std::array<Set, all_cuts.size()> sets;
  Set set;
  add(set, 0x20, 0x7E);
  for (const char32_t point : {U'\u00A0', U'\u00B7', U'\u00D7', U'\u00B2', U'\u2013', U'\u2014', U'\u2018',
                               U'\u2019', U'\u201C', U'\u201D', U'\u2022', U'\u2026', U'\u20AC'}) {
    set.insert(point);
  }
  sets[static_cast<std::size_t>(Cut::Plain)] = set;
  add(set, 0xA0, 0xFF);
  sets[static_cast<std::size_t>(Cut::WestEuropean)] = set;
  add(set, 0x100, 0x24F);    // Latin Extended A and B
  add(set, 0x2B0, 0x36F);    // modifier letters, combining marks
  add(set, 0x1E00, 0x1EFF);  // Latin Extended Additional
  add(set, 0x2000, 0x206F);  // general punctuation
  add(set, 0x20A0, 0x20CF);  // currency signs
  add(set, 0x2100, 0x214F);  // letter-like symbols
  sets[static_cast<std::size_t>(Cut::Latin)] = set;
  return sets;
}

}  // namespace

const Set& alphabet(Cut cut) {
  static const std::array<Set, all_cuts.size()> sets = make_alphabets();
  return sets[static_cast<std::size_t>(cut)];
}

}  // namespace pleno::pdf
