// What a built-in function gets: its arguments, checked against the signature, and ways to fail.
#pragma once
#include <span>

#include "feel/builtin.h"
#include "feel/evaluator.h"

namespace pleno::feel {

class Call {
 public:
  Call(Evaluator& evaluator, const Node& node, std::span<const Value* const> arguments)
      : evaluator_(evaluator), node_(node), arguments_(arguments) {}

  std::size_t size() const { return arguments_.size(); }
  bool given(std::size_t i) const { return i < arguments_.size() && arguments_[i]; }
  const Value& operator[](std::size_t i) const { return *arguments_[i]; }
  // An argument of any type; a list of one stands for its item.
  const Value& single(std::size_t i) const {
    const List* list = arguments_[i]->list();
    return list && list->size() == 1 ? list->front() : *arguments_[i];
  }
  // Of the type that the signature promises.
  const Decimal& number(std::size_t i) const { return *arguments_[i]->number(); }
  const std::string& text(std::size_t i) const { return *arguments_[i]->text(); }
  const List& list(std::size_t i) const { return *arguments_[i]->list(); }
  const Context& context(std::size_t i) const { return *arguments_[i]->context(); }
  const Range& range(std::size_t i) const { return *arguments_[i]->range(); }
  WideDate date(std::size_t i) const { return *arguments_[i]->wide_date(); }
  // Digits behind the point are cut off; nothing when out of range.
  std::optional<long long> integer(std::size_t i) const;
  // The argument as it was written: for functions as arguments.
  const Node* written(std::size_t i) const { return i < node_.kids.size() ? node_.kids[i].get() : nullptr; }

  template <typename... Args>
  Value fail(fmt::format_string<const Args&...> indonesian, fmt::format_string<const Args&...> english,
             const Args&... args) {
    evaluator_.because(node_, indonesian, english, args...);
    return {};
  }
  // An argument outside the function's domain.
  Value outside(std::size_t i);

  Evaluator& evaluator() { return evaluator_; }
  // Pays for a result; false: give null.
  bool make(std::size_t cells, std::size_t bytes = 0) {
    return evaluator_.make(static_cast<long long>(cells), static_cast<long long>(bytes));
  }
  bool step(std::size_t count = 1) { return evaluator_.step(static_cast<long long>(count)); }

 private:
  Evaluator& evaluator_;
  const Node& node_;
  std::span<const Value* const> arguments_;
};

}  // namespace pleno::feel
