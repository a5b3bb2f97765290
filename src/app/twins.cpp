#include "app/twins.h"

#include <sstream>

#include "text/language.h"

namespace pleno::app {
namespace {

constexpr const char* key_of_held =
    "held_twins";                               // in the journal: the assessments held, with blanks between
constexpr std::string_view beginning = "NIK ";  // of the words of the hold, in both languages

std::string hold_words(const std::string& other) {
  return say("NIK sama dengan asesi {}, namanya berbeda", "NIK is that of candidate {}, the name differs",
             other);
}

bool may_be_held(Site& site, const std::string& assessment) {
  const auto record = site.journal().find(assessment);
  return record && !record->resolution && (record->held.empty() || is_twin(*record));
}

}  // namespace

bool is_twin(const journal::Record& record) {
  return record.held.compare(0, beginning.size(), beginning) == 0;
}

void Twins::see(const Evidence& evidence) {
  const Candidate& who = evidence.candidate;
  if (who.national_id.empty()) return;
  const std::hash<std::string> hash;
  const Person person{hash(who.name), evidence.id};
  const auto [first, fresh] = by_national_id_.try_emplace(hash(who.national_id), person);
  if (fresh || first->second.name == person.name) return;
  other_[evidence.id] = first->second.assessment;
  other_.try_emplace(first->second.assessment, evidence.id);
}

void Twins::settle(Site& site, Report& report) const {
  std::istringstream before(site.journal().meta(key_of_held));
  for (std::string id; before >> id;) {
    if (other_.count(id) > 0) continue;
    const auto record = site.journal().find(id);
    if (record && is_twin(*record)) site.journal().hold(id, {});
  }
  std::string held;
  for (const auto& [id, other] : other_) {
    if (!may_be_held(site, id)) continue;
    site.journal().hold(id, hold_words(other));
    held += id + " ";
    ++report.held;
    report.found.push_back(
        {.severity = Severity::Warning,
         .at = {.record = say("asesi {}", "candidate {}", id)},
         .message = hold_words(other),
         .hint = say("cocokkan keduanya dengan KTP dan perbaiki di basis data sumber",
                     "compare both with the identity card and mend them in the source database")});
  }
  if (site.journal().meta(key_of_held) != held) site.journal().set_meta(key_of_held, held);
}

}  // namespace pleno::app
