// string(), number(), not(), is(), range().
#include <algorithm>

#include "feel/call.h"
#include "feel/parser.h"

namespace pleno::feel {
namespace {

Value string_of(Call& call) {
  if (call[0].is_null()) return call.outside(0);
  if (call[0].text()) return call[0];
  if (!call.evaluator().charge(call[0])) return {};
  std::string text = to_text(call[0]);
  return call.make(0, text.size()) ? Value(std::move(text)) : Value();
}

Value number_of(Call& call) {
  const auto decimal = Decimal::parse(call.text(0));
  return decimal && call.text(0).find_first_of("eE") == std::string::npos ? Value(*decimal) : call.outside(0);
}

// Separators: grouping blank, comma or point; decimal comma or point; never the same.
Value number_with_separators(Call& call) {
  const auto separator = [&](std::size_t i) {
    return call.given(i) && call[i].text() ? call.text(i) : std::string();
  };
  const std::string grouping = separator(1), point = separator(2);
  if (call[1].text() && grouping != " " && grouping != "," && grouping != ".") return call.outside(1);
  if (call[2].text() && point != "," && point != ".") return call.outside(2);
  if (!grouping.empty() && grouping == point) return call.outside(2);
  std::string text = call.text(0);
  if (!grouping.empty()) std::erase(text, grouping[0]);
  if (point == ",") {
    if (text.find('.') != std::string::npos) return call.outside(0);
    std::replace(text.begin(), text.end(), ',', '.');
  }
  const auto decimal = Decimal::parse(text);
  return decimal && text.find_first_of("eE") == std::string::npos ? Value(*decimal) : call.outside(0);
}

Value not_of(Call& call) {
  const bool* negand = call.single(0).boolean();
  return negand ? Value(!*negand) : call.outside(0);
}

Value is(Call& call) {
  if (!call.evaluator().charge(call[0])) return {};
  return call[0] == call[1];
}

// Only values as they are written may be endpoints, also of dates: date("2026-01-01"), @"2026-01-01".
bool is_written_value(const Node& node) {
  if (node.kind == Kind::Constant) return true;
  const auto name = [&](std::string_view wanted) { return node.builtin && node.builtin->name == wanted; };
  return node.kind == Kind::Call && node.kids.size() == 1 && (name("date") || name("duration")) &&
         node.kids[0] && node.kids[0]->kind == Kind::Constant && node.kids[0]->constant.text();
}

// "[2..)" and "(..2]": the side that is left out is open.
std::optional<std::string> with_both_ends(std::string_view text, bool& no_low, bool& no_high) {
  const std::size_t dots = text.find("..");
  if (text.size() < 4 || dots == std::string_view::npos) return std::nullopt;
  no_low = dots == 1;
  no_high = dots + 3 == text.size();
  if (no_low == no_high) return no_low ? std::nullopt : std::optional(std::string(text));
  if (no_low && text.front() != '(' && text.front() != ']') return std::nullopt;
  if (no_high && text.back() != ')' && text.back() != '[') return std::nullopt;
  const std::string_view end = no_low ? text.substr(3, text.size() - 4) : text.substr(1, dots - 1);
  return std::string(1, text.front()) + std::string(end) + ".." + std::string(end) +
         std::string(1, text.back());
}

Value range_of(Call& call) {
  bool no_low = false, no_high = false;
  const auto text = with_both_ends(call.text(0), no_low, no_high);
  if (!text || text->size() > 1000 || !call.step(100 + text->size())) return call.outside(0);
  Diagnostics ignored;
  Report report(*text, {}, ignored);
  const NodePtr root = Parser(*text, report, true).run();
  if (!root || root->kind != Kind::RangeOf || !is_written_value(*root->kids[0]) ||
      !is_written_value(*root->kids[1])) {
    return call.outside(0);
  }
  const Value both = evaluate_constant(*root);
  if (!both.range() || both.range()->low.is_null() || both.range()->high.is_null()) return call.outside(0);
  Range range = *both.range();
  if (no_low) range.low = Value(), range.low_closed = false;
  if (no_high) range.high = Value(), range.high_closed = false;
  return range;
}

}  // namespace

Rows conversion_rows() {
  return {
      {"string(from: any) -> string", string_of},
      {"number(from: string) -> number", number_of},
      {"number(from: string, grouping separator~: string, decimal separator~: string) -> number",
       number_with_separators},
      {"not(negand: any) -> boolean", not_of},
      {"is(value1: any, value2: any) -> boolean", is},
      {"range(from: string) -> range", range_of},
  };
}

}  // namespace pleno::feel
