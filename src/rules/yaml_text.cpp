#include "rules/yaml_text.h"

#include <algorithm>

#include "feel/trace.h"
#include "text/utf8.h"

namespace pleno::rules {
namespace {

constexpr std::size_t excerpt_limit = 500;  // bytes; a longer line is no help

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The scalar's text on one line: FEEL takes any white space, our columns count on one line.
std::string on_one_line(const std::string& text) {
  std::string out = text;
  while (!out.empty() && is_blank(out.back())) out.pop_back();
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return out;
}

// The byte where the content of a scalar begins: behind its quote, or on the line after '|' or '>'.
std::size_t content_start(std::string_view text, const YamlNode& scalar) {
  std::size_t at = scalar.offset;
  if (scalar.plain || at >= text.size()) return at;
  if (text[at] == '"' || text[at] == '\'') return at + 1;
  if (text[at] == '|' || text[at] == '>') {
    const auto line_end = text.find('\n', at);
    return line_end == std::string_view::npos ? at : line_end + 1;
  }
  return at;
}

}  // namespace

Place YamlText::place(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const std::string_view before = text_.substr(0, offset);
  const auto line_start = before.rfind('\n');
  const std::size_t start = line_start == std::string_view::npos ? 0 : line_start + 1;
  Place place;
  place.file = file_;
  place.line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  place.column = static_cast<int>(length_in_code_points(text_.substr(start, offset - start))) + 1;
  return place;
}

Diagnostic YamlText::problem(std::size_t offset, std::string message, std::string hint, int length) const {
  Diagnostic d;
  d.at = place(offset);
  d.message = std::move(message);
  d.hint = std::move(hint);
  d.excerpt = line_of(text_, d.at.line);
  if (d.excerpt.size() > excerpt_limit) d.excerpt.clear();
  const int room = static_cast<int>(length_in_code_points(d.excerpt)) - d.at.column + 1;
  d.caret_length = std::max(1, std::min(length, room));
  return d;
}

Diagnostic YamlText::problem(const YamlNode& node, std::string message, std::string hint) const {
  int length = 1;
  if (node.kind == YamlNode::Kind::Scalar) {
    length = static_cast<int>(length_in_code_points(node.text)) + (node.plain ? 0 : 2);
  }
  return problem(node.offset, std::move(message), std::move(hint), length);
}

// For each code point of the scalar's text (and its end) the byte of the file it came from. YAML folds
// lines and unescapes quotes, so the two are walked side by side; what YAML dropped is skipped.
std::vector<std::size_t> YamlText::origins(const YamlNode& scalar) const {
  std::vector<std::size_t> out;
  std::size_t raw = content_start(text_, scalar);
  const std::size_t limit = std::min(text_.size(), raw + 4 * scalar.text.size() + 4096);
  for (std::size_t at = 0; at < scalar.text.size();) {
    const std::size_t begin = at;
    next_code_point(scalar.text, at);
    const std::string_view wanted(scalar.text.data() + begin, at - begin);
    std::size_t probe = raw;
    while (probe < limit && text_.substr(probe, wanted.size()) != wanted &&
           !(is_blank(wanted[0]) && is_blank(text_[probe]))) {
      ++probe;
    }
    if (probe >= limit) probe = raw;
    out.push_back(probe);
    raw = probe + wanted.size();
  }
  out.push_back(raw);
  return out;
}

void YamlText::place_in_file(Diagnostics& local, const YamlNode& scalar, Diagnostics& found) const {
  if (local.empty()) return;
  const std::vector<std::size_t> from = origins(scalar);
  for (Diagnostic& d : local) {
    const std::size_t index =
        std::min<std::size_t>(from.size() - 1, static_cast<std::size_t>(std::max(0, d.at.column - 1)));
    Diagnostic placed = problem(from[index], std::move(d.message), std::move(d.hint), d.caret_length);
    placed.severity = d.severity;
    found.push_back(std::move(placed));
  }
}

feel::Expression YamlText::expression(const YamlNode& scalar, const feel::Schema& schema,
                                      Diagnostics& found) const {
  const std::string line = on_one_line(scalar.text);
  const feel::Source source{{file_, 1, 1, {}}, line};
  Diagnostics local;
  feel::Expression parsed = feel::parse(line, source, local);
  if (!parsed.empty()) feel::check(parsed, schema, source, local);
  place_in_file(local, scalar, found);
  return parsed;
}

Spot YamlText::spot(const YamlNode& node) const {
  Diagnostic d = problem(node, {});
  return {std::move(d.at), std::move(d.excerpt), d.caret_length};
}

std::vector<ForkSpots> YamlText::forks(const YamlNode& scalar, const feel::Expression& expression) const {
  const std::vector<feel::Fork> found = feel::forks(expression);
  if (found.empty()) return {};
  const std::vector<std::size_t> from = origins(scalar);
  const auto spot_at = [&](std::uint32_t begin, std::uint32_t length) -> Spot {
    Diagnostic d =
        problem(from[std::min<std::size_t>(begin, from.size() - 1)], {}, {}, static_cast<int>(length));
    return {std::move(d.at), std::move(d.excerpt), d.caret_length};
  };
  std::vector<ForkSpots> out;
  for (const feel::Fork& fork : found) {
    out.push_back(
        {fork.begin, spot_at(fork.then_begin, fork.then_length), spot_at(fork.else_begin, fork.else_length)});
  }
  return out;
}

feel::Text YamlText::text(const YamlNode& scalar, const feel::Schema& schema, Diagnostics& found) const {
  const std::string line = on_one_line(scalar.text);
  const feel::Source source{{file_, 1, 1, {}}, line};
  Diagnostics local;
  feel::Text parsed = feel::parse_text(line, source, local);
  if (!has_errors(local)) feel::check(parsed, schema, source, local);
  place_in_file(local, scalar, found);
  return parsed;
}

}  // namespace pleno::rules
