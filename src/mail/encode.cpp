#include "mail/encode.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "text/utf8.h"

namespace pleno::mail {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view hex = "0123456789ABCDEF";
constexpr std::size_t line_limit = 76;
constexpr std::size_t word_frame = 12;  // "=?utf-8?B?" and "?="

// Two base64 characters for each twelve bits: half the look-ups of the textbook table.
constexpr std::array<std::array<char, 2>, 4096> pair_table() {
  std::array<std::array<char, 2>, 4096> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = {alphabet[i >> 6], alphabet[i & 63]};
  return table;
}
constexpr auto pairs = pair_table();

char* encode_three(char* to, const char* from) {
  const auto byte = [&](int i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(from[i])); };
  const std::uint32_t bits = byte(0) << 16 | byte(1) << 8 | byte(2);
  const auto& high = pairs[bits >> 12];
  const auto& low = pairs[bits & 4095];
  to[0] = high[0], to[1] = high[1], to[2] = low[0], to[3] = low[1];
  return to + 4;
}

char* encode_all(char* to, std::string_view bytes) {
  const char* from = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 3; left -= 3, from += 3) to = encode_three(to, from);
  if (left == 0) return to;
  const char last[3] = {from[0], left == 2 ? from[1] : '\0', '\0'};
  to = encode_three(to, last);
  to[-1] = '=';
  if (left == 1) to[-2] = '=';
  return to;
}

bool is_ascii_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}
bool is_atom_character(char c) {
  constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         others.find(c) != std::string_view::npos;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const auto blank = text.find(' ');
    words.push_back(text.substr(0, blank));
    if (blank == std::string_view::npos) return words;
    text.remove_prefix(blank + 1);
  }
}

// Whether folding at blanks and unfolding again gives the text back, and no reader takes it for an encoded
// word.
bool can_stand_plain(std::string_view text) {
  if (!is_ascii_printable(text) || text.find("=?") != std::string_view::npos) return false;
  const auto words = words_of(text);
  return std::all_of(words.begin(), words.end(),
                     [](auto word) { return !word.empty() && word.size() <= 60; });
}

// Puts tokens on lines, breaking before one that would pass the limit.
class Folder {
 public:
  explicit Folder(std::string_view name) : out_(name), column_(name.size() + 1) { out_ += ':'; }
  void add(std::string_view token) {
    if (column_ + 1 + token.size() > line_limit && column_ > 1) {
      out_ += "\r\n";
      column_ = 0;
    }
    out_ += ' ';
    out_ += token;
    column_ += 1 + token.size();
  }
  std::size_t room() const { return column_ + 1 >= line_limit ? 0 : line_limit - column_ - 1; }
  void add_encoded(std::string_view text) {
    while (!text.empty()) {
      std::string_view piece = fitting(text, room());
      if (piece.empty()) piece = fitting(text, line_limit - 1);
      add(fmt::format("=?utf-8?B?{}?=", base64(piece)));
      text.remove_prefix(piece.size());
    }
  }
  std::string end() { return std::move(out_) + "\r\n"; }

 private:
  // The longest start of the text that fits an encoded word of `width`, ending between characters.
  static std::string_view fitting(std::string_view text, std::size_t width) {
    width = std::min<std::size_t>(width, 75);
    const std::size_t limit = width <= word_frame ? 0 : (width - word_frame) / 4 * 3;
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size(); end = at) {
      next_code_point(text, at);
      if (at > limit) break;
    }
    return text.substr(0, end);
  }
  std::string out_;
  std::size_t column_;
};

bool needs_quoting(std::string_view text, std::size_t at) {
  const char c = text[at];
  const bool last = at + 1 == text.size() || text[at + 1] == '\n';
  if (c == ' ' || c == '\t') return last;
  return c < 0x21 || c > 0x7E || c == '=';
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4, '\0');
  encode_all(out.data(), bytes);
  return out;
}

void append_base64_lines(std::string& out, std::string_view bytes) {
  constexpr std::size_t take = line_limit / 4 * 3;
  const std::size_t start = out.size();
  const std::size_t lines = (bytes.size() + take - 1) / take;
  out.resize(start + (bytes.size() + 2) / 3 * 4 + 2 * lines);
  char* to = out.data() + start;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(take, bytes.size()))) {
    to = encode_all(to, bytes.substr(0, take));
    *to++ = '\r';
    *to++ = '\n';
  }
}

std::string quoted_printable(std::string_view input) {
  std::string text;  // with LF alone, so that a blank before a line end is seen as the last of its line
  text.reserve(input.size());
  for (std::size_t i = 0; i < input.size(); ++i) {
    if (input[i] != '\r' || i + 1 == input.size() || input[i + 1] != '\n') text += input[i];
  }
  std::string out;
  out.reserve(text.size() * 5 / 4 + 16);
  std::size_t column = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    bool quoted = needs_quoting(text, at);
    if (column + (quoted ? 3 : 1) > line_limit - 1) {  // one column is kept for the soft break
      out += "=\r\n";
      column = 0;
    }
    quoted = quoted || (column == 0 && (c == '.' || std::string_view(text).substr(at, 5) == "From "));
    if (!quoted) {
      out += c;
      ++column;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'=', hex[byte >> 4], hex[byte & 15]};
    column += 3;
  }
  if (column > 0) out += "\r\n";
  return out;
}

std::string text_header(std::string_view name, std::string_view value) {
  Folder folder(name);
  if (!can_stand_plain(value)) {
    folder.add_encoded(value);
  } else {
    for (const auto word : words_of(value)) folder.add(word);
  }
  return folder.end();
}

std::string mailbox_header(std::string_view name, std::string_view display_name, std::string_view address) {
  Folder folder(name);
  if (display_name.empty()) {
    folder.add(address);
    return folder.end();
  }
  const bool atoms = std::all_of(display_name.begin(), display_name.end(),
                                 [](char c) { return c == ' ' || is_atom_character(c); });
  if (atoms && can_stand_plain(display_name)) {
    for (const auto word : words_of(display_name)) folder.add(word);
  } else {
    folder.add_encoded(display_name);
  }
  folder.add(fmt::format("<{}>", address));
  return folder.end();
}

std::string file_name_parameter(std::string_view file_name) {
  std::string fallback;
  std::vector<std::string> units;  // the characters, percent-encoded: a section is never cut inside one
  for (std::size_t at = 0; at < file_name.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(file_name, at);
    const bool plain = c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
    fallback += plain ? static_cast<char>(c) : '_';
    std::string unit;
    for (const char byte : file_name.substr(start, at - start)) {
      const auto value = static_cast<unsigned char>(byte);
      const bool token = is_atom_character(byte) && byte != '*' && byte != '\'' && byte != '%';
      if (token || byte == '.')
        unit += byte;
      else
        unit += fmt::format("%{:02X}", value);
    }
    units.push_back(std::move(unit));
  }
  std::string plain = fmt::format(";\r\n filename=\"{}\"", fallback);
  if (fallback == file_name && plain.size() - 3 <= line_limit - 1) return plain;

  std::vector<std::string> sections{"utf-8''"};
  for (const auto& unit : units) {
    if (sections.back().size() + unit.size() > 58) sections.emplace_back();
    sections.back() += unit;
  }
  std::string out;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    out += sections.size() == 1 ? fmt::format(";\r\n filename*={}", sections[i])
                                : fmt::format(";\r\n filename*{}*={}", i, sections[i]);
  }
  // The fallback keeps the ending, which decides what opens the file.
  const std::size_t room = 60;
  if (fallback.size() > room) fallback = fallback.substr(0, room - 8) + fallback.substr(fallback.size() - 8);
  return out + fmt::format(";\r\n filename=\"{}\"", fallback);
}

}  // namespace pleno::mail
