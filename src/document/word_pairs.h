// Which neighbours no line's end may part: a number and its unit, a sign and its number, a title and the
// name behind it, a dash and what it closes. Indonesian and English usage; knows no widths and no fonts.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pleno::document {

// One character as measured, in points at full size.
struct Character {
  char32_t code = 0;
  float advance = 0;  // with tracking
  float kern = 0;     // before it
  std::uint16_t style = 0;
  std::uint16_t font = 0;
};

// The characters between two blanks; never empty when asked about.
class Word {
 public:
  Word(const Character* begin, const Character* end) : begin_(begin), end_(end) {}

  std::size_t size() const { return static_cast<std::size_t>(end_ - begin_); }
  char32_t operator[](std::size_t i) const { return begin_[i].code; }
  char32_t first() const { return begin_->code; }
  char32_t last() const { return (end_ - 1)->code; }
  bool is(std::string_view text) const {
    return size() == text.size() && std::equal(begin_, end_, text.begin(), [](const Character& c, char t) {
             return c.code == static_cast<unsigned char>(t);
           });
  }
  Word inside() const;  // without brackets and quotes before it
  Word bare() const;    // and without commas, stops and brackets behind it

 private:
  const Character* begin_;
  const Character* end_;
};

// `left` and `right` are neighbours with blanks between them.
bool belong_together(const Word& left, const Word& right);

// Letters and dashes as line breaking sees them.
bool is_letter(char32_t c);
bool is_lower(char32_t c);
bool is_dash(char32_t c);
inline bool is_blank(char32_t c) { return c == ' ' || c == 0xA0; }

}  // namespace pleno::document
