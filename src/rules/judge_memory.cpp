// What the judge remembers: patterns of marks that it has met, and which verdict each led to. Remembering
// changes no decision; who looks on (Witness) sees every rule asked anew.
#include <algorithm>
#include <cstdint>
#include <iterator>

#include "rules/decision_from_evidence.h"

namespace pleno::rules {
namespace {

// Remembering is watched over so many askings; below this share of hits it stops.
constexpr std::uint32_t luck_window = 16384;
constexpr std::uint32_t least_luck = luck_window / 10;

constexpr std::size_t most_needs = 50'000;

void put_index(std::string& key, std::size_t index) {
  key += static_cast<char>(index & 0xFFU);
  key += static_cast<char>((index >> 8U) & 0xFFU);
}

}  // namespace

void Judge::Luck::note(bool hit) {
  found += hit ? 1 : 0;
  if (++asked < luck_window) return;
  gave_up = found < least_luck;
  asked = found = 0;
}

void Judge::make_room() {
  const bool full = known_rows_.is_full() || known_needs_.size() > most_needs ||
                    std::any_of(std::begin(known_), std::end(known_),
                                [](const PatternMemory& known) { return known.is_full(); });
  if (full || witness_ != nullptr) forget();
}

void Judge::forget() {
  for (PatternMemory& known : known_) known.clear();
  known_rows_.clear();
  known_needs_.clear();
  verdicts_.clear();
  verdict_numbers_.clear();
}

std::uint32_t Judge::number_of(Verdict verdict) {
  std::string name = verdict.reason;  // with the rule, by its address, and the outcome
  const auto rule = reinterpret_cast<std::uintptr_t>(verdict.rule);
  for (std::size_t i = 0; i < sizeof(rule); ++i) name += static_cast<char>((rule >> (8 * i)) & 0xFFU);
  name += static_cast<char>(verdict.outcome);
  const auto [entry, fresh] =
      verdict_numbers_.try_emplace(std::move(name), static_cast<std::uint32_t>(verdicts_.size()));
  if (fresh) verdicts_.push_back(std::move(verdict));
  return entry->second;
}

// The verdict that the pattern in `key_` led to before, else what `find` finds now. `index` is the part's,
// for a rule that has given up remembering.
template <typename Key, typename Find>
const Judge::Verdict& Judge::remembered(Level level, std::size_t index, PreparedRule& rule,
                                        const Key& make_key, const Find& find) {
  if (rule.luck.gave_up) {
    Verdict& verdict = asked_anew_[static_cast<std::size_t>(level)][index];
    find(verdict);
    return verdict;
  }
  make_key();
  std::uint32_t& number = known_[static_cast<std::size_t>(level)].number_of(key_);
  const bool fresh = number == PatternMemory::unknown;
  if (fresh) {
    Verdict verdict;
    find(verdict);
    number = number_of(std::move(verdict));
  }
  rule.luck.note(!fresh);
  return verdicts_[number];
}

const Judge::Verdict& Judge::criterion(std::size_t index) {
  PreparedRule& rule = rule_of(Level::Criterion, prepared_.criteria[index].rule);
  return remembered(
      Level::Criterion, index, rule, [&] { key_of_criterion(rule, index); },
      [&](Verdict& verdict) { find_criterion(verdict, rule, index); });
}

void Judge::key_of_criterion(const PreparedRule& rule, std::size_t index) {
  key_.clear();
  put_index(key_, prepared_.criteria[index].rule);
  if (rule.uses.place || witness_ != nullptr) put_index(key_, index);
  put_marks(index, rule.uses);
  put_key(key_, *evidence_, rule.uses);
}

const Judge::Verdict& Judge::node(const Span& span, std::size_t rule_index) {
  PreparedRule& rule = rule_of(span.level, rule_index);
  return remembered(
      span.level, span.index, rule, [&] { key_of_node(rule, span); },
      [&](Verdict& verdict) { find_node(verdict, rule, span); });
}

void Judge::key_of_node(const PreparedRule& rule, const Span& span) {
  key_.clear();
  put_index(key_, span.index);
  if (span.level != Level::Scheme) {
    for (std::size_t i = span.first; i < span.last; ++i) {
      key_ += static_cast<char>(criteria_[i]->outcome);
    }
  }
  if (span.level == Level::Unit) {
    for (std::size_t i = span.first_part; i < span.last_part; ++i) {
      key_ += static_cast<char>(elements_[i]->outcome);
    }
  }
  if (span.level == Level::Scheme) {
    for (const Verdict* unit : units_) key_ += static_cast<char>(unit->outcome);
    if (rule.uses.criteria) {
      for (const Verdict* one : criteria_) key_ += static_cast<char>(one->outcome);
    }
  }
  if (rule.uses.marks) {
    for (std::size_t i = span.first; i < span.last; ++i) put_marks(i, rule.uses);
  }
  put_key(key_, *evidence_, rule.uses);
}

// Counts go before what they count: no key can be read in two ways.
void Judge::put_marks(std::size_t criterion, const Uses& uses) {
  put_index(key_, first_[criterion + 1] - first_[criterion]);
  for (std::size_t i = first_[criterion]; i < first_[criterion + 1]; ++i) put_key(key_, *proofs_[i], uses);
}

// The first row of `hasil` whose condition is true; the number of rows when none is.
std::size_t Judge::row() {
  key_.assign(1, static_cast<char>(whole_->outcome));
  if (row_uses_.parts) {
    for (const Verdict* unit : units_) key_ += static_cast<char>(unit->outcome);
  }
  put_key(key_, *evidence_, row_uses_);
  std::uint32_t& number = known_rows_.number_of(key_);
  if (number == PatternMemory::unknown) number = static_cast<std::uint32_t>(ask_rows());
  return number;
}

}  // namespace pleno::rules
