// Paragraphs that were set before: what they depend on, and how they are kept.
#include <algorithm>

#include "document/typesetter.h"

namespace pleno::document {

// Everything that the paragraph's lines depend on, as bytes. False when they depend on the page.
bool Typesetter::make_key(const Paragraph& paragraph, float width) {
  key_.clear();
  const auto add = [this](const auto& value) {
    key_.append(reinterpret_cast<const char*>(&value), sizeof value);
  };
  add(sheet_number_);
  for (const float length : {width, paragraph.leading, paragraph.indent, paragraph.min_size}) add(length);
  add(paragraph.max_lines);
  add(paragraph.align);
  add(paragraph.kerning ? static_cast<int>(*paragraph.kerning) : -1);
  key_ += paragraph.marker;
  for (const Span& span : paragraph.spans) {
    key_ += '\0';
    add(span.style);
    key_ += span.text;
    // The marks of page numbers are the only characters of ours that begin with this byte.
    if (span.text.find('\xEE') != std::string::npos) return false;
  }
  return true;
}

void Typesetter::recall(const SetParagraph& known) {
  const auto first = static_cast<std::uint32_t>(items_.size());
  items_.insert(items_.end(), known.items.begin(), known.items.end());
  for (std::size_t i = first; i < items_.size(); ++i) {
    if (auto* run = std::get_if<TextRun>(&items_[i])) run->face = page_face(known.faces[run->face]);
  }
  lines_ = known.lines;
  for (SetLine& line : lines_) line.first += first;
}

SetParagraph Typesetter::as_set(std::size_t first_item) const {
  SetParagraph out;
  out.items.assign(items_.begin() + static_cast<std::ptrdiff_t>(first_item), items_.end());
  for (Item& item : out.items) {
    auto* run = std::get_if<TextRun>(&item);
    if (run == nullptr) continue;
    const Face& face = pages_.faces[run->face];
    const auto known = std::find(out.faces.begin(), out.faces.end(), face);
    run->face = static_cast<std::uint16_t>(known - out.faces.begin());
    if (known == out.faces.end()) out.faces.push_back(face);
  }
  out.lines = lines_;
  for (SetLine& line : out.lines) line.first -= static_cast<std::uint32_t>(first_item);
  return out;
}

}  // namespace pleno::document
