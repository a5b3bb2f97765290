#include "rules/trace_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "text/indonesian.h"
#include "text/utf8.h"

namespace pleno::rules {
namespace {

using feel::Step;
using feel::Value;

std::string text_of(const Value* context, std::string_view member) {
  const Value* found = context && context->context() ? context->context()->find(member) : nullptr;
  return found && found->text() ? *found->text() : std::string();
}

bool is_mark(const Value* item) { return item && item->context() && item->context()->find("metode"); }
// A finding of a deeper level, as rules see it.
bool is_finding(const Value* item) {
  return item && item->context() && !is_mark(item) && item->context()->find("kompeten");
}

// "observasi", "KUK 1.2 observasi", "lisan".
std::string name_of(const Value* item) {
  if (!item) return {};
  if (item->text()) return *item->text();
  std::string out = text_of(item, "metode");
  std::replace(out.begin(), out.end(), '_', ' ');
  const std::string number = text_of(item, "nomor");
  if (!number.empty()) out = fmt::format("KUK {}{}{}", number, out.empty() ? "" : " ", out);
  return out;
}

// 69.5 -> "69,5"; dates long; texts as they are.
std::string shown(const Value& value) {
  if (value.is_null()) return "belum ada";
  if (const bool* truth = value.boolean()) return *truth ? "ya" : "tidak";
  if (const Date* date = value.date()) return long_date(*date);
  if (const feel::List* list = value.list()) {
    if (list->empty()) return "belum ada";
    const bool plain = std::none_of(list->begin(), list->end(), [](const Value& v) { return v.context(); });
    if (!plain || list->size() > 6) return fmt::format("{} butir", list->size());
    std::string out;
    for (const Value& one : *list) out += (out.empty() ? "" : ", ") + shown(one);
    return out;
  }
  std::string out = feel::to_text(value);
  if (value.number()) std::replace(out.begin(), out.end(), '.', ',');
  return out;
}

struct Operands {
  std::string left, right;  // as written
  std::string sign;
  Value left_value, right_value;
};

std::string flipped(const std::string& sign) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> pairs = {
      {{"<", ">"}, {"<=", ">="}, {">", "<"}, {">=", "<="}}};
  for (const auto& [one, other] : pairs) {
    if (sign == one) return std::string(other);
  }
  return sign;
}

std::string denied(const std::string& sign) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> pairs = {
      {{"<", ">="}, {"<=", ">"}, {">", "<="}, {">=", "<"}, {"=", "!="}, {"!=", "="}}};
  for (const auto& [one, other] : pairs) {
    if (sign == one) return std::string(other);
  }
  return sign;
}

// "m.nilai" of a mark is just its "nilai": the mark's name stands before it.
std::string without_variable(std::string words, const Value* item) {
  const auto dot = words.find('.');
  const bool plain = std::all_of(words.begin(), words.end(), [](char c) {
    return c == '.' || c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
  if (item && item->context() && plain && dot != std::string::npos &&
      words.find('.', dot + 1) == std::string::npos)
    words.erase(0, dot + 1);
  return words;
}

bool is_fixed(const std::string& words) {
  return !words.empty() && (words[0] == '"' || words[0] == '-' || (words[0] >= '0' && words[0] <= '9'));
}

// The side that can change stands left.
Operands operands_of(const feel::Expression& expression, const Step& step, const Value* item) {
  const std::uint32_t end = step.begin + step.length;
  std::string left = feel::words_of(expression, step.begin, step.right_begin - step.begin);
  if (left.size() >= step.sign.size() && left.ends_with(step.sign))
    left.resize(left.size() - step.sign.size());
  Operands out{single_spaced(left), feel::words_of(expression, step.right_begin, end - step.right_begin),
               step.sign, step.left, step.right};
  if (is_fixed(out.left) && !is_fixed(out.right)) {
    std::swap(out.left, out.right);
    std::swap(out.left_value, out.right_value);
    out.sign = flipped(out.sign);
  }
  out.left = without_variable(out.left, item);
  return out;
}

// A test that chooses which marks or findings are meant is no fact to be mended.
bool selects(const Operands& o) {
  static constexpr std::string_view members[] = {"metode", "jenis", "kode", "nomor", "acuan", "asesor"};
  return std::any_of(std::begin(members), std::end(members), [&](std::string_view member) {
    return o.left == member || o.left.ends_with("." + std::string(member));
  });
}

std::string bound_in_words(const std::string& sign) {
  if (sign == ">=") return "paling sedikit ";
  if (sign == ">") return "lebih dari ";
  if (sign == "<=") return "paling banyak ";
  if (sign == "<") return "kurang dari ";
  return sign == "!=" ? "selain " : "harus ";
}

// " (kurang 4)", " (kurang 12 hari)": how far a value is from its bound.
std::string distance_in_words(const Operands& o, const std::string& sign) {
  if (sign == "=" || sign == "!=") return {};
  const bool too_small = sign == ">=" || sign == ">";
  if (o.left_value.date() && o.right_value.date()) {
    const int days = days_between(*o.left_value.date(), *o.right_value.date());
    return fmt::format(" ({} {} hari)", too_small ? "kurang" : "lewat", too_small ? days : -days);
  }
  if (!o.left_value.number() || !o.right_value.number()) return {};
  const auto parsed = [](std::string_view text) {
    Diagnostics none;
    return feel::parse(text, {}, none);
  };
  static const feel::Expression minus = parsed("besar - kecil");
  static const feel::Expression whole = parsed("ceiling(besar - kecil)");  // nobody meets half a KUK
  feel::Context values;
  values.set("besar", too_small ? o.right_value : o.left_value);
  values.set("kecil", too_small ? o.left_value : o.right_value);
  const Value distance = feel::evaluate(o.left.starts_with("count(") ? whole : minus, feel::Scope(values));
  return fmt::format(" ({} {})", too_small ? "kurang" : "lebih", shown(distance));
}

std::string before(const std::string& name) { return name.empty() ? "" : name + ": "; }

// `m.kompeten` of a mark: the letter itself says it.
std::string mark_fact(const Value& mark) {
  const std::string letter = text_of(&mark, "nilai_huruf");
  return fmt::format("{} {}", name_of(&mark), letter.empty() ? "belum dinilai" : letter);
}

std::string need_of_mark(const Value& mark, bool wanted) {
  const std::string letter = text_of(&mark, "nilai_huruf");
  return fmt::format("{} {} (kini {})", name_of(&mark), wanted ? "K" : "bukan K",
                     letter.empty() ? "belum dinilai" : letter);
}

bool is_competence(const std::string& words) { return words == "kompeten" || words.ends_with(".kompeten"); }

std::string need_of_compare(const feel::Expression& expression, const Step& step, bool wanted,
                            const Value* item) {
  const Operands o = operands_of(expression, step, item);
  if (is_competence(o.left)) return is_mark(item) ? need_of_mark(*item, !wanted) : std::string();
  if (selects(o)) return {};
  if (o.left == "nilai_huruf" && is_mark(item)) {
    const bool equal = (o.sign == "=") == wanted;
    return fmt::format("{} {}{} (kini {})", name_of(item), equal ? "" : "selain ", shown(o.right_value),
                       shown(o.left_value));
  }
  const std::string sign = wanted ? o.sign : denied(o.sign);
  const std::string name = before(name_of(item));
  const bool about_emptiness =
      o.right_value.is_null() || (o.right_value.list() && o.right_value.list()->empty());
  if (about_emptiness) {
    return fmt::format("{}{} {}", name, o.left, sign == "!=" ? "harus ada (kini belum ada)" : "harus kosong");
  }
  if (o.right_value.boolean() && (sign == "=" || sign == "!=")) {
    const bool truth = *o.right_value.boolean() == (sign == "=");
    return fmt::format("{}{} harus {} (kini {})", name, o.left, truth ? "ya" : "tidak", shown(o.left_value));
  }
  return fmt::format("{}{} {}{}, kini {}{}", name, o.left, bound_in_words(sign), shown(o.right_value),
                     shown(o.left_value), distance_in_words(o, sign));
}

std::string need_of_membership(const feel::Expression& expression, const Step& step, bool wanted) {
  const std::string words = feel::words_of(expression, step.begin, step.length);
  const auto in = words.find(" in ");
  return fmt::format("{} {} {}", shown(step.left), wanted ? "harus ada dalam" : "tidak boleh ada dalam",
                     in == std::string::npos ? words : words.substr(in + 4));
}

}  // namespace

std::string selection_in_words(const feel::Expression& expression, const Step& step) {
  if (step.kind != Step::Kind::Compare || step.sign != "=") return {};
  static const Value any_item{feel::Context()};
  const Operands o = operands_of(expression, step, &any_item);
  return selects(o) ? fmt::format("{} {}", o.left, shown(o.right_value)) : std::string();
}

bool is_literal(const feel::Expression& expression, const Step& step) {
  const std::string words = feel::words_of(expression, step.begin, step.length);
  return step.kind == Step::Kind::Test && (words == "true" || words == "false" || words == "null");
}

std::string fact_in_words(const feel::Expression& expression, const Step& step, const Value* item) {
  const std::string words = feel::words_of(expression, step.begin, step.length);
  if (step.kind == Step::Kind::Compare) {
    const Operands o = operands_of(expression, step, item);
    if (is_competence(o.left)) return is_mark(item) ? mark_fact(*item) : std::string();
    const bool emptiness = o.right == "null" || o.right == "[]";
    if (emptiness && shown(o.left_value) != "belum ada") return {};  // that something is there says little
    const bool fixed = is_fixed(o.right) || o.right == "null" || o.right == "[]";
    return fmt::format("{}{} {}{}", before(name_of(item)), o.left, shown(o.left_value),
                       fixed ? "" : fmt::format(", {} {}", o.right, shown(o.right_value)));
  }
  if (step.kind == Step::Kind::In) {
    return fmt::format("{}{}: {} ({})", before(is_mark(item) ? name_of(item) : ""), words,
                       step.outcome ? (*step.outcome ? "ya" : "tidak") : "belum diketahui", shown(step.left));
  }
  if (is_literal(expression, step)) return {};
  if (is_competence(words) && (is_mark(item) || is_finding(item)))
    return is_mark(item) ? mark_fact(*item) : std::string();
  const char* outcome = step.outcome ? (*step.outcome ? "ya" : "tidak") : "belum diketahui";
  return fmt::format("{}{}: {}", before(name_of(item)), without_variable(words, item), outcome);
}

std::string need_in_words(const feel::Expression& expression, const Step& step, bool wanted,
                          const Value* item) {
  if (step.kind == Step::Kind::Compare) return need_of_compare(expression, step, wanted, item);
  if (step.kind == Step::Kind::In) return need_of_membership(expression, step, wanted);
  if (is_literal(expression, step)) return {};
  const std::string words = feel::words_of(expression, step.begin, step.length);
  if (is_competence(words)) return is_mark(item) ? need_of_mark(*item, wanted) : std::string();
  const char* now = step.outcome ? (*step.outcome ? "ya" : "tidak") : "belum diketahui";
  if (step.kind == Step::Kind::Between)
    return fmt::format("{}{} harus {} (kini {})", before(name_of(item)), words, wanted ? "benar" : "salah",
                       shown(step.left));
  return fmt::format("{}{} harus {} (kini {})", before(name_of(item)), without_variable(words, item),
                     wanted ? "ya" : "tidak", now);
}

}  // namespace pleno::rules
