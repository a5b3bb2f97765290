// What a Value holds of lists and contexts, private to feel: the items with their extent, so that no value
// can be nested too deep to walk or to destroy. Also the list under construction in a `for`.
#pragma once
#include <algorithm>

#include "feel/value.h"

namespace pleno::feel {

// How deep a value is nested and how many values it holds in all, repeated ones counted again.
struct Value::Extent {
  std::uint32_t depth = 0;
  std::uint32_t size = 1;

  void take_in(const Extent& inner) {
    depth = std::max(depth, inner.depth + 1);
    size = size > largest ? size : size + inner.size;
  }
  bool too_much() const { return depth > deepest || size > largest; }
};

struct Value::ListBody {
  ListBody(List list, Extent how_large) : items(std::move(list)), extent(how_large) {}
  List items;
  Extent extent;
};

struct Value::ContextBody {
  ContextBody(Context entries, Extent how_large) : context(std::move(entries)), extent(how_large) {}
  Context context;
  Extent extent;
};

// `partial`: a list that grows while an expression looks at it. Values that were taken of it earlier keep
// what they saw.
class Growing {
 public:
  Growing();
  const Value& value() const { return value_; }
  bool append(const Value& item);  // false when the list would become too deep or too large
  bool is_kept() const;            // someone took a copy: the next append is not free

 private:
  std::shared_ptr<const Value::ListBody> share() const;
  std::shared_ptr<Value::ListBody> body_;
  Value value_;
};

std::string_view type_word(Type type);

}  // namespace pleno::feel
