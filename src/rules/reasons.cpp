#include "rules/reasons.h"

#include <fmt/format.h>

#include <algorithm>

#include "domain/criteria_words.h"
#include "rules/rules.h"
#include "text/indonesian.h"

namespace pleno::rules {
namespace {

constexpr std::size_t units_in_detail = 3;  // more are counted and named by code only

void add_gaps(const Finding& unit, Outcome outcome, std::vector<Gap>& gaps) {
  const std::size_t begin = gaps.size();
  for (const Finding& element : unit.parts) {
    for (const Finding& criterion : element.parts) {
      if (criterion.outcome != outcome) continue;
      const auto same = std::find_if(gaps.begin() + static_cast<std::ptrdiff_t>(begin), gaps.end(),
                                     [&](const Gap& g) { return g.reason == criterion.reason; });
      if (same == gaps.end()) {
        gaps.push_back({unit.code, {criterion.code}, criterion.reason});
      } else {
        same->criteria.push_back(criterion.code);
      }
    }
  }
}

// The gaps of one unit as clauses: "KUK 1.2 belum terpenuhi, KUK 3.1 belum dinilai"; behind the unit's
// own reason in brackets.
std::string unit_in_words(const Finding& unit, Outcome outcome, bool own_reason) {
  std::vector<Gap> gaps;
  add_gaps(unit, outcome, gaps);
  if (gaps.empty()) return unit.reason;
  std::string out;
  for (const Gap& gap : gaps) out += (out.empty() ? "" : ", ") + gap_in_words(gap, unit);
  return own_reason ? fmt::format("{} ({})", unit.reason, out) : out;
}

std::string units_in_words(const Finding& scheme, Outcome outcome, const OwnReasons& own) {
  std::vector<std::string> codes;
  std::vector<std::string> words;
  for (std::size_t i = 0; i < scheme.parts.size(); ++i) {
    const Finding& unit = scheme.parts[i];
    if (unit.outcome != outcome) continue;
    codes.push_back(unit.code);
    words.push_back(unit_in_words(unit, outcome, i < own.units.size() && own.units[i]));
  }
  if (codes.empty()) return {};
  const bool all_alike =
      words.size() == scheme.parts.size() && words[0].starts_with("semua KUK") &&
      std::all_of(words.begin(), words.end(), [&](const auto& w) { return w == words[0]; });
  if (all_alike) return words[0];
  if (codes.size() > units_in_detail) {
    return fmt::format("{} dari {} unit {}: {}", codes.size(), scheme.parts.size(),
                       outcome == Outcome::Undecided ? "belum dapat diputus" : "belum kompeten",
                       enumerate(codes));
  }
  std::string out;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    out += fmt::format("{}unit {}: {}", out.empty() ? "" : "; ", codes[i], words[i]);
  }
  return out;
}

template <class UnitOrFinding>
std::string in_words(const Gap& gap, const UnitOrFinding& unit) {
  if (gap.criteria.empty()) return gap.reason;
  if (gap.criteria.size() == criteria_in(unit) && gap.criteria.size() > 1) return "semua KUK " + gap.reason;
  return fmt::format("KUK {} {}", enumerate(in_ranges(gap.criteria, unit)), gap.reason);
}

std::string attendance_in_words(const std::string& result) {
  if (result == "tidak-hadir") return "Asesi tidak hadir pada asesmen.";
  if (result == "mengundurkan-diri") return "Asesi mengundurkan diri dari asesmen.";
  return "Asesi didiskualifikasi.";
}

}  // namespace

std::vector<Gap> gaps_of(const Finding& scheme) {
  std::vector<Gap> gaps;
  for (const Finding& unit : scheme.parts) {
    if (unit.outcome == Outcome::Competent) continue;
    const std::size_t before = gaps.size();
    add_gaps(unit, Outcome::NotYetCompetent, gaps);
    add_gaps(unit, Outcome::Undecided, gaps);
    if (gaps.size() == before) gaps.push_back({unit.code, {}, unit.reason});
  }
  return gaps;
}

std::string gap_in_words(const Gap& gap, const Finding& unit) { return in_words(gap, unit); }
std::string gap_in_words(const Gap& gap, const Unit& unit) { return in_words(gap, unit); }

std::string as_sentence(std::string clause) {
  if (clause.empty()) return clause;
  if (clause[0] >= 'a' && clause[0] <= 'z') clause[0] = static_cast<char>(clause[0] - 'a' + 'A');
  if (clause.back() != '.' && clause.back() != '!') clause += '.';
  return clause;
}

std::string sentence_of(const Decision& decision, const OwnReasons& own) {
  if (is_attendance_result(decision.result)) return attendance_in_words(decision.result);
  const Finding& scheme = decision.scheme;
  if (decision.outcome != scheme.outcome) {
    // A row of `hasil` spoke against the tree without saying why.
    return as_sentence(fmt::format("{} menurut baris {}", decision.result, decision.rule));
  }
  if (own.scheme || decision.outcome == Outcome::Competent) return as_sentence(scheme.reason);
  const std::string units = units_in_words(scheme, decision.outcome, own);
  return as_sentence(units.empty() ? scheme.reason : units);
}

}  // namespace pleno::rules
