// The styles of one template: named changes of type, the resolved styles that the sheet numbers, and which
// characters each face sets. Knows nothing of elements.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "document/attributes.h"
#include "domain/document.h"

namespace pleno::document {

// How a paragraph stands, as far as it comes from the surroundings.
struct ParagraphLook {
  Align align = Align::Left;
  float leading = 1.25F;
  float before = 0, after = 0;
  float indent = 0;
  std::optional<bool> kerning;  // nothing: where it shows
};

// What a named style changes.
struct StyleChange {
  std::optional<std::vector<std::string>> families;
  std::optional<bool> bold, italic, underline, strike, kerning;
  std::optional<float> size, tracking, leading, before, after, indent;
  std::optional<Colour> colour;
  std::optional<Align> align;
};
StyleChange read_style_change(Attributes& attributes);

class StyleBook {
 public:
  explicit StyleBook(Sheet& sheet) : sheet_(sheet) {}

  void define(const std::string& name, StyleChange change) { named_[name] = std::move(change); }
  const StyleChange* find(const std::string& name) const;
  std::vector<std::string> names() const;
  void apply(const StyleChange& change, TextStyle& text, ParagraphLook& look);

  std::uint16_t fonts(const std::vector<std::string>& families);  // the number of this chain
  std::uint16_t style(const TextStyle& style);                    // the number of this style
  // Notes that fixed text, or data, is set in this style.
  void sets(std::uint16_t style, const std::string& literal);
  void sets_data(std::uint16_t style);
  // The faces with what they set; to be called when all has been read.
  std::shared_ptr<const FontPlan> plan(const std::string& id) const;

 private:
  struct Use {
    std::set<char32_t> fixed;
    bool data = false;
  };
  Sheet& sheet_;
  std::map<std::string, StyleChange> named_;
  std::map<std::uint16_t, Use> uses_;
};

// "Carlito, DejaVu Sans" -> two families.
std::vector<std::string> split_families(std::string_view text);

}  // namespace pleno::document
