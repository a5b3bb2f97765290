#include "mail/address.h"

#include <algorithm>

#include "text/language.h"
#include "text/utf8.h"

namespace pleno::mail {
namespace {

using Fault = std::optional<std::string>;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
// RFC 5322 atext: what may stand in an atom.
bool is_atext(char c) {
  return is_letter(c) || is_digit(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

Fault fault_in_characters(std::string_view address) {
  const auto has = [&](auto test) { return std::any_of(address.begin(), address.end(), test); };
  if (has([](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; })) {
    return say("karakter kendali di dalam alamat", "control character in the address");
  }
  if (has([](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    return say("huruf di luar ASCII; tulis domain internasional dalam bentuk xn--",
               "letters beyond ASCII; write an international domain in its xn-- form");
  }
  if (address.find(' ') != std::string_view::npos) {
    return say("spasi di dalam alamat", "blank in the address");
  }
  if (std::count(address.begin(), address.end(), '@') > 1) {
    return say("lebih dari satu alamat atau lebih dari satu @", "more than one address or more than one @");
  }
  if (address.find_first_of(",;") != std::string_view::npos) {
    return say("koma atau titik koma di dalam alamat; satu alamat saja, titik sebagai pemisah domain",
               "comma or semicolon in the address; give one address, with dots in its domain");
  }
  if (address.find_first_of("\"<>()[]\\:") != std::string_view::npos) {
    return say("tanda kutip, kurung atau titik dua; tulis alamatnya saja, tanpa nama",
               "quote, bracket or colon; give the address alone, without a name");
  }
  return std::nullopt;
}

Fault fault_in_local(std::string_view local) {
  if (local.empty()) return say("tidak ada nama di depan @", "no name before the @");
  if (local.size() > 64)
    return say("bagian di depan @ lebih dari 64 huruf", "more than 64 letters before the @");
  if (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos) {
    return say("titik di awal, di akhir atau ganda di depan @",
               "leading, trailing or double dot before the @");
  }
  const auto bad = std::find_if(local.begin(), local.end(), [](char c) { return c != '.' && !is_atext(c); });
  if (bad != local.end()) return say("karakter '{}' di depan @", "character '{}' before the @", *bad);
  return std::nullopt;
}

Fault fault_in_label(std::string_view label) {
  if (label.empty()) return say("titik ganda atau di awal domain", "double or leading dot in the domain");
  if (label.size() > 63)
    return say("bagian domain lebih dari 63 huruf", "part of the domain beyond 63 letters");
  const auto bad = std::find_if(label.begin(), label.end(),
                                [](char c) { return !is_letter(c) && !is_digit(c) && c != '-'; });
  if (bad != label.end()) return say("karakter '{}' di dalam domain", "character '{}' in the domain", *bad);
  if (label.front() == '-' || label.back() == '-') {
    return say("tanda hubung di tepi bagian domain", "hyphen at the edge of a part of the domain");
  }
  return std::nullopt;
}

Fault fault_in_domain(std::string_view domain, bool allow_local) {
  if (domain.empty()) return say("tidak ada domain di belakang @", "no domain after the @");
  if (domain.back() == '.') return say("titik di akhir domain", "trailing dot in the domain");
  std::string_view rest = domain;
  std::string_view label;
  for (bool more = true; more;) {
    const auto dot = rest.find('.');
    more = dot != std::string_view::npos;
    label = rest.substr(0, dot);
    if (auto fault = fault_in_label(label)) return fault;
    if (more) rest.remove_prefix(dot + 1);
  }
  if (label.size() == domain.size()) {
    if (allow_local) return std::nullopt;
    return say("domain tanpa akhiran seperti .id atau .com", "domain without an ending such as .id or .com");
  }
  const bool worded = std::all_of(label.begin(), label.end(), is_letter) || label.substr(0, 4) == "xn--";
  if (label.size() < 2 || !worded) {
    return say("akhiran domain '.{}' tidak dikenal", "domain ending '.{}' is none", label);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_in_address(std::string_view address, bool allow_local) {
  if (address.empty()) return say("alamat kosong", "the address is empty");
  if (address.size() > 254)
    return say("alamat lebih dari 254 huruf", "the address is longer than 254 letters");
  if (auto fault = fault_in_characters(address)) return fault;
  const auto at = address.find('@');
  if (at == std::string_view::npos) return say("tidak ada @", "there is no @");
  if (auto fault = fault_in_local(address.substr(0, at))) return fault;
  return fault_in_domain(address.substr(at + 1), allow_local);
}

std::string_view domain_of(std::string_view text) {
  if (const auto scheme = text.find("//"); scheme != std::string_view::npos) text.remove_prefix(scheme + 2);
  if (const auto at = text.rfind('@'); at != std::string_view::npos) text.remove_prefix(at + 1);
  return text.substr(0, text.find_first_of("/:"));
}

bool is_reserved_domain(std::string_view domain) {
  const std::string small = lower(domain);
  for (const std::string_view reserved :
       {"example", "test", "invalid", "localhost", "example.com", "example.net", "example.org"}) {
    if (small == reserved) return true;
    if (small.size() > reserved.size() && small.ends_with(reserved) &&
        small[small.size() - reserved.size() - 1] == '.')
      return true;
  }
  return false;
}

std::string without_addresses(std::string_view text) {
  constexpr std::string_view ends = " \t\r\n<>()\",;";
  constexpr std::size_t digits_of_an_nik = 12;  // and more
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(ends, at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const auto digits = std::count_if(word.begin(), word.end(), is_digit);
    const bool private_word =
        word.find('@') != std::string_view::npos || static_cast<std::size_t>(digits) >= digits_of_an_nik;
    out += private_word ? std::string_view("***") : word;
    if (end < text.size()) out += text[end];
    at = end + 1;
  }
  return out;
}

}  // namespace pleno::mail
