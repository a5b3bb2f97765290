#include "mail/smtp_reply.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace pleno::mail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The length of "5.1.1" at the start of a line, 0 when there is none.
std::size_t enhanced_length(std::string_view line) {
  std::size_t at = 0;
  for (int part = 0; part < 3; ++part) {
    if (part > 0 && (at >= line.size() || line[at++] != '.')) return 0;
    const std::size_t start = at;
    while (at < line.size() && is_digit(line[at])) ++at;
    if (at == start || at - start > 3) return 0;
  }
  const bool classed = line[0] == '2' || line[0] == '4' || line[0] == '5';
  return classed && line[1] == '.' && (at == line.size() || line[at] == ' ') ? at : 0;
}

std::string first_word(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin);
  std::string_view word = text.substr(0, text.find_first_of(" ,;)>"));
  while (!word.empty() && word.back() == '.') word.remove_suffix(1);
  return std::string(word);
}

bool is_queue_id(std::string_view word) {
  return word.size() >= 4 && word.size() <= 64 && std::all_of(word.begin(), word.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
                  c == '.';
         });
}

}  // namespace

std::string shown(std::string_view text) {
  constexpr std::size_t limit = 500;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    const std::string_view bytes = text.substr(start, at - start);
    std::string piece(bytes);
    if (is_forbidden_in_data(c) || is_invisible(c) || first_bad_utf8(bytes)) {
      piece.clear();
      for (const char byte : bytes) piece += fmt::format("\\x{:02X}", static_cast<unsigned char>(byte));
    }
    if (out.size() + piece.size() > limit) break;
    out += piece;
  }
  return out;
}

std::string Reply::enhanced() const {
  return lines.empty() ? std::string{} : lines.front().substr(0, enhanced_length(lines.front()));
}

std::string Reply::text() const {
  std::string all;
  for (const std::string_view line : lines) {
    const auto text = trimmed(line.substr(enhanced_length(line)));
    if (!all.empty() && !text.empty()) all += ' ';
    all += text;
    if (all.size() > 1000) break;
  }
  return shown(all);
}

std::string Reply::queue_id() const {
  const std::string all = text();
  for (const std::string_view before : {"queued as ", "queued with id ", "id="}) {
    const auto at = all.find(before);
    if (at == std::string::npos) continue;
    if (auto word = first_word(std::string_view(all).substr(at + before.size())); is_queue_id(word))
      return word;
  }
  const auto accepted = all.find(" Message accepted");
  if (accepted == std::string::npos) return {};
  auto word = first_word(all);
  return is_queue_id(word) && word.size() == accepted ? word : std::string{};
}

ReplyParser::State ReplyParser::feed(std::string_view& bytes) {
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    const std::size_t taken = end == std::string_view::npos ? bytes.size() : end + 1;
    if (line_.size() + taken > line_limit) return State::Garbage;
    line_.append(bytes, 0, taken);
    bytes.remove_prefix(taken);
    if (end == std::string_view::npos) break;
    line_.pop_back();
    if (!line_.empty() && line_.back() == '\r') line_.pop_back();
    const State state = take_line(line_);
    line_.clear();
    if (state != State::Reading) return state;
  }
  return State::Reading;
}

ReplyParser::State ReplyParser::take_line(std::string_view line) {
  if (reply_.lines.size() == lines_limit) return State::Garbage;
  if (line.find('\0') != std::string_view::npos || line.find('\r') != std::string_view::npos)
    return State::Garbage;
  if (line.size() < 3 || line[0] < '2' || line[0] > '5' || !is_digit(line[1]) || !is_digit(line[2])) {
    return State::Garbage;
  }
  const bool more = line.size() > 3 && line[3] == '-';
  if (line.size() > 3 && line[3] != ' ' && !more) return State::Garbage;
  const int code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
  if (!reply_.lines.empty() && code != reply_.code) return State::Garbage;
  reply_.code = code;
  reply_.lines.emplace_back(line.substr(std::min<std::size_t>(4, line.size())));
  return more ? State::Reading : State::Complete;
}

}  // namespace pleno::mail
