// Reads the text of one document face by face: which characters each face sets, hence which cut of its
// font the document needs.
#pragma once
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/pages.h"
#include "pdf/alphabet.h"
#include "pdf/font_cut.h"

namespace pleno::pdf {

class FaceUsage {
 public:
  // Without a plan the fonts are cut to the document's own characters.
  FaceUsage(const FontStore& fonts, const Pages& pages);

  // The run's text as code units; notes what it needs. Throws Error{Internal} naming the first code
  // point that the face has no glyph for (controls never have one). Valid until the next call.
  std::u16string_view read(const TextRun& run);

  // The cut for Pages::faces[index]; nothing when no text is set in it.
  std::shared_ptr<const FontCut> cut(std::size_t index) const;

 private:
  struct State {
    const FontFile* font = nullptr;
    std::shared_ptr<FaceCuts> cuts;  // null: no plan
    std::uint8_t widest = 0;
    bool used = false;
    std::set<char32_t> characters;  // without a plan
  };
  void need(State& state, char32_t code_point);

  std::vector<State> faces_;
  std::u16string text_;
};

}  // namespace pleno::pdf
