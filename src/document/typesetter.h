// Sets paragraphs: measures characters, breaks lines, makes text runs. Knows fonts through Measure only and
// nothing of pages.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "document/line_breaks.h"
#include "document/memo.h"
#include "domain/document.h"
#include "domain/measure.h"
#include "domain/pages.h"
#include "text/diagnostic.h"

namespace pleno::document {

class Typesetter {
 public:
  // Faces are numbered in `pages` when they are first used; items go to `items`. `memo` may be null.
  Typesetter(const Document& document, const Measure& measure, Pages& pages, std::vector<Item>& items,
             Diagnostics& found, Memo* memo);

  // What {{halaman}} and {{jumlah_halaman}} mean from now on.
  void set_page(std::size_t page, std::size_t pages);

  // The lines, whose items lie in `items`, are valid until the next call.
  const std::vector<SetLine>& set(const Paragraph& paragraph, float width, const Origin& at);

  // One line without paragraph, for watermarks; its width comes back in the line.
  SetLine set_line(const std::string& text, std::uint16_t style, float scale);

  void report(const Origin& at, std::string message, std::string hint = {},
              Severity severity = Severity::Error);

 private:
  struct Font {       // a face that the measure knows
    int number = -1;  // in the measure; below 0: not shipped
    FaceMetrics metrics;
    Face face;
    std::array<float, 0x180> advances;
    Font() { advances.fill(unknown); }
  };
  static constexpr float missing = -1, unknown = -2;
  float advance(Font& font, char32_t c);
  std::size_t font(const Face& face, int number);
  const std::vector<std::size_t>& chain(std::uint16_t style);
  void read(const std::vector<Span>& spans, std::optional<bool> kerning);
  void read_character(char32_t c, const Span& span, const std::vector<std::size_t>& fonts);
  void emit(const Paragraph& paragraph, float width, float scale, const BrokenLine& line, bool last);
  void emit_runs(std::size_t begin, std::size_t end, float x, float baseline, float scale, float extra,
                 const std::optional<bool>& kerning);
  void decorate(const TextStyle& style, float x1, float x2, float baseline, float scale, const Font& font);
  void marker(const Paragraph& paragraph, float baseline);
  std::uint16_t page_face(const Face& face);

  // typesetter_fit.cpp
  float shrunk(const Paragraph& paragraph, float width, const Origin& at);
  void report_cuts(const Paragraph& paragraph, float width);
  void report_missing(char32_t c, const Span& span, const std::string& family);
  std::string fields_of(const std::vector<Span>& spans) const;
  const Span& span_at(const std::vector<Span>& spans, std::size_t place) const;

  // typesetter_memo.cpp
  bool make_key(const Paragraph& paragraph, float width);
  void recall(const SetParagraph& known);
  SetParagraph as_set(std::size_t first_item) const;

  void set_anew(const Paragraph& paragraph, float width, const Origin& at);

  const Document& document_;
  const Sheet& sheet_;
  const Measure& measure_;
  Pages& pages_;
  std::vector<Item>& items_;
  Diagnostics& found_;
  std::vector<Font> fonts_;
  std::vector<std::vector<std::size_t>> chains_;
  std::set<std::string> reported_;
  std::string page_ = "0", page_count_ = "0";
  std::vector<Character> characters_;
  std::size_t count_ = 0;  // of them, while a text is read
  LineBreaker breaker_;
  std::vector<SetLine> lines_;
  Memo* memo_;
  std::uint32_t sheet_number_ = 0;  // in the memo
  std::string key_;                 // of the paragraph being set
};

}  // namespace pleno::document
