#include "app/twins.h"

#include "app/pull_holds.h"
#include "text/language.h"

namespace pleno::app {
namespace {

constexpr std::string_view beginning = "NIK ";  // of the words of the hold, in both languages

std::string hold_words(const std::string& other) {
  return say("NIK sama dengan asesi {}, namanya berbeda", "NIK is that of candidate {}, the name differs",
             other);
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
  std::map<std::string, HoldWords> found;
  for (const auto& [id, other] : other_) {
    found[id] = {hold_words(other), say("cocokkan keduanya dengan KTP dan perbaiki di basis data sumber",
                                        "compare both with the identity card and mend them in the source "
                                        "database")};
  }
  settle_holds(site, {"held_twins", is_twin}, found, report);
}

}  // namespace pleno::app
