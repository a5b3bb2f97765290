#include "app/appeals.h"

#include <algorithm>

#include "app/site.h"
#include "text/language.h"

namespace pleno::app {
namespace {

bool sat_in(const Plenary& plenary, const Member& member) {
  return std::any_of(plenary.members.begin(), plenary.members.end(), [&](const Member& one) {
    return one.present && one.votes && one.person_id == member.person_id;
  });
}

bool names(const std::vector<std::string>& person_ids, const Member& member) {
  return std::find(person_ids.begin(), person_ids.end(), member.person_id) != person_ids.end();
}

}  // namespace

Appeals::Appeals(journal::Journal& journal) {
  for (journal::ActRow& act : journal.appeals()) {
    if (act.kind == "APPEAL") {
      open_[act.subject] = std::move(act);
      continue;
    }
    open_.erase(act.subject);
    if (act.kind == "UPHELD") upheld_[act.subject].insert(act.link);
  }
}

std::vector<Refusal> Appeals::freeze(const std::string& assessment) const {
  const auto found = open_.find(assessment);
  if (found == open_.end()) return {};
  return {{"appeal", say("dalam banding sejak {}", "under appeal since {}", found->second.at.substr(0, 10)),
           say("`pleno appeal {} --uphold` atau `--reject` sesudah banding diputus",
               "`pleno appeal {} --uphold` or `--reject` when the appeal is decided", assessment)}};
}

std::vector<Refusal> Appeals::guard_new_team(Site& site, const Resolution& resolution,
                                             const Plenary& plenary) const {
  std::vector<Refusal> out;
  const auto upheld = upheld_.find(resolution.assessment);
  if (upheld == upheld_.end() || !site.settings().plenary.appeal_new_team) return out;
  for (const std::string& id : upheld->second) {
    const Plenary* before = site.meeting(id);
    if (before == nullptr) continue;
    for (const Member& member : plenary.members) {
      if (!member.present || !member.votes || names(resolution.abstained, member)) continue;
      if (!sat_in(*before, member)) continue;
      out.push_back({"appeal",
                     say("{} ikut memutus dalam pleno {}, yang putusannya dibatalkan banding",
                         "{} voted in plenary {}, whose ruling was set aside on appeal", member.name, id),
                     say("catat abstain anggota ini untuk asesi {} (kolom abstain: {})",
                         "record this member's abstention for candidate {} (column abstain: {})",
                         resolution.assessment, member.person_id)});
    }
  }
  return out;
}

Date last_day_of_appeal(Date notified, int working_days, const std::vector<Date>& holidays) {
  Date day = notified;
  while (working_days > 0) {
    day = add_days(day, 1);
    const std::chrono::weekday weekday{std::chrono::sys_days{day}};
    const bool free = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday ||
                      std::find(holidays.begin(), holidays.end(), day) != holidays.end();
    if (!free) --working_days;
  }
  return day;
}

}  // namespace pleno::app
