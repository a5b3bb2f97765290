// The lines of a scheme page and what each looks like, before anything is made of them.
// Never decides whether a page adds up.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace pleno::source {

// One cell of one line: `text` without blanks at the ends and without the table's bars.
struct PageCell {
  int line = 0;  // from 1
  std::string_view text;
};

// The cells of a page's lines, empty ones and rules like `---|---|` left out; LF, CRLF and CR end a line.
// What cannot be text (broken UTF-8, control characters, too large) is reported and gives no cells.
std::vector<PageCell> cells_of(std::string_view page, const std::string& file, Diagnostics& found);

// A number that opens a cell: "3. Text" is {3, 0, "Text"}, "3.2. Text" is {3, 2, "Text"}; else element is 0.
struct Numbered {
  int element = 0;
  int index = 0;
  std::string_view text;
};
Numbered numbered(std::string_view cell);

// The KUK packed on one line, cut at `element.index. ` in ascending order from the first number on; digits
// and dots inside a text stay text.
struct PackedCriterion {
  int index = 0;
  std::string_view text;
};
std::vector<PackedCriterion> unpacked(std::string_view cell);

// Numbers of the same element inside a KUK's text that are not the next one: the trace of a gap ("2.4." in
// the text of 2.2) or of a repetition; 0 when there is none.
int stray_index(std::string_view text, int element);

// Whether this could be a unit's code: letters, digits and dots, a digit and a dot among them, at most 24.
bool looks_like_code(std::string_view text);

}  // namespace pleno::source
