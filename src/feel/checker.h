// Infers the type of every part of an expression, as far as the schema tells, and reports what cannot be
// right. Where a type is not known nothing is reported: a fact of type "any" may be whatever it likes.
#pragma once
#include "feel/node.h"
#include "feel/report.h"
#include "feel/schema.h"

namespace pleno::feel {

using Kinship = std::shared_ptr<const Schema>;  // a type; never a null pointer, "any" when unknown

class Checker {
 public:
  Checker(const Schema& schema, std::uint32_t slots, Report& report)
      : schema_(schema), slots_(slots, any()), report_(report) {}
  Kinship infer(const Node& node);

 private:
  // checker.cpp: names, members, and what makes lists and contexts
  Kinship infer_constant(const Value& value);
  Kinship infer_name(const Node& node);
  Kinship infer_path(const Node& node);
  Kinship member_of(const Node& node, const Kinship& base);
  Kinship infer_filter(const Node& node);
  Kinship infer_list(const Node& node);
  Kinship infer_context(const Node& node);
  Kinship infer_call(const Node& node);
  Kinship infer_host_call(const Node& node);
  void check_arguments(const Node& node, const std::vector<Kinship>& given);
  std::vector<std::string> known_names(const Node& node) const;
  // checker_forms.cpp: operators, conditions, loops
  Kinship infer_if(const Node& node);
  Kinship infer_loop(const Node& node);
  Kinship item_of_domain(const Node& domain);
  Kinship infer_in(const Node& node);
  Kinship infer_range(const Node& node);
  Kinship infer_arithmetic(const Node& node);
  void want_boolean(const Node& node);
  void want_comparable(const Node& node, const Kinship& a, const Kinship& b, bool ordered);
  Kinship infer_logic(const Node& node);

  void wrong(const Node& node, std::string message, std::string hint = {});
  Kinship& slot(int index) { return slots_[static_cast<std::size_t>(index)]; }

  static Kinship any();
  static Kinship plain(Type type);
  static Kinship list_of(const Kinship& items);
  static bool known(const Kinship& type) { return type->type != Type::Null; }
  static Kinship common(const Kinship& a, const Kinship& b);

  const Schema& schema_;
  std::vector<Kinship> slots_;
  Report& report_;
};

}  // namespace pleno::feel
