// Expressions of FEEL: parsed once, checked, then evaluated any number of times from any thread.
// Reading errors are diagnostics with place, caret and hint, several at once; while evaluating, what FEEL
// cannot compute is null with a recorded cause. Nothing throws, nothing can hang: depth, size and steps
// are limited.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "feel/value.h"
#include "text/diagnostic.h"

namespace pleno::feel {

// Where an expression stands inside a file: `at` is the place of its first character, `line_text` the
// file's line (for the excerpt). Columns of diagnostics count on from `at.column`.
struct Source {
  Place at;
  std::string line_text;
};

// The names an expression may use. Types are checked as far as they are known.
struct Schema;  // feel/schema.h: name -> type tree

// Why a value became null: where in the expression and what.
struct Cause {
  std::size_t offset = 0;  // in code points from the expression's start
  std::string message;
  std::uint32_t length = 1;  // how many code points are meant
};

// Collects causes; pass null where nobody asks.
struct Causes {
  std::vector<Cause> list;
};

struct Node;  // the syntax tree, private to feel

class Expression {
 public:
  Expression() = default;
  bool empty() const { return root_ == nullptr; }
  const std::string& text() const { return text_; }
  // The free names that evaluation will look up in the facts ("asesi", "skema"), each once, in order.
  const std::vector<std::string>& names() const { return names_; }

 private:
  friend struct Access;
  std::string text_;
  std::vector<std::string> names_;
  std::shared_ptr<const Node> root_;
};

// Parses one expression. Nothing (empty expression) with errors in `found` when it is not FEEL.
Expression parse(std::string_view text, const Source& source, Diagnostics& found);

// The names visible to an expression: scopes from the outermost to the innermost. A scope's context must
// outlive the evaluation. Cheap to make per candidate and per node.
class Scope {
 public:
  explicit Scope(const Context& facts, const Scope* outer = nullptr) : facts_(&facts), outer_(outer) {}
  const Value* find(std::string_view name) const;
  const Context& facts() const { return *facts_; }
  const Scope* outer() const { return outer_; }

 private:
  const Context* facts_;
  const Scope* outer_;
};

// Evaluates. An unknown name is null with a cause.
Value evaluate(const Expression& expression, const Scope& scope, Causes* causes = nullptr);

// Causes as people see them: notes with place, excerpt and caret.
Diagnostics notes_of(const Causes& causes, const Expression& expression, const Source& source);

// A text with {{ expression }} holes, as in templates and reasons.
class Text {
 public:
  struct Part {
    std::string literal;  // used when `hole` is empty
    Expression hole;
    Source source;  // where the expression of `hole` stands
  };
  const std::vector<Part>& parts() const { return parts_; }
  bool has_holes() const;

 private:
  friend Text parse_text(std::string_view text, const Source& source, Diagnostics& found);
  std::vector<Part> parts_;
};
Text parse_text(std::string_view text, const Source& source, Diagnostics& found);
// Holes are set with to_text(value); null becomes "" with a cause. Strings stand without quotes.
std::string fill(const Text& text, const Scope& scope, Causes* causes = nullptr);

}  // namespace pleno::feel
