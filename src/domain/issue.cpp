#include "domain/issue.h"

#include <algorithm>

#include "text/indonesian.h"
#include "text/language.h"

namespace pleno {
namespace {

// The composition is Ketua plus at least two Anggota; a site may demand more.
constexpr int least_quorum = 3;

bool names(const std::vector<std::string>& person_ids, const Member& member) {
  return std::find(person_ids.begin(), person_ids.end(), member.person_id) != person_ids.end();
}

bool abstains(const Resolution& resolution, const Member& member) {
  return names(resolution.abstained, member);
}

bool takes_part(const Resolution& resolution, const Member& member) {
  return member.present && member.votes && !abstains(resolution, member);
}

// "Asesor penilai tidak boleh jadi anggota Pleno": by person id, never by name (ISO/IEC 17024 9.4).
void guard_conflict(const Evidence& evidence, const Resolution& resolution, const Plenary& plenary,
                    std::vector<Refusal>& refusals) {
  for (const Member& member : plenary.members) {
    if (!member.present || abstains(resolution, member)) continue;
    for (const Assessor& assessor : evidence.assessors) {
      if (assessor.person_id != member.person_id) continue;
      refusals.push_back(
          {"conflict",
           say("{} mengases asesi {} dan duduk dalam pleno {}",
               "{} assessed candidate {} and sits in plenary {}", member.name, evidence.id, plenary.id),
           say("catat abstain anggota ini untuk asesi {} pada lembar putusan (kolom abstain: {})",
               "record this member's abstention for candidate {} in the decision sheet (column abstain: {})",
               evidence.id, member.person_id)});
    }
  }
}

// How many must decide: the least number, and the share of all who may vote, whichever is more.
long long quorum_of(const Plenary& plenary, const MeetingRules& rules) {
  const auto voters = std::count_if(plenary.members.begin(), plenary.members.end(),
                                    [](const Member& member) { return member.votes; });
  const long long share = (voters * rules.quorum_percent + 99) / 100;
  return std::max<long long>(share, std::max(rules.quorum_min, least_quorum));
}

void guard_quorum(const Resolution& resolution, const Plenary& plenary, const MeetingRules& rules,
                  std::vector<Refusal>& refusals) {
  const long long needed = quorum_of(plenary, rules);
  const auto votes = std::count_if(plenary.members.begin(), plenary.members.end(),
                                   [&](const Member& member) { return takes_part(resolution, member); });
  if (votes >= needed) return;
  refusals.push_back(
      {"quorum",
       say("hanya {} anggota pleno {} yang memutus, perlu {}",
           "only {} members of plenary {} decided, {} are needed", votes, plenary.id, needed),
       say("tunda ke rapat berikutnya atau lengkapi anggota di plenaries/{}.yaml",
           "defer to the next meeting or complete the members in plenaries/{}.yaml", plenary.id)});
}

// Votes count per candidate: of those who take part, by person id.
void guard_votes(const Resolution& resolution, const Plenary& plenary, const MeetingRules& rules,
                 std::vector<Refusal>& refusals) {
  long long votes = 0, against = 0;
  for (const Member& member : plenary.members) {
    if (!takes_part(resolution, member)) continue;
    ++votes;
    against += names(resolution.objected, member) ? 1 : 0;
  }
  const bool carried = rules.voting == Voting::Unanimous ? against == 0 : 2 * (votes - against) > votes;
  if (carried) return;
  refusals.push_back(
      {"vote",
       rules.voting == Voting::Unanimous
           ? say("tidak mufakat: {} dari {} anggota pleno {} menolak",
                 "not unanimous: {} of {} members of plenary {} are against it", against, votes, plenary.id)
           : say("tanpa suara terbanyak: {} dari {} anggota pleno {} menolak",
                 "no majority: {} of {} members of plenary {} are against it", against, votes, plenary.id),
       say("bahas lagi, atau tunda ke rapat berikutnya",
           "discuss it again, or defer it to the next meeting")});
}

// Minutes and decree must exist, numbered and dated, before any certificate.
void guard_papers(const Plenary& plenary, std::vector<Refusal>& refusals) {
  const std::string hint = say("isi di plenaries/{}.yaml", "fill it in in plenaries/{}.yaml", plenary.id);
  if (plenary.minutes_number.empty()) {
    refusals.push_back(
        {"minutes",
         say("nomor berita acara pleno {} belum ada", "plenary {} has no number of minutes", plenary.id),
         hint});
  }
  if (plenary.decree_number.empty() || !plenary.decree_date) {
    refusals.push_back({"decree",
                        say("nomor atau tanggal SK pleno {} belum ada",
                            "plenary {} has no decree number or date", plenary.id),
                        hint});
  }
}

void guard_digest(const Decision& today, const Resolution& resolution, const Plenary& plenary,
                  std::vector<Refusal>& refusals) {
  const std::string digest = digest_of(today);
  if (digest == resolution.decision_digest) return;
  refusals.push_back(
      {"digest",
       say("data berubah setelah pleno tanggal {}: pleno melihat keputusan {}, data hari ini memberi {}",
           "the evidence changed after the plenary of {}: the plenary saw decision {}, today's evidence "
           "gives {}",
           long_date(plenary.date), resolution.decision_digest.substr(0, 6), digest.substr(0, 6)),
       say("`pleno explain {}` menunjukkan alasan hari ini; perbaiki data atau ajukan ke pleno berikutnya",
           "`pleno explain {}` shows today's reasons; correct the record or put it to the next plenary",
           today.assessment)});
}

}  // namespace

std::vector<Refusal> guard(const Decision& today, const Evidence& evidence, const Resolution& resolution,
                           const Plenary& plenary, const MeetingRules& rules) {
  std::vector<Refusal> refusals;
  guard_digest(today, resolution, plenary, refusals);
  guard_conflict(evidence, resolution, plenary, refusals);
  guard_quorum(resolution, plenary, rules, refusals);
  guard_votes(resolution, plenary, rules, refusals);
  guard_papers(plenary, refusals);
  return refusals;
}

std::variant<IssueToken, std::vector<Refusal>> prepare(const Decision& today, const Evidence& evidence,
                                                       const Resolution& resolution, const Plenary& plenary,
                                                       const MeetingRules& rules) {
  auto refusals = guard(today, evidence, resolution, plenary, rules);
  if (today.outcome != Outcome::Competent) {
    refusals.push_back({"outcome",
                        say("menurut aturan asesi {} tidak kompeten",
                            "by the rules candidate {} is not competent", evidence.id),
                        say("sertifikat hanya untuk yang kompeten; `pleno explain {}`",
                            "certificates are for the competent only; `pleno explain {}`", evidence.id)});
  }
  if (resolution.ruling != Ruling::Competent) {
    refusals.push_back({"ruling",
                        say("putusan pleno untuk asesi {}: {}", "the plenary's ruling on candidate {}: {}",
                            evidence.id, to_text(resolution.ruling)),
                        {}});
  }
  if (!refusals.empty()) return refusals;
  return IssueToken(evidence.id, plenary.id, resolution.decision_digest, *plenary.decree_date);
}

}  // namespace pleno
