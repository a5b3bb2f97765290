#include "app/differences.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/commands.h"
#include "app/facts.h"
#include "text/json.h"
#include "text/language.h"

namespace pleno::app {
namespace {

// Whether the plenary did what the rules' result asks for.
bool follows(const Decision& decision, Ruling ruling) {
  switch (decision.outcome) {
    case Outcome::Competent: return ruling == Ruling::Competent;
    case Outcome::NotYetCompetent: return ruling == Ruling::NotYetCompetent || ruling == Ruling::FollowUp;
    case Outcome::Undecided: break;
  }
  if (decision.result == "tidak-hadir") return ruling == Ruling::Absent;
  if (decision.result == "diskualifikasi") return ruling == Ruling::Disqualified;
  return ruling == Ruling::Deferred || ruling == Ruling::FollowUp;
}

Difference of_assessor(const Evidence& evidence, const Decision& decision) {
  Date last = evidence.session.begins;
  for (const Proof& proof : evidence.proofs) {
    if (proof.date && *proof.date > last) last = *proof.date;
  }
  const std::string who = evidence.assessors.empty() ? "" : evidence.assessors.front().name;
  return {Difference::By::Assessor,
          evidence.id,
          who,
          iso(last),
          decision.result,
          *evidence.recommendation.competent ? "kompeten" : "belum-kompeten",
          evidence.recommendation.comment};
}

Difference of_plenary(Site& site, const journal::Record& record, const Decision& decision) {
  const Resolution& resolution = *record.resolution;
  const std::string body = site.plenary(resolution.plenary).body;
  return {Difference::By::Plenary,
          record.evidence.assessment,
          fmt::format("{} ({})", resolution.plenary, body),
          record.resolved_at.substr(0, 10),
          decision.result,
          std::string(to_text(resolution.ruling)),
          resolution.reason};
}

}  // namespace

std::vector<Difference> differences_of(Site& site, const journal::Record& record, const Evidence& evidence,
                                       const Decision& decision) {
  std::vector<Difference> out;
  if (differs(decision, evidence)) out.push_back(of_assessor(evidence, decision));
  if (record.resolution && !follows(decision, record.resolution->ruling))
    out.push_back(of_plenary(site, record, decision));
  return out;
}

void each_difference(Site& site, const std::function<void(const Difference&)>& each) {
  const auto look = [&](const journal::RecordFilter& filter, Difference::By by) {
    site.journal().each(filter, [&](const journal::Record& record) {
      if (!record.decision || (by == Difference::By::Plenary && !record.resolution)) return true;
      const Seen seen = seen_by_plenary(site, record);
      for (const Difference& one : differences_of(site, record, seen.evidence, seen.decision)) {
        if (one.by == by) each(one);
      }
      return true;
    });
  };
  look({}, Difference::By::Assessor);
  for (const Meeting& meeting : site.meetings()) {
    if (site.journal().is_planned(meeting.plenary.id))
      look({.plenary = meeting.plenary.id}, Difference::By::Plenary);
  }
}

std::string to_text(const Difference& d) {
  const bool plenary = d.by == Difference::By::Plenary;
  std::string out =
      plenary ? say("putusan pleno {}, {}: {}, menurut aturan {}",
                    "resolution of plenary {}, {}: {}, by the rules {}", d.person, d.date, d.said, d.computed)
              : say("rekomendasi asesor {}, {}: {}, menurut aturan {}",
                    "recommendation of assessor {}, {}: {}, by the rules {}", d.person, d.date, d.said,
                    d.computed);
  if (!d.reason.empty()) out += say("; alasan: {}", "; reason: {}", d.reason);
  return out;
}

std::string to_json(const Difference& d) {
  return fmt::format(
      R"({{"no_pendaftaran":{},"oleh":{},"siapa":{},"tanggal":{},"menurut_aturan":{},"diputus":{},"alasan":{}}})",
      json_string(d.assessment), d.by == Difference::By::Plenary ? "\"pleno\"" : "\"asesor\"",
      json_string(d.person), json_string(d.date), json_string(d.computed), json_string(d.said),
      json_string(d.reason));
}

int command_differences(const GlobalOptions& options) {
  Site site(options.site, Site::Access::ReadOnly);
  long long count = 0;
  if (options.json) fmt::print("[");
  each_difference(site, [&](const Difference& one) {
    if (options.json) {
      fmt::print("{}{}", count > 0 ? ",\n" : "", to_json(one));
    } else {
      fmt::print("{}  {}\n", one.assessment, to_text(one));
    }
    ++count;
  });
  if (options.json) {
    fmt::print("]\n");
  } else {
    fmt::print("{}\n", say("{} kali orang memutus lain dari aturan",
                           "people decided otherwise than the rules {} times", count));
  }
  return 0;
}

}  // namespace pleno::app
