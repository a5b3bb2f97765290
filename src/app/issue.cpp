// Steps 6 to 9: from a locked resolution to a numbered, stored certificate with its letter queued, all in
// one transaction; or, where there is no certificate, to the letter alone.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "app/annex.h"
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

constexpr std::size_t chunk = 100;

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
      prepare(work.decision, work.evidence, *work.record.resolution, plenary, site.settings().quorum_min);
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

// Every certificate as it would be printed, before any has a number: what had to be made smaller is said,
// what does not fit or lacks a glyph or a fact is an error of its candidate.
std::vector<Diagnostics> tried(Site& site, const Plenary& plenary, const std::vector<Work>& works,
                               const NumberPatterns& patterns) {
  std::vector<CertificateJob> jobs;
  jobs.reserve(works.size());
  for (const Work& work : works) jobs.push_back(job_of(site, plenary, work, nullptr));
  preflight(site, jobs, patterns);
  std::vector<Diagnostics> out;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    for (Diagnostic& one : jobs[i].found) {
      if (one.at.record.empty()) one.at.record = say("asesi {}", "candidate {}", works[i].evidence.id);
    }
    out.push_back(std::move(jobs[i].found));
  }
  return out;
}

// What cannot be printed is held before it has a number; the others go on.
void drop_unprintable(Site& site, const Plenary& plenary, std::vector<Work>& works,
                      const NumberPatterns& patterns, Report& report) {
  const std::vector<Diagnostics> found = tried(site, plenary, works, patterns);
  std::vector<Work> good;
  for (std::size_t i = 0; i < works.size(); ++i) {
    if (has_errors(found[i])) {
      ++report.failed;
      const Diagnostic& why = first_error(found[i]);
      hold(site, works[i].evidence.id, why.message, why.hint, report);
    } else {
      report.found.insert(report.found.end(), found[i].begin(), found[i].end());
      good.push_back(std::move(works[i]));
    }
  }
  works = std::move(good);
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
void number_chunk(Site& site, const Plenary& plenary, std::vector<Work>& works, Report& report) {
  const NumberPatterns patterns(site.settings().certificate);
  std::erase_if(works, [&](Work& work) { return !prepare_work(site, plenary, work, report); });
  drop_unprintable(site, plenary, works, patterns, report);
  if (!works.empty()) number(site, works, patterns, now_utc());
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

// Steps 8 and 9 for one chunk that has its numbers.
void issue_chunk(Site& site, const Plenary& plenary, std::vector<Work>& works, Report& report,
                 IssueCounts& counts) {
  drop_repinned(site, works, report);
  const std::string now = now_utc();
  std::vector<CertificateJob> jobs;
  jobs.reserve(works.size());
  for (const Work& work : works) jobs.push_back(job_of(site, plenary, work, &*work.record.certificate));
  // Step 8: make. The same facts give the same bytes, today and after a crash.
  print_certificates(site, jobs);
  add_letters(site, jobs, now);
  std::vector<std::pair<std::string, std::string>> rendered;
  std::vector<journal::Journal::Issue> finished;
  std::vector<std::string> cleared;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    CertificateJob& job = jobs[i];
    const std::string& id = job.one.evidence->id;
    if (has_errors(job.found)) {
      ++report.failed;
      hold(site, id, job.found.front().message, job.found.front().hint, report);
      continue;
    }
    if (!works[i].record.held.empty()) cleared.push_back(id);
    rendered.emplace_back(id, job.certificate.artifact.sha256);
    finished.push_back({id, job.certificate, std::move(job.mails)});
  }
  // Step 9: intent before the file, then file, ledger and outbox together.
  site.journal().note_rendered(rendered);
  site.journal().issue(finished, now);
  for (const std::string& id : cleared) site.journal().hold(id, {});
  publish(site);
  counts.certificates += static_cast<long long>(finished.size());
  for (const auto& one : finished) counts.mails += static_cast<long long>(one.mails.size());
}

void conclude_chunk(Site& site, const Plenary& plenary, std::vector<Work>& works, Report& report,
                    IssueCounts& counts) {
  const std::string now = now_utc();
  std::vector<CertificateJob> jobs;
  for (const Work& work : works) {
    const auto refusals =
        guard(work.decision, work.evidence, *work.record.resolution, plenary, site.settings().quorum_min);
    if (refusals.empty())
      jobs.push_back(job_of(site, plenary, work, nullptr));
    else
      hold(site, work.evidence.id, refusals.front().message, refusals.front().hint, report);
  }
  add_letters(site, jobs, now);
  std::vector<journal::Journal::Conclusion> batch;
  for (CertificateJob& job : jobs) {
    const std::string& id = job.one.evidence->id;
    if (has_errors(job.found)) {
      ++report.failed;
      hold(site, id, job.found.front().message, job.found.front().hint, report);
      continue;
    }
    counts.mails += static_cast<long long>(job.mails.size());
    ++counts.concluded;
    using Then = journal::Journal::Conclusion::Then;
    const bool deferred = job.one.resolution->ruling == Ruling::Deferred;
    batch.push_back({id, std::move(job.documents), std::move(job.mails),
                     deferred ? Then::NextPlenary : Then::Final, plenary.id});
  }
  site.journal().conclude(batch, now);
  publish(site);
}

Work work_of(Site& site, journal::Record record) {
  Evidence evidence = evidence_of(record);
  Decision decision = decision_of(site, record, evidence);
  return {std::move(record), std::move(evidence), std::move(decision), {}};
}

using Waiting = journal::Journal::Waiting;

// `step` with those of the plenary's list that wait, chunk by chunk in its order, each leased to this process
// until its step is done.
void in_turns(Site& site, const Plenary& plenary, Waiting waiting,
              const std::function<void(std::vector<Work>&)>& step) {
  long long after = 0;
  while (!stopping()) {
    auto records = site.journal().claim(plenary.id, waiting, after, chunk);
    if (records.empty()) return;
    after = records.back().ordinal;
    std::vector<Work> works;
    std::vector<std::string> claimed;
    for (journal::Record& record : records) {
      claimed.push_back(record.evidence.assessment);
      works.push_back(work_of(site, std::move(record)));
    }
    step(works);
    site.journal().release(claimed);
  }
}

// One process at a time gives numbers, so that they follow the list whatever the number of workers.
constexpr const char* numbering = "nomor";

// False when another is at it.
bool give_numbers(Site& site, const Plenary& plenary, Report& report) {
  if (!site.journal().take(numbering)) return false;
  in_turns(site, plenary, Waiting::ForNumber, [&](std::vector<Work>& works) {
    number_chunk(site, plenary, works, report);
    if (!site.journal().take(numbering)) {
      throw Error(Kind::TryAgain,
                  say("penomoran diambil alih proses lain", "another run took the numbering over"));
    }
  });
  site.journal().give_back(numbering);
  return true;
}

bool waits(const journal::Record& record) {
  return record.resolution &&
         (record.state == journal::State::Resolved || record.state == journal::State::Allocated);
}

// What issuing would do, with the trial of every certificate; nothing is numbered, held or stored.
Report plan_of(Site& site, const Plenary& plenary) {
  Report report;
  const NumberPatterns patterns(site.settings().certificate);
  long long competent = 0, others = 0, unprintable = 0;
  std::vector<Work> works;
  const auto try_them = [&] {
    if (plenary.decree_date) {  // else every candidate is refused, and the guards say why
      for (const Diagnostics& found : tried(site, plenary, works, patterns)) {
        unprintable += has_errors(found) ? 1 : 0;
        report.found.insert(report.found.end(), found.begin(), found.end());
      }
    }
    works.clear();
  };
  site.journal().each({.plenary = plenary.id, .by_ordinal = true}, [&](const journal::Record& record) {
    if (!waits(record)) return true;
    const bool is_competent = record.resolution->ruling == Ruling::Competent;
    ++(is_competent ? competent : others);
    if (is_competent) works.push_back(work_of(site, record));
    if (works.size() >= chunk) try_them();
    return true;
  });
  try_them();
  report.line(
      say("issue {} --plan: {} sertifikat akan terbit, {} surat tanpa sertifikat; tidak ada yang dilakukan",
          "issue {} --plan: {} certificates would be issued, {} letters without one; nothing is done",
          plenary.id, competent - unprintable, others));
  if (unprintable > 0) {
    report.held = unprintable;
    report.line(say("{} sertifikat tidak dapat dicetak dan akan ditahan",
                    "{} certificates cannot be printed and would be held", unprintable));
  }
  return report;
}

}  // namespace

Report issue(Site& site, const Plenary& plenary, bool plan_only) {
  if (plan_only) return plan_of(site, plenary);
  Report report;
  IssueCounts counts;
  report.waits = !give_numbers(site, plenary, report);
  in_turns(site, plenary, Waiting::ForIssue,
           [&](std::vector<Work>& works) { issue_chunk(site, plenary, works, report, counts); });
  in_turns(site, plenary, Waiting::ForConclusion,
           [&](std::vector<Work>& works) { conclude_chunk(site, plenary, works, report, counts); });
  report.worked = counts.certificates + counts.concluded > 0;
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
