#include "app/coming_back.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "app/appeals.h"
#include "app/clock.h"
#include "app/facts.h"
#include "app/propose.h"
#include "app/pull_holds.h"
#include "text/indonesian.h"
#include "text/language.h"

namespace pleno::app {
namespace {

// How the words of such a hold begin, in both languages.
constexpr std::array<std::string_view, 4> beginnings = {"uji ulang", "reassessment", "resertifikasi",
                                                        "recertification"};

Date add_months(Date day, int months) {
  const Date moved = day + std::chrono::months{months};
  return moved.ok() ? moved : Date{moved.year() / moved.month() / std::chrono::last};
}

bool has(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool share_an_assessor(const Attempt& one, const Attempt& other) {
  return std::any_of(one.assessors.begin(), one.assessors.end(),
                     [&](const std::string& id) { return has(other.assessors, id); });
}

std::string fault_in_recertification(const Attempt& now, const std::vector<Attempt>& before,
                                     const RecertificationSettings& settings) {
  const auto certified = std::find_if(before.rbegin(), before.rend(),
                                      [](const Attempt& one) { return one.certified_until.has_value(); });
  if (certified == before.rend()) {
    return say("resertifikasi: sertifikat terdahulu skema ini tidak dikenal",
               "recertification: no certificate of this scheme is known from before");
  }
  const Date end = *certified->certified_until;
  const Date from = add_months(end, -settings.before_months), until = add_months(end, settings.after_months);
  if (now.begins >= from && now.begins <= until) return {};
  return say("resertifikasi di luar masa tenggang: sertifikat {} berakhir {}, asesmen boleh {} s.d. {}",
             "recertification outside its days of grace: the certificate of {} ends on {}, assessment may be "
             "from {} to {}",
             certified->assessment, long_date(end), long_date(from), long_date(until));
}

// Since the last certificate: what came before that is another story.
std::vector<Attempt> since_certified(const std::vector<Attempt>& attempts) {
  std::vector<Attempt> out;
  for (const Attempt& one : attempts) {
    if (one.certified_until)
      out.clear();
    else if (one.attended)
      out.push_back(one);
  }
  return out;
}

std::string fault_in_wait(const Attempt& now, const Attempt& last, const ReassessmentSettings& limits) {
  const Date notice = last.notified.value_or(last.ends);
  const int days = days_between(notice, now.begins);
  if (days < limits.min_days) {
    return say("uji ulang {} hari sesudah hasil {}: paling sedikit {} hari",
               "reassessment {} days after the result of {}: at least {} days", days, last.assessment,
               limits.min_days);
  }
  if (limits.max_months > 0 && now.begins > add_months(notice, limits.max_months)) {
    return say("uji ulang lewat {} bulan sejak hasil {} ({})",
               "reassessment later than {} months after the result of {} ({})", limits.max_months,
               last.assessment, long_date(notice));
  }
  return {};
}

std::string fault_in_reassessment(const Attempt& now, const std::vector<Attempt>& before,
                                  const ReassessmentSettings& limits) {
  if (before.empty()) return {};
  const Attempt& last = before.back();
  const int number = static_cast<int>(before.size()) + 1;
  if (last.under_appeal) {
    return say("uji ulang selagi hasil {} dalam banding",
               "reassessment while the result of {} is under appeal", last.assessment);
  }
  if (limits.max_attempts > 0 && number > limits.max_attempts) {
    return say("uji ulang: asesmen ke-{} pada skema ini, paling banyak {}",
               "reassessment: assessment number {} in this scheme, at most {}", number, limits.max_attempts);
  }
  if (std::string words = fault_in_wait(now, last, limits); !words.empty()) return words;
  const bool same = share_an_assessor(now, last);
  if (limits.assessor == SameAssessor::Other && same) {
    return say("uji ulang oleh asesor yang sama dengan {}", "reassessment by the assessor of {}",
               last.assessment);
  }
  if (limits.assessor == SameAssessor::Same && !same) {
    return say("uji ulang oleh asesor lain daripada {}", "reassessment by another assessor than {}",
               last.assessment);
  }
  if (!limits.fee_document.empty() && !has(now.enclosures, limits.fee_document)) {
    return say("uji ulang tanpa bukti biaya ({})", "reassessment without proof of the fee ({})",
               limits.fee_document);
  }
  return {};
}

std::size_t key_of(const Evidence& evidence) {
  return std::hash<std::string>()(evidence.candidate.person_id + '\n' + evidence.scheme);
}

Attempt attempt_of(Site& site, const journal::Record& record, const Evidence& evidence,
                   const Appeals& appeals) {
  Attempt out{evidence.id, evidence.session.begins, evidence.session.ends, {}, {}};
  for (const Assessor& assessor : evidence.assessors) out.assessors.push_back(assessor.person_id);
  for (const Enclosure& one : evidence.enclosures) {
    if (one.present) out.enclosures.push_back(one.code);
  }
  out.attended = evidence.attendance == Attendance::Present;
  if (record.resolution) {
    const std::string sent = site.journal().notified_at(evidence.id, record.plenary);
    out.notified = local_day(sent.empty() ? record.resolved_at : sent, site.settings().utc_hours());
  }
  if (record.certificate && record.state == journal::State::Issued) {
    const Plenary* plenary = site.meeting(record.plenary);
    const auto printed = parse_date(record.certificate->issue_date);
    const Date from = plenary == nullptr ? printed.value_or(out.ends)
                                         : valid_from(site.settings().certificate, evidence, *plenary,
                                                      printed.value_or(out.ends));
    out.certified_until = valid_until(from, site.settings().certificate.valid_years);
  }
  out.under_appeal = appeals.is_open(evidence.id);
  return out;
}

}  // namespace

bool is_outside_limits(const journal::Record& record) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return record.held.rfind(beginning, 0) == 0; });
}

std::string fault_in_coming_back(const std::vector<Attempt>& attempts, const ReassessmentSettings& limits,
                                 const RecertificationSettings& recertification) {
  if (attempts.empty() || !attempts.back().attended) return {};
  const Attempt& now = attempts.back();
  const std::vector<Attempt> before(attempts.begin(), attempts.end() - 1);
  if (!recertification.document.empty() && has(now.enclosures, recertification.document))
    return fault_in_recertification(now, before, recertification);
  return fault_in_reassessment(now, since_certified(before), limits);
}

void ComingBack::see(const Evidence& evidence) {
  const std::string& mark = settings_.recertification.document;
  const bool recertifies =
      !mark.empty() && std::any_of(evidence.enclosures.begin(), evidence.enclosures.end(),
                                   [&](const Enclosure& one) { return one.present && one.code == mark; });
  const auto [known, fresh] = first_.try_emplace(key_of(evidence), evidence.id);
  if (fresh && !recertifies) return;
  std::vector<std::string>& all = again_[known->first];
  if (all.empty()) all.push_back(known->second);
  if (!fresh) all.push_back(evidence.id);
}

void ComingBack::settle(Site& site, Report& report) const {
  const Appeals appeals(site.journal());
  std::map<std::string, HoldWords> found;
  for (const auto& [key, assessments] : again_) {
    std::vector<Attempt> attempts;
    std::string person;
    for (const std::string& id : assessments) {
      const auto record = site.journal().find(id);
      if (!record) continue;  // its row was rejected
      const Evidence evidence = evidence_of(*record);
      if (person.empty()) person = evidence.candidate.person_id;
      if (evidence.candidate.person_id == person)
        attempts.push_back(attempt_of(site, *record, evidence, appeals));
    }
    std::sort(attempts.begin(), attempts.end(), [](const Attempt& one, const Attempt& other) {
      return std::tie(one.begins, one.assessment) < std::tie(other.begins, other.assessment);
    });
    for (std::size_t last = 1; last <= attempts.size(); ++last) {
      const std::vector<Attempt> until(attempts.begin(),
                                       attempts.begin() + static_cast<std::ptrdiff_t>(last));
      std::string words = fault_in_coming_back(until, settings_.reassessment, settings_.recertification);
      if (words.empty()) continue;
      found[until.back().assessment] = {
          std::move(words),
          say("putuskan pada lembar putusan dengan alasan, atau perbaiki sumbernya; batasnya "
              "di pleno.yaml",
              "decide it in the decision sheet with a reason, or mend the source; the limits "
              "stand in pleno.yaml")};
    }
  }
  settle_holds(site, {"held_coming_back", is_outside_limits}, found, report);
}

}  // namespace pleno::app
