#include "pdf/font_cut.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>
#include "pdf/deflate.h"
#include "pdf/font_file.h"
#include "pdf/font_store.h"

#include "text/digest.h"

namespace pleno::pdf {
namespace {

// Six capitals that differ for different cuts, as ISO 32000 9.9.2 asks.
std::string tag_of(std::string_view bytes) {
  const std::string digest = sha256(bytes);
  std::string tag;
  for (std::size_t i = 0; i < 6; ++i) {
    tag += static_cast<char>('A' + std::stoi(digest.substr(2 * i, 2), nullptr, 16) % 26);
  }
  return tag;
}

// Pairs of a first code and the widths from there on: "32[250 333]65[722 667]".
std::string width_array(const FontFile& font, const Subset& subset) {
  std::string text;
  char32_t expected = 0;
  for (const auto& [point, glyph] : subset.glyphs) {
    if (point != expected || text.empty()) {
      if (!text.empty()) text += ']';
      text += fmt::format("{}[", static_cast<unsigned>(point));
    } else {
      text += ' ';
    }
    text += std::to_string(font.advance(point));
    expected = point + 1;
  }
  return text.empty() ? text : text + ']';
}

std::string glyph_map(const Subset& subset) {
  if (subset.glyphs.empty()) return {};
  std::string map(2 * (subset.glyphs.rbegin()->first + std::size_t{1}), '\0');
  for (const auto& [point, glyph] : subset.glyphs) {
    map[2 * point] = static_cast<char>(glyph >> 8);
    map[2 * point + 1] = static_cast<char>(glyph & 0xFF);
  }
  return map;
}

// Every code stands for itself; a range may not cross a high byte.
std::string to_unicode(const Subset& subset) {
  std::set<unsigned> rows;
  for (const auto& [point, glyph] : subset.glyphs) rows.insert(point >> 8);
  std::string text =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
  auto row = rows.begin();
  while (row != rows.end()) {
    const auto block = std::min<std::ptrdiff_t>(100, std::distance(row, rows.end()));
    text += fmt::format("{} beginbfrange\n", block);
    for (std::ptrdiff_t i = 0; i < block; ++i, ++row)
      text += fmt::format("<{0:02X}00><{0:02X}FF><{0:02X}00>\n", *row);
    text += "endbfrange\n";
  }
  return text + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

std::string descriptor_of(const FontFile& font, const std::string& name) {
  const Descriptor& d = font.descriptor();
  const int flags = 4 | (d.serif ? 2 : 0) | (font.face().italic ? 64 : 0);  // symbolic: no standard encoding
  return fmt::format(
      "/Type/FontDescriptor/FontName/{}/Flags {}/FontBBox[{} {} {} {}]/Ascent {}/Descent {}/CapHeight {}"
      "/StemV {}/ItalicAngle {}",
      name, flags, d.box[0], d.box[1], d.box[2], d.box[3], d.ascent, d.descent, d.cap_height, d.stem,
      static_cast<int>(d.italic_angle));
}

}  // namespace

FontCut cut_font(const FontFile& font, const std::set<char32_t>& wanted) {
  const Subset subset = font.subset(wanted);
  FontCut cut;
  cut.name = tag_of(subset.bytes) + "+" + font.postscript_name();
  cut.font = deflated(subset.bytes);
  cut.font_length = subset.bytes.size();
  cut.to_unicode = deflated(to_unicode(subset));
  cut.glyph_map = deflated(glyph_map(subset));
  cut.widths = width_array(font, subset);
  cut.descriptor = descriptor_of(font, cut.name);
  return cut;
}

FaceCuts::FaceCuts(const FontFile& font, const FaceUse& use)
    : font_(font), fixed_(use.fixed), needed_(0x10000, missing) {
  for (char32_t point = 0; point < needed_.size(); ++point) {
    if (font.covers(point)) needed_[point] = static_cast<std::uint8_t>(Cut::Everything);
  }
  const auto allow = [&](const std::set<char32_t>& points, Cut cut) {
    for (const char32_t point : points) {
      if (font.covers(point)) needed_[point] = std::min(needed_[point], static_cast<std::uint8_t>(cut));
    }
  };
  // Where data is set the alphabet belongs to every cut, so that one document does not differ from the
  // next by the letters of a name.
  allow(use.fixed, use.sets_data ? Cut::Plain : Cut::Fixed);
  for (const Cut cut : all_cuts) allow(alphabet(cut), cut);
}

std::shared_ptr<const FontCut> FaceCuts::get(Cut cut) {
  const std::lock_guard guard(lock_);
  std::shared_ptr<const FontCut>& made = cuts_[static_cast<std::size_t>(cut)];
  if (!made) {
    std::set<char32_t> wanted = alphabet(cut);
    wanted.insert(fixed_.begin(), fixed_.end());
    for (char32_t point = 0; cut == Cut::Everything && point < needed_.size(); ++point) {
      if (font_.covers(point)) wanted.insert(wanted.end(), point);
    }
    made = std::make_shared<const FontCut>(cut_font(font_, wanted));
  }
  return made;
}

PlanCuts::PlanCuts(const FontStore& fonts, std::shared_ptr<const FontPlan> plan)
    : fonts_(fonts), plan_(std::move(plan)) {}

bool PlanCuts::is_for(const std::shared_ptr<const FontPlan>& plan) const {
  return plan == plan_ || (plan->id == plan_->id && plan->faces == plan_->faces);
}

std::shared_ptr<FaceCuts> PlanCuts::face(const Face& face) {
  const std::lock_guard guard(lock_);
  for (const auto& [known, cuts] : faces_) {
    if (known == face) return cuts;
  }
  FaceUse use{face, {}, true};
  for (const FaceUse& planned : plan_->faces) {
    if (planned.face == face) use = planned;
  }
  faces_.emplace_back(face, std::make_shared<FaceCuts>(fonts_.get(face), use));
  return faces_.back().second;
}

}  // namespace pleno::pdf
