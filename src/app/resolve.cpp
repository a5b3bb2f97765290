// Step 5: the plenary's word on each candidate, guarded, then locked.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "app/appeals.h"
#include "app/clock.h"
#include "app/coming_back.h"
#include "app/conclude.h"
#include "app/decision_sheet.h"
#include "app/facts.h"
#include "app/hold.h"
#include "app/packet_facts.h"
#include "app/plenary_document.h"
#include "app/propose.h"
#include "app/routine.h"
#include "domain/issue.h"
#include "text/error.h"
#include "text/indonesian.h"
#include "text/language.h"
#include "text/nearest.h"

namespace pleno::app {
namespace {

constexpr std::size_t batch_size = 500;

void demand_list(Site& site, const Plenary& plenary) {
  if (site.journal().is_planned(plenary.id)) return;
  throw Error(
      Kind::NoInput,
      say("pleno {} belum punya daftar asesi", "plenary {} has no list of candidates yet", plenary.id), {},
      say("`pleno packet {}` menyiapkannya", "`pleno packet {}` prepares it", plenary.id));
}

// Collects resolutions, refuses what a guard refuses, and keeps the rest in batches.
class Resolver {
 public:
  Resolver(Site& site, const Plenary& plenary) : site_(site), plenary_(plenary), appeals_(site.journal()) {}

  void take(const journal::Record& record, const Evidence& evidence, const Decision& today,
            Resolution resolution) {
    auto refusals = guard(today, evidence, resolution, plenary_, site_.settings().plenary.rules);
    for (Refusal& one : appeals_.guard_new_team(site_, resolution, plenary_))
      refusals.push_back(std::move(one));
    // BK to K is not the plenary's to give: it returns to the assessor.
    if (resolution.ruling == Ruling::Competent && today.outcome != Outcome::Competent) {
      refusals.push_back(
          {"outcome",
           say("menurut aturan belum kompeten: {}", "not competent by the rules: {}", today.reason),
           say("kembalikan kepada asesor; pleno hanya dapat menunda atau menetapkan BK",
               "return it to the assessor; the plenary can only defer or rule BK")});
    }
    if (!refusals.empty()) {
      leave_open(record.evidence.assessment, refusals.front().message, refusals.front().hint);
      return;
    }
    batch_.push_back(std::move(resolution));
    if (batch_.size() >= batch_size) flush();
  }

  void leave_open(const std::string& assessment, const std::string& why, const std::string& hint = {}) {
    hold(site_, assessment, why, hint, report);
  }

  void flush() {
    kept_ += static_cast<long long>(batch_.size());
    for (const Resolution& other : site_.journal().keep_resolutions(batch_, now_utc())) {
      --kept_;
      ++report.held;
      report.found.push_back({.at = {.record = say("asesi {}", "candidate {}", other.assessment)},
                              .message = say("putusan sudah terkunci dan tidak diubah",
                                             "the resolution is locked and stays as it is"),
                              .hint = say("banding membuat putusan baru", "an appeal makes a new one")});
    }
    batch_.clear();
  }

  // Whether this plenary resolved it and it has gone on since: deferred, and now in another list or free.
  bool has_gone_on(const std::string& assessment) {
    if (!gone_on_) {
      gone_on_.emplace();
      site_.journal().each({.plenary = plenary_.id}, [&](const journal::Record& record) {
        if (record.resolution) gone_on_->insert(record.evidence.assessment);
        return true;
      });
    }
    return gone_on_->count(assessment) > 0;
  }

  long long kept() const { return kept_; }
  Report report;

 private:
  Site& site_;
  const Plenary& plenary_;
  const Appeals appeals_;
  std::vector<Resolution> batch_;
  std::optional<std::set<std::string>> gone_on_;
  long long kept_ = 0;
};

// Minutes and decree in their final form, over everything resolved so far; a new version when more is, and
// when a run was killed before it had made it.
void enact(Site& site, const Plenary& plenary, Report& report) {
  struct Act {
    std::string form, title;
  };
  const std::vector<Act> acts = {{"berita-acara", say("berita acara", "minutes")},
                                 {site.settings().decree, say("SK", "decree")},
                                 {"permohonan-blanko", say("permohonan blanko", "request for stock")}};
  const PacketFacts facts = packet_facts(site, plenary, false);
  const auto context = [&] { return facts.context; };
  std::vector<std::string> made;
  for (const Act& act : acts) {
    if (keep_plenary_document(site, plenary, act.form, facts.digest, context, report))
      made.push_back(act.title);
  }
  publish(site);
  if (made.empty()) return;
  report.worked = true;
  report.line(fmt::format("{}: dokumen/{}/", enumerate(made, say(" dan ", " and ")), plenary.id));
}

Report finish(Site& site, const Plenary& plenary, Resolver& resolver, long long already) {
  resolver.flush();
  Report& report = resolver.report;
  report.worked = resolver.kept() > 0;
  report.lines.insert(report.lines.begin(),
                      report.worked || report.held > 0
                          ? say("resolve {}: {} putusan dikunci, {} sudah terkunci, {} tetap terbuka",
                                "resolve {}: {} resolutions locked, {} locked before, {} left open",
                                plenary.id, resolver.kept(), already, report.held)
                          : say("resolve {}: tidak ada yang baru, {} sudah terkunci",
                                "resolve {}: nothing new, {} locked before", plenary.id, already));
  if (resolver.kept() + already > 0) enact(site, plenary, report);
  return report;
}

Resolution resolution_for(const Plenary& plenary, const journal::Record& record, Ruling ruling) {
  return {plenary.id, record.evidence.assessment, ruling, {}, record.decision->digest, {}, {}};
}

// The first who is not of this meeting; empty: all are.
std::string stranger_in(const std::vector<std::string>& person_ids, const Plenary& plenary) {
  for (const std::string& id : person_ids) {
    const bool known = std::any_of(plenary.members.begin(), plenary.members.end(),
                                   [&](const Member& member) { return member.person_id == id; });
    if (!known) return id;
  }
  return {};
}

// One line of the sheet against its candidate. Faults go to `found`.
void resolve_line(Site& site, const Plenary& plenary, const SheetLine& line, Resolver& resolver,
                  long long& already) {
  const auto fault = [&](const SheetCell& cell, std::string message, std::string hint) {
    resolver.report.found.push_back({.at = cell.at, .message = std::move(message), .hint = std::move(hint)});
    ++resolver.report.failed;
  };
  const std::string& assessment = line.assessment.text;
  const auto record = site.journal().find(assessment);
  if (record && record->plenary != plenary.id && resolver.has_gone_on(assessment)) {
    ++already;  // an old sheet, read once more
    return;
  }
  if (!record || record->plenary != plenary.id || !record->decision) {
    fault(line.assessment,
          say("asesi '{}' tidak ada dalam daftar pleno {}", "candidate '{}' is not in the list of plenary {}",
              assessment, plenary.id),
          say("jangan mengubah kolom no_pendaftaran", "leave the column no_pendaftaran as it is"));
    return;
  }
  if (record->resolution) {
    ++already;
    return;
  }
  if (record->decision->digest.compare(0, fingerprint_length, line.fingerprint.text) != 0) {
    fault(line.fingerprint,
          say("sidik '{}' bukan milik usulan asesi ini", "fingerprint '{}' is not this candidate's proposal",
              line.fingerprint.text),
          say("pakai lembar dari paket pleno {}", "use the sheet of plenary {}'s packet", plenary.id));
    return;
  }
  const Evidence evidence = evidence_of(*record);
  const Decision today = decision_of(site, *record, evidence);
  if (line.ruling.text.empty()) {
    resolver.leave_open(assessment, say("kolom putusan kosong", "the column putusan is empty"),
                        say("isi K, BK atau putusan lain, lalu ulangi; yang kosong tetap terbuka",
                            "enter K, BK or another ruling and repeat; what is empty stays open"));
    return;
  }
  const auto ruling = ruling_in_sheet(line.ruling.text);
  if (!ruling) {
    fault(line.ruling, say("putusan '{}' tidak dikenal", "unknown ruling '{}'", line.ruling.text),
          "K, BK, ditunda, tindak-lanjut, diskualifikasi, tidak-hadir");
    return;
  }
  const bool outside = is_outside_limits(*record);
  if ((outside || proposal(today, evidence) != ruling) && line.reason.text.empty()) {
    fault(line.reason,
          outside ? say("putusan tanpa alasan, padahal {}", "a ruling without a reason, yet {}", record->held)
                  : say("putusan berbeda dari usulan tanpa alasan",
                        "the ruling differs from the proposal without a reason"),
          say("isi kolom alasan", "fill in the column alasan"));
    return;
  }
  Resolution resolution = resolution_for(plenary, *record, *ruling);
  resolution.reason = line.reason.text;
  resolution.abstained = words_of(line.abstained.text);
  resolution.objected = words_of(line.objected.text);
  for (const SheetCell* cell : {&line.abstained, &line.objected}) {
    const std::string stranger = stranger_in(words_of(cell->text), plenary);
    if (stranger.empty()) continue;
    fault(
        *cell, say("'{}' bukan anggota pleno {}", "'{}' is no member of plenary {}", stranger, plenary.id),
        say("tulis person_id dari plenaries/{}.yaml", "write a person_id of plenaries/{}.yaml", plenary.id));
    return;
  }
  resolver.take(*record, evidence, today, std::move(resolution));
}

// Those that stand in no line of the sheet, because this body's meetings decide on the competent only.
void adopt_without_vote(Site& site, const Plenary& plenary, Resolver& resolver) {
  if (site.settings().plenary.decides_not_yet) return;
  site.journal().each({.plenary = plenary.id, .by_ordinal = true}, [&](const journal::Record& record) {
    if (record.resolution) return true;
    const Evidence evidence = evidence_of(record);
    const Decision today = decision_of(site, record, evidence);
    if (goes_without_vote(site.settings().plenary, record, today, evidence))
      resolver.take(record, evidence, today, resolution_for(plenary, record, Ruling::NotYetCompetent));
    return true;
  });
}

}  // namespace

Report resolve_sheet(Site& site, const Plenary& plenary, const std::filesystem::path& sheet) {
  demand_list(site, plenary);
  Resolver resolver(site, plenary);
  const auto lines = read_decision_sheet(read_file(sheet), sheet.string(), resolver.report.found);
  if (lines.empty() && has_errors(resolver.report.found)) {
    throw SiteFaults{resolver.report.found, Kind::Data};
  }
  // A line that could not be read is as open as one that could not be followed.
  for (const Diagnostic& one : resolver.report.found)
    resolver.report.failed += one.severity == Severity::Error ? 1 : 0;
  long long already = 0;
  for (const SheetLine& line : lines) resolve_line(site, plenary, line, resolver, already);
  adopt_without_vote(site, plenary, resolver);
  return finish(site, plenary, resolver, already);
}

Report resolve_all(Site& site, const Plenary& plenary) {
  demand_list(site, plenary);
  Resolver resolver(site, plenary);
  long long already = 0;
  site.journal().each({.plenary = plenary.id, .by_ordinal = true}, [&](const journal::Record& record) {
    if (record.resolution) {
      ++already;
      return true;
    }
    const Evidence evidence = evidence_of(record);
    const Decision today = decision_of(site, record, evidence);
    if (is_routine(record, today, evidence)) {
      resolver.take(record, evidence, today, resolution_for(plenary, record, *proposal(today, evidence)));
    } else {
      resolver.leave_open(record.evidence.assessment, exception_words(record, today, evidence),
                          say("putuskan sendiri pada lembar putusan, lalu `pleno resolve {} BERKAS`",
                              "decide it in the decision sheet, then `pleno resolve {} FILE`", plenary.id));
    }
    return true;
  });
  return finish(site, plenary, resolver, already);
}

}  // namespace pleno::app
