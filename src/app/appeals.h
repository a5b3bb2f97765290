// Appeals as `pleno appeal` knows them: which are open, which plenaries' rulings were set aside, and until
// when one may be filed. Never changes a ruling.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/issue.h"
#include "journal/journal.h"

namespace pleno::app {

class Site;

class Appeals {
 public:
  explicit Appeals(journal::Journal& journal);

  bool is_open(const std::string& assessment) const { return open_.count(assessment) > 0; }
  const std::map<std::string, journal::ActRow>& open() const { return open_; }  // by assessment
  // A ruling under appeal has no effect until the appeal ends.
  std::vector<Refusal> freeze(const std::string& assessment) const;
  // After an appeal that was upheld: no member who voted in the plenary before, unless abstaining.
  std::vector<Refusal> guard_new_team(Site& site, const Resolution& resolution, const Plenary& plenary) const;

 private:
  std::map<std::string, journal::ActRow> open_;
  std::map<std::string, std::set<std::string>> upheld_;  // assessment -> plenaries
};

// The last day of an appeal: so many working days behind the day of the notice.
Date last_day_of_appeal(Date notified, int working_days, const std::vector<Date>& holidays);

}  // namespace pleno::app
