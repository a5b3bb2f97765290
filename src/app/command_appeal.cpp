// `pleno appeal`: a candidate's appeal is filed, frozen while it is open, and upheld or rejected.
#include <fmt/format.h>

#include "app/appeals.h"
#include "app/clock.h"
#include "app/commands.h"
#include "app/propose.h"
#include "app/site.h"
#include "app/site_lock.h"
#include "text/error.h"
#include "text/indonesian.h"
#include "text/language.h"

namespace pleno::app {
namespace {

int list(Site& site) {
  const Appeals appeals(site.journal());
  if (appeals.open().empty()) fmt::print("{}\n", say("tidak ada banding", "no appeals"));
  for (const auto& [assessment, act] : appeals.open()) {
    fmt::print("{}  {}  {} ({})\n", assessment,
               say("dalam banding sejak {}, pleno {}", "under appeal since {}, plenary {}",
                   act.at.substr(0, 10), act.link),
               act.words.reason, act.words.person);
  }
  return 0;
}

// The window opens with the letter: who was not told yet is never late.
void demand_in_time(Site& site, const journal::Record& record) {
  const PlenarySettings& settings = site.settings().plenary;
  const std::string sent = site.journal().notified_at(record.evidence.assessment, record.plenary);
  if (sent.empty()) return;
  const int hours = site.settings().utc_hours();
  const Date last = last_day_of_appeal(local_day(sent, hours), settings.appeal_days, settings.holidays);
  if (today(hours) <= last) return;
  throw Error(Kind::Data,
              say("masa banding berakhir {}: {} hari kerja sejak pemberitahuan {}",
                  "the time for appeals ended on {}: {} working days since the notice of {}", long_date(last),
                  settings.appeal_days, long_date(local_day(sent, hours))),
              say("asesi {}", "candidate {}", record.evidence.assessment),
              say("`plenary.appeal_days` dan `holidays` di pleno.yaml",
                  "`plenary.appeal_days` and `holidays` in pleno.yaml"));
}

void file(Site& site, const std::string& assessment, const ActOptions& act) {
  const auto record = site.journal().find(assessment);
  if (record && record->resolution) demand_in_time(site, *record);
  site.journal().file_appeal(assessment, {act.reason, act.by, {}}, now_utc());
  fmt::print("{}\n", say("asesi {} dalam banding: putusannya dibekukan sampai banding diputus",
                         "candidate {} is under appeal: the ruling is frozen until the appeal is decided",
                         assessment));
}

void end(Site& site, const std::string& assessment, bool upheld, const ActOptions& act) {
  using End = journal::Journal::AppealEnd;
  site.journal().end_appeal(assessment, upheld ? End::Upheld : End::Rejected,
                            {act.reason, act.by, act.confirm}, now_utc());
  fmt::print("{}\n",
             upheld ? say("banding asesi {} diterima: diputus lagi oleh pleno berikutnya",
                          "the appeal of candidate {} is upheld: the next plenary decides again", assessment)
                    : say("banding asesi {} ditolak: putusan pleno tetap",
                          "the appeal of candidate {} is rejected: the ruling stands", assessment));
}

}  // namespace

int command_appeal(const GlobalOptions& options, const std::string& assessment, const std::string& ended,
                   const ActOptions& act) {
  if (assessment.empty()) {
    Site site(options.site);
    return list(site);
  }
  const SiteLock lock(options.site);
  Site site(options.site);
  if (ended.empty())
    file(site, assessment, act);
  else
    end(site, assessment, ended == "uphold", act);
  site.sign_off(now_utc());
  return 0;
}

}  // namespace pleno::app
