#include "pdf/face_usage.h"

#include <algorithm>

#include "pdf/font_file.h"
#include "pdf/font_store.h"
#include "text/error.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::pdf {
namespace {

[[noreturn]] void fail(const FontFile& font, char32_t code_point) {
  throw Error(Kind::Internal, say("fon {} tidak memiliki glif U+{:04X}", "font {} has no glyph U+{:04X}",
                                  font.postscript_name(), static_cast<unsigned>(code_point)));
}

}  // namespace

FaceUsage::FaceUsage(const FontStore& fonts, std::shared_ptr<const FontPlan> plan)
    : fonts_(fonts), plan_(plan ? fonts.cuts_for(std::move(plan)) : nullptr) {}

void FaceUsage::know(const std::vector<Face>& faces) {
  for (std::size_t i = faces_.size(); i < faces.size(); ++i) {
    State& added = faces_.emplace_back();
    added.font = &fonts_.get(faces[i]);
    if (plan_) added.cuts = plan_->face(faces[i]);
  }
}

void FaceUsage::need(State& state, char32_t code_point) {
  if (state.cuts) {
    const std::uint8_t cut = state.cuts->cut_for(code_point);
    if (cut == FaceCuts::missing) fail(*state.font, code_point);
    state.widest = std::max(state.widest, cut);
  } else {
    if (!state.font->covers(code_point)) fail(*state.font, code_point);
    state.characters.insert(code_point);
  }
}

std::u16string_view FaceUsage::read(const TextRun& run) {
  if (run.face >= faces_.size()) {
    throw Error(Kind::Internal,
                say("teks memakai fon ke-{} dari {}", "text uses face {} of {}", run.face, faces_.size()));
  }
  State& state = faces_[run.face];
  if (text_.size() < run.text.size()) text_.resize(run.text.size());
  std::size_t units = 0;
  for (std::size_t at = 0; at < run.text.size();) {
    const auto byte = static_cast<unsigned char>(run.text[at]);
    const char32_t point = byte < 0x80 ? (++at, byte) : next_code_point(run.text, at);
    need(state, point);
    text_[units++] = static_cast<char16_t>(point);  // fonts cover nothing above U+FFFF
  }
  if (units > 0) state.used = true;
  return std::u16string_view(text_).substr(0, units);
}

std::shared_ptr<const FontCut> FaceUsage::cut(std::size_t index) const {
  const State& state = faces_.at(index);
  if (!state.used) return nullptr;
  if (state.cuts) return state.cuts->get(static_cast<Cut>(state.widest));
  return std::make_shared<const FontCut>(cut_font(*state.font, state.characters));
}

}  // namespace pleno::pdf
