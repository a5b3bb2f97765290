#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>

#include "source/scheme_from_page.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

// KUK shorter than this differ in one word too easily to be suspicious.
constexpr std::size_t fewest_words = 5;

void warn(Diagnostics& found, const std::string& where, std::string message, std::string hint = {}) {
  found.push_back({.severity = Severity::Warning,
                   .at = {.record = where},
                   .message = std::move(message),
                   .hint = std::move(hint)});
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(lower(word));
  return out;
}

// The parenthesis that has no partner, with its word, or "".
std::string unbalanced(const std::string& text) {
  std::vector<std::size_t> open;
  const auto word_at = [&](std::size_t at) {
    const std::size_t blank = text.rfind(' ', at);
    const std::size_t begin = blank == std::string::npos ? 0 : blank + 1;
    return text.substr(begin, text.find(' ', at) - begin);
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(') open.push_back(at);
    if (text[at] != ')') continue;
    if (open.empty()) return word_at(at);
    open.pop_back();
  }
  return open.empty() ? std::string() : word_at(open.back());
}

// "presence),termasuk": what stands around a comma that no blank follows; digits ("1,5") are fine.
std::string crowded_comma(const std::string& text) {
  for (std::size_t at = text.find(','); at != std::string::npos; at = text.find(',', at + 1)) {
    if (at + 1 >= text.size() || text[at + 1] == ' ' || text[at + 1] == '"' || text[at + 1] == ')') continue;
    if (text[at + 1] >= '0' && text[at + 1] <= '9') continue;
    const std::size_t blank = text.rfind(' ', at);
    const std::size_t begin = blank == std::string::npos ? 0 : blank + 1;
    return text.substr(begin, text.find(' ', at) - begin);
  }
  return {};
}

// "kata ,": the word before a blank that stands before a comma, a stop or a closing bracket.
std::string blank_before_sign(const std::string& text) {
  for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
    if (at == 0 || at + 1 >= text.size()) continue;
    if (std::string_view(",.;:)").find(text[at + 1]) == std::string_view::npos) continue;
    const std::size_t blank = text.rfind(' ', at - 1);
    const std::size_t begin = blank == std::string::npos ? 0 : blank + 1;
    return text.substr(begin, at + 2 - begin);
  }
  return {};
}

void lint_text(const std::string& where, const std::string& text, Diagnostics& found) {
  if (const std::string word = unbalanced(text); !word.empty()) {
    warn(found, where,
         say("tanda kurung tanpa pasangan: '{}'", "parenthesis without its partner: '{}'", word));
  }
  if (const std::string words = crowded_comma(text); !words.empty()) {
    warn(found, where, say("tanpa spasi setelah koma: '{}'", "no blank after a comma: '{}'", words));
  }
  if (const std::string words = blank_before_sign(text); !words.empty()) {
    warn(found, where, say("spasi sebelum tanda baca: '{}'", "a blank before a sign: '{}'", words));
  }
  for (const std::string dash : {" - ", " – ", " — "}) {
    if (text.find(dash) == std::string::npos) continue;
    warn(found, where, say("tanda hubung berspasi: '{}'", "a dash with blanks around it: '{}'", dash));
  }
  if (text.find("  ") != std::string::npos) {
    warn(found, where, say("spasi ganda", "doubled blanks"));
  }
}

// The words in which two texts differ when that is one word at most on each side.
std::optional<std::array<std::string, 2>> one_word_apart(const std::vector<std::string>& a,
                                                         const std::vector<std::string>& b) {
  if (std::min(a.size(), b.size()) < fewest_words) return std::nullopt;
  std::size_t front = 0;
  while (front < std::min(a.size(), b.size()) && a[front] == b[front]) ++front;
  std::size_t back = 0;
  while (back < std::min(a.size(), b.size()) - front && a[a.size() - 1 - back] == b[b.size() - 1 - back])
    ++back;
  const std::size_t left = a.size() - front - back;
  const std::size_t right = b.size() - front - back;
  if (left > 1 || right > 1) return std::nullopt;
  return std::array<std::string, 2>{left == 1 ? a[front] : "", right == 1 ? b[front] : ""};
}

void lint_near_duplicates(const std::string& where, const Unit& unit, Diagnostics& found) {
  std::vector<std::pair<std::string, std::vector<std::string>>> seen;
  for (const Element& element : unit.elements) {
    for (const Criterion& criterion : element.criteria) {
      auto words = words_of(criterion.text);
      for (const auto& [number, other] : seen) {
        const auto apart = one_word_apart(other, words);
        if (!apart) continue;
        warn(found, where + ", KUK " + criterion.number,
             say("hampir sama dengan KUK {}: '{}' – '{}'", "nearly the same as KUK {}: '{}' – '{}'", number,
                 (*apart)[0], (*apart)[1]));
      }
      seen.emplace_back(criterion.number, std::move(words));
    }
  }
}

void lint_scheme(const Scheme& scheme, Diagnostics& found) {
  for (const Unit& unit : scheme.units) {
    const std::string where = say("skema {}, unit {}", "scheme {}, unit {}", scheme.id, unit.code);
    lint_text(where, unit.title, found);
    for (const Element& element : unit.elements) {
      lint_text(where + say(", elemen {}", ", element {}", element.number), element.title, found);
      for (const Criterion& criterion : element.criteria) {
        lint_text(where + ", KUK " + criterion.number, criterion.text, found);
      }
    }
    lint_near_duplicates(where, unit, found);
  }
}

std::map<std::string, std::string> texts_of(const Unit& unit) {
  std::map<std::string, std::string> out;
  for (const Element& element : unit.elements) {
    out[fmt::format("{}", element.number)] = element.title;
    for (const Criterion& criterion : element.criteria) out[criterion.number] = criterion.text;
  }
  return out;
}

struct Likeness {
  std::size_t equal = 0;
  std::size_t all = 0;             // of the larger unit
  std::vector<std::string> apart;  // numbers whose texts differ or that one unit lacks
};

Likeness likeness(const Unit& a, const Unit& b) {
  const auto left = texts_of(a);
  const auto right = texts_of(b);
  Likeness out{.equal = 0, .all = std::max(left.size(), right.size()), .apart = {}};
  std::set<std::string> numbers;
  for (const auto& [number, text] : left) numbers.insert(number);
  for (const auto& [number, text] : right) numbers.insert(number);
  for (const std::string& number : numbers) {
    const auto l = left.find(number);
    const auto r = right.find(number);
    const bool same = l != left.end() && r != right.end() && l->second == r->second;
    if (same) ++out.equal;
    if (!same) out.apart.push_back(number);
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size() && i < 8; ++i) out += (i > 0 ? ", " : "") + parts[i];
  return parts.size() > 8 ? out + ", …" : out;
}

void lint_pair(const Scheme& a, const Unit& left, const Scheme& b, const Unit& right, Diagnostics& found) {
  const Likeness alike = likeness(left, right);
  const bool one_code = normalised_code(left.code) == normalised_code(right.code);
  const std::string where = say("skema {}, unit {}", "scheme {}, unit {}", b.id, right.code);
  if (one_code && !alike.apart.empty()) {
    warn(found, where,
         say("kode sama dengan skema {}, tetapi isinya berbeda pada: {}",
             "same code as in scheme {}, but it differs in: {}", a.id, joined(alike.apart)),
         say("salah satu halaman mungkin memuat revisi lain", "one of the pages may hold another revision"));
  }
  // Nine of ten texts equal: one unit that was typed or revised twice.
  if (one_code || alike.equal * 10 < alike.all * 9) return;
  const std::string apart = alike.apart.empty() ? say("isinya sama seluruhnya", "its content is all the same")
                                                : say("isinya berbeda hanya pada: {}",
                                                      "it differs only in: {}", joined(alike.apart));
  warn(found, where,
       say("tampaknya unit yang sama dengan {} (skema {}); {}",
           "seems to be the same unit as {} (scheme {}); {}", left.code, a.id, apart),
       say("keduanya tetap dianggap berbeda sampai daftar alias menyamakannya",
           "they stay two units until a list of aliases joins them"));
}

}  // namespace

Diagnostics lint(const std::vector<Scheme>& schemes) {
  Diagnostics found;
  for (const Scheme& scheme : schemes) lint_scheme(scheme, found);
  for (std::size_t i = 0; i < schemes.size(); ++i) {
    for (std::size_t j = i + 1; j < schemes.size(); ++j) {
      for (const Unit& right : schemes[j].units) {
        for (const Unit& left : schemes[i].units) lint_pair(schemes[i], left, schemes[j], right, found);
      }
    }
  }
  return found;
}

}  // namespace pleno::source
