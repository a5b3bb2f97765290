#include "app/packet_facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/propose.h"
#include "text/digest.h"
#include "text/indonesian.h"

namespace pleno::app {
namespace {

// terdaftar, hadir, kompeten, belum kompeten, belum diputus, tidak hadir, ditunda
struct Tally {
  long long listed = 0, present = 0, competent = 0, not_yet = 0, undecided = 0, absent = 0;
  long long deferred = 0, follow_up = 0, disqualified = 0;

  // Each candidate counts once: in the draft by the rules, afterwards by the plenary's ruling.
  void add(const Case& one, bool draft) {
    ++listed;
    const bool here = one.evidence->attendance == Attendance::Present;
    if (here) ++present;
    if (!draft && one.resolution != nullptr)
      ++by(one.resolution->ruling);
    else
      ++(here ? by(one.decision->outcome) : absent);
  }
  long long& by(Ruling ruling) {
    switch (ruling) {
      case Ruling::Competent: return competent;
      case Ruling::NotYetCompetent: return not_yet;
      case Ruling::Deferred: return deferred;
      case Ruling::FollowUp: return follow_up;
      case Ruling::Disqualified: return disqualified;
      case Ruling::Absent: break;
    }
    return absent;
  }
  long long& by(Outcome outcome) {
    switch (outcome) {
      case Outcome::Competent: return competent;
      case Outcome::NotYetCompetent: return not_yet;
      case Outcome::Undecided: break;
    }
    return undecided;
  }
  feel::Value facts() const {
    feel::Context out;
    out.set("terdaftar", listed);
    out.set("hadir", present);
    out.set("kompeten", competent);
    out.set("belum_kompeten", not_yet);
    out.set("belum_diputus", undecided);
    out.set("tidak_hadir", absent);
    out.set("ditunda", deferred);
    out.set("tindak_lanjut", follow_up);
    out.set("diskualifikasi", disqualified);
    return out;
  }
};

struct Group {
  Evidence first;
  std::string rules;
  feel::List rows;
  Tally tally;
};

std::string assessor_words(const Evidence& evidence) {
  std::string out;
  for (const Assessor& assessor : evidence.assessors) {
    out += (out.empty() ? "" : "; ") + assessor.name;
    if (!assessor.registration.empty()) out += " (" + assessor.registration + ")";
  }
  return out;
}

// "Aturan baku BNSP (bnsp-semua-kompeten, 3f9a61…)": which rules the members are looking at.
std::string rules_words(Site& site, const Decision& decision) {
  return fmt::format("{} ({}, {}…)", site.rules_by_digest(decision.rules_digest).title(), decision.rules_id,
                     decision.rules_digest.substr(0, 6));
}

feel::Value group_facts(Site& site, Group& group) {
  const Scheme& scheme = site.scheme(group.first.scheme);
  const AssessmentSession& session = group.first.session;
  feel::Context out;
  out.set("skema", scheme.title);
  out.set("nomor_skema", scheme.number);
  out.set("tuk", session.site.name + " (" + std::string(to_text(session.site.kind)) + ")");
  out.set("alamat_tuk", session.site.address);
  out.set("asesor", assessor_words(group.first));
  out.set("tanggal_uji", date_range(session.begins, session.ends));
  out.set("aturan", group.rules);
  out.set("peserta", std::move(group.rows));
  out.set("jumlah", group.tally.facts());
  return out;
}

// What the meeting does not decide it does not discuss.
int near_miss(const PlenarySettings& settings) {
  return settings.decides_not_yet ? settings.near_miss_criteria : 0;
}

}  // namespace

PacketFacts packet_facts(Site& site, const Plenary& plenary, bool draft) {
  PacketFacts out{{}, Discussion(near_miss(site.settings().plenary)), {}, 0, {}};
  std::map<std::string, Group> groups;  // by scheme, TUK, session, leading assessor
  feel::List rows;
  Tally tally;
  std::string contents;
  site.journal().each({.plenary = plenary.id, .by_ordinal = true}, [&](const journal::Record& record) {
    if (!draft && !record.resolution) return true;
    const auto [evidence, decision] = seen_by_plenary(site, record);
    Case one{&site.scheme(evidence.scheme), &evidence, &decision, &plenary};
    if (record.resolution) one.resolution = &*record.resolution;
    if (record.certificate && record.certificate->state == "ISSUED") one.certificate = &*record.certificate;
    one.deadline_days = site.settings().plenary.deadline_days;
    const std::string assessor = evidence.assessors.empty() ? "" : evidence.assessors.front().person_id;
    Group& group = groups[evidence.scheme + "\n" + evidence.session.site.id + "\n" + evidence.session.id +
                          "\n" + assessor];
    if (group.rows.empty()) {
      group.first = evidence;
      group.rules = rules_words(site, decision);
    }
    out.last_assessed = std::max(out.last_assessed.value_or(evidence.session.ends), evidence.session.ends);
    group.tally.add(one, draft);
    tally.add(one, draft);
    const feel::Value row = participant_facts(static_cast<long long>(rows.size()) + 1, one, record.held);
    feel::Context listed = *row.context();  // its texts are shared
    listed.set("dibahas", out.discussion.consider(one, record.held, row));
    feel::Context grouped = listed;
    grouped.set("nomor", static_cast<long long>(group.rows.size()) + 1);
    group.rows.emplace_back(std::move(grouped));
    rows.emplace_back(std::move(listed));
    contents += record.seen_decision_digest +
                (record.resolution ? std::string(to_text(record.resolution->ruling)) : "") + "\n";
    return true;
  });
  out.candidates = static_cast<long long>(rows.size());
  out.context = site.facts();
  out.context.set("pleno", plenary_facts(plenary, site.settings().body.time_zone));
  out.context.set("draf", draft);
  out.context.set("peserta", std::move(rows));
  feel::List grouped_rows;
  for (auto& [key, group] : groups) grouped_rows.push_back(group_facts(site, group));
  out.context.set("kelompok", std::move(grouped_rows));
  out.context.set("jumlah", tally.facts());
  out.context.set("pembahasan", out.discussion.facts([](const std::string&) { return 0LL; }));
  out.digest = sha256(contents);
  return out;
}

}  // namespace pleno::app
