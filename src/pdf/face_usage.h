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
  // Without a plan the fonts are cut to the document's own characters. `fonts` must live as long.
  FaceUsage(const FontStore& fonts, std::shared_ptr<const FontPlan> plan);
  // The faces that runs of text name by their number: those known already, in the same order, and more.
  void know(const std::vector<Face>& faces);

  // The run's text as code units; notes what it needs. Throws Error{Internal} naming the first code
  // point that the face has no glyph for (controls never have one). Valid until the next call.
  std::u16string_view read(const TextRun& run);

  std::size_t count() const { return faces_.size(); }
  // The cut for the face of that number; nothing when no text is set in it.
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

  const FontStore& fonts_;
  std::shared_ptr<PlanCuts> plan_;  // null: no plan
  std::vector<State> faces_;
  std::u16string text_;
};

}  // namespace pleno::pdf
