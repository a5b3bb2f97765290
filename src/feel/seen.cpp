#include "feel/seen.h"

#include <algorithm>
#include <array>

#include "feel/builtin.h"
#include "feel/node.h"

namespace pleno::feel {
namespace {

// Lists of some of the items they are given.
constexpr std::array<std::string_view, 7> selecting = {"append",        "concatenate", "flatten", "remove",
                                                       "insert before", "reverse",     "sublist"};

bool is_nothing(const Node& node) {
  if (node.kind == Kind::ListOf) return node.kids.empty();
  return node.kind == Kind::Constant &&
         (node.constant.is_null() || (node.constant.list() && node.constant.list()->empty()));
}

// Follows the items through the tree: each visit tells whether the node's value may hold one of them.
class Search {
 public:
  Search(std::string_view name, std::size_t slots, Seen& seen)
      : name_(name), holds_(slots, false), seen_(seen) {}

  bool holds(const Node& node) {
    switch (node.kind) {
      case Kind::Name: return name(node);
      case Kind::Path:
        if (holds(*node.kids[0])) seen_.members.insert(node.name);
        return false;
      case Kind::Filter: return filter(node);
      case Kind::Call: return call(node);
      case Kind::If: {
        look(*node.kids[0]);
        const bool then = holds(*node.kids[1]);
        return holds(*node.kids[2]) || then;
      }
      case Kind::For: return loop(node) && holds(*node.kids.back());
      case Kind::Some:
      case Kind::Every:
        loop(node);
        look(*node.kids.back());
        return false;
      case Kind::Equal:
      case Kind::Unequal: return compared(node);
      case Kind::ListOf: {
        bool any = false;
        for (const NodePtr& kid : node.kids) any = holds(*kid) || any;
        return any;
      }
      default:
        for (const NodePtr& kid : node.kids) {
          if (kid) look(*kid);
        }
        return false;
    }
  }
  // A place where an item is seen as a whole, should one come there.
  void look(const Node& node) { seen_.whole = holds(node) || seen_.whole; }

 private:
  bool slot(int index) const {
    const std::size_t at = static_cast<std::size_t>(index);
    return at < holds_.size() && holds_[at];
  }
  void bind(int index, bool holding) {
    const std::size_t at = static_cast<std::size_t>(index);
    if (at < holds_.size()) holds_[at] = holding;
  }

  bool name(const Node& node) {
    if (std::any_of(node.filters.begin(), node.filters.end(), [&](int item) { return slot(item); }))
      seen_.members.insert(node.name);
    return node.slot >= 0 ? slot(node.slot) : node.name == name_;
  }

  bool filter(const Node& node) {
    const bool base = holds(*node.kids[0]);
    bind(node.slot, base);
    look(*node.kids[1]);
    return base;
  }

  // `partial` is the list of the results so far: taken to hold what the domains hold.
  bool loop(const Node& node) {
    bool any = false;
    for (std::uint32_t i = 0; i < node.variables; ++i) {
      const Node& domain = *node.kids[i];
      const bool here = domain.kind != Kind::IterationRange && holds(domain);
      if (domain.kind == Kind::IterationRange) look(domain);
      bind(node.slot + static_cast<int>(i), here);
      any = any || here;
    }
    bind(node.slot + static_cast<int>(node.variables), any);
    return true;
  }

  bool compared(const Node& node) {
    const bool nothing = is_nothing(*node.kids[0]) || is_nothing(*node.kids[1]);
    for (const NodePtr& kid : node.kids) {
      if (nothing)
        holds(*kid);
      else
        look(*kid);
    }
    return false;
  }

  bool call(const Node& node) {
    const std::string_view known = node.builtin ? std::string_view(node.builtin->name) : std::string_view();
    const bool selects = std::find(selecting.begin(), selecting.end(), known) != selecting.end();
    bool any = false;
    for (const NodePtr& kid : node.kids) {
      if (!kid) continue;
      if (selects || known == "count")
        any = holds(*kid) || any;
      else
        look(*kid);
    }
    return selects && any;
  }

  std::string_view name_;
  std::vector<bool> holds_;  // by slot
  Seen& seen_;
};

}  // namespace

Seen seen_of(const Expression& expression, std::string_view name) {
  Seen seen;
  const auto& names = expression.names();
  const Node* root = Access::root(expression);
  if (root && std::find(names.begin(), names.end(), name) != names.end())
    Search(name, root->slots, seen).look(*root);
  return seen;
}

}  // namespace pleno::feel
