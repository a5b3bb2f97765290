#include "feel/condition.h"

#include "feel/builtin.h"
#include "feel/node.h"
#include "feel/trace.h"

namespace pleno::feel {
namespace {

Condition taken_apart(const Node& node, const Expression& whole) {
  Condition out;
  if (node.kind == Kind::And || node.kind == Kind::Or) {
    out.kind = node.kind == Kind::And ? Condition::Kind::And : Condition::Kind::Or;
    for (const NodePtr& kid : node.kids) out.parts.push_back(taken_apart(*kid, whole));
    return out;
  }
  if (node.kind == Kind::Call && node.builtin && node.builtin->name == "not" && node.kids.size() == 1) {
    out.kind = Condition::Kind::Not;
    out.parts.push_back(taken_apart(*node.kids[0], whole));
    return out;
  }
  out.words = words_of(whole, node.from, node.until - node.from);
  return out;
}

}  // namespace

Condition condition_of(const Expression& expression) {
  const Node* root = Access::root(expression);
  return root ? taken_apart(*root, expression) : Condition{};
}

}  // namespace pleno::feel
