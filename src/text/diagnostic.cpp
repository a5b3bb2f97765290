#include "text/diagnostic.h"

#include <algorithm>

#include "text/language.h"

namespace pleno {
namespace {

std::string word_for(Severity severity) {
  switch (severity) {
    case Severity::Error: return say("galat", "error");
    case Severity::Warning: return say("peringatan", "warning");
    case Severity::Note: return say("catatan", "note");
  }
  return {};
}

// Tabs become one blank so that the caret, counted in code points, stays below its word.
std::string excerpt_with_caret(const Diagnostic& diagnostic) {
  std::string line = diagnostic.excerpt;
  std::replace(line.begin(), line.end(), '\t', ' ');
  std::string out = "    " + line + "\n";
  if (diagnostic.at.column > 0) {
    out += "    " + std::string(static_cast<std::size_t>(diagnostic.at.column - 1), ' ') +
           std::string(static_cast<std::size_t>(std::max(1, diagnostic.caret_length)), '^') + "\n";
  }
  return out;
}

}  // namespace

bool has_errors(const Diagnostics& found) {
  return std::any_of(found.begin(), found.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::Error; });
}

std::string to_text(const Place& place) {
  std::string out = place.file;
  if (place.line > 0) out += fmt::format("{}{}", out.empty() ? "" : ":", place.line);
  if (place.line > 0 && place.column > 0) out += fmt::format(":{}", place.column);
  if (place.record.empty()) return out;
  return out.empty() ? place.record : out + " (" + place.record + ")";
}

std::string to_text(const Diagnostic& diagnostic) {
  std::string out = to_text(diagnostic.at);
  if (!out.empty()) out += ": ";
  out += word_for(diagnostic.severity) + ": " + diagnostic.message + "\n";
  if (!diagnostic.excerpt.empty()) out += excerpt_with_caret(diagnostic);
  if (!diagnostic.hint.empty()) out += "  " + say("saran", "hint") + ": " + diagnostic.hint + "\n";
  return out;
}

std::string to_text(const Diagnostics& found) {
  std::string out;
  for (const Diagnostic& diagnostic : found) out += to_text(diagnostic);
  return out;
}

std::string line_of(std::string_view text, int line) {
  std::size_t begin = 0;
  for (int at = 1; at < line; ++at) {
    begin = text.find('\n', begin);
    if (begin == std::string_view::npos) return {};
    ++begin;
  }
  std::string_view found = text.substr(begin, text.find('\n', begin) - begin);
  if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
  return std::string(found);
}

}  // namespace pleno
