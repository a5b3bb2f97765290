// Steps 6 to 9: from a locked resolution to a numbered, stored certificate with its letter queued, all in
// one transaction; or, where there is no certificate, to the letter alone.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <future>
#include <map>
#include <optional>
#include <set>

#include "app/annex.h"
#include "app/appeals.h"
#include "app/certificate_form.h"
#include "app/clock.h"
#include "app/conclude.h"
#include "app/facts.h"
#include "app/issue_work.h"
#include "app/parallel.h"
#include "app/propose.h"
#include "app/stop.h"
#include "domain/issue.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

constexpr std::size_t chunk_size = 100;

// One candidate on the way through steps 6 to 9.
struct Work {
  journal::Record record;
  Evidence evidence;
  Decision decision;
  std::optional<IssueToken> token;
};

void hold(Site& site, const std::string& id, const std::string& why, const std::string& hint,
          Report& report) {
  site.journal().hold(id, why);
  ++report.held;
  report.found.push_back({.severity = Severity::Warning,
                          .at = {.record = say("asesi {}", "candidate {}", id)},
                          .message = why,
                          .hint = hint});
}

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

CertificateJob job_of(Site& site, const Plenary& plenary, const Work& work,
                      const journal::CertificateRow* certificate) {
  CertificateJob out;
  out.one = {&site.scheme(work.evidence.scheme), &work.evidence, &work.decision, &plenary,
             &*work.record.resolution,           certificate};
  out.revision = work.record.revision;
  return out;
}

const Diagnostic& first_error(const Diagnostics& found) {
  return *std::find_if(found.begin(), found.end(),
                       [](const Diagnostic& one) { return one.severity == Severity::Error; });
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
    for (Diagnostic& one : jobs[i].found) {
      if (one.at.record.empty()) one.at.record = say("asesi {}", "candidate {}", works[i].evidence.id);
    }
    out.push_back(std::move(jobs[i].found));
  }
  return out;
}

// What the trial of the whole batch said, before its first number was taken.
struct Trial {
  std::set<std::string> tried, faulty;  // assessments
};

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

// What a certificate is made under: rules, template with fonts and images, configuration.
std::string pins_of(Site& site, const Decision& decision) {
  return decision.rules_digest + " " +
         site.press().digest(certificate_template(site.settings().certificate)) + " " +
         site.settings().digest;
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

// A number is bound to what it was taken under. Rules, template or configuration that changed before its
// certificate was made must not slip into it.
void drop_repinned(Site& site, std::vector<Work>& works, Report& report) {
  std::erase_if(works, [&](const Work& work) {
    const journal::CertificateRow& certificate = *work.record.certificate;
    if (certificate.pins == pins_of(site, work.decision)) return false;
    ++report.failed;
    hold(site, work.evidence.id,
         say("E-PINNED: aturan, templat, huruf atau konfigurasi berubah sesudah nomor {} diambil",
             "E-PINNED: rules, template, fonts or configuration changed after number {} was taken",
             certificate.number),
         say("kembalikan yang lama lalu ulangi, atau `pleno replace \"{}\"`",
             "put the old ones back and repeat, or `pleno replace \"{}\"`", certificate.number),
         report);
    return true;
  });
}

// Those of a plenary's list that are worked on together, leased to this process until they are kept.
struct Chunk {
  std::vector<std::string> claimed;
  std::vector<Work> works;
  std::vector<CertificateJob> jobs;  // their cases are those of `works`
  std::string now;
};

// Faults of a job hold its candidate. False: nothing is to be kept of it.
bool is_made(Site& site, const CertificateJob& job, Report& report) {
  if (!has_errors(job.found)) return true;
  ++report.failed;
  hold(site, job.one.evidence->id, job.found.front().message, job.found.front().hint, report);
  return false;
}

// Steps 8 and 9 for those that have their numbers.
void start_certificates(Site& site, const Plenary& plenary, Chunk& chunk, Report& report) {
  drop_repinned(site, chunk.works, report);
  chunk.jobs.reserve(chunk.works.size());
  for (const Work& work : chunk.works)
    chunk.jobs.push_back(job_of(site, plenary, work, &*work.record.certificate));
  fetch_forms(site, chunk.jobs);
}

// Step 8: make. The same facts give the same bytes, today and after a crash.
void make_certificates(Site& site, Chunk& chunk) {
  print_certificates(site, chunk.jobs);
  add_letters(site, chunk.jobs, chunk.now);
}

// Step 9: intent before the file, then file, ledger and outbox together.
void keep_certificates(Site& site, Chunk& chunk, Report& report, IssueCounts& counts) {
  std::vector<std::pair<std::string, std::string>> rendered;
  std::vector<journal::Journal::Issue> finished;
  std::vector<std::string> cleared;
  for (std::size_t i = 0; i < chunk.jobs.size(); ++i) {
    CertificateJob& job = chunk.jobs[i];
    if (!is_made(site, job, report)) continue;
    const std::string& id = job.one.evidence->id;
    if (!chunk.works[i].record.held.empty()) cleared.push_back(id);
    rendered.emplace_back(id, job.certificate.artifact.sha256);
    counts.mails += static_cast<long long>(job.mails.size());
    finished.push_back({id, std::move(job.certificate), std::move(job.mails)});
  }
  site.journal().note_rendered(rendered);
  site.journal().issue(finished, chunk.now);
  for (const std::string& id : cleared) site.journal().hold(id, {});
  publish(site);
  counts.certificates += static_cast<long long>(finished.size());
}

// The same for rulings that give no certificate.
void start_letters(Site& site, const Plenary& plenary, Chunk& chunk, const Trial& trial, Report& report) {
  for (const Work& work : chunk.works) {
    if (trial.faulty.contains(work.evidence.id)) continue;  // held and reported
    const auto refusals =
        guard(work.decision, work.evidence, *work.record.resolution, plenary, site.settings().plenary.rules);
    if (refusals.empty())
      chunk.jobs.push_back(job_of(site, plenary, work, nullptr));
    else
      hold(site, work.evidence.id, refusals.front().message, refusals.front().hint, report);
  }
  fetch_forms(site, chunk.jobs);
}

void keep_letters(Site& site, const Plenary& plenary, Chunk& chunk, Report& report, IssueCounts& counts) {
  using Then = journal::Journal::Conclusion::Then;
  std::vector<journal::Journal::Conclusion> batch;
  for (CertificateJob& job : chunk.jobs) {
    if (!is_made(site, job, report)) continue;
    counts.mails += static_cast<long long>(job.mails.size());
    ++counts.concluded;
    const bool deferred = job.one.resolution->ruling == Ruling::Deferred;
    batch.push_back({job.one.evidence->id, std::move(job.documents), std::move(job.mails),
                     deferred ? Then::NextPlenary : Then::Final, plenary.id});
  }
  site.journal().conclude(batch, chunk.now);
  publish(site);
}

Work work_of(Site& site, journal::Record record) {
  Evidence evidence = evidence_of(record);
  Decision decision =
      decision_of(site, record, evidence, rules::Wording::Full);  // its letter says what is missing
  return {std::move(record), std::move(evidence), std::move(decision), {}};
}

using Waiting = journal::Journal::Waiting;

// Asked after the claim: an appeal filed later takes the claim away (Journal::file_appeal).
void drop_frozen(Site& site, std::vector<Work>& works, Report& report) {
  const Appeals appeals(site.journal());
  std::erase_if(works, [&](const Work& work) {
    const auto refusals = appeals.freeze(work.evidence.id);
    if (refusals.empty()) return false;
    hold(site, work.evidence.id, refusals.front().message, refusals.front().hint, report);
    return true;
  });
}

// The next of the plenary's list behind `after` that wait; `claimed` empty: none. Those under appeal are
// claimed and held.
Chunk claim(Site& site, const Plenary& plenary, Waiting waiting, long long& after, Report& report) {
  Chunk out;
  out.now = now_utc();
  for (journal::Record& record : site.journal().claim(plenary.id, waiting, after, chunk_size)) {
    after = record.ordinal;
    out.claimed.push_back(record.evidence.assessment);
    out.works.push_back(work_of(site, std::move(record)));
  }
  drop_frozen(site, out.works, report);
  return out;
}

// The three steps of a chunk. `start` and `keep` use the journal; `make` must not.
struct Steps {
  std::function<void(Chunk&)> start, make, keep;
};

// Chunk by chunk in the list's order; while one is made, the one before is kept: the former wants the
// processor, the latter waits for the disk.
void in_turns(Site& site, const Plenary& plenary, Waiting waiting, Report& report, const Steps& steps) {
  long long after = 0;
  std::optional<Chunk> made;
  const auto keep = [&] {
    if (!made) return;
    steps.keep(*made);
    site.journal().release(made->claimed);
  };
  while (!stopping()) {
    Chunk next = claim(site, plenary, waiting, after, report);
    if (next.claimed.empty()) break;
    steps.start(next);
    auto making = std::async(std::launch::async, [&] { steps.make(next); });
    keep();
    making.get();
    made = std::move(next);
  }
  keep();
}

bool is_refused(Site& site, const Plenary& plenary, const Work& work) {
  return !guard(work.decision, work.evidence, *work.record.resolution, plenary, site.settings().plenary.rules)
              .empty();
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
    if (is_refused(site, plenary, work)) return true;  // the guards will say why
    works.push_back(std::move(work));
    if (works.size() >= chunk_size) try_them();
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

// False when another is at it.
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

bool waits(const journal::Record& record) {
  return record.resolution &&
         (record.state == journal::State::Resolved || record.state == journal::State::Allocated);
}

// What issuing would do, with the trial of everything that it would produce; nothing is numbered, held or
// stored.
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

}  // namespace

Report issue(Site& site, const Plenary& plenary, bool plan_only) {
  if (plan_only) return plan_of(site, plenary);
  Report report;
  IssueCounts counts;
  Trial trial;
  report.waits = !give_numbers(site, plenary, trial, report);
  in_turns(site, plenary, Waiting::ForIssue, report,
           {[&](Chunk& chunk) { start_certificates(site, plenary, chunk, report); },
            [&](Chunk& chunk) { make_certificates(site, chunk); },
            [&](Chunk& chunk) { keep_certificates(site, chunk, report, counts); }});
  in_turns(site, plenary, Waiting::ForConclusion, report,
           {[&](Chunk& chunk) { start_letters(site, plenary, chunk, trial, report); },
            [&](Chunk& chunk) { add_letters(site, chunk.jobs, chunk.now); },
            [&](Chunk& chunk) { keep_letters(site, plenary, chunk, report, counts); }});
  report.worked = counts.certificates + counts.concluded > 0;
  report.did.certificates = counts.certificates;
  report.did.mails = counts.mails;
  report.line(report.worked || report.held > 0
                  ? say("issue {}: {} sertifikat terbit, {} hasil lain, {} surat di kotak keluar",
                        "issue {}: {} certificates issued, {} other results, {} mails queued", plenary.id,
                        counts.certificates, counts.concluded, counts.mails)
                  : say("issue {}: tidak ada yang menunggu", "issue {}: nothing waits", plenary.id));
  if (!stopping()) keep_annex(site, plenary, report);
  return report;
}

Report issue_all(Site& site) {
  Report report;
  for (const Meeting& meeting : site.meetings()) {
    if (site.journal().is_planned(meeting.plenary.id)) report.add(issue(site, meeting.plenary, false));
  }
  return report;
}

}  // namespace pleno::app
