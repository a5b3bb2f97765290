#include "feel/expression.h"

#include <algorithm>
#include <tuple>

#include "feel/evaluator.h"
#include "feel/limits.h"
#include "feel/parser.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::feel {

Expression parse(std::string_view text, const Source& source, Diagnostics& found) {
  Report report(text, source, found);
  if (text.size() > longest_expression) {
    report.error(
        0, 1,
        say("ungkapan lebih panjang dari {} byte", "expression is longer than {} bytes", longest_expression));
    return {};
  }
  if (const auto bad = first_bad_utf8(text)) {
    report.error(static_cast<std::uint32_t>(length_in_code_points(text.substr(0, *bad))), 1,
                 say("bukan UTF-8 yang sah", "not well-formed UTF-8"));
    return {};
  }
  const std::size_t before = found.size();
  Parser parser(text, report);
  NodePtr root = parser.run();
  std::stable_sort(found.begin() + static_cast<long>(before), found.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
                   });
  if (!root) return {};
  return Access::make(std::string(text), parser.names(), std::move(root));
}

const Value* Scope::find(std::string_view name) const {
  for (const Scope* scope = this; scope; scope = scope->outer_) {
    if (const Value* found = scope->facts_->find(name)) return found;
  }
  return nullptr;
}

Value evaluate(const Expression& expression, const Scope& scope, Causes* causes) {
  const Node* root = Access::root(expression);
  if (!root) return {};
  Evaluator evaluator(&scope, root->slots, causes);
  Value room;
  return evaluator.value(*root, room);
}

Diagnostics notes_of(const Causes& causes, const Expression& expression, const Source& source) {
  Diagnostics notes;
  Report report(expression.text(), source, notes);
  for (const Cause& cause : causes.list) {
    report.note(static_cast<std::uint32_t>(cause.offset), cause.length, cause.message);
  }
  return notes;
}

}  // namespace pleno::feel
