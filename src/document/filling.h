// Evaluates the expressions of one template for one record: text for holes, truth for conditions, items
// for loops. Shared by documents and mails; makes no blocks itself.
#pragma once
#include <functional>
#include <string>

#include "document/template.h"
#include "feel/expression.h"
#include "text/diagnostic.h"

namespace pleno::document {

class Filling {
 public:
  Filling(const feel::Context& facts, Diagnostics& found);

  void set_record(std::string record) { record_ = std::move(record); }
  const std::string& record() const { return record_; }

  // Text as it is printed: dates in words, yes and no in Indonesian, lists with commas, NFC. Errors when
  // null (without `when_null`) or with control characters; a line feed in data stays one.
  std::string text(const Hole& hole);
  std::string text(const Pattern& pattern);
  bool holds(const Hole& hole);  // exactly true
  feel::Value value(const Hole& hole);

  // Calls `each` for the node as often as its loop says and where its condition holds.
  template <typename Each>
  void for_each(const Node& node, const Each& each) {
    if (!node.loop) {
      if (!node.condition || holds(*node.condition)) each();
      return;
    }
    const feel::Value list = value(node.loop->list);
    const feel::Scope* outer = scope_;
    long long number = 0;
    const auto once = [&](const feel::Value& item) {
      feel::Context local;
      if (!node.loop->number.empty()) local.set(node.loop->number, ++number);
      local.set(node.loop->name, item);
      const feel::Scope inner(local, outer);
      scope_ = &inner;
      if (!node.condition || holds(*node.condition)) each();
      scope_ = outer;
    };
    if (list.list() != nullptr) {
      for (const feel::Value& item : *list.list()) once(item);
    } else if (!list.is_null()) {
      once(list);  // FEEL: a single value is a list of one
    } else if (!node.loop->list.when_null) {
      report(node.loop->list, {});
    }
  }

  void report(const Hole& hole, const std::string& cause);  // it has no value
  void report_wrong(const Hole& hole, std::string message, std::string hint = {});

 private:
  std::string checked(std::string text, const Hole& hole);
  feel::Scope functions_, facts_;
  const feel::Scope* scope_;
  std::string record_;
  Diagnostics& found_;
};

}  // namespace pleno::document
