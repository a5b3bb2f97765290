// String functions. Positions count code points from 1, or from the end when negative.
#include <cstring>

#include "feel/call.h"
#include "text/utf8.h"

namespace pleno::feel {
namespace {

// Where `part` begins in `whole`; memmem, unlike find, is linear whatever the texts are.
std::size_t position(std::string_view whole, std::string_view part) {
  const void* found = memmem(whole.data(), whole.size(), part.data(), part.size());
  return found ? static_cast<std::size_t>(static_cast<const char*>(found) - whole.data())
               : std::string_view::npos;
}

// The byte where the code point of this number (from 0) begins.
std::size_t byte_of(std::string_view text, long long number) {
  std::size_t at = 0;
  for (; number > 0 && at < text.size(); --number) next_code_point(text, at);
  return at;
}

Value text_value(Call& call, std::string text) {
  return call.make(0, text.size()) ? Value(std::move(text)) : Value();
}

bool look_at(Call& call, const std::string& text) { return call.step(text.size() / 32); }

Value substring(Call& call) {
  const std::string& text = call.text(0);
  if (!look_at(call, text)) return {};
  const long long size = static_cast<long long>(length_in_code_points(text));
  const auto start = call.integer(1);
  if (!start || *start == 0 || *start > size || *start < -size) return call.outside(1);
  const long long from = *start > 0 ? *start - 1 : size + *start;
  const std::size_t begin = byte_of(text, from);
  if (!call.given(2)) return text_value(call, text.substr(begin));
  const auto length = call.integer(2);
  if (!length || *length < 1 || *length > size - from) return call.outside(2);
  const std::string_view rest = std::string_view(text).substr(begin);
  return text_value(call, std::string(rest.substr(0, byte_of(rest, *length))));
}

Value string_length(Call& call) {
  if (!look_at(call, call.text(0))) return {};
  return static_cast<long long>(length_in_code_points(call.text(0)));
}

Value upper_case(Call& call) {
  return look_at(call, call.text(0)) ? text_value(call, upper(call.text(0))) : Value();
}
Value lower_case(Call& call) {
  return look_at(call, call.text(0)) ? text_value(call, lower(call.text(0))) : Value();
}

Value substring_before(Call& call) {
  if (!look_at(call, call.text(0))) return {};
  const std::size_t at = position(call.text(0), call.text(1));
  return text_value(call, at == std::string::npos ? std::string() : call.text(0).substr(0, at));
}

Value substring_after(Call& call) {
  if (!look_at(call, call.text(0))) return {};
  const std::size_t at = position(call.text(0), call.text(1));
  return text_value(call,
                    at == std::string::npos ? std::string() : call.text(0).substr(at + call.text(1).size()));
}

Value contains(Call& call) {
  if (!look_at(call, call.text(0))) return {};
  return position(call.text(0), call.text(1)) != std::string::npos;
}
Value starts_with(Call& call) { return call.text(0).starts_with(call.text(1)); }
Value ends_with(Call& call) { return call.text(0).ends_with(call.text(1)); }

// Null items are left out; a null delimiter is none.
Value string_join(Call& call) {
  const std::string none;
  const std::string& delimiter = call.given(1) && call[1].text() ? call.text(1) : none;
  std::string out;
  bool first = true;
  for (const Value& item : call.list(0)) {
    if (item.is_null()) continue;
    if (!item.text()) return call.outside(0);
    const std::string& text = *item.text();
    if (!call.step() || !call.make(0, text.size() + delimiter.size())) return {};
    if (!first) out += delimiter;
    first = false;
    out += text;
  }
  return out;
}

// The text that a pattern without any choice stands for: "; " or "\\."; nothing for a true pattern.
std::optional<std::string> plain_text(std::string_view pattern) {
  constexpr std::string_view special = "\\^$.|?*+()[]{}";
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool escaped = pattern[i] == '\\';
    if (escaped && ++i == pattern.size()) return std::nullopt;
    if (escaped != (special.find(pattern[i]) != std::string_view::npos)) return std::nullopt;
    text += pattern[i];
  }
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

// The delimiter is a text, or "\\s" for any blank. Other regular expressions are left out and refused.
Value split(Call& call) {
  const bool blank = call.text(1) == "\\s";
  const auto delimiter = blank ? std::optional<std::string>(" ") : plain_text(call.text(1));
  if (!delimiter) {
    return call.fail("pemisah '{}' adalah ungkapan reguler; itu tidak didukung",
                     "delimiter '{}' is a regular expression; these are not supported",
                     first_bytes(call.text(1), 40));
  }
  List parts;
  std::string_view rest = call.text(0);
  for (;;) {
    const std::size_t at = blank ? rest.find_first_of(" \t\n\r") : position(rest, *delimiter);
    if (!call.make(1, std::min(at, rest.size()))) return {};
    parts.emplace_back(rest.substr(0, at));
    if (at == std::string_view::npos) return parts;
    rest.remove_prefix(at + delimiter->size());
  }
}

}  // namespace

Rows text_rows() {
  return {
      {"substring(string: string, start position: number, length?: number) -> string", substring},
      {"string length(string: string) -> number", string_length},
      {"upper case(string: string) -> string", upper_case},
      {"lower case(string: string) -> string", lower_case},
      {"substring before(string: string, match: string) -> string", substring_before},
      {"substring after(string: string, match: string) -> string", substring_after},
      {"contains(string: string, match: string) -> boolean", contains},
      {"starts with(string: string, match: string) -> boolean", starts_with},
      {"ends with(string: string, match: string) -> boolean", ends_with},
      {"string join(list: list, delimiter?~: string) -> string", string_join},
      {"split(string: string, delimiter: string) -> list", split},
  };
}

}  // namespace pleno::feel
