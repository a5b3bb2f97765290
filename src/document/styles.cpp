#include "document/styles.h"

#include <algorithm>

#include "text/utf8.h"

namespace pleno::document {
namespace {

template <typename T>
void put(const std::optional<T>& change, T& value) {
  if (change) value = *change;
}

// Ticks, boxes and other signs that text faces may lack; letters and general punctuation they all have.
bool is_sign(char32_t c) { return c > 0x206F && !(c >= 0xE000 && c <= 0xF8FF); }

}  // namespace

std::vector<std::string> split_families(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (const auto family = trimmed(text.substr(0, comma)); !family.empty()) out.emplace_back(family);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

StyleChange read_style_change(Attributes& attributes) {
  StyleChange out;
  const auto truth = [&](const char* name, std::optional<bool>& value) {
    if (attributes.has(name)) value = attributes.truth(name, false);
  };
  truth("bold", out.bold);
  truth("italic", out.italic);
  truth("underline", out.underline);
  truth("strike", out.strike);
  truth("kerning", out.kerning);
  if (attributes.has("font")) out.families = split_families(attributes.text("font"));
  out.size = attributes.length("size");
  if (attributes.has("tracking")) out.tracking = attributes.factor("tracking", 0);
  if (attributes.has("leading")) out.leading = attributes.factor("leading", 1.25F);
  out.before = attributes.length("before");
  out.after = attributes.length("after");
  out.indent = attributes.length("indent");
  out.colour = attributes.colour("colour");
  if (attributes.has("align")) {
    out.align = static_cast<Align>(attributes.word("align", {"left", "right", "center", "justify"}, 0));
  }
  return out;
}

const StyleChange* StyleBook::find(const std::string& name) const {
  const auto found = named_.find(name);
  return found == named_.end() ? nullptr : &found->second;
}

std::vector<std::string> StyleBook::names() const {
  std::vector<std::string> out;
  for (const auto& [name, change] : named_) out.push_back(name);
  return out;
}

void StyleBook::apply(const StyleChange& change, TextStyle& text, ParagraphLook& look) {
  if (change.families && !change.families->empty()) text.fonts = fonts(*change.families);
  put(change.bold, text.bold);
  put(change.italic, text.italic);
  put(change.underline, text.underline);
  put(change.strike, text.strike);
  put(change.size, text.size);
  put(change.tracking, text.tracking);
  put(change.colour, text.colour);
  put(change.align, look.align);
  put(change.leading, look.leading);
  put(change.before, look.before);
  put(change.after, look.after);
  put(change.indent, look.indent);
  if (change.kerning) look.kerning = change.kerning;
}

std::uint16_t StyleBook::fonts(const std::vector<std::string>& families) {
  const auto known = std::find(sheet_.fonts.begin(), sheet_.fonts.end(), families);
  if (known != sheet_.fonts.end()) return static_cast<std::uint16_t>(known - sheet_.fonts.begin());
  sheet_.fonts.push_back(families);
  return static_cast<std::uint16_t>(sheet_.fonts.size() - 1);
}

std::uint16_t StyleBook::style(const TextStyle& style) {
  const auto known = std::find(sheet_.styles.begin(), sheet_.styles.end(), style);
  if (known != sheet_.styles.end()) return static_cast<std::uint16_t>(known - sheet_.styles.begin());
  sheet_.styles.push_back(style);
  return static_cast<std::uint16_t>(sheet_.styles.size() - 1);
}

void StyleBook::sets(std::uint16_t style, const std::string& literal) {
  Use& use = uses_[style];
  for (const char32_t c : code_points(literal)) {
    if (c == page_mark || c == pages_mark) use.data = true;
    if (c >= 0x20 && (c < 0xE000 || c > 0xF8FF)) use.fixed.insert(c);
  }
}

void StyleBook::sets_data(std::uint16_t style) { uses_[style].data = true; }

std::shared_ptr<const FontPlan> StyleBook::plan(const std::string& id) const {
  std::map<Face, FaceUse> faces;
  for (const auto& [number, use] : uses_) {
    const TextStyle& style = sheet_.styles[number];
    const auto& families = sheet_.fonts[style.fonts];
    FaceUse& first = faces[Face{families.front(), style.bold, style.italic}];
    first.fixed.insert(use.fixed.begin(), use.fixed.end());
    first.sets_data = first.sets_data || use.data;
    for (std::size_t i = 1; i < families.size(); ++i) {  // those that help out set signs only, in regular
      for (const char32_t c : use.fixed) {
        if (is_sign(c)) faces[Face{families[i], false, false}].fixed.insert(c);
      }
    }
  }
  auto out = std::make_shared<FontPlan>();
  out->id = id;
  for (auto& [face, use] : faces) {
    use.face = face;
    out->faces.push_back(use);
  }
  return out;
}

}  // namespace pleno::document
