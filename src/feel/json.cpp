#include "feel/json.h"

#include <algorithm>

#include "text/json.h"

namespace pleno::feel {
namespace {

constexpr std::size_t largest_text = std::size_t{64} << 20;

// Plain while people can read it, else with an exponent: readers choke on thousands of digits.
std::string number_text(const Decimal& number) {
  constexpr std::size_t longest_plain = 40;
  std::string plain = number.to_string();
  if (plain.size() <= longest_plain) return plain;
  const bool negative = plain.front() == '-';
  if (negative) plain.erase(0, 1);
  const std::size_t point = std::min(plain.find('.'), plain.size());
  if (point < plain.size()) plain.erase(point, 1);
  const std::size_t first = plain.find_first_not_of('0');
  const long long exponent = static_cast<long long>(point) - static_cast<long long>(first) - 1;
  std::string digits = plain.substr(first, plain.find_last_not_of('0') - first + 1);
  if (digits.size() > 1) digits.insert(1, ".");
  return (negative ? "-" : "") + digits + "e" + std::to_string(exponent);
}

void append_json(std::string& out, const Value& value) {
  if (out.size() >= largest_text) return;
  if (const List* list = value.list()) {
    out += '[';
    for (std::size_t i = 0; i < list->size(); ++i) {
      if (i > 0) out += ',';
      append_json(out, (*list)[i]);
    }
    out += ']';
  } else if (const Context* context = value.context()) {
    out += '{';
    for (std::size_t i = 0; i < context->size(); ++i) {
      if (i > 0) out += ',';
      pleno::append_json(out, context->key(i));
      out += ':';
      append_json(out, context->value(i));
    }
    out += '}';
  } else if (value.number()) {
    out += number_text(*value.number());
  } else if (value.is_null() || value.boolean()) {
    out += to_text(value);
  } else if (value.function()) {
    out += "null";
  } else {
    pleno::append_json(out, to_text(value));
  }
}

}  // namespace

std::string to_json(const Value& value) {
  std::string out;
  append_json(out, value);
  return out.size() >= largest_text ? "null" : out;
}

}  // namespace pleno::feel
