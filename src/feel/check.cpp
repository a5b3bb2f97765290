#include "feel/checker.h"
#include "feel/schema.h"

namespace pleno::feel {

void check(const Expression& expression, const Schema& schema, const Source& source, Diagnostics& found) {
  const Node* root = Access::root(expression);
  if (!root) return;
  Report report(expression.text(), source, found);
  Checker(schema, root->slots, report).infer(*root);
}

void check(const Text& text, const Schema& schema, const Source&, Diagnostics& found) {
  for (const Text::Part& part : text.parts()) check(part.hole, schema, part.source, found);
}

}  // namespace pleno::feel
