#include "app/issue_candidates.h"

#include "app/appeals.h"
#include "app/clock.h"
#include "app/hold.h"
#include "app/propose.h"
#include "text/language.h"

namespace pleno::app {
namespace {

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

}  // namespace

Work work_of(Site& site, journal::Record record) {
  Evidence evidence = evidence_of(record);
  Decision decision =
      decision_of(site, record, evidence, rules::Wording::Full);  // its letter says what is missing
  return {std::move(record), std::move(evidence), std::move(decision), {}};
}

Chunk claim(Site& site, const Plenary& plenary, Waiting waiting, long long& after, Report& report) {
  Chunk out;
  out.now = now_utc();
  for (journal::Record& record : site.journal().claim(plenary.id, waiting, after, issue_chunk)) {
    after = record.ordinal;
    out.claimed.push_back(record.evidence.assessment);
    out.works.push_back(work_of(site, std::move(record)));
  }
  drop_frozen(site, out.works, report);
  return out;
}

std::vector<Refusal> refusals_of(Site& site, const Plenary& plenary, const Work& work) {
  return guard(work.decision, work.evidence, *work.record.resolution, plenary, site.settings().plenary.rules);
}

CertificateJob job_of(Site& site, const Plenary& plenary, const Work& work,
                      const journal::CertificateRow* certificate) {
  CertificateJob out;
  out.one = {&site.scheme(work.evidence.scheme), &work.evidence, &work.decision, &plenary,
             &*work.record.resolution,           certificate};
  out.revision = work.record.revision;
  return out;
}

}  // namespace pleno::app
