#include "app/session_facts.h"

#include <algorithm>

#include "app/propose.h"

namespace pleno::app {

std::map<std::string, SessionGroup> session_groups(Site& site, const std::string& session,
                                                   const std::string& scheme, Grouping grouping) {
  std::map<std::string, SessionGroup> out;
  site.journal().each({.session = session}, [&](const journal::Record& record) {
    if (record.evidence.scheme != scheme) return true;
    const Evidence evidence = evidence_of(record);
    if (grouping == Grouping::Assessor && evidence.assessors.empty()) return true;
    SessionGroup& group = out[grouping == Grouping::Assessor ? evidence.assessors.front().person_id : scheme];
    if (group.rows.empty()) group.first = evidence;
    for (const Assessor& assessor : evidence.assessors) {
      if (grouping == Grouping::Assessor && &assessor != &evidence.assessors.front()) break;
      if (std::find(group.assessors.begin(), group.assessors.end(), assessor) == group.assessors.end())
        group.assessors.push_back(assessor);
    }
    const Decision decision = current_decision(site, record, evidence);
    const Case one{&site.scheme(scheme), &evidence, &decision};
    group.rows.push_back(participant_facts(static_cast<long long>(group.rows.size()) + 1, one, {}));
    if (record.decision) group.decisions += record.decision->digest;
    return true;
  });
  return out;
}

feel::Context session_facts(Site& site, const SessionGroup& group) {
  Evidence head = group.first;
  head.assessors = group.assessors;
  const Case one{&site.scheme(head.scheme), &head};
  feel::Context out = case_facts(site.facts(), site.settings(), one, Depth::Units);
  out.set("asesi", feel::Value());
  out.set("peserta", feel::List(group.rows));
  return out;
}

}  // namespace pleno::app
