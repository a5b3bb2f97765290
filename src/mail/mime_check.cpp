#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "mail/mime.h"
#include "text/language.h"

namespace pleno::mail {
namespace {

constexpr std::size_t line_limit = 998;  // RFC 5322 2.1.1, without CRLF

bool is_seven_bit(std::string_view bytes) {
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t block = 0;
    std::memcpy(&block, bytes.data() + at, 8);
    // The top bit of any byte, or any byte zero.
    if (((block | ((block - 0x0101010101010101U) & ~block)) & 0x8080808080808080U) != 0) return false;
  }
  return std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end(),
                     [](char c) { return c != 0 && static_cast<unsigned char>(c) < 0x80; });
}

// Walks the lines; calls `visit(line)` without the CRLF. False when a line end is not CRLF or a line is too
// long.
template <typename Visit>
bool walk_lines(std::string_view bytes, Visit visit) {
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos || end == 0 || bytes[end - 1] != '\r') return false;
    const std::string_view line = bytes.substr(0, end - 1);
    if (line.size() > line_limit || line.find('\r') != std::string_view::npos) return false;
    visit(line);
    bytes.remove_prefix(end + 1);
  }
  return true;
}

bool equal_names(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

std::string_view name_of(std::string_view line) {
  const auto colon = line.find(':');
  return colon == std::string_view::npos ? std::string_view{} : line.substr(0, colon);
}

bool is_header_line(std::string_view line) {
  if (line.front() == ' ' || line.front() == '\t')
    return line.find_first_not_of(" \t") != std::string_view::npos;
  const auto name = name_of(line);
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

std::optional<std::string> fault_in_mime(std::string_view mime) {
  constexpr std::array<std::string_view, 5> once = {"From", "To", "Date", "Message-ID", "Subject"};
  std::array<int, 5> count{};
  bool in_headers = true;
  bool headers_good = true;
  std::string_view stray;
  const auto visit = [&](std::string_view line) {
    if (!in_headers) return;
    if (line.empty()) {
      in_headers = false;
      return;
    }
    headers_good = headers_good && is_header_line(line);
    const auto name = name_of(line);
    for (std::size_t i = 0; i < once.size(); ++i) count[i] += equal_names(name, once[i]) ? 1 : 0;
    for (const std::string_view extra : {"Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc"}) {
      if (equal_names(name, extra)) stray = extra;
    }
  };
  if (!is_seven_bit(mime)) return say("ada byte di luar ASCII atau NUL", "a byte beyond ASCII, or NUL");
  if (!walk_lines(mime, visit)) {
    return say("akhir baris bukan CRLF, atau baris lebih dari 998 byte",
               "a line end other than CRLF, or a line of more than 998 bytes");
  }
  if (in_headers) return say("tidak ada isi di belakang kepala surat", "no body after the headers");
  if (!headers_good) return say("baris kepala surat tidak sah", "a header line is not valid");
  if (!stray.empty()) return say("kepala surat {} tidak boleh ada", "there must be no header {}", stray);
  for (std::size_t i = 0; i < once.size(); ++i) {
    if (count[i] != 1)
      return say("kepala surat {} ada {} kali", "header {} stands {} times", once[i], count[i]);
  }
  return std::nullopt;
}

std::string header_of(std::string_view mime, std::string_view name) {
  std::string value;
  bool inside = false;
  for (auto end = mime.find("\r\n"); end != std::string_view::npos && end > 0; end = mime.find("\r\n")) {
    const std::string_view line = mime.substr(0, end);
    mime.remove_prefix(end + 2);
    const bool continued = line.front() == ' ' || line.front() == '\t';
    if (inside && !continued) break;
    if (!inside && !continued && equal_names(name_of(line), name)) {
      inside = true;
      value = line.substr(name.size() + 1);
    } else if (inside) {
      value += line;
    }
  }
  const auto begin = value.find_first_not_of(" \t");
  return begin == std::string::npos ? std::string{} : value.substr(begin);
}

}  // namespace pleno::mail
