// What the meeting talks about before it votes on the rest: candidates out of the ordinary, by the kind of
// concern, each with the reasons as a tree. Never decides and never changes a decision.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/facts.h"

namespace pleno::app {

// In the order of discussion; a candidate has the first that holds.
enum class Concern {
  Overridden,  // the assessor recommends otherwise than the rules, and says why
  Undecided,
  Differs,   // otherwise than the rules, without a word
  Papers,    // forms missing, held, or an assessor among the members
  NearMiss,  // not yet competent by few criteria
  None       // routine
};

// `near_miss`: how many missing criteria still count as few; 0: there are no near misses.
Concern concern_of(const Case& one, const std::string& held, int near_miss);

// The branches that are not competent, from the unit down to the KUK, as rows {tingkat, kode, teks, hasil,
// alasan}. A unit whose criteria all fail for one reason is one row; competent units are counted in the last.
feel::List reason_tree(const Decision& decision, const Scheme& scheme);

class Discussion {
 public:
  explicit Discussion(int near_miss) : near_miss_(near_miss) {}

  // Notes the candidate when there is a concern, and says so; `row` is its participant_facts.
  bool consider(const Case& one, const std::string& held, const feel::Value& row);
  // The facts `pembahasan`: groups with their candidates. `page_of` gives the page on which a candidate's
  // form begins, 0 when it has none.
  feel::List facts(const std::function<long long(const std::string& assessment)>& page_of) const;

 private:
  struct Entry {
    std::string assessment;
    feel::Context row;
  };
  int near_miss_;
  std::map<Concern, std::vector<Entry>> entries_;
};

}  // namespace pleno::app
