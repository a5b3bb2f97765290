#include "rules/plain_words.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace pleno::rules {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// The columns of FR.AK.02.
constexpr std::array methods = {Pair{"pihak_ketiga", "pernyataan pihak ketiga"},
                                Pair{"lisan", "pertanyaan lisan"}, Pair{"tertulis", "pertanyaan tertulis"},
                                Pair{"proyek", "proyek kerja"}, Pair{"lainnya", "metode lain"}};

constexpr std::array names = {Pair{"kriteria", "KUK"},
                              Pair{"dokumen_ada", "berkas yang ada"},
                              Pair{"dokumen", "berkas"},
                              Pair{"nilai_huruf", "hasil"},
                              Pair{"asesi.kehadiran", "kehadiran asesi"},
                              Pair{"asesi.hadir", "kehadiran asesi"},
                              Pair{"rekomendasi.kompeten", "rekomendasi asesor"},
                              Pair{"jadwal.mulai", "hari mulai asesmen"},
                              Pair{"jadwal.selesai", "hari selesai asesmen"}};

constexpr std::array kinds = {Pair{"L", "langsung"}, Pair{"TL", "tidak langsung"}, Pair{"T", "tambahan"}};

// Of a list: what stands before its name. Roundings are not worth a word.
constexpr std::array functions = {Pair{"count", "jumlah "},
                                  Pair{"sum", "jumlah "},
                                  Pair{"mean", "rata-rata "},
                                  Pair{"median", "nilai tengah "},
                                  Pair{"min", "yang terkecil dari "},
                                  Pair{"max", "yang terbesar dari "},
                                  Pair{"round half up", ""},
                                  Pair{"round half down", ""},
                                  Pair{"round half even", ""},
                                  Pair{"decimal", ""},
                                  Pair{"floor", ""},
                                  Pair{"ceiling", ""}};

template <std::size_t N>
std::optional<std::string_view> found(const std::array<Pair, N>& pairs, std::string_view name) {
  for (const auto& [one, other] : pairs) {
    if (one == name) return other;
  }
  return std::nullopt;
}

bool is_name_letter(char c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Reads an expression once from left to right. Nothing: it has no words.
class Words {
 public:
  Words(std::string_view text, const Subject& subject) : rest_(text), subject_(subject) {}

  std::optional<std::string> all() {
    auto out = sum();
    blanks();
    return rest_.empty() ? out : std::nullopt;
  }

 private:
  using Maybe = std::optional<std::string>;

  void blanks() {
    while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\n' || rest_[0] == '\t'))
      rest_.remove_prefix(1);
  }
  bool take(std::string_view sign) {
    blanks();
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }
  bool take_word(std::string_view word) {
    blanks();
    if (!rest_.starts_with(word) || (rest_.size() > word.size() && is_name_letter(rest_[word.size()])))
      return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  std::string_view name() {
    blanks();
    std::size_t end = 0;
    while (end < rest_.size() && is_name_letter(rest_[end])) ++end;
    const std::string_view out = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return out;
  }

  Maybe sum() {
    Maybe out = product();
    while (out) {
      const char* sign = take("+")   ? " + "
                         : take("-") ? " – "
                         : take("*") ? " × "
                         : take("/") ? " ÷ "
                                     : nullptr;
      if (sign == nullptr) return out;
      const Maybe next = product();
      if (!next) return std::nullopt;
      out = *out + sign + *next;
    }
    return out;
  }

  Maybe product() {
    blanks();
    if (rest_.empty()) return std::nullopt;
    if (rest_[0] >= '0' && rest_[0] <= '9') return number();
    if (take("(")) {
      const Maybe inner = sum();
      return inner && take(")") ? Maybe("(" + *inner + ")") : std::nullopt;
    }
    for (const auto& [function, words] : functions) {
      const std::string_view before = rest_;
      if (take_word(function) && take("(")) return call(words);
      rest_ = before;
    }
    return path();
  }

  // "" where none stands.
  std::string number() {
    blanks();
    std::string out;
    while (!rest_.empty() && ((rest_[0] >= '0' && rest_[0] <= '9') || rest_[0] == '.')) {
      out += rest_[0] == '.' ? ',' : rest_[0];
      rest_.remove_prefix(1);
    }
    return out;
  }

  // Behind the bracket. Further arguments say how to round.
  Maybe call(std::string_view words) {
    const bool distinct = take_word("distinct values") && take("(");
    Maybe inner = distinct ? path(" berbeda") : sum();
    if (!inner || (distinct && !take(")"))) return std::nullopt;
    if (words.empty() && take(",") && number().empty()) return std::nullopt;
    return take(")") ? Maybe(std::string(words) + *inner) : std::nullopt;
  }

  // "bukti[kompeten].metode" -> "metode pada bukti yang kompeten"; `mark` stands behind the member.
  Maybe path(std::string_view mark = "") {
    std::string full(name());
    if (full.empty()) return std::nullopt;
    std::string filter;
    if (take("[")) {
      const Maybe inner = condition();
      if (!inner || !take("]")) return std::nullopt;
      filter = *inner;
    }
    if (!take(".")) {
      const bool own = subject_.mark && filter.empty() && is_member(full);
      return name_in_words(full) + filter + std::string(mark) + (own ? " " + subject_.name : "");
    }
    const std::string_view member = name();
    if (member.empty()) return std::nullopt;
    if (filter.empty() && mark.empty()) {
      const std::string both = full + "." + std::string(member);
      if (found(names, both)) return name_in_words(both);
      if (subject_.mark && !is_list(full)) return name_in_words(member) + " " + subject_.name;
    }
    return name_in_words(member) + std::string(mark) + " pada " + name_in_words(full) + filter;
  }

  static bool is_list(std::string_view name) {
    return name == "bukti" || name == "kriteria" || name == "elemen" || name == "unit" || name == "skema" ||
           name == "asesi" || name == "jadwal" || name == "rekomendasi" || name == "dokumen";
  }

  static bool is_member(std::string_view name) {
    return name == "nilai" || name == "tanggal" || name == "nilai_huruf" || name == "asesor";
  }

  // What stands in a filter, ready to stand behind the list: " observasi", " yang kompeten".
  Maybe condition() {
    std::string plain, clause;
    do {
      const std::string_view member = name();
      if (member.empty()) return std::nullopt;
      if (take("!=")) {
        if (!take_word("null")) return std::nullopt;
        continue;  // that a value is there goes without saying where it is asked for
      }
      if (take_word("in")) {
        clause += std::string(clause.empty() ? " yang" : " dan") + " termasuk " + name_in_words(name());
      } else if (take("=")) {
        const Maybe value = fixed(member);
        if (!value) return std::nullopt;
        plain += " " + *value;
      } else {
        clause += std::string(clause.empty() ? " yang " : " dan ") + name_in_words(member);
      }
    } while (take_word("and"));
    return plain + clause;
  }

  // The value a member is to have: of methods and kinds the value says it alone.
  Maybe fixed(std::string_view member) {
    std::string value;
    if (take("\"")) {
      const auto end = rest_.find('"');
      if (end == std::string_view::npos) return std::nullopt;
      value = rest_.substr(0, end);
      rest_.remove_prefix(end + 1);
    } else {
      const std::string_view variable = name();
      if (variable.empty()) return std::nullopt;
      if (subject_.text && variable.size() <= 2) return subject_.name;
      value = name_in_words(variable);
    }
    if (member == "metode") return method_in_words(value);
    if (member == "jenis") return kind_in_words(value);
    return name_in_words(member) + " " + value;
  }

  std::string_view rest_;
  const Subject& subject_;
};

}  // namespace

std::string method_in_words(std::string_view method) {
  if (const auto words = found(methods, method)) return std::string(*words);
  return name_in_words(method);
}

std::string kind_in_words(std::string_view kind) { return std::string(found(kinds, kind).value_or(kind)); }

std::string name_in_words(std::string_view name) {
  if (const auto words = found(names, name)) return std::string(*words);
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string value_in_words(std::string_view expression, const Subject& subject) {
  if (auto words = Words(expression, subject).all()) return *words;
  const bool about = !subject.name.empty() && !subject.text;
  return (about ? subject.name + ": " : "") + std::string(expression);
}

}  // namespace pleno::rules
