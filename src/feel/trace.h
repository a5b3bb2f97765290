// What an evaluation met on its way: conditions with the values compared, branches taken, items looked at.
// Written down by the evaluation itself, on the same path as without it; never a second opinion.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "feel/expression.h"

namespace pleno::feel {

// One logical part of an expression as it was evaluated. Parts that were not needed are not there, but in a
// thorough trace: `and` and `every` end at the first false, `or` and `some` at the first true.
struct Step {
  // Test: a condition that is not made of others, such as a fact or a call.
  enum class Kind { And, Or, Not, Some, Every, If, Compare, Between, In, Test };
  Kind kind = Kind::Test;
  std::uint32_t begin = 0, length = 1;  // in code points of the expression
  std::optional<bool> outcome;          // of If: of the branch taken, where that is a truth
  bool then = false;                    // If: the condition was true
  bool other_fixed = false;             // If: the branch not taken is a constant, in `right`
  std::string sign;                     // Compare: "=", "!=", "<", "<=", ">", ">="
  std::uint32_t right_begin = 0;        // Compare, In: where the right operand stands
  Value left, right;                    // Compare; of Between and In the value tested
  Value item;                           // the item that some, every or for looked at
  std::size_t end = 0;                  // the steps inside this one are those from the next up to here
};

// Steps in the order in which they began; beyond `most_trace_steps` none is added.
struct Trace : Causes {
  std::vector<Step> steps;
  // Wished for by the caller: what has been decided is looked at to its end all the same (every item of
  // `some` and `every`, both sides of `and` and `or`), so that the steps name all of it. The value is the
  // same, unless the further looking reaches a limit.
  bool thorough = false;
  // The evaluation's own: the steps under way, outermost first, and the item that the next one is about.
  std::vector<std::size_t> open;
  Value pending;
};

// Evaluates as evaluate() does and writes the way down.
Value evaluate(const Expression& expression, const Scope& scope, Trace& trace);

// The steps directly inside one.
std::vector<std::size_t> inside(const Trace& trace, std::size_t step);

// The words of the expression that a step stands for.
std::string words_of(const Expression& expression, std::uint32_t begin, std::uint32_t length);

// Every `if` of an expression, in reading order, with its two branches.
struct Fork {
  std::uint32_t begin = 0;  // as in Step
  std::uint32_t then_begin = 0, then_length = 1;
  std::uint32_t else_begin = 0, else_length = 1;
};
std::vector<Fork> forks(const Expression& expression);

}  // namespace pleno::feel
