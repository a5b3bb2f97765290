#include "pdf/pdf_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"

namespace pleno::pdf {
namespace {

constexpr char digits[] = "0123456789ABCDEF";

void append_hex(std::string& out, unsigned byte) {
  out += digits[byte >> 4 & 15];
  out += digits[byte & 15];
}

void append_unit(std::string& out, unsigned unit) {
  append_hex(out, unit >> 8);
  append_hex(out, unit & 0xFF);
}

}  // namespace

std::string text_string(std::string_view utf8) {
  const bool plain = std::all_of(utf8.begin(), utf8.end(), [](char c) { return c >= ' ' && c <= '~'; });
  if (plain) {
    std::string out = "(";
    for (const char c : utf8) {
      if (c == '(' || c == ')' || c == '\\') out += '\\';
      out += c;
    }
    return out + ')';
  }
  std::string out = "<FEFF";
  for (std::size_t at = 0; at < utf8.size();) {
    const auto point = static_cast<unsigned>(next_code_point(utf8, at));
    if (point > 0xFFFF) {
      append_unit(out, 0xD800 + ((point - 0x10000) >> 10));
      append_unit(out, 0xDC00 + ((point - 0x10000) & 0x3FF));
    } else {
      append_unit(out, point);
    }
  }
  return out + '>';
}

std::string hex_string(std::string_view bytes) {
  std::string out = "<";
  for (const char byte : bytes) append_hex(out, static_cast<unsigned char>(byte));
  return out + '>';
}

std::string name_object(std::string_view text) {
  std::string out = "/";
  for (const char c : text) {
    const bool regular = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                         c == '-' || c == '.' || c == '+' || c == '_';
    if (regular) {
      out += c;
    } else {
      out += '#';
      append_hex(out, static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string date_string(Date date) {
  std::string digits_only = iso(date);
  std::erase(digits_only, '-');
  return "(D:" + digits_only + "000000Z)";
}

std::string xmp_date(Date date) { return iso(date) + "T00:00:00Z"; }

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = next_code_point(text, at);
    switch (point) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: append_utf8(out, point < 0x20 || point == 0xFFFE || point == 0xFFFF ? U'\uFFFD' : point);
    }
  }
  return out;
}

}  // namespace pleno::pdf
