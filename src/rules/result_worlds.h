// Every state of affairs that the conditions of `hasil` can tell apart: facts with few values are tried in
// all combinations; comparisons of one thing with whole numbers share its value; every other condition may be
// true, false or undecided on its own. What holds in none of these worlds can never hold; the other way round
// nothing is promised.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "feel/condition.h"
#include "rules/rules.h"

namespace pleno::rules {

inline constexpr std::size_t most_worlds = 200'000;

class ResultWorlds {
 public:
  explicit ResultWorlds(const std::vector<ResultRow>& rows);

  // How many there are; more than most_worlds are not walked: then nothing is proved.
  std::size_t size() const { return size_; }
  bool too_many() const { return size_ > most_worlds; }
  // For each row whether it is the first to hold in any world.
  std::vector<bool> reached() const;

 private:
  // What is not known to depend on the few facts: a condition of its own, or a quantity that is compared.
  struct Variable {
    std::string words;
    std::vector<long long>
        doubled;  // of a quantity: twice its values worth trying; beside them it may be null
  };
  // A condition without `and`, `or`, `not`: its outcome in each state, or for each value of a variable.
  struct Atom {
    std::string words;
    std::optional<std::size_t> variable;
    std::vector<std::optional<bool>> outcomes;
  };
  struct Step {  // a condition in reverse Polish order
    feel::Condition::Kind kind;
    std::size_t atom = 0;
  };
  std::vector<Step> compiled(const feel::Condition& condition);
  std::size_t atom_of(const std::string& words);
  std::size_t variable_of(const std::string& words);
  void find_outcomes();
  void find_states(const std::vector<ResultRow>& rows);
  std::optional<bool> outcome(const std::vector<Step>& steps, std::size_t state,
                              const std::vector<std::size_t>& values) const;

  std::vector<feel::Context> states_;
  std::vector<Atom> atoms_;
  std::vector<Variable> variables_;
  std::vector<std::vector<Step>> rows_;
  std::size_t size_ = 0;
};

}  // namespace pleno::rules
