// Walks a syntax tree and computes its value, with causes when asked for: the same path with and without.
// Values that exist already (facts, constants, list items) are handed on by reference, never copied.
#pragma once
#include <fmt/format.h>

#include <array>

#include "feel/compare.h"
#include "feel/node.h"
#include "feel/trace.h"
#include "text/language.h"

namespace pleno::feel {

class Evaluator {
 public:
  Evaluator(const Scope* scope, std::uint32_t slots, Causes* causes, Trace* trace = nullptr);
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  // The value of a node: `room`, or a value that lives at least as long as `room` is used.
  const Value& value(const Node& node, Value& room);

  // Work done; false when a limit is reached, from then on everything is null.
  bool step(long long count = 1) { return (steps_ -= count) >= 0 || stop(); }
  bool make(long long cells, long long bytes = 0);
  bool stopped() const { return steps_ < 0; }
  // Pays for looking at all of a value, as comparing does.
  bool charge(const Value& value);

  // Records why `node` is null.
  template <typename... Args>
  void because(const Node& node, fmt::format_string<const Args&...> indonesian,
               fmt::format_string<const Args&...> english, const Args&... args) {
    if (causes_) record(node, say(indonesian, english, args...));
  }
  void record(const Node& node, std::string message);
  bool records() const { return causes_ != nullptr; }

  // Writes down a condition that was not evaluated as one, the whole expression perhaps.
  void leaf(const Node& node, Truth outcome);

  const Value& slot(int index) const { return *slots_[static_cast<std::size_t>(index)]; }
  void set_slot(int index, const Value& value) { slots_[static_cast<std::size_t>(index)] = &value; }

 private:
  // The value of the node's name in a context. The node remembers where it stood: in contexts that share
  // their keys the name is not compared again.
  static const Value* find(const Node& node, const Context& context) {
    const std::uint64_t last = node.last.load(std::memory_order_relaxed);
    const std::uint32_t shape = context.shape();
    if (shape != 0 && shape == last >> 32U) return &context.value(last & 0xFFFFFFFFU);
    const std::size_t at = context.index(node.name, last & 0xFFFFFFFFU);
    if (at == Keys::none) return nullptr;
    const std::uint64_t now = (static_cast<std::uint64_t>(shape) << 32U) | static_cast<std::uint32_t>(at);
    if (now != last) node.last.store(now, std::memory_order_relaxed);
    return &context.value(at);
  }
  // evaluator.cpp
  bool stop();
  const Value& name(const Node& node, Value& room);
  const Value& fact(const Node& node, Value& room);
  const Value& choose(const Node& node, Value& room);
  const Value& list(const Node& node, Value& room);
  const Value& context(const Node& node, Value& room);
  Truth instance_of(const Node& node);
  // evaluator_logic.cpp
  Truth truth(const Node& node) { return trace_ ? traced(node) : truth_of(node); }
  Truth truth_of(const Node& node);
  // Whether what is decided is still looked at to its end: for the trace alone.
  bool thorough() const { return trace_ != nullptr && trace_->thorough; }
  Truth both(const Node& node);
  Truth either(const Node& node);
  Truth compared(const Node& node);
  Truth equality(const Node& node, bool wanted);
  Truth between(const Node& node);
  Truth in(const Node& node);
  Truth passes(const Node& test, const Value& value);
  Truth passes(const Value& test, const Value& value);
  Truth in_range(const Node& test, const Value& value);
  Truth on_side(const Node& test, const Value& value);
  const Value& range(const Node& node, Value& room);
  const Value& one_sided(const Node& node, Value& room);
  // evaluator_arithmetic.cpp
  const Value& arithmetic(const Node& node, Value& room);
  const Value& negate(const Node& node, Value& room);
  // evaluator_path.cpp
  const Value& path(const Node& node, Value& room);
  const Value& member(const Node& node, const Value& base, bool temporary, Value& room);
  const Value& members(const Node& node, const List& list, Value& room);
  const Value& filter(const Node& node, Value& room, const Node* path = nullptr);
  const Value& pick(const Node& node, const List& list, const Value& index, bool temporary, Value& room);
  const Value& filter_list(const Node& node, const List& list, bool temporary, Value& room, const Node* path);
  const Value& filter_empty(const Node& node, Value& room);
  // evaluator_loop.cpp
  const Value& iterate(const Node& node, Value& room);
  Truth quantify(const Node& node);
  enum class Walk { Through, Cut, Invalid };
  template <typename Body>
  Walk walk(const Node& node, std::uint32_t variable, const Body& body);
  template <typename Body>
  Walk walk_range(const Node& node, std::uint32_t variable, const Range& range, const Body& body);
  template <typename Body, typename ValueOf>
  Walk walk_steps(const Node& node, std::uint32_t variable, long long from, long long to,
                  const ValueOf& value_of, const Body& body);
  template <typename Body>
  Walk walk_value(const Node& node, std::uint32_t variable, const Value& item, const Body& body);
  // evaluator_call.cpp
  const Value& call(const Node& node, Value& room);
  const Value& host_call(const Node& node, Value& room);
  std::optional<List> host_arguments(const Node& node, const Function& function);

  // evaluator_trace.cpp
  std::size_t enter(Step::Kind kind, const Node& node);
  void leave(std::size_t at, Truth outcome);
  Truth traced(const Node& node);
  const Value& traced_call(const Node& node, Value& room);
  const Value& traced_choice(const Node& node, Value& room);
  void operands(const Node& node, const Value& left, const Value& right);

  static constexpr std::size_t inline_slots = 16;
  static constexpr std::size_t first_room = 16;  // of a list that grows: enough for the elements of a unit
  const Scope* scope_;
  Causes* causes_;
  Trace* trace_;
  long long steps_, cells_, bytes_;
  std::array<const Value*, inline_slots> few_{};
  std::vector<const Value*> many_;
  const Value** slots_;
};

// For the parser: a node without names; null when it cannot be computed.
Value evaluate_constant(const Node& node);

bool conforms(const Value& value, const TypeSpec& spec);

}  // namespace pleno::feel
