// Writing down the way of an evaluation. Everything here is called only while someone asks for it.
#include "feel/builtin.h"
#include "feel/evaluator.h"
#include "feel/limits.h"
#include "feel/trace.h"
#include "text/utf8.h"

namespace pleno::feel {
namespace {

constexpr std::size_t not_kept = static_cast<std::size_t>(-1);

std::optional<Step::Kind> kind_of(const Node& node) {
  switch (node.kind) {
    case Kind::And: return Step::Kind::And;
    case Kind::Or: return Step::Kind::Or;
    case Kind::Some: return Step::Kind::Some;
    case Kind::Every: return Step::Kind::Every;
    case Kind::Equal:
    case Kind::Unequal:
    case Kind::Less:
    case Kind::LessEqual:
    case Kind::Greater:
    case Kind::GreaterEqual: return Step::Kind::Compare;
    case Kind::Between: return Step::Kind::Between;
    case Kind::In: return Step::Kind::In;
    case Kind::InstanceOf: return Step::Kind::Test;
    default: return std::nullopt;
  }
}

const char* sign_of(const Node& node) {
  switch (node.kind) {
    case Kind::Equal: return "=";
    case Kind::Unequal: return "!=";
    case Kind::Less: return "<";
    case Kind::LessEqual: return "<=";
    case Kind::Greater: return ">";
    case Kind::GreaterEqual: return ">=";
    default: return "";
  }
}

bool is_leaf(const Node& node) {
  return node.kind == Kind::Name || node.kind == Kind::Path || node.kind == Kind::Constant ||
         node.kind == Kind::Filter || node.kind == Kind::HostCall;
}

Truth truth_in(const Value& value) { return value.boolean() ? Truth(*value.boolean()) : Truth(); }

void collect(const Node& node, std::vector<Fork>& out) {
  if (node.kind == Kind::If) {
    const Node& then = *node.kids[1];
    const Node& other = *node.kids[2];
    out.push_back({node.from, then.from, then.until - then.from, other.from, other.until - other.from});
  }
  for (const NodePtr& kid : node.kids) {
    if (kid) collect(*kid, out);
  }
}

}  // namespace

std::size_t Evaluator::enter(Step::Kind kind, const Node& node) {
  if (trace_->steps.size() >= most_trace_steps) return not_kept;
  Step& step = trace_->steps.emplace_back();
  step.kind = kind;
  step.begin = node.from;
  step.length = node.until - node.from;
  step.item = std::exchange(trace_->pending, Value());
  const std::size_t at = trace_->steps.size() - 1;
  trace_->open.push_back(at);
  return at;
}

void Evaluator::leave(std::size_t at, Truth outcome) {
  if (at == not_kept) return;
  trace_->steps[at].outcome = outcome;
  trace_->steps[at].end = trace_->steps.size();
  trace_->open.pop_back();
}

void Evaluator::leaf(const Node& node, Truth outcome) { leave(enter(Step::Kind::Test, node), outcome); }

Truth Evaluator::traced(const Node& node) {
  if (const auto kind = kind_of(node)) {
    const std::size_t at = enter(*kind, node);
    const Truth found = truth_of(node);
    leave(at, found);
    return found;
  }
  const Truth found = truth_of(node);
  if (is_leaf(node)) leaf(node, found);
  return found;
}

const Value& Evaluator::traced_call(const Node& node, Value& room) {
  const bool negation = node.builtin && node.builtin->name == "not";
  const std::size_t at = enter(negation ? Step::Kind::Not : Step::Kind::Test, node);
  const Value& found = call(node, room);
  if (at == not_kept) return found;
  const Node* kid = negation && !node.kids.empty() ? node.kids[0].get() : nullptr;
  if (kid && trace_->steps.size() == at + 1) leaf(*kid, opposite(truth_in(found)));
  leave(at, truth_in(found));
  // A number or a text in the midst of a condition is no condition itself; what stood inside it stays.
  if (!found.boolean() && !found.is_null() && trace_->steps.size() == at + 1) trace_->steps.pop_back();
  return found;
}

const Value& Evaluator::traced_choice(const Node& node, Value& room) {
  const std::size_t at = enter(Step::Kind::If, node);
  const bool then = truth(*node.kids[0]) == Truth(true);
  const Node& branch = *node.kids[then ? 1 : 2];
  const Value& found = value(branch, room);
  const Truth outcome = truth_in(found);
  if (is_leaf(branch)) leaf(branch, outcome);
  if (at != not_kept) {
    const Node& other = *node.kids[then ? 2 : 1];
    Step& step = trace_->steps[at];
    step.then = then;
    step.other_fixed = other.kind == Kind::Constant;
    if (step.other_fixed) step.right = other.constant;
  }
  leave(at, outcome);
  return found;
}

void Evaluator::operands(const Node& node, const Value& left, const Value& right) {
  if (trace_->open.empty() || trace_->steps.size() >= most_trace_steps) return;
  Step& step = trace_->steps[trace_->open.back()];
  step.sign = sign_of(node);
  step.right_begin = node.kids.size() > 1 && node.kids[1] ? node.kids[1]->from : 0;
  step.left = left;
  step.right = right;
}

Value evaluate(const Expression& expression, const Scope& scope, Trace& trace) {
  const Node* root = Access::root(expression);
  if (!root) return {};
  Evaluator evaluator(&scope, root->slots, &trace, &trace);
  Value room;
  const Value& found = evaluator.value(*root, room);
  if (is_leaf(*root)) evaluator.leaf(*root, truth_in(found));
  return found;
}

std::vector<std::size_t> inside(const Trace& trace, std::size_t step) {
  std::vector<std::size_t> out;
  for (std::size_t at = step + 1; at < trace.steps[step].end; at = trace.steps[at].end) out.push_back(at);
  return out;
}

std::string words_of(const Expression& expression, std::uint32_t begin, std::uint32_t length) {
  const std::string& text = expression.text();
  std::size_t at = 0;
  for (std::uint32_t i = 0; i < begin && at < text.size(); ++i) next_code_point(text, at);
  const std::size_t from = at;
  for (std::uint32_t i = 0; i < length && at < text.size(); ++i) next_code_point(text, at);
  return single_spaced(text.substr(from, at - from));
}

std::vector<Fork> forks(const Expression& expression) {
  std::vector<Fork> out;
  if (const Node* root = Access::root(expression)) collect(*root, out);
  return out;
}

}  // namespace pleno::feel
