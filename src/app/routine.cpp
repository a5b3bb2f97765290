#include "app/routine.h"

#include <algorithm>

#include "app/coming_back.h"
#include "app/facts.h"
#include "app/twins.h"
#include "text/language.h"

namespace pleno::app {
namespace {

// Forms that are missing from the file: for people to judge, not for the routine list.
bool has_missing_forms(const Evidence& evidence) {
  return evidence.attendance == Attendance::Present &&
         std::any_of(evidence.enclosures.begin(), evidence.enclosures.end(),
                     [](const Enclosure& enclosure) { return !enclosure.present; });
}

bool held_by_pull(const journal::Record& record) { return is_twin(record) || is_outside_limits(record); }

}  // namespace

std::optional<Ruling> proposal(const Decision& decision, const Evidence& evidence) {
  if (differs(decision, evidence)) return std::nullopt;
  if (decision.result == "tidak-hadir") return Ruling::Absent;
  if (decision.result == "diskualifikasi") return Ruling::Disqualified;
  switch (decision.outcome) {
    case Outcome::Competent: return Ruling::Competent;
    case Outcome::NotYetCompetent: return Ruling::NotYetCompetent;
    case Outcome::Undecided: return std::nullopt;
  }
  return std::nullopt;
}

bool is_routine(const journal::Record& record, const Decision& decision, const Evidence& evidence) {
  return proposal(decision, evidence) && !has_missing_forms(evidence) && !held_by_pull(record);
}

std::string exception_words(const journal::Record& record, const Decision& decision,
                            const Evidence& evidence) {
  if (held_by_pull(record)) return record.held;
  if (differs(decision, evidence)) {
    return say("aturan dan rekomendasi asesor berbeda", "rules and the assessor's recommendation differ");
  }
  if (decision.outcome != Outcome::Undecided && has_missing_forms(evidence))
    return say("berkas: {}", "enclosures: {}", enclosures_text(evidence));
  return say("belum dapat diputus: {}", "cannot be decided yet: {}", decision.reason);
}

bool goes_without_vote(const PlenarySettings& settings, const journal::Record& record,
                       const Decision& decision, const Evidence& evidence) {
  return !settings.decides_not_yet && decision.outcome == Outcome::NotYetCompetent &&
         is_routine(record, decision, evidence);
}

}  // namespace pleno::app
