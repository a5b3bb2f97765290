#include "source/page_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "text/language.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

constexpr std::size_t largest_page = std::size_t{4} << 20;

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

bool is_rule(std::string_view text) { return text.find_first_not_of("-|:+= \t") == std::string_view::npos; }

// Digits at `at`, moved behind them; 0 when there are none or far too many.
int read_number(std::string_view text, std::size_t& at) {
  int number = 0;
  const std::size_t begin = at;
  while (at < text.size() && at - begin < 4 && is_digit(text[at])) number = number * 10 + (text[at++] - '0');
  return number;
}

bool is_readable(std::string_view page, const std::string& file, Diagnostics& found) {
  const auto report = [&](std::size_t at, std::string message, std::string hint) {
    const auto line = 1 + std::count(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    found.push_back({.at = {.file = file, .line = static_cast<int>(line)},
                     .message = std::move(message),
                     .hint = std::move(hint)});
    return false;
  };
  if (page.size() > largest_page) {
    return report(
        0,
        say("halaman skema terlalu besar ({} bita)", "the scheme page is too large ({} bytes)", page.size()),
        say("paling besar 4 MiB; apakah ini berkas teks?", "at most 4 MiB; is this a text file?"));
  }
  if (const auto bad = first_bad_utf8(page)) {
    return report(*bad, say("bita ke-{} bukan UTF-8", "byte {} is not UTF-8", *bad + 1),
                  say("simpan ulang halaman sebagai UTF-8", "save the page as UTF-8"));
  }
  for (std::size_t at = 0; at < page.size(); ++at) {
    const char c = page[at];
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F) {
      return report(at,
                    say("karakter kendali U+{:04X} di dalam teks", "control character U+{:04X} in the text",
                        static_cast<unsigned>(c)),
                    say("salin ulang halaman sebagai teks biasa", "copy the page again as plain text"));
    }
  }
  return true;
}

void add_cells(std::string_view line, int number, std::vector<PageCell>& cells) {
  if (is_rule(line)) return;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find_first_of("|\t", begin), line.size());
    const std::string_view text = trimmed(line.substr(begin, end - begin));
    if (!text.empty()) cells.push_back({number, text});
    begin = end + 1;
  }
}

}  // namespace

std::vector<PageCell> cells_of(std::string_view page, const std::string& file, Diagnostics& found) {
  std::vector<PageCell> cells;
  if (page.substr(0, 3) == "\xEF\xBB\xBF") page.remove_prefix(3);
  if (!is_readable(page, file, found)) return cells;
  int number = 0;
  for (std::size_t begin = 0; begin < page.size();) {
    const std::size_t end = std::min(page.find_first_of("\r\n", begin), page.size());
    add_cells(page.substr(begin, end - begin), ++number, cells);
    const bool two = page.substr(end, 2) == "\r\n";
    begin = end + (two ? 2 : 1);
  }
  return cells;
}

Numbered numbered(std::string_view cell) {
  std::size_t at = 0;
  Numbered out;
  out.element = read_number(cell, at);
  if (out.element == 0 || at >= cell.size() || cell[at] != '.') return {};
  ++at;
  if (at < cell.size() && is_digit(cell[at])) {
    out.index = read_number(cell, at);
    if (at >= cell.size() || cell[at] != '.') return {};
    ++at;
  }
  if (at < cell.size() && cell[at] != ' ') return {};
  out.text = trimmed(cell.substr(at));
  return out;
}

std::vector<PackedCriterion> unpacked(std::string_view cell) {
  std::vector<PackedCriterion> out;
  const Numbered first = numbered(cell);
  // The blank before the next number is kept, so that an empty text is seen as one.
  std::string_view rest = cell.substr(std::min(cell.find(". "), cell.size() - 1) + 1);
  for (int index = first.index;; ++index) {
    const std::string next = fmt::format(" {}.{}. ", first.element, index + 1);
    const std::size_t end = rest.find(next);
    out.push_back({index, trimmed(rest.substr(0, end))});
    if (end == std::string_view::npos) return out;
    rest.remove_prefix(end + next.size() - 1);
  }
}

int stray_index(std::string_view text, int element) {
  const std::string prefix = fmt::format(" {}.", element);
  for (std::size_t at = text.find(prefix); at != std::string_view::npos; at = text.find(prefix, at + 1)) {
    const Numbered number = numbered(text.substr(at + 1));
    if (number.index > 0 && number.element == element) return number.index;
  }
  return 0;
}

bool looks_like_code(std::string_view text) {
  if (text.empty() || text.size() > 24) return false;
  const auto allowed = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '/';
  };
  return std::all_of(text.begin(), text.end(), allowed) && std::any_of(text.begin(), text.end(), is_digit) &&
         text.find('.') != std::string_view::npos && text.back() != '.' && text.front() != '.';
}

}  // namespace pleno::source
