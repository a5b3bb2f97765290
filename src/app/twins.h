// Two names under one NIK, met in one pull: one person with two spellings, or a number taken down wrong. Both
// stay in and are put before people. Never keeps an NIK or a name: only their hashes, and registration
// numbers.
#pragma once
#include <map>
#include <string>
#include <unordered_map>

#include "app/report.h"
#include "app/site.h"

namespace pleno::app {

class Twins {
 public:
  void see(const Evidence& evidence);
  // Holds both candidates of each pair until their names agree (unless the plenary has ruled already), frees
  // those that were held for this and are no longer, and says so.
  void settle(Site& site, Report& report) const;

 private:
  struct Person {
    std::size_t name = 0;
    std::string assessment;
  };
  std::unordered_map<std::size_t, Person> by_national_id_;  // the first with each
  std::map<std::string, std::string> other_;                // assessment -> the one it shares its NIK with
};

// Whether `settle` holds this one: the routine vote leaves such a candidate open.
bool is_twin(const journal::Record& record);

}  // namespace pleno::app
