#include "app/issue_numbers.h"

#include <algorithm>
#include <functional>
#include <map>

#include "app/appeals.h"
#include "app/certificate_form.h"
#include "app/clock.h"
#include "app/hold.h"
#include "app/stop.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

// Step 6: prepare. A refusal holds the candidate, the others go on.
bool prepare_work(Site& site, const Plenary& plenary, Work& work, Report& report) {
  auto prepared =
      prepare(work.decision, work.evidence, *work.record.resolution, plenary, site.settings().plenary.rules);
  if (auto* token = std::get_if<IssueToken>(&prepared)) {
    work.token.emplace(std::move(*token));
    return true;
  }
  const auto& refusals = std::get<std::vector<Refusal>>(prepared);
  hold(site, work.evidence.id,
       say("sertifikat ditahan: {}", "certificate withheld: {}", refusals.front().message),
       refusals.front().hint, report);
  return false;
}

// All that would be produced for these candidates, certificates, letters and mails, before any has a number:
// what had to be made smaller is said, what does not fit or lacks a glyph or a fact is an error of its
// candidate.
std::vector<Diagnostics> tried(Site& site, const Plenary& plenary, const std::vector<Work>& works,
                               const NumberPatterns& patterns) {
  std::vector<CertificateJob> jobs;
  jobs.reserve(works.size());
  for (const Work& work : works) jobs.push_back(job_of(site, plenary, work, nullptr));
  preflight(site, jobs, patterns, now_utc());
  std::vector<Diagnostics> out;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    place_in_record(jobs[i].found, works[i].evidence.id);
    out.push_back(std::move(jobs[i].found));
  }
  return out;
}

// What cannot be printed is held; the others' notes are reported.
void note_trial(Site& site, const std::vector<Work>& works, const std::vector<Diagnostics>& found,
                Trial& trial, Report& report) {
  for (std::size_t i = 0; i < works.size(); ++i) {
    const std::string& id = works[i].evidence.id;
    trial.tried.insert(id);
    if (!has_errors(found[i])) {
      report.found.insert(report.found.end(), found[i].begin(), found[i].end());
      continue;
    }
    trial.faulty.insert(id);
    ++report.failed;
    const Diagnostic& why = first_error(found[i]);
    hold(site, id, why.message, why.hint, report);
  }
}

void drop_unprintable(Site& site, const Plenary& plenary, std::vector<Work>& works,
                      const NumberPatterns& patterns, Trial& trial, Report& report) {
  std::vector<Work> fresh;  // resolved since the batch was tried
  for (const Work& work : works) {
    if (!trial.tried.contains(work.evidence.id))
      fresh.push_back({work.record, work.evidence, work.decision, {}});
  }
  if (!fresh.empty()) note_trial(site, fresh, tried(site, plenary, fresh, patterns), trial, report);
  std::erase_if(works, [&](const Work& work) { return trial.faulty.contains(work.evidence.id); });
}

// Step 7: numbers, in the order of the plenary's list, bound for ever.
void number(Site& site, std::vector<Work>& works, const NumberPatterns& patterns, const std::string& now) {
  const CertificateSettings& settings = site.settings().certificate;
  std::vector<journal::AllocationRequest> requests;
  std::map<std::string, const Scheme*> scheme_of;
  for (const Work& work : works) {
    scheme_of[work.evidence.id] = &site.scheme(work.evidence.scheme);
    requests.push_back({work.evidence.id, work.token->plenary(), work.token->decision_digest(),
                        public_id(site.settings(), work.evidence.id, work.record.revision),
                        iso(work.token->issue_date()), pins_of(site, work.decision)});
  }
  const std::string year = iso(works.front().token->issue_date()).substr(0, 4);
  const long long base = registration_base(site, year);
  site.journal().allocate(
      settings.series, settings.first_serial, requests,
      [&](journal::CertificateRow& row) { patterns.name(row, *scheme_of.at(row.assessment), base); }, now);
}

// Steps 6 and 7 for one chunk whose resolutions are all "kompeten".
void number_chunk(Site& site, const Plenary& plenary, std::vector<Work>& works, Trial& trial,
                  Report& report) {
  const NumberPatterns patterns(site.settings().certificate);
  std::erase_if(works, [&](Work& work) { return !prepare_work(site, plenary, work, report); });
  drop_unprintable(site, plenary, works, patterns, trial, report);
  if (works.empty()) return;
  number(site, works, patterns, now_utc());
  report.did.numbers += static_cast<long long>(works.size());
}

// Tries all that waits in chunks, in the order of the list: `each` gets the candidates and what was found.
void try_waiting(Site& site, const Plenary& plenary,
                 const std::function<void(const std::vector<Work>&, const std::vector<Diagnostics>&)>& each) {
  const NumberPatterns patterns(site.settings().certificate);
  const Appeals appeals(site.journal());
  std::vector<Work> works;
  const auto try_them = [&] {
    if (!works.empty()) each(works, tried(site, plenary, works, patterns));
    works.clear();
  };
  site.journal().each({.plenary = plenary.id, .by_ordinal = true}, [&](const journal::Record& record) {
    if (!record.resolution || record.state != journal::State::Resolved) return true;
    if (appeals.is_open(record.evidence.assessment)) return true;  // frozen
    Work work = work_of(site, record);
    if (!refusals_of(site, plenary, work).empty()) return true;  // the guards will say why
    works.push_back(std::move(work));
    if (works.size() >= issue_chunk) try_them();
    return true;
  });
  try_them();
}

Trial try_batch(Site& site, const Plenary& plenary, Report& report) {
  std::vector<Work> all;
  std::vector<Diagnostics> found;
  // Nothing is held while the list is being read.
  try_waiting(site, plenary, [&](const std::vector<Work>& works, const std::vector<Diagnostics>& of_these) {
    for (std::size_t i = 0; i < works.size(); ++i) {
      Work& kept = all.emplace_back();
      kept.evidence.id = works[i].evidence.id;
      found.push_back(of_these[i]);
    }
  });
  Trial out;
  note_trial(site, all, found, out, report);
  return out;
}

// One process at a time gives numbers, so that they follow the list whatever the number of workers.
constexpr const char* numbering = "nomor";

bool waits(const journal::Record& record) {
  return record.resolution &&
         (record.state == journal::State::Resolved || record.state == journal::State::Allocated);
}

}  // namespace

std::string pins_of(Site& site, const Decision& decision) {
  return decision.rules_digest + " " +
         site.press().digest(certificate_template(site.settings().certificate)) + " " +
         site.settings().digest;
}

bool give_numbers(Site& site, const Plenary& plenary, Trial& trial, Report& report) {
  if (!site.journal().take(numbering)) return false;
  trial = try_batch(site, plenary, report);
  long long after = 0;
  while (!stopping()) {
    Chunk chunk = claim(site, plenary, Waiting::ForNumber, after, report);
    if (chunk.claimed.empty()) break;
    number_chunk(site, plenary, chunk.works, trial, report);
    if (!site.journal().take(numbering)) {
      throw Error(Kind::TryAgain,
                  say("penomoran diambil alih proses lain", "another run took the numbering over"));
    }
    site.journal().release(chunk.claimed);
  }
  site.journal().give_back(numbering);
  return true;
}

Report plan_of(Site& site, const Plenary& plenary) {
  Report report;
  const Appeals appeals(site.journal());
  long long competent = 0, others = 0, unprintable = 0;
  site.journal().each({.plenary = plenary.id, .by_ordinal = true}, [&](const journal::Record& record) {
    if (!waits(record) || appeals.is_open(record.evidence.assessment)) return true;
    ++(record.resolution->ruling == Ruling::Competent ? competent : others);
    return true;
  });
  try_waiting(site, plenary, [&](const std::vector<Work>& works, const std::vector<Diagnostics>& found) {
    for (std::size_t i = 0; i < works.size(); ++i) {
      report.found.insert(report.found.end(), found[i].begin(), found[i].end());
      if (!has_errors(found[i])) continue;
      ++unprintable;
      --(works[i].record.resolution->ruling == Ruling::Competent ? competent : others);
    }
  });
  report.line(
      say("issue {} --plan: {} sertifikat akan terbit, {} surat tanpa sertifikat; tidak ada yang dilakukan",
          "issue {} --plan: {} certificates would be issued, {} letters without one; nothing is done",
          plenary.id, competent, others));
  if (unprintable > 0) {
    report.held = unprintable;
    report.line(say("{} asesi akan ditahan: sertifikat, surat atau e-mailnya tidak dapat dibuat",
                    "{} candidates would be held: certificate, letter or mail cannot be made", unprintable));
  }
  return report;
}

}  // namespace pleno::app
