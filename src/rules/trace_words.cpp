#include "rules/trace_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "rules/plain_words.h"
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

// "observasi", "pertanyaan lisan KUK 1.2", "pertanyaan tertulis".
std::string name_of(const Value* item) {
  if (!item) return {};
  if (item->text()) return method_in_words(*item->text());
  std::string out = method_in_words(text_of(item, "metode"));
  const std::string number = text_of(item, "nomor");
  if (!number.empty()) out += fmt::format("{}KUK {}", out.empty() ? "" : " ", number);
  return out;
}

Subject subject_of(const Value* item) {
  return {name_of(item), item && item->context(), item && item->text() != nullptr};
}

// What stands in the rule file, in words; behind the word of a list that it does not name itself.
std::string in_words(std::string_view expression, const Value* item) {
  const Subject subject = subject_of(item);
  std::string out = value_in_words(expression, subject);
  if (subject.text && out.find(subject.name) == std::string::npos) out = subject.name + ": " + out;
  return out;
}

std::string now_in_words(const std::string& value) {
  return value == "belum ada" || value == "belum dinilai" ? value : "saat ini " + value;
}

// The letter of a mark.
std::string letter_in_words(const std::string& letter) {
  if (letter.empty()) return "belum dinilai";
  return letter == "PL" ? "penilaian lanjut" : letter;
}

bool is_quality(const std::string& words) {
  return words == "valid" || words == "asli" || words == "terkini" || words == "memadai";
}

// "bukti observasi harus asli (dinilai tidak asli)".
std::string need_of_quality(const std::string& quality, bool wanted, const Value& now, const Value* item) {
  const char* state = now.is_true() ? "dinilai " : now.is_false() ? "dinilai tidak " : "belum dinilai";
  const std::string name = name_of(item);
  return fmt::format("bukti{}{} {} {} ({}{})", name.empty() ? "" : " ", name,
                     wanted ? "harus" : "tidak boleh", quality, state,
                     now.boolean() ? quality : std::string());
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
bool selects(std::string_view left) {
  static constexpr std::string_view members[] = {"metode", "jenis", "kode", "nomor", "acuan", "asesor"};
  return std::any_of(std::begin(members), std::end(members), [&](std::string_view member) {
    return left == member || left.ends_with("." + std::string(member));
  });
}

std::string bound_in_words(const std::string& sign, bool of_days) {
  if (of_days) {
    if (sign == ">=") return "paling awal ";
    if (sign == ">") return "sesudah ";
    if (sign == "<=") return "paling lambat ";
    if (sign == "<") return "sebelum ";
  }
  if (sign == ">=") return "paling sedikit ";
  if (sign == ">") return "lebih dari ";
  if (sign == "<=") return "paling banyak ";
  if (sign == "<") return "kurang dari ";
  return sign == "!=" ? "tidak boleh " : "harus ";
}

feel::Expression parsed(std::string_view text) {
  Diagnostics none;
  return feel::parse(text, {}, none);
}

// ", kurang 4", ", kurang 12 hari": how far a value is from its bound.
std::string distance_in_words(const Operands& o, const std::string& sign) {
  if (sign == "=" || sign == "!=") return {};
  const bool too_small = sign == ">=" || sign == ">";
  if (o.left_value.date() && o.right_value.date()) {
    const int days = days_between(*o.left_value.date(), *o.right_value.date());
    return fmt::format(", {} {} hari", too_small ? "kurang" : "lewat", too_small ? days : -days);
  }
  if (!o.left_value.number() || !o.right_value.number()) return {};
  static const feel::Expression minus = parsed("besar - kecil");
  static const feel::Expression whole = parsed("ceiling(besar - kecil)");  // nobody meets half a KUK
  feel::Context values;
  values.set("besar", too_small ? o.right_value : o.left_value);
  values.set("kecil", too_small ? o.left_value : o.right_value);
  const Value distance = feel::evaluate(o.left.starts_with("count(") ? whole : minus, feel::Scope(values));
  return fmt::format(", {} {}", too_small ? "kurang" : "lebih", shown(distance));
}

// `m.kompeten` of a mark: the letter itself says it.
std::string mark_fact(const Value& mark) {
  const std::string letter = text_of(&mark, "nilai_huruf");
  return fmt::format("{}{} {}", letter.empty() ? "" : "hasil ", name_of(&mark), letter_in_words(letter));
}

std::string need_of_letter(const Value& mark, bool wanted, const std::string& wish) {
  const std::string letter = letter_in_words(text_of(&mark, "nilai_huruf"));
  return fmt::format("hasil {} {} {} ({})", name_of(&mark), wanted ? "harus" : "tidak boleh",
                     letter_in_words(wish), now_in_words(letter));
}

std::string need_of_mark(const Value& mark, bool wanted) { return need_of_letter(mark, wanted, "K"); }

// A condition that is just true or false.
std::string need_of_truth(const std::string& words, bool wanted, const std::string& now, const Value* item) {
  if (words == "asesi.hadir")
    return wanted ? "asesi harus hadir (tercatat tidak hadir)" : "asesi tidak hadir (tercatat hadir)";
  return fmt::format("{} harus {} ({})", in_words(words, item), wanted ? "ya" : "tidak", now_in_words(now));
}

bool is_competence(const std::string& words) { return words == "kompeten" || words.ends_with(".kompeten"); }

// "nilai pertanyaan tertulis paling sedikit 70 (saat ini 66, kurang 4)".
std::string need_of_value(const Operands& o, const std::string& sign, const Value* item) {
  const bool of_days = o.right_value.date() != nullptr;
  const bool counted = o.left.starts_with("count(") && sign == ">=" && o.right_value.number();
  const bool of_attendance = o.left.ends_with("kehadiran");
  const auto said = [&](const Value& value) {
    std::string out = shown(value);
    if (of_attendance) std::replace(out.begin(), out.end(), '-', ' ');
    return out;
  };
  static const feel::Expression whole = parsed("ceiling(besar)");  // nobody meets half a KUK
  feel::Context values;
  values.set("besar", o.right_value);
  const Value bound = counted ? feel::evaluate(whole, feel::Scope(values)) : o.right_value;
  return fmt::format("{} {}{} ({}{})", in_words(o.left, item), bound_in_words(sign, of_days), said(bound),
                     now_in_words(said(o.left_value)), distance_in_words(o, sign));
}

std::string need_of_compare(const feel::Expression& expression, const Step& step, bool wanted,
                            const Value* item) {
  const Operands o = operands_of(expression, step, item);
  if (is_competence(o.left)) return is_mark(item) ? need_of_mark(*item, !wanted) : std::string();
  if (selects(o.left)) return {};
  if (o.left == "nilai_huruf" && is_mark(item))
    return need_of_letter(*item, (o.sign == "=") == wanted, shown(o.right_value));
  const std::string sign = wanted ? o.sign : denied(o.sign);
  const bool about_emptiness =
      o.right_value.is_null() || (o.right_value.list() && o.right_value.list()->empty());
  if (about_emptiness) {
    return fmt::format("{} {}", in_words(o.left, item), sign == "!=" ? "harus ada" : "harus kosong");
  }
  if (o.right_value.boolean() && (sign == "=" || sign == "!=")) {
    const bool truth = *o.right_value.boolean() == (sign == "=");
    if (is_quality(o.left)) return need_of_quality(o.left, truth, o.left_value, item);
    return need_of_truth(o.left, truth, shown(o.left_value), item);
  }
  return need_of_value(o, sign, item);
}

// `["K", "PL"]` -> "K, PL".
std::string list_in_words(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (c != '[' && c != ']' && c != '"') out += c;
  }
  return out == words ? name_in_words(words) : out;
}

std::string need_of_membership(const feel::Expression& expression, const Step& step, bool wanted,
                               const Value* item) {
  const std::string words = feel::words_of(expression, step.begin, step.length);
  const auto in = words.find(" in ");
  const std::string list = in == std::string::npos ? words : words.substr(in + 4);
  if (list == "dokumen_ada")
    return fmt::format("berkas {} {}", shown(step.left), wanted ? "harus ada" : "tidak boleh ada");
  const std::string left = words.substr(0, in);
  if (selects(left)) return {};
  // A variable stands for the value itself.
  const bool named = in != std::string::npos && left.size() > 2 && !is_fixed(left);
  const char* demand = wanted ? "harus termasuk" : "tidak boleh termasuk";
  if (!named) return fmt::format("{} {} {}", shown(step.left), demand, list_in_words(list));
  return fmt::format("{} {} {} ({})", in_words(left, item), demand, list_in_words(list),
                     now_in_words(shown(step.left)));
}

}  // namespace

std::string selection_in_words(const feel::Expression& expression, const Step& step) {
  if (step.kind != Step::Kind::Compare || step.sign != "=") return {};
  static const Value any_item{feel::Context()};
  const Operands o = operands_of(expression, step, &any_item);
  if (!selects(o.left)) return {};
  const std::string value = shown(o.right_value);
  if (o.left == "jenis") return "bukti " + kind_in_words(value);
  if (o.left == "metode") return "bukti " + method_in_words(value);
  return fmt::format("yang {} {}", name_in_words(o.left), value);
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
    return fmt::format("{} {}{}", in_words(o.left, item), shown(o.left_value),
                       fixed ? "" : fmt::format(", {} {}", value_in_words(o.right), shown(o.right_value)));
  }
  const char* outcome = step.outcome ? (*step.outcome ? "ya" : "tidak") : "belum diketahui";
  if (step.kind == Step::Kind::In) {
    const std::string name = is_mark(item) ? name_of(item) + ": " : std::string();
    return fmt::format("{}{}: {} ({})", name, words, outcome, shown(step.left));
  }
  if (is_literal(expression, step)) return {};
  if (is_competence(words) && (is_mark(item) || is_finding(item)))
    return is_mark(item) ? mark_fact(*item) : std::string();
  return fmt::format("{}: {}", in_words(without_variable(words, item), item), outcome);
}

std::string need_in_words(const feel::Expression& expression, const Step& step, bool wanted,
                          const Value* item) {
  if (step.kind == Step::Kind::Compare) return need_of_compare(expression, step, wanted, item);
  if (step.kind == Step::Kind::In) return need_of_membership(expression, step, wanted, item);
  if (is_literal(expression, step)) return {};
  const std::string words = feel::words_of(expression, step.begin, step.length);
  if (is_competence(words)) return is_mark(item) ? need_of_mark(*item, wanted) : std::string();
  if (step.kind == Step::Kind::Between)
    return fmt::format("{} harus {} ({})", in_words(words, item), wanted ? "benar" : "salah",
                       now_in_words(shown(step.left)));
  const std::string bare = without_variable(words, item);
  const Value now = step.outcome ? Value(*step.outcome) : Value();
  if (is_quality(bare) && is_mark(item)) return need_of_quality(bare, wanted, now, item);
  return need_of_truth(bare, wanted, now.is_null() ? "belum diketahui" : shown(now), item);
}

}  // namespace pleno::rules
