// Types of operators, conditions and loops.
#include "feel/body.h"
#include "feel/checker.h"
#include "text/language.h"

namespace pleno::feel {
namespace {

bool has_order(Type type) {
  return type == Type::Number || type == Type::String || type == Type::Date || type == Type::Days ||
         type == Type::Months;
}
// The left side of "1 < x < 3".
bool is_comparison(const Node& node) {
  return node.kind == Kind::Less || node.kind == Kind::LessEqual || node.kind == Kind::Greater ||
         node.kind == Kind::GreaterEqual;
}
bool is_duration(Type type) { return type == Type::Days || type == Type::Months; }

// The type of a sum or difference of known types; null when there is none.
Type sum_type(Kind kind, Type a, Type b) {
  if (a == b && (a == Type::Number || is_duration(a))) return a;
  if (a == Type::String && b == Type::String && kind == Kind::Add) return a;
  if (a == Type::Date && is_duration(b)) return a;
  if (is_duration(a) && b == Type::Date && kind == Kind::Add) return b;
  if (a == Type::Date && b == Type::Date && kind == Kind::Subtract) return Type::Days;
  return Type::Null;
}

Type product_type(Kind kind, Type a, Type b) {
  if (a == Type::Number && b == Type::Number) return a;
  if (is_duration(a) && b == Type::Number) return a;
  if (a == Type::Number && is_duration(b) && kind == Kind::Multiply) return b;
  if (is_duration(a) && a == b && kind == Kind::Divide) return Type::Number;
  return Type::Null;
}

Type result_type(Kind kind, Type a, Type b) {
  switch (kind) {
    case Kind::Add:
    case Kind::Subtract: return sum_type(kind, a, b);
    case Kind::Multiply:
    case Kind::Divide: return product_type(kind, a, b);
    default: return a == Type::Number && b == Type::Number ? a : Type::Null;
  }
}

}  // namespace

void Checker::want_boolean(const Node& node) {
  const Kinship type = infer(node);
  if (!known(type) || type->type == Type::Boolean) return;
  wrong(node, say("di sini diharapkan boolean, bukan {}", "a boolean is expected here, not {}",
                  type_word(type->type)));
}

void Checker::want_comparable(const Node& node, const Kinship& a, const Kinship& b, bool ordered) {
  if (ordered) {
    for (const Kinship& one : {a, b}) {
      if (!known(one) || has_order(one->type)) continue;
      return wrong(node, say("{} tidak mempunyai urutan", "{} has no order", type_word(one->type)),
                   is_comparison(*node.kids[0]) ? say("tulis: a < b and b < c, atau b between a and c",
                                                      "write: a < b and b < c, or b between a and c")
                                                : std::string());
    }
  }
  if (!known(a) || !known(b) || a->type == b->type) return;
  wrong(node,
        say("{} tidak dapat dibandingkan dengan {}", "{} cannot be compared with {}", type_word(a->type),
            type_word(b->type)),
        say("hasilnya selalu null", "the result is always null"));
}

Kinship Checker::infer_logic(const Node& node) {
  switch (node.kind) {
    case Kind::And:
    case Kind::Or:
      want_boolean(*node.kids[0]);
      want_boolean(*node.kids[1]);
      break;
    case Kind::Between: {
      const Kinship value = infer(*node.kids[0]);
      want_comparable(node, value, infer(*node.kids[1]), true);
      want_comparable(node, value, infer(*node.kids[2]), true);
      break;
    }
    case Kind::InstanceOf:
      infer(*node.kids[0]);
      if (node.spec->shape == TypeSpec::Shape::Unknown) {
        wrong(node, say("tipe '{}' tidak dikenal", "type '{}' is not known", node.spec->name),
              say("contoh: number, string, date, list<number>",
                  "for example: number, string, date, list<number>"));
      }
      break;
    default: {
      const Kinship left = infer(*node.kids[0]);
      const Kinship right = infer(*node.kids[1]);
      want_comparable(node, left, right, node.kind != Kind::Equal && node.kind != Kind::Unequal);
    }
  }
  return plain(Type::Boolean);
}

Kinship Checker::infer_if(const Node& node) {
  want_boolean(*node.kids[0]);
  const Kinship yes = infer(*node.kids[1]);
  return common(yes, infer(*node.kids[2]));
}

Kinship Checker::item_of_domain(const Node& domain) {
  const Kinship type = infer(domain);
  if (type->type == Type::List || type->type == Type::Range) return type->items ? type->items : any();
  if (!known(type)) return any();
  wrong(domain,
        say("di sini diharapkan daftar, bukan {}", "a list is expected here, not {}", type_word(type->type)));
  return any();
}

Kinship Checker::infer_loop(const Node& node) {
  for (std::uint32_t i = 0; i < node.variables; ++i) {
    const Kinship item = item_of_domain(*node.kids[i]);
    slot(node.slot + static_cast<int>(i)) = item;
  }
  if (node.kind != Kind::For) {
    want_boolean(*node.kids.back());
    return plain(Type::Boolean);
  }
  slot(node.slot + static_cast<int>(node.variables)) = list_of(any());
  return list_of(infer(*node.kids.back()));
}

Kinship Checker::infer_in(const Node& node) {
  const Kinship value = infer(*node.kids[0]);
  slot(node.slot) = value;
  for (std::size_t i = 1; i < node.kids.size(); ++i) {
    const Node& test = *node.kids[i];
    const Kinship type = infer(test);
    if (test.kind == Kind::InputTest) continue;
    const bool several = type->type == Type::List || type->type == Type::Range;
    if (several && type->items && value->type != Type::List && type->items->type != Type::Range) {
      want_comparable(test, value, type->items, false);
    } else if (!several) {
      want_comparable(test, value, type, false);
    }
  }
  return plain(Type::Boolean);
}

// A range knows the type of its ends as its items.
Kinship Checker::infer_range(const Node& node) {
  const Kinship low = infer(*node.kids[0]);
  const Kinship high = node.kids.size() > 1 ? infer(*node.kids[1]) : low;
  const bool any_value =
      node.kind == Kind::OneSided && (node.test == Node::Test::Equal || node.test == Node::Test::Unequal);
  want_comparable(node, low, high, !any_value);
  auto schema = std::make_shared<Schema>();
  schema->type = Type::Range;
  schema->items = known(low) ? low : high;
  return schema;
}

Kinship Checker::infer_arithmetic(const Node& node) {
  Kinship left = infer(*node.kids[0]);
  if (node.kind == Kind::Negate) {
    if (known(left) && left->type != Type::Number && !is_duration(left->type)) {
      wrong(node,
            say("tanda - tidak berlaku untuk {}", "the sign - does not apply to {}", type_word(left->type)));
    }
    return left;
  }
  const Kinship right = infer(*node.kids[1]);
  if (!known(left) || !known(right)) return any();
  const Type result = result_type(node.kind, left->type, right->type);
  if (result != Type::Null) return plain(result);
  const bool text = (left->type == Type::String) != (right->type == Type::String) && node.kind == Kind::Add;
  wrong(node,
        say("{} dan {} tidak dapat dihitung bersama", "{} and {} cannot be computed with each other",
            type_word(left->type), type_word(right->type)),
        text ? say("ubah menjadi teks dengan string(…)", "make it a string with string(…)") : std::string());
  return any();
}

}  // namespace pleno::feel
