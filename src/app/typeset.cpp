// Step 3: the recommendation form of each candidate and the report of each assessor.

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "app/facts.h"
#include "app/hold.h"
#include "app/parallel.h"
#include "app/propose.h"
#include "app/session_facts.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

constexpr std::size_t chunk = 200;  // documents in memory at once
constexpr std::string_view form_code = "FR.AK.02";

// What a person reads beside the candidate; its beginning tells this hold from others.
std::string hold_words(const std::string& why) { return std::string(form_code) + ": " + why; }

struct Job {
  journal::Record record;
  Evidence evidence;
  Decision decision;
  std::string key;
};

struct Printed {
  journal::NewDocument document;
  Diagnostics found;
};

// A form once made stays as the plenary saw it: only candidates in no list yet get a new version.
bool wants_form(const journal::Record& record, const std::string& key, const std::set<std::string>& made) {
  const std::string& id = record.evidence.assessment;
  if (!record.decision || record.changed_after_plan) return false;
  if (record.state == journal::State::Judged) return made.count(id + "\n" + key) == 0;
  const auto any = made.lower_bound(id + "\n");
  return any == made.end() || any->compare(0, id.size() + 1, id + "\n") != 0;
}

void print_chunk(Site& site, const document::Template& form, std::vector<Job>& jobs, Report& report) {
  if (jobs.empty()) return;
  const feel::Context& facts = site.facts();
  const std::string& code = site.settings().profile.result;
  Press& press = site.press();
  std::vector<Printed> out(jobs.size());
  for (Job& job : jobs) site.scheme(job.evidence.scheme);  // read once, before the threads
  parallel(
      jobs.size(), worker_threads(), [&] { return press.writer(); },
      [&](pdf::Writer& writer, std::size_t i) {
        const Job& job = jobs[i];
        const Case one{&site.scheme(job.evidence.scheme), &job.evidence, &job.decision};
        const Pages pages =
            press.lay_out(form, case_facts(facts, site.settings(), one, Depth::Units), out[i].found);
        if (has_errors(out[i].found) || pages.pages.empty()) return;
        auto bytes = std::make_shared<const std::string>(writer.write(pages));
        out[i].document = {job.key,
                           {sha256(*bytes), code, job.evidence.id, "application/pdf", bytes},
                           fmt::format("{}/{}/{}.pdf", code, file_name(job.evidence.session.id),
                                       file_name(job.evidence.id))};
      });
  std::vector<journal::NewDocument> batch;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (has_errors(out[i].found)) {
      ++report.failed;
      site.journal().hold(jobs[i].evidence.id, hold_words(first_error(out[i].found).message));
    } else {
      if (out[i].document.artifact.bytes != nullptr) batch.push_back(out[i].document);
      if (is_unprintable(jobs[i].record)) site.journal().hold(jobs[i].evidence.id, {});
    }
    place_in_record(out[i].found, jobs[i].evidence.id);
    report.found.insert(report.found.end(), out[i].found.begin(), out[i].found.end());
  }
  site.journal().keep_documents(batch);
  publish(site);
  jobs.clear();
}

long long recommendation_forms(Site& site, Report& report) {
  Diagnostics faults;
  const std::string& code = site.settings().profile.result;
  const auto form = site.press().form(template_name(code), faults);
  if (form == nullptr) throw SiteFaults{faults};
  const std::string inputs = site.press().digest(template_name(code)) + site.settings().digest;
  const auto made = site.journal().document_keys(code);
  std::vector<Job> jobs;
  long long printed = 0;
  const long long failed_before = report.failed;
  site.journal().each({}, [&](const journal::Record& record) {
    if (!record.decision) return true;
    const std::string key = sha256(inputs + record.decision->digest);
    if (!wants_form(record, key, made)) return true;
    Evidence evidence = evidence_of(record);
    Decision decision = decision_of(site, record, evidence, rules::Wording::Full);
    jobs.push_back({record, std::move(evidence), std::move(decision), key});
    ++printed;
    if (jobs.size() >= chunk) print_chunk(site, *form, jobs, report);
    return true;
  });
  print_chunk(site, *form, jobs, report);
  return printed - (report.failed - failed_before);
}

void report_of_group(Site& site, const document::Template& form, const std::string& subject,
                     const std::string& key, const SessionGroup& group, Report& report) {
  Diagnostics found;
  const Pages pages = site.press().lay_out(form, session_facts(site, group), found);
  place_in_record(found, subject);
  report.found.insert(report.found.end(), found.begin(), found.end());
  if (has_errors(found)) {
    ++report.failed;
    return;
  }
  if (pages.pages.empty()) return;
  auto bytes = std::make_shared<const std::string>(site.press().writer().write(pages));
  const std::string& code = site.settings().profile.report;
  site.journal().keep_documents({{key,
                                  {sha256(*bytes), code, subject, "application/pdf", bytes},
                                  code + "/" + file_name(subject) + ".pdf"}});
  publish(site);
}

long long assessor_reports(Site& site, Report& report) {
  Diagnostics faults;
  const std::string& code = site.settings().profile.report;
  const auto form = site.press().form(template_name(code), faults);
  if (form == nullptr) throw SiteFaults{faults};
  const std::string inputs = site.press().digest(template_name(code)) + site.settings().digest;
  const auto made = site.journal().document_keys(code);
  long long printed = 0;
  for (const journal::SessionRow& session : site.journal().sessions()) {
    // A report is written when every candidate of the session is judged.
    if (session.judged < session.candidates) continue;
    const std::string looked_at = sha256(inputs + session.content_digest);
    const std::string mark = "jadwal " + session.session + " " + session.scheme;
    if (site.journal().meta(mark) == looked_at) continue;
    for (const auto& [assessor, group] :
         session_groups(site, session.session, session.scheme, Grouping::Assessor)) {
      const std::string subject = fmt::format("{} {} {}", session.session, session.scheme, assessor);
      const std::string key = sha256(inputs + group.decisions);
      if (made.count(fmt::format("{}\n{}", subject, key)) > 0) continue;
      report_of_group(site, *form, subject, key, group, report);
      ++printed;
    }
    site.journal().set_meta(mark, looked_at);
  }
  return printed;
}

}  // namespace

bool is_unprintable(const journal::Record& record) {
  return record.held.compare(0, form_code.size(), form_code) == 0;
}

Report typeset(Site& site) {
  Report report;
  const long long forms = recommendation_forms(site, report);
  const long long reports = assessor_reports(site, report);
  const FormProfile& profile = site.settings().profile;
  report.worked = forms + reports > 0;
  report.line(report.worked ? say("formulir: {} {}, {} {}", "forms: {} {}, {} {}", forms, profile.result,
                                  reports, profile.report)
                            : say("formulir: semuanya sudah ada", "forms: all are there"));
  return report;
}

}  // namespace pleno::app
