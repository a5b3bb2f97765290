// Who comes back: reassessment within the limits of pleno.yaml, recertification within its days of grace.
// What is outside is held for a person; the rules of evidence are not touched by it. Keeps hashes and
// registration numbers only.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/meeting_settings.h"
#include "app/report.h"
#include "app/site.h"

namespace pleno::app {

// One assessment of a person in a scheme, as far as it matters to the next one.
struct Attempt {
  std::string assessment;
  Date begins, ends;
  std::vector<std::string> assessors;   // person ids
  std::vector<std::string> enclosures;  // codes of those that are there
  bool attended = true;
  std::optional<Date> notified;         // of the plenary's ruling; missing: there is none yet
  std::optional<Date> certified_until;  // of its certificate; missing: it has none that is valid
  bool under_appeal = false;
};

// What keeps the last of `attempts` (of one person and scheme, in the order of their days) from the routine
// vote; empty: nothing does.
std::string fault_in_coming_back(const std::vector<Attempt>& attempts, const ReassessmentSettings& limits,
                                 const RecertificationSettings& recertification);

// Met in one pull: sees every assessment, then looks up those of people who have more than one.
class ComingBack {
 public:
  explicit ComingBack(const Settings& settings) : settings_(settings) {}
  void see(const Evidence& evidence);
  // Holds those outside the limits, frees those that no longer are, and says so.
  void settle(Site& site, Report& report) const;

 private:
  const Settings& settings_;
  std::unordered_map<std::size_t, std::string> first_;               // by person and scheme
  std::unordered_map<std::size_t, std::vector<std::string>> again_;  // all of those that come more than once
};

// Whether `settle` holds this one: the routine vote leaves it open, and a ruling needs a reason.
bool is_outside_limits(const journal::Record& record);

}  // namespace pleno::app
