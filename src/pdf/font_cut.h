// A font cut to some characters, ready to be embedded: its streams deflated, its dictionaries as text.
// Made once per template and cut, shared by all documents. Text set in it is UTF-16BE: the code point
// is the character identifier, so that text is extracted right even by simple readers.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "domain/pages.h"
#include "pdf/alphabet.h"

namespace pleno::pdf {

class FontFile;
class FontStore;

struct FontCut {
  std::string name;         // "ABCDEF+Carlito-Bold", the six letters from the digest of the cut
  std::string font;         // deflated TrueType file
  std::size_t font_length;  // of the file before deflating
  std::string to_unicode;   // deflated CMap from character identifiers to Unicode
  std::string glyph_map;    // deflated CIDToGIDMap
  std::string widths;       // the array of /W
  std::string descriptor;   // the entries of the font descriptor but FontFile2
};

FontCut cut_font(const FontFile& font, const std::set<char32_t>& wanted);

// Which cut each character of one face needs, as a plan has it; a table, as it is asked for each glyph.
class FaceCuts {
 public:
  static constexpr std::uint8_t missing = 0xFF;  // the font has no such glyph

  FaceCuts(const FontFile& font, const FaceUse& use);
  // The narrowest Cut with this code point, as a number, or `missing`.
  std::uint8_t cut_for(char32_t code_point) const {
    return code_point < needed_.size() ? needed_[code_point] : missing;
  }
  const FontFile& font() const { return font_; }
  // Made at the first call for a cut; thread-safe.
  std::shared_ptr<const FontCut> get(Cut cut);

 private:
  const FontFile& font_;
  std::set<char32_t> fixed_;
  std::vector<std::uint8_t> needed_;
  std::mutex lock_;
  std::array<std::shared_ptr<const FontCut>, all_cuts.size()> cuts_;
};

// The cuts of one plan's faces. A face that the plan does not name counts as one that sets data.
class PlanCuts {
 public:
  PlanCuts(const FontStore& fonts, std::shared_ptr<const FontPlan> plan);

  bool is_for(const std::shared_ptr<const FontPlan>& plan) const;
  std::shared_ptr<FaceCuts> face(const Face& face);  // thread-safe

 private:
  const FontStore& fonts_;
  std::shared_ptr<const FontPlan> plan_;
  std::mutex lock_;
  std::vector<std::pair<Face, std::shared_ptr<FaceCuts>>> faces_;
};

}  // namespace pleno::pdf
