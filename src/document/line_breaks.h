// Where a paragraph's lines end: the fewest lines, and among those the most even ones, so that justified text
// has no rivers and ragged text no steps. Keeps together what word_pairs.h says and breaks a word inside only
// where it is wider than the line. Knows no fonts.
#pragma once
#include <cstdint>
#include <vector>

#include "document/word_pairs.h"
#include "domain/document.h"

namespace pleno::document {

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
  // The first character of a word that the last call had to cut where no sign allows it, or none.
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t cut_word() const { return cut_word_; }
  // Whether a single character was wider than the line: it stands out.
  bool too_narrow() const { return too_narrow_; }

 private:
  struct Segment {  // what no break may cut
    std::size_t begin = 0, end = 0;
    float width = 0;
    float glue = 0;    // width of the blanks behind
    float blanks = 0;  // width of those inside
  };
  void find_segments(const std::vector<Character>& text, std::size_t begin, std::size_t end);
  void cut_wide_segments(const std::vector<Character>& text, float width);
  void cut(const std::vector<Character>& text, const Segment& whole, float width);
  float cost(float line_width, float blanks, float width, Align align, bool last) const;
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
  std::size_t cut_word_ = none;
  bool too_narrow_ = false;
};

}  // namespace pleno::document
