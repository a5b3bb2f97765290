// Texts with {{ expression }} holes.
#include "feel/expression.h"
#include "feel/report.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::feel {
namespace {

// The place of a byte of the text, seen from the text's own place.
Source source_at(std::string_view text, std::size_t byte, const Source& source) {
  Source inner = source;
  const std::string_view before = text.substr(0, byte);
  const std::size_t line_feed = before.rfind('\n');
  const std::string_view line = line_feed == std::string_view::npos ? before : before.substr(line_feed + 1);
  int lines = 0;
  for (const char c : before) lines += c == '\n' ? 1 : 0;
  const int column = static_cast<int>(length_in_code_points(line));
  inner.at.column = (lines == 0 ? std::max(1, source.at.column) : 1) + column;
  if (inner.at.line > 0) inner.at.line += lines;
  if (lines > 0 || inner.line_text.empty()) inner.line_text = line_of(text, lines + 1);
  return inner;
}

// Where the hole ends that begins behind "{{": at the first "}}" outside texts and braces.
std::size_t end_of_hole(std::string_view text, std::size_t at) {
  int open = 0;
  bool quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '\\') ++at;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{') {
      ++open;
    } else if (c == '}' && open > 0) {
      --open;
    } else if (c == '}' && at + 1 < text.size() && text[at + 1] == '}') {
      return at;
    }
  }
  return std::string_view::npos;
}

}  // namespace

bool Text::has_holes() const {
  for (const Part& part : parts_) {
    if (!part.hole.empty()) return true;
  }
  return false;
}

Text parse_text(std::string_view text, const Source& source, Diagnostics& found) {
  Text made;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = text.find("{{", at);
    if (open != at) made.parts_.push_back({std::string(text.substr(at, open - at)), {}, {}});
    if (open == std::string_view::npos) break;
    std::size_t end = end_of_hole(text, open + 2);
    // A mistake inside, an unclosed text perhaps, must not swallow the rest.
    if (end == std::string_view::npos) end = text.find("}}", open + 2);
    if (end == std::string_view::npos) {
      Report(text, source, found)
          .error(static_cast<std::uint32_t>(length_in_code_points(text.substr(0, open))), 2,
                 say("'{{{{' tidak ditutup", "'{{{{' is not closed"),
                 say("tutup dengan }}}}", "close it with }}}}"));
      break;
    }
    Source inner = source_at(text, open + 2, source);
    Expression hole = parse(text.substr(open + 2, end - open - 2), inner, found);
    if (!hole.empty()) made.parts_.push_back({{}, std::move(hole), std::move(inner)});
    at = end + 2;
  }
  return made;
}

std::string fill(const Text& text, const Scope& scope, Causes* causes) {
  std::string out;
  for (const Text::Part& part : text.parts()) {
    if (part.hole.empty()) {
      out += part.literal;
      continue;
    }
    const Value value = evaluate(part.hole, scope, causes);
    if (!value.is_null()) {
      out += to_text(value);
    } else if (causes) {
      causes->list.push_back({0, say("{{{{{}}}}} kosong", "{{{{{}}}}} is empty", part.hole.text())});
    }
  }
  return out;
}

}  // namespace pleno::feel
