#include "feel/calendar.h"
#include "feel/value.h"
#include "text/utf8.h"

namespace pleno::feel {
namespace {

constexpr std::size_t largest_text = std::size_t{64} << 20;

void append(std::string& out, const Value& value, bool quoted);

bool is_name(std::string_view key) {
  if (key.empty() || (key[0] >= '0' && key[0] <= '9')) return false;
  for (const char c : key) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
    if (!letter && c != '_' && !(c >= '0' && c <= '9')) return false;
  }
  return true;
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

void append_list(std::string& out, const List& list) {
  out += '[';
  for (std::size_t i = 0; i < list.size() && out.size() < largest_text; ++i) {
    if (i > 0) out += ", ";
    append(out, list[i], true);
  }
  out += ']';
}

void append_context(std::string& out, const Context& context) {
  out += '{';
  for (std::size_t i = 0; i < context.size() && out.size() < largest_text; ++i) {
    if (i > 0) out += ", ";
    if (is_name(context.key(i))) {
      out += context.key(i);
    } else {
      append_quoted(out, context.key(i));
    }
    out += ": ";
    append(out, context.value(i), true);
  }
  out += '}';
}

void append_range(std::string& out, const Range& range) {
  const auto one_sided = [&](std::string_view sign, const Value& end) {
    out += '(';
    out += sign;
    out += ' ';
    append(out, end, true);
    out += ')';
  };
  if (range.test == Range::Test::Equal) return one_sided("=", range.low);
  if (range.test == Range::Test::Unequal) return one_sided("!=", range.low);
  if (range.low.is_null() && !range.low_unknown) return one_sided(range.high_closed ? "<=" : "<", range.high);
  if (range.high.is_null() && !range.high_unknown) return one_sided(range.low_closed ? ">=" : ">", range.low);
  out += range.low_closed ? '[' : '(';
  append(out, range.low, true);
  out += "..";
  append(out, range.high, true);
  out += range.high_closed ? ']' : ')';
}

void append(std::string& out, const Value& value, bool quoted) {
  if (out.size() >= largest_text) return;
  switch (value.type()) {
    case Type::Null: out += "null"; break;
    case Type::Boolean: out += *value.boolean() ? "true" : "false"; break;
    case Type::Number: out += value.number()->to_string(); break;
    case Type::String: quoted ? append_quoted(out, *value.text()) : void(out += *value.text()); break;
    case Type::Date: out += iso(*value.wide_date()); break;
    case Type::Days: out += iso(*value.days()); break;
    case Type::Months: out += iso(*value.months()); break;
    case Type::List: append_list(out, *value.list()); break;
    case Type::Context: append_context(out, *value.context()); break;
    case Type::Range: append_range(out, *value.range()); break;
    case Type::Function: out += "function " + value.function()->name; break;
  }
}

}  // namespace

std::string to_text(const Value& value) {
  std::string out;
  append(out, value, false);
  return out;
}

}  // namespace pleno::feel
