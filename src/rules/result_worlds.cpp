#include "rules/result_worlds.h"

#include <algorithm>
#include <set>

#include "domain/evidence.h"
#include "feel/compare.h"

namespace pleno::rules {
namespace {

using Truth = std::optional<bool>;
constexpr std::size_t most_states = 2000;

bool names_only(const feel::Expression& e, const std::vector<std::string_view>& known) {
  return std::all_of(e.names().begin(), e.names().end(), [&](const std::string& name) {
    return std::find(known.begin(), known.end(), name) != known.end();
  });
}

// The whole numbers written in a text, with their neighbours: where a comparison with them can turn.
std::set<long long> numbers_around(const std::string& text, std::set<long long> out) {
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] < '0' || text[i] > '9') {
      ++i;
      continue;
    }
    long long number = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9' && number < 1'000'000; ++i)
      number = number * 10 + (text[i] - '0');
    for (const long long near : {number - 1, number, number + 1}) out.insert(near);
  }
  return out;
}

const std::vector<Truth> truths = {true, false, std::nullopt};

// "count(unit[kompeten]) >= 3": a quantity against a whole number.
struct Comparison {
  std::string quantity, sign;
  long long number = 0;
};

std::optional<Comparison> comparison_in(const std::string& words) {
  const auto last = words.rfind(' ');
  if (last == std::string::npos || last == 0) return std::nullopt;
  const std::string digits = words.substr(last + 1);
  const bool whole = !digits.empty() && digits.size() < 9 &&
                     std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto before = words.rfind(' ', last - 1);
  if (!whole || before == std::string::npos) return std::nullopt;
  const std::string sign = words.substr(before + 1, last - before - 1);
  for (const char* known : {">=", ">", "<=", "<", "=", "!="}) {
    if (sign == known) return Comparison{words.substr(0, before), sign, std::stoll(digits)};
  }
  return std::nullopt;
}

bool holds(long long value, const std::string& sign, long long bound) {
  if (sign == ">=") return value >= bound;
  if (sign == ">") return value > bound;
  if (sign == "<=") return value <= bound;
  if (sign == "<") return value < bound;
  return (value == bound) == (sign == "=");
}

// null = 3 is false, null < 3 undecided.
Truth of_null(const std::string& sign) {
  if (sign == "=") return false;
  return sign == "!=" ? Truth(true) : Truth();
}

std::vector<feel::Context> with_each(const std::vector<feel::Context>& states, const std::string& name,
                                     const std::vector<feel::Value>& values) {
  std::vector<feel::Context> out;
  for (const feel::Context& state : states) {
    for (const feel::Value& value : values) {
      feel::Context next = state;
      next.set(name, value);
      out.push_back(std::move(next));
    }
  }
  return out;
}

std::vector<feel::Value> group_of(const std::string& member, const std::vector<Truth>& values) {
  std::vector<feel::Value> out;
  for (const Truth value : values) {
    feel::Context group;
    group.set(member, value);
    if (member == "kompeten") group.set("kode", "skema");
    out.emplace_back(std::move(group));
  }
  return out;
}

std::vector<feel::Value> attendances() {
  std::vector<feel::Value> out;
  for (const Attendance a :
       {Attendance::Present, Attendance::Absent, Attendance::Withdrawn, Attendance::Disqualified}) {
    feel::Context asesi;
    asesi.set("hadir", a == Attendance::Present);
    asesi.set("kehadiran", to_text(a));
    out.emplace_back(std::move(asesi));
  }
  return out;
}

}  // namespace

ResultWorlds::ResultWorlds(const std::vector<ResultRow>& rows) {
  find_states(rows);
  for (const ResultRow& row : rows) rows_.push_back(compiled(feel::condition_of(row.when)));
  find_outcomes();
  size_ = states_.size();
  for (const Variable& variable : variables_) {
    const std::size_t values = variable.doubled.empty() ? truths.size() : variable.doubled.size() + 1;
    size_ = size_ > most_worlds ? size_ : size_ * values;
  }
}

// Facts that the rows name and that have few values, in all combinations.
void ResultWorlds::find_states(const std::vector<ResultRow>& rows) {
  std::set<std::string> used;
  std::set<long long> counts = {0, 1, 2};
  for (const ResultRow& row : rows) {
    used.insert(row.when.names().begin(), row.when.names().end());
    if (row.when.text().find("jumlah_asesor") != std::string::npos)
      counts = numbers_around(row.when.text(), std::move(counts));
  }
  states_ =
      with_each(with_each({feel::Context()}, "asesi", attendances()), "skema", group_of("kompeten", truths));
  if (used.count("rekomendasi") > 0)
    states_ = with_each(states_, "rekomendasi", group_of("kompeten", truths));
  if (used.count("jumlah_asesor") == 0) return;
  std::vector<feel::Value> numbers;
  for (const long long count : counts) {
    if (count >= 0) numbers.emplace_back(count);
  }
  if (states_.size() * numbers.size() <= most_states) states_ = with_each(states_, "jumlah_asesor", numbers);
}

std::size_t ResultWorlds::variable_of(const std::string& words) {
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    if (variables_[i].words == words) return i;
  }
  variables_.push_back({words, {}});
  return variables_.size() - 1;
}

std::size_t ResultWorlds::atom_of(const std::string& words) {
  for (std::size_t i = 0; i < atoms_.size(); ++i) {
    if (atoms_[i].words == words) return i;
  }
  Atom atom;
  atom.words = words;
  Diagnostics ignored;
  const feel::Expression expression = feel::parse(words, {}, ignored);
  std::vector<std::string_view> known;
  for (std::size_t i = 0; i < states_.front().size(); ++i) known.push_back(states_.front().key(i));
  const bool names_a_scheme = words.find(".kode") != std::string::npos;  // any: not one of the few
  if (!expression.empty() && names_only(expression, known) && !names_a_scheme) {
    for (const feel::Context& state : states_) {
      const feel::Value found = feel::evaluate(expression, feel::Scope(state));
      atom.outcomes.push_back(found.boolean() ? Truth(*found.boolean()) : Truth());
    }
  } else if (const auto comparison = comparison_in(words)) {
    atom.variable = variable_of(comparison->quantity);
    auto& values = variables_[*atom.variable].doubled;
    for (const long long near : {-1, 0, 1}) values.push_back(2 * comparison->number + near);
  } else {
    atom.variable = variable_of(words);
  }
  atoms_.push_back(std::move(atom));
  return atoms_.size() - 1;
}

// Once all values worth trying are known.
void ResultWorlds::find_outcomes() {
  for (Variable& variable : variables_) {
    std::sort(variable.doubled.begin(), variable.doubled.end());
    variable.doubled.erase(std::unique(variable.doubled.begin(), variable.doubled.end()),
                           variable.doubled.end());
  }
  for (Atom& atom : atoms_) {
    if (!atom.variable) continue;
    const Variable& variable = variables_[*atom.variable];
    if (variable.doubled.empty()) {
      atom.outcomes = truths;
      continue;
    }
    const auto comparison = comparison_in(atom.words);
    for (const long long value : variable.doubled)
      atom.outcomes.emplace_back(holds(value, comparison->sign, 2 * comparison->number));
    atom.outcomes.push_back(of_null(comparison->sign));
  }
}

std::vector<ResultWorlds::Step> ResultWorlds::compiled(const feel::Condition& condition) {
  std::vector<Step> out;
  for (const feel::Condition& part : condition.parts) {
    const std::vector<Step> inner = compiled(part);
    out.insert(out.end(), inner.begin(), inner.end());
  }
  const bool atom = condition.kind == feel::Condition::Kind::Atom;
  out.push_back({condition.kind, atom ? atom_of(condition.words) : 0});
  return out;
}

Truth ResultWorlds::outcome(const std::vector<Step>& steps, std::size_t state,
                            const std::vector<std::size_t>& values) const {
  std::vector<Truth> stack;
  for (const Step& step : steps) {
    if (step.kind == feel::Condition::Kind::Atom) {
      const Atom& atom = atoms_[step.atom];
      stack.push_back(atom.outcomes[atom.variable ? values[*atom.variable] : state]);
    } else if (step.kind == feel::Condition::Kind::Not) {
      stack.back() = feel::opposite(stack.back());
    } else {
      const Truth right = stack.back();
      stack.pop_back();
      stack.back() = step.kind == feel::Condition::Kind::And ? feel::both(stack.back(), right)
                                                             : feel::either(stack.back(), right);
    }
  }
  return stack.empty() ? Truth() : stack.back();
}

std::vector<bool> ResultWorlds::reached() const {
  std::vector<bool> out(rows_.size(), too_many());
  if (too_many()) return out;
  std::vector<std::size_t> values(variables_.size(), 0);
  for (bool more = true; more;) {
    for (std::size_t state = 0; state < states_.size(); ++state) {
      for (std::size_t row = 0; row < rows_.size(); ++row) {
        if (outcome(rows_[row], state, values) != Truth(true)) continue;
        out[row] = true;
        break;
      }
    }
    more = false;  // the next choice of the variables' values, counted like digits
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      const std::size_t count =
          variables_[i].doubled.empty() ? truths.size() : variables_[i].doubled.size() + 1;
      values[i] = (values[i] + 1) % count;
      if (values[i] == 0) continue;
      more = true;
      break;
    }
  }
  return out;
}

}  // namespace pleno::rules
