#include "feel/parser.h"

#include <algorithm>
#include <array>

#include "feel/evaluator.h"
#include "feel/limits.h"
#include "text/language.h"

namespace pleno::feel {

// Counts the nesting, and refuses what is too deep before the stack does.
class Parser::Deeper {
 public:
  explicit Deeper(Parser& parser) : parser_(parser) {
    if (++parser_.depth_ == deepest_nesting) {
      parser_.fail(parser_.now(), say("ungkapan bersarang terlalu dalam", "expression is nested too deep"),
                   say("paling dalam {} tingkat", "at most {} levels", deepest_nesting));
    }
  }
  ~Deeper() { --parser_.depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;
  bool refused() const { return parser_.depth_ >= deepest_nesting; }

 private:
  Parser& parser_;
};

Parser::Parser(std::string_view text, Report& report, bool literal)
    : report_(report), tokens_(tokens_of(text, report)), literal_(literal) {}

NodePtr Parser::run() {
  if (now().kind == Token::Kind::End) {
    if (!report_.any()) fail(now(), say("ungkapan kosong", "expression is empty"));
    return nullptr;
  }
  NodePtr root = expression();
  if (!failed_ && now().kind != Token::Kind::End) {
    unexpected(now());
  }
  if (report_.any()) return nullptr;
  root->slots = slots_;
  return root;
}

NodePtr Parser::expression() {
  const Deeper deeper(*this);
  if (deeper.refused()) return make(Kind::Constant, now());
  const std::size_t first = at_;
  if (now().is_word("if")) return spanned(first, if_then_else());
  if (now().is_word("for")) return spanned(first, iteration(Kind::For, "return"));
  if (now().is_word("some")) return spanned(first, iteration(Kind::Some, "satisfies"));
  if (now().is_word("every")) return spanned(first, iteration(Kind::Every, "satisfies"));
  return disjunction();
}

NodePtr Parser::disjunction() {
  const std::size_t first = at_;
  NodePtr left = conjunction();
  while (at_operator("or")) {
    const Token& sign = take();
    left = spanned(first, binary(Kind::Or, std::move(left), conjunction(), sign));
  }
  return left;
}

NodePtr Parser::conjunction() {
  const std::size_t first = at_;
  NodePtr left = comparison();
  while (at_operator("and")) {
    const Token& sign = take();
    left = spanned(first, binary(Kind::And, std::move(left), comparison(), sign));
  }
  return left;
}

NodePtr Parser::comparison() {
  const std::size_t first = at_;
  NodePtr left = additive();
  for (;;) {
    const Token& token = now();
    if (token.is_word("between")) {
      left = spanned(first, between(std::move(left)));
    } else if (token.is_word("in")) {
      left = spanned(first, in(std::move(left)));
    } else if (token.is_word("instance")) {
      left = spanned(first, instance_of(std::move(left)));
    } else if (token.is("=") || token.is("!=") || token.is("<") || token.is("<=") || token.is(">") ||
               token.is(">=")) {
      left = spanned(first, compared(std::move(left)));
    } else {
      return left;
    }
  }
}

NodePtr Parser::compared(NodePtr left) {
  static constexpr std::array<std::pair<std::string_view, Kind>, 6> kinds = {{{"=", Kind::Equal},
                                                                              {"!=", Kind::Unequal},
                                                                              {"<", Kind::Less},
                                                                              {"<=", Kind::LessEqual},
                                                                              {">", Kind::Greater},
                                                                              {">=", Kind::GreaterEqual}}};
  const Token& sign = take();
  const auto kind =
      std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.first == sign.text; });
  return binary(kind->second, std::move(left), additive(), sign);
}

NodePtr Parser::between(NodePtr left) {
  const Token& word = take();
  NodePtr node = make(Kind::Between, word);
  node->kids.push_back(std::move(left));
  node->kids.push_back(additive());
  expect_word("and", word);
  node->kids.push_back(additive());
  return done(std::move(node));
}

NodePtr Parser::instance_of(NodePtr left) {
  const Token& word = take();
  NodePtr node = make(Kind::InstanceOf, word);
  node->kids.push_back(std::move(left));
  expect_word("of", word);
  node->spec = type();
  return done(std::move(node));
}

NodePtr Parser::additive() {
  const std::size_t first = at_;
  NodePtr left = multiplicative();
  while (now().is("+") || now().is("-")) {
    const Token& sign = take();
    left = binary(sign.is("+") ? Kind::Add : Kind::Subtract, std::move(left), multiplicative(), sign);
  }
  return spanned(first, std::move(left));
}

NodePtr Parser::multiplicative() {
  NodePtr left = power();
  while (now().is("*") || now().is("/")) {
    const Token& sign = take();
    left = binary(sign.is("*") ? Kind::Multiply : Kind::Divide, std::move(left), power(), sign);
  }
  return left;
}

// Left associative, like all of FEEL's operators, and looser than the sign: -3 ** 2 is 9.
NodePtr Parser::power() {
  NodePtr left = negation();
  while (now().is("**")) {
    const Token& sign = take();
    left = binary(Kind::Power, std::move(left), negation(), sign);
  }
  return left;
}

NodePtr Parser::negation() {
  if (!now().is("-")) return postfix();
  const Deeper deeper(*this);
  if (deeper.refused()) return make(Kind::Constant, now());
  NodePtr node = make(Kind::Negate, take());
  node->kids.push_back(negation());
  return done(std::move(node));
}

NodePtr Parser::if_then_else() {
  const Token& word = take();
  NodePtr node = make(Kind::If, word);
  node->kids.push_back(expression());
  expect_word("then", word);
  node->kids.push_back(expression());
  expect_word("else", word);
  node->kids.push_back(expression());
  return done(std::move(node));
}

NodePtr Parser::iteration(Kind kind, std::string_view body_word) {
  const Token& word = take();
  NodePtr node = make(kind, word);
  const std::size_t before = bound_.size();
  do {
    const Token& variable = now();
    if (variable.kind != Token::Kind::Word || is_reserved(variable)) {
      fail(variable, say("di sini diharapkan nama peubah", "the name of a variable is expected here"),
           say("contoh: {} k in kriteria {} …", "for example: {} k in criteria {} …", word.text, body_word));
      break;
    }
    take();
    expect_word("in", word);
    node->kids.push_back(domain());
    const int slot = bind(std::string(variable.text));
    if (node->variables++ == 0) node->slot = slot;
    node->words.emplace_back(variable.text);
  } while (!failed_ && take_sign(","));
  const bool outer_partial = used_partial_;
  used_partial_ = false;
  if (kind == Kind::For) bind("partial");
  expect_word(body_word, word);
  node->kids.push_back(expression());
  node->uses_partial = used_partial_;
  used_partial_ = used_partial_ || outer_partial;
  unbind(bound_.size() - before);
  return done(std::move(node));
}

NodePtr Parser::domain() {
  NodePtr low = expression();
  if (!now().is("..")) return low;
  NodePtr node = make(Kind::IterationRange, take());
  node->kids.push_back(std::move(low));
  node->kids.push_back(expression());
  return done(std::move(node));
}

NodePtr Parser::spanned(std::size_t first, NodePtr node) {
  if (!node || at_ <= first) return node;
  node->from = tokens_[first].begin;
  node->until = tokens_[at_ - 1].begin + tokens_[at_ - 1].length;
  return node;
}

bool Parser::take_sign(std::string_view sign) {
  if (!now().is(sign)) return false;
  take();
  return true;
}

bool Parser::take_word(std::string_view word) {
  if (!now().is_word(word)) return false;
  take();
  return true;
}

bool Parser::is_reserved(const Token& token) const {
  static constexpr std::array<std::string_view, 18> words = {
      "and",      "between", "else", "every",  "false",     "for",  "function", "if",   "in",
      "instance", "null",    "or",   "return", "satisfies", "some", "then",     "true", "external"};
  return token.kind == Token::Kind::Word && std::find(words.begin(), words.end(), token.text) != words.end();
}

NodePtr Parser::fail(const Token& at, std::string message, std::string hint) {
  if (!failed_) report_.error(at.begin, at.length, std::move(message), std::move(hint));
  failed_ = true;
  return make(Kind::Constant, at);
}

void Parser::end_item(std::string_view closing, const Token& opened_by) {
  const Token& token = now();
  if (!token.is(",") && !token.is(closing)) expect_sign(closing, &opened_by);
  recover();
}

void Parser::recover() {
  if (!failed_ || depth_ >= deepest_nesting - 1) return;
  for (int open = 0; now().kind != Token::Kind::End; take()) {
    const Token& token = now();
    if (token.is("(") || token.is("[") || token.is("{")) ++open;
    const bool closing = token.is(")") || token.is("]") || token.is("}");
    if (open == 0 && (closing || token.is(","))) break;
    if (closing) --open;
  }
  failed_ = now().kind == Token::Kind::End;
}

NodePtr Parser::make(Kind kind, const Token& from) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  node->begin = from.begin;
  node->length = std::max<std::uint32_t>(from.length, 1);
  return node;
}

NodePtr Parser::constant(Value value, const Token& token) {
  NodePtr node = make(Kind::Constant, token);
  node->constant = std::move(value);
  return node;
}

NodePtr Parser::binary(Kind kind, NodePtr left, NodePtr right, const Token& sign) {
  NodePtr node = make(kind, sign);
  node->kids.push_back(std::move(left));
  node->kids.push_back(std::move(right));
  return done(std::move(node));
}

NodePtr Parser::done(NodePtr node) {
  bool constant_kids = true;
  for (const NodePtr& kid : node->kids) {
    if (!kid) continue;
    node->height = std::max(node->height, kid->height + 1);
    constant_kids = constant_kids && kid->kind == Kind::Constant;
  }
  if (node->height > highest_tree) {
    if (!failed_) {
      report_.error(node->begin, node->length, say("ungkapan terlalu panjang", "expression is too long"),
                    say("bagi menjadi beberapa ungkapan", "divide it into several expressions"));
    }
    failed_ = true;
    return std::make_unique<Node>();  // a tree that grew on would be too deep to destroy
  }
  if (!constant_kids || failed_ || report_.any()) return node;
  const bool foldable = node->kind == Kind::Negate || node->kind == Kind::ListOf ||
                        (!literal_ && (node->kind == Kind::RangeOf || node->kind == Kind::OneSided ||
                                       (node->kind == Kind::Call && node->misuse.empty())));
  if (!foldable) return node;
  Value value = evaluate_constant(*node);
  if (value.is_null()) return node;
  node->kind = Kind::Constant;
  node->constant = std::move(value);
  node->kids.clear();
  node->height = 1;
  return node;
}

int Parser::bind(std::string name, bool filter) {
  const int slot = static_cast<int>(bound_.size());
  bound_.push_back({std::move(name), slot, filter});
  slots_ = std::max<std::uint32_t>(slots_, static_cast<std::uint32_t>(bound_.size()));
  return slot;
}

void Parser::unbind(std::size_t count) { bound_.resize(bound_.size() - count); }

}  // namespace pleno::feel
