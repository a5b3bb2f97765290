#include "app/commands.h"

#include <fmt/format.h>

#include <cstdio>
#include <functional>

#include "app/clock.h"
#include "app/conclude.h"
#include "app/differences.h"
#include "app/night_report.h"
#include "app/outbox.h"
#include "app/propose.h"
#include "app/site.h"
#include "app/site_lock.h"
#include "app/space.h"
#include "app/stop.h"
#include "app/surroundings.h"
#include "rules/explanation.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

// What killed runs of this site left is taken over at once when nobody else is at work here; else when their
// leases end.
void take_over(Site& site, AtWork& at_work) {
  listen_for_stop();
  std::fputs(to_text(faults_of_clocks(site)).c_str(), stderr);
  if (at_work.first()) site.journal().end_leases(owner_prefix(site.settings().site));
  at_work.let_in();
  publish(site);
}

// Opens and locks the site, runs one step, prints.
template <typename Step>
int at_work(const GlobalOptions& options, const Step& step) {
  const SiteLock lock(options.site);
  AtWork shared(options.site);
  Site site(options.site);
  take_over(site, shared);
  Report report;
  until_full(site, report, [&] { return step(site); });
  const int code = print(report);
  site.sign_off(now_utc());
  return code;
}

// Every invariant, every row and every file; the integrity alarm when something does not fit. `before`: what
// was found otherwise.
void audit_or_alarm(Site& site, const Diagnostics& before = {}) {
  Report report;
  report.found = before;
  site.journal().audit(report.found, true);
  if (!has_errors(report.found)) return;
  print(report);
  throw Error(Kind::Internal,
              say("INTEGRITY ALARM: {} temuan", "INTEGRITY ALARM: {} findings", report.found.size()), {},
              say("jangan menerbitkan apa pun; pulihkan dari cadangan atau hubungi pengelola",
                  "issue nothing; restore from backup or call the administrator"));
}

journal::Record known_record(Site& site, const std::string& assessment) {
  const auto record = site.journal().find(assessment);
  if (record) return *record;
  throw Error(Kind::NoInput, say("asesi '{}' tidak dikenal", "unknown candidate '{}'", assessment), {},
              say("pakai nomor pendaftaran; `pleno pull` mengambil data dari sumber",
                  "use the registration number; `pleno pull` brings data in from the source"));
}

// The checkpoint in a file: alone, or at the end of a night's report.
std::string checkpoint_in(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  const auto at = text.rfind("pleno checkpoint ");
  if (at != std::string::npos) return text.substr(at);
  throw Error(Kind::Data,
              say("tidak ada titik periksa dalam berkas itu", "there is no checkpoint in that file"),
              file.string(),
              say("pakai berkas `state.checkpoint` atau laporan malam",
                  "give `state.checkpoint` or a night's report"));
}

// Nobody on another machine can have worked in this state.
bool is_one_machines(const Settings& settings) { return settings.state_url.rfind("sqlite3://", 0) == 0; }

// One plan in the whole database: on another machine another night may be at it.
constexpr const char* planning = "malam";

void demand_plan(Site& site) {
  if (site.journal().take(planning)) return;
  throw Error(
      Kind::TryAgain,
      say("malam lain sedang berjalan di basis data ini", "another night is at work in this database"), {},
      say("`pleno work` membantunya", "`pleno work` helps it"));
}

// Files that no row knows, a day old, are set aside; after thirty days they go.
Report sweep(Site& site) {
  Report report;
  const journal::Swept swept = site.journal().sweep_orphans();
  if (swept.set_aside + swept.removed > 0) {
    report.line(say("sapu: {} berkas tak dirujuk disisihkan, {} dihapus setelah 30 hari",
                    "sweep: {} files without a row set aside, {} removed after 30 days", swept.set_aside,
                    swept.removed));
  }
  return report;
}

// `whole`: every step ran to its end.
Report night(Site& site, bool& whole) {
  Report report;
  bool room = true;
  const std::string since = now_utc();
  const auto step = [&](const std::function<Report()>& work) {
    if (stopping() || !room) return;
    demand_plan(site);  // taken, or renewed
    try {
      room = until_full(site, report, work);
    } catch (...) {
      print(
          report);  // what the steps before have done and found is not lost with the one that stops the night
      throw;
    }
  };
  demand_plan(site);
  demand_space(site);
  keep_reserve(site);
  step([&] { return pull(site); });           // Step 1
  step([&] { return decide(site, false); });  // Step 2
  step([&] { return typeset(site); });        // Step 3
  step([&] { return due_packets(site); });    // Step 4
  step([&] { return issue_all(site); });      // Steps 6 to 9; step 5 is the plenary's
  step([&] { return send(site, 0); });        // Step 10
  step([&] { return sweep(site); });
  site.journal().give_back(planning);
  whole = room && !stopping();
  add_night(site, report, since, now_utc());
  if (stopping()) {
    report.line(say("dihentikan atas permintaan; sisanya pada malam berikutnya",
                    "stopped as asked; the rest comes with the next night"));
    return report;
  }
  site.journal().set_meta("last_nightly", now_utc());
  // What earlier runs left to a person still waits: the exit code says so until it is settled.
  if (report.held == 0) report.held = site.journal().status().held;
  if (!report.worked) report.line(say("tidak ada yang perlu dikerjakan", "nothing to do"));
  return report;
}

}  // namespace

int print(const Report& report) {
  std::fputs(to_text(report.found).c_str(), stderr);
  for (const std::string& line : report.lines) fmt::print("{}\n", line);
  return report.exit_code();
}

int command_pull(const GlobalOptions& options) { return at_work(options, pull); }
int command_decide(const GlobalOptions& options, bool again) {
  return at_work(options, [&](Site& site) { return decide(site, again); });
}
int command_packet(const GlobalOptions& options, const std::string& plenary) {
  return at_work(options, [&](Site& site) {
    const Plenary& meeting = site.plenary(plenary);
    Report report = typeset(site);  // who cannot be printed must be known before the list is pinned
    report.add(packet(site, meeting));
    return report;
  });
}
int command_resolve(const GlobalOptions& options, const std::string& plenary,
                    const std::filesystem::path& sheet, bool adopt_all) {
  if (adopt_all != sheet.empty()) {
    throw Error(Kind::Usage,
                say("sebut lembar putusan atau --adopt-all, salah satu saja",
                    "give a decision sheet or --adopt-all, one of them"),
                {},
                say("pemakaian: pleno resolve {} BERKAS.csv", "usage: pleno resolve {} FILE.csv", plenary));
  }
  return at_work(options, [&](Site& site) {
    return adopt_all ? resolve_all(site, site.plenary(plenary))
                     : resolve_sheet(site, site.plenary(plenary), sheet);
  });
}
int command_issue(const GlobalOptions& options, const std::string& plenary, bool plan_only) {
  return at_work(options, [&](Site& site) { return issue(site, site.plenary(plenary), plan_only); });
}
int command_send(const GlobalOptions& options, std::size_t limit) {
  return at_work(options, [&](Site& site) { return send(site, limit); });
}

int command_mail(const GlobalOptions& options, const std::string& mail, const std::string& finding,
                 const std::string& person) {
  if (!finding.empty() && person.empty()) {
    throw Error(Kind::Usage, say("siapa yang memeriksa?", "who found that out?"), {},
                say("--by NAMA", "--by NAME"));
  }
  return at_work(options, [&](Site& site) {
    if (finding.empty()) return list_mails(site, mail);
    return settle(site, mail, finding == "sent" ? Finding::Arrived : Finding::SendAgain, person);
  });
}
int command_bounces(const GlobalOptions& options, const std::filesystem::path& folder) {
  return at_work(options, [&](Site& site) {
    return read_bounces(site, folder.empty() ? std::filesystem::path(site.settings().mail.bounces) : folder);
  });
}

int command_nightly(const GlobalOptions& options) {
  const SiteLock lock(options.site);
  AtWork shared(options.site);
  Site site(options.site);
  take_over(site, shared);
  const journal::Figures before = site.journal().figures();
  bool whole = false;
  const Report report = night(site, whole);
  const int code = print(report);
  // Each night ends with it; only what is sound is signed off.
  const bool alone = whole && shared.alone() && is_one_machines(site.settings());
  if (!stopping()) audit_or_alarm(site, differences(report.did, before, site.journal().figures(), alone));
  site.sign_off(now_utc());
  try {
    keep_night_report(site, report, now_utc());
  } catch (const Error& full) {  // all is recorded; the paper is missing
    std::fputs(to_text(diagnostic_of(full)).c_str(), stderr);
    return code != 0 ? code : exit_code(full.kind);
  }
  return code;
}

int command_explain(const GlobalOptions& options, const std::string& assessment, int depth) {
  Site site(options.site);
  const journal::Record record = known_record(site, assessment);
  const Evidence evidence = evidence_of(record);
  const Decision decision = current_decision(site, record, evidence);
  const Scheme& scheme = site.scheme(evidence.scheme);
  const rules::Whys whys = rules::whys_of(site.rules_by_digest(decision.rules_digest), scheme, evidence);
  const Decision seen = record.resolution ? seen_by_plenary(site, record).decision : decision;
  const std::vector<Difference> others = differences_of(site, record, evidence, seen);
  if (options.json) {
    std::string list;
    for (const Difference& one : others) list += (list.empty() ? "" : ",") + to_json(one);
    fmt::print("{}\n", rules::explain_json(decision, scheme, whys, ",\"berbeda\":[" + list + "]"));
    return 0;
  }
  fmt::print("{}", rules::explain(decision, scheme, depth, whys));
  for (const Difference& one : others) fmt::print("{}: {}\n", say("Berbeda", "Differs"), to_text(one));
  if (record.changed_after_plan)
    fmt::print("{}\n", say("Data berubah setelah masuk daftar pleno {}; yang dilihat pleno: {}",
                           "The evidence changed after it was put to plenary {}; the plenary saw {}",
                           record.plenary, record.decision->digest.substr(0, 6)));
  if (!record.held.empty()) fmt::print("{}\n", say("Ditahan: {}", "Held: {}", record.held));
  return 0;
}

int command_audit(const GlobalOptions& options, const std::filesystem::path& checkpoint) {
  Site site(options.site);
  if (!checkpoint.empty()) site.journal().compare(checkpoint_in(checkpoint));
  audit_or_alarm(site);
  Report report;
  report.line(say("audit: nomor, buku besar, berkas dan kotak keluar utuh",
                  "audit: numbers, ledger, files and outbox are sound"));
  return print(report);
}

}  // namespace pleno::app
