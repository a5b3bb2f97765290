#include "feel/condition.h"

#include <string>

#include "feel/builtin.h"
#include "feel/node.h"
#include "feel/trace.h"

namespace pleno::feel {
namespace {

// "(a in b)" -> "a in b": brackets around the whole say nothing.
std::string without_brackets(std::string words) {
  for (;;) {
    if (words.size() < 2 || words.front() != '(') return words;
    int open = 0;
    bool quoted = false;
    std::size_t closed = 0;
    for (std::size_t i = 0; i < words.size() && closed == 0; ++i) {
      if (words[i] == '"' && words[i - 1] != '\\') quoted = !quoted;
      if (quoted) continue;
      open += words[i] == '(' ? 1 : words[i] == ')' ? -1 : 0;
      if (open == 0) closed = i;
    }
    if (closed + 1 != words.size()) return words;
    words = words.substr(1, words.size() - 2);
  }
}

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
  out.words = without_brackets(words_of(whole, node.from, node.until - node.from));
  return out;
}

}  // namespace

Condition condition_of(const Expression& expression) {
  const Node* root = Access::root(expression);
  return root ? taken_apart(*root, expression) : Condition{};
}

}  // namespace pleno::feel
