// The facts of one assessment session (jadwal): its candidates as rows, by scheme and, for the assessors' own
// forms, by leading assessor. Never decides anything and never prints.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/facts.h"
#include "app/site.h"

namespace pleno::app {

struct SessionGroup {
  Evidence first;                   // the first candidate's: session, site and scheme are those of all
  std::vector<Assessor> assessors;  // everyone who assessed in this group, in order of appearance
  std::vector<feel::Value> rows;    // `peserta`, by registration number
  std::string decisions;            // the digests of what the rows say
};

enum class Grouping { Scheme, Assessor };

// The candidates of a session and scheme: one group, or one for each leading assessor by person id.
// Candidates without an assessor are in no assessor's group.
std::map<std::string, SessionGroup> session_groups(Site& site, const std::string& session,
                                                   const std::string& scheme, Grouping grouping);

// Site facts, skema, tuk, jadwal, asesor and peserta. `asesi` is null: these forms are nobody's own.
feel::Context session_facts(Site& site, const SessionGroup& group);

}  // namespace pleno::app
