// The grammar of FEEL: tokens -> syntax tree, by recursive descent, precedences as in the standard.
// Several mistakes are reported in one go: after one, reading goes on behind the next comma or bracket.
#pragma once
#include <string>
#include <vector>

#include "feel/lexer.h"
#include "feel/node.h"

namespace pleno::feel {

class Parser {
 public:
  // `literal`: nothing is computed while reading, so that the tree shows what was written (see range()).
  Parser(std::string_view text, Report& report, bool literal = false);
  NodePtr run();  // nothing after an error
  const std::vector<std::string>& names() const { return names_; }

 private:
  // parser.cpp: the outer forms, from the loosest to the tightest binding
  NodePtr expression();
  NodePtr disjunction();
  NodePtr conjunction();
  NodePtr comparison();
  NodePtr compared(NodePtr left);
  NodePtr between(NodePtr left);
  NodePtr instance_of(NodePtr left);
  NodePtr additive();
  NodePtr multiplicative();
  NodePtr power();
  NodePtr negation();
  NodePtr if_then_else();
  NodePtr iteration(Kind kind, std::string_view body_word);
  NodePtr domain();
  // parser_tests.cpp: `in` and what stands behind it, types
  NodePtr in(NodePtr left);
  void tests(Node& node);
  void add_test(Node& node, bool enclosed);
  std::shared_ptr<const TypeSpec> type();
  std::string type_words();
  // parser_primary.cpp: what cannot be taken apart
  NodePtr postfix();
  NodePtr path(NodePtr base);
  NodePtr filter(NodePtr base);
  NodePtr primary();
  NodePtr literal();
  NodePtr at_literal();
  NodePtr word();
  NodePtr name();
  NodePtr parenthesis();
  NodePtr bracket();
  NodePtr range(NodePtr low, const Token& open);
  NodePtr one_sided();
  NodePtr context();
  bool context_entry(Node& node);
  std::string key_words();
  // parser_call.cpp: function calls
  std::size_t builtin_words(std::string& name) const;
  NodePtr call(std::string name, std::size_t words);
  void arguments(Node& node);
  NodePtr argument();
  NodePtr lambda();
  std::string argument_name();
  NodePtr resolve_call(NodePtr node);
  NodePtr named_call(NodePtr node, const std::vector<const struct Builtin*>& known);

  const Token& now() const { return tokens_[at_]; }
  const Token& next(std::size_t ahead = 1) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool take_sign(std::string_view sign);
  bool take_word(std::string_view word);
  bool is_reserved(const Token& token) const;
  static bool begins_expression(const Token& token);
  // parser_hints.cpp: what is said where reading cannot go on, and what may have been meant
  bool at_operator(std::string_view word);
  void expect_sign(std::string_view sign, const Token* opened_by = nullptr);
  void expect_word(std::string_view word, const Token& begun_by);
  void unexpected(const Token& token);
  std::string hint_for_leftover(const Token& token) const;
  NodePtr two_words();

  NodePtr fail(const Token& at, std::string message, std::string hint = {});
  void end_item(std::string_view closing, const Token& opened_by);  // of a list: a comma or its end follows
  void recover();  // to the next comma or closing bracket of this nesting

  NodePtr make(Kind kind, const Token& from);
  NodePtr binary(Kind kind, NodePtr left, NodePtr right, const Token& sign);
  NodePtr spanned(std::size_t first, NodePtr node);  // notes that it goes from that token up to here
  NodePtr done(NodePtr node);                        // sets its extent and height, computes constants
  NodePtr constant(Value value, const Token& token);

  // A name that the expression itself binds: a variable, or the item of a filter with its members.
  struct Binding {
    std::string name;
    int slot;
    bool filter;
  };
  int bind(std::string name, bool filter = false);
  void unbind(std::size_t count);

  Report& report_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  bool literal_;
  bool failed_ = false;  // since the last recovery: say nothing more
  int depth_ = 0;
  std::vector<Binding> bound_;
  std::uint32_t slots_ = 0;
  bool used_input_ = false;    // `?` since last reset
  bool used_partial_ = false;  // `partial` since last reset
  std::vector<std::string> names_;

  class Deeper;
};

}  // namespace pleno::feel
