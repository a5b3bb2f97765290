// The syntax tree of an expression, private to feel. Names are resolved when it is built: a local
// variable is a slot, a fact is looked up in the scope. A tree never changes after parsing.
#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "feel/expression.h"

namespace pleno::feel {

struct Builtin;
struct TypeSpec;

enum class Kind {
  Constant,
  Name,      // `slot` or, when -1, a fact; `filters`: items whose members hide it, innermost first
  Path,      // kid 0, `name`
  Filter,    // kid 0, condition kid 1, item in `slot`
  Call,      // `builtin`, kids are the arguments in order; an empty kid was not given
  HostCall,  // `name`, kids; `words` are the names of named arguments
  If,        // condition, then, else
  For,       // domains in kids but the last, which is the body; `slot` of the first variable
  Some,
  Every,
  IterationRange,  // low, high, as a domain of For
  Or,
  And,
  Equal,
  Unequal,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Between,    // value, low, high
  In,         // value, tests…; the value in `slot`
  InputTest,  // an expression with `?` as a test of In
  Add,
  Subtract,
  Multiply,
  Divide,
  Power,
  Negate,
  InstanceOf,  // kid 0, `spec`
  ListOf,
  ContextOf,  // `words` are the keys; entry i is visible to later ones as slot + i
  RangeOf,    // low, high, `low_closed`, `high_closed`
  OneSided,   // kid 0 and `test`: (< 10)
  Lambda,     // function(x, y) as an argument of sort: body in kid 0, `slot` of the first parameter
};

struct Node {
  Kind kind = Kind::Constant;
  std::uint32_t begin = 0, length = 1;  // in code points of the expression: what a caret points at
  std::uint32_t from = 0, until = 0;    // all of it, as far as it was written
  std::uint32_t height = 1;
  int slot = -1;
  std::vector<std::unique_ptr<Node>> kids;
  Value constant;
  std::string name;
  std::vector<int> filters;
  std::vector<std::string> words;
  std::vector<std::uint32_t> word_begins;  // places of `words`
  std::shared_ptr<const Keys> keys;        // of a context literal without doubles
  const Builtin* builtin = nullptr;
  std::string misuse, misuse_hint;  // a call that can only be null, and why
  std::shared_ptr<const TypeSpec> spec;
  bool low_closed = true, high_closed = true;
  bool uses_partial = false;
  std::uint32_t variables = 0;  // of For, Some, Every, Lambda
  std::uint32_t slots = 0;      // root only: how many an evaluation needs
  enum class Test { Less, LessEqual, Greater, GreaterEqual, Equal, Unequal } test = Test::Equal;
  // Where the name stood in its context last time, below the shape of that context's keys.
  mutable std::atomic<std::uint64_t> last{0};
};
using NodePtr = std::unique_ptr<Node>;

// A type as written behind `instance of`.
struct TypeSpec {
  enum class Shape {
    Any,
    Null,
    Plain,
    Items,
    Entries,
    Interval,
    Callable,
    Never,
    Unknown
  } shape = Shape::Unknown;
  Type plain = Type::Null;
  std::string name;  // as written
  std::vector<std::shared_ptr<const TypeSpec>> parts;
  std::vector<std::string> members;
};

// Lets feel's own files look into an expression.
struct Access {
  static const Node* root(const Expression& expression) { return expression.root_.get(); }
  static Expression make(std::string text, std::vector<std::string> names, NodePtr root) {
    Expression made;
    made.text_ = std::move(text);
    made.names_ = std::move(names);
    made.root_ = std::move(root);
    return made;
  }
};

}  // namespace pleno::feel
