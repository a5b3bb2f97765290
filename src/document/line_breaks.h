// Where a paragraph's lines end: the fewest lines, and among those the most even ones. Keeps numbers with
// their units and breaks a word inside only where it is wider than the line. Knows no fonts.
#pragma once
#include <cstdint>
#include <vector>

#include "domain/document.h"

namespace pleno::document {

// One character as measured, in points at full size.
struct Character {
  char32_t code = 0;
  float advance = 0;  // with tracking
  float kern = 0;     // before it
  std::uint16_t style = 0;
  std::uint16_t font = 0;
};

struct BrokenLine {
  std::size_t begin = 0, end = 0;  // characters, without blanks at the end
  float width = 0;
  int blanks = 0;          // that can be stretched
  bool ends_hard = false;  // at a forced break or the paragraph's end
};

class LineBreaker {
 public:
  // The lines are valid until the next call.
  const std::vector<BrokenLine>& break_lines(const std::vector<Character>& text, float width, Align align);
  // Whether the last call had to cut a word at a character.
  bool cut_a_word() const { return cut_a_word_; }

 private:
  struct Segment {  // what no break may cut
    std::size_t begin = 0, end = 0;
    float width = 0;
    float glue = 0;  // width of the blanks behind
  };
  void find_segments(const std::vector<Character>& text, std::size_t begin, std::size_t end);
  void cut_wide_segments(const std::vector<Character>& text, float width);
  void choose(const std::vector<Character>& text, float width, Align align);
  void add_line(const std::vector<Character>& text, std::size_t first, std::size_t last, bool hard);

  std::vector<Segment> segments_, cut_;
  std::vector<BrokenLine> lines_;
  struct Best {
    int lines = 0;
    float cost = 0;
    std::size_t from = 0;
  };
  std::vector<Best> best_;
  bool cut_a_word_ = false;
};

}  // namespace pleno::document
