// Steps 8 and 9, and the way through all: from a locked resolution to a numbered, stored certificate with its
// letter queued, all in one transaction; or, where there is no certificate, to the letter alone.
#include <functional>
#include <future>
#include <optional>

#include "app/annex.h"
#include "app/clock.h"
#include "app/conclude.h"
#include "app/hold.h"
#include "app/issue_numbers.h"
#include "app/propose.h"
#include "app/stop.h"
#include "text/language.h"

namespace pleno::app {
namespace {

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
    const auto refusals = refusals_of(site, plenary, work);
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
