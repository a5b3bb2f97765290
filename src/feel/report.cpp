#include "feel/report.h"

#include <algorithm>

#include "text/utf8.h"

namespace pleno::feel {
namespace {

constexpr int most_errors = 12;  // of one expression; what follows is mostly an echo

// The line (from 0) and column (from 0) of a code point, and the bytes of that line.
struct Spot {
  int line = 0;
  std::uint32_t column = 0;
  std::size_t line_begin = 0;
};

Spot spot_of(std::string_view text, std::uint32_t offset) {
  Spot spot;
  std::size_t at = 0;
  for (std::uint32_t i = 0; i < offset && at < text.size(); ++i) {
    if (next_code_point(text, at) == U'\n') {
      ++spot.line;
      spot.column = 0;
      spot.line_begin = at;
    } else {
      ++spot.column;
    }
  }
  return spot;
}

}  // namespace

void Report::error(std::uint32_t begin, std::uint32_t length, std::string message, std::string hint) {
  if (++errors_ <= most_errors) add(Severity::Error, begin, length, std::move(message), std::move(hint));
}

void Report::warning(std::uint32_t begin, std::uint32_t length, std::string message, std::string hint) {
  add(Severity::Warning, begin, length, std::move(message), std::move(hint));
}

void Report::note(std::uint32_t begin, std::uint32_t length, std::string message) {
  add(Severity::Note, begin, length, std::move(message), {});
}

void Report::add(Severity severity, std::uint32_t begin, std::uint32_t length, std::string message,
                 std::string hint) {
  Diagnostic diagnostic{severity, source_.at, std::move(message), std::move(hint), {}, 1};
  const Spot spot = spot_of(text_, begin);
  const std::string own_line = line_of(text_, spot.line + 1);
  const bool first_line_of_file = spot.line == 0 && !source_.line_text.empty();
  // An expression that stands nowhere is its own excerpt.
  const bool bare = source_.at.line == 0 && source_.line_text.empty();
  if (first_line_of_file || bare || spot.line > 0) {
    diagnostic.excerpt = first_line_of_file ? source_.line_text : own_line;
  }
  if (diagnostic.at.line > 0) diagnostic.at.line += spot.line;
  const int first_column = spot.line == 0 && !bare ? std::max(1, source_.at.column) : 1;
  diagnostic.at.column = first_column + static_cast<int>(spot.column);
  const std::size_t rest =
      length_in_code_points(own_line) - std::min<std::size_t>(spot.column, length_in_code_points(own_line));
  diagnostic.caret_length =
      static_cast<int>(std::clamp<std::size_t>(length, 1, std::max<std::size_t>(rest, 1)));
  if (found_.empty() || !(found_.back() == diagnostic)) found_.push_back(std::move(diagnostic));
}

}  // namespace pleno::feel
