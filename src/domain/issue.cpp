#include "domain/issue.h"

#include <algorithm>

#include "text/indonesian.h"
#include "text/language.h"

namespace pleno {
namespace {

// The composition is Ketua plus at least two Anggota; a site may demand more.
constexpr int least_quorum = 3;

bool abstains(const Resolution& resolution, const Member& member) {
  return std::find(resolution.abstained.begin(), resolution.abstained.end(), member.person_id) !=
         resolution.abstained.end();
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

void guard_quorum(const Resolution& resolution, const Plenary& plenary, int quorum_min,
                  std::vector<Refusal>& refusals) {
  const int needed = std::max(quorum_min, least_quorum);
  const auto votes = std::count_if(plenary.members.begin(), plenary.members.end(), [&](const Member& member) {
    return member.present && !abstains(resolution, member);
  });
  if (votes >= needed) return;
  refusals.push_back(
      {"quorum",
       say("hanya {} anggota pleno {} yang memutus, perlu {}",
           "only {} members of plenary {} decided, {} are needed", votes, plenary.id, needed),
       say("tunda ke rapat berikutnya atau lengkapi anggota di plenaries/{}.yaml",
           "defer to the next meeting or complete the members in plenaries/{}.yaml", plenary.id)});
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
                           const Plenary& plenary, int quorum_min) {
  std::vector<Refusal> refusals;
  guard_digest(today, resolution, plenary, refusals);
  guard_conflict(evidence, resolution, plenary, refusals);
  guard_quorum(resolution, plenary, quorum_min, refusals);
  guard_papers(plenary, refusals);
  return refusals;
}

std::variant<IssueToken, std::vector<Refusal>> prepare(const Decision& today, const Evidence& evidence,
                                                       const Resolution& resolution, const Plenary& plenary,
                                                       int quorum_min) {
  auto refusals = guard(today, evidence, resolution, plenary, quorum_min);
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
