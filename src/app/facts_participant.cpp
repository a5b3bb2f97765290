// One candidate as a row of a list: the recapitulation, the minutes, the decree's annex, FR.AK.05.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "app/facts.h"
#include "domain/criteria_words.h"
#include "text/indonesian.h"

namespace pleno::app {
namespace {

std::string result_word(const Decision& decision) {
  if (decision.result == "tidak-hadir") return "Tidak hadir";
  switch (decision.outcome) {
    case Outcome::Competent: return "K";
    case Outcome::NotYetCompetent: return "BK";
    case Outcome::Undecided: return "Belum diputus";
  }
  return {};
}

// "026.1 (KUK 2.3, 3.1); 042.1 (KUK 1.2 belum dinilai)". A whole unit is named without its criteria.
std::string gaps_in_short(const Decision& decision, const Scheme& scheme) {
  std::vector<std::string> out;
  for (const Gap& gap : decision.gaps) {
    const Unit& unit = unit_of(scheme, gap.unit);
    const std::size_t all = criteria_in(unit);
    const bool whole = gap.criteria.size() == all;
    const std::string criteria =
        whole ? fmt::format("seluruh {} KUK", all) : "KUK " + listed(gap.criteria, unit);
    const std::string reason = gap.reason == "belum terpenuhi" ? "" : " " + gap.reason;
    out.push_back(fmt::format("{} ({}{})", short_code(gap.unit), criteria, reason));
  }
  return fmt::format("{}", fmt::join(out, "; "));
}

// "hasil observasi harus K (saat ini BK): 003.2 KUK 1.2, 026.1 seluruh 14 KUK; berkas APL.02 harus ada".
std::string needs_in_short(const Decision& decision, const Scheme& scheme) {
  std::vector<std::pair<std::string, std::vector<std::string>>> by_words;
  for (const Need& need : decision.needs) {
    if (need.words.empty()) continue;
    const Unit& unit = unit_of(scheme, need.unit);
    const std::size_t all = criteria_in(unit);
    std::string where = short_code(need.unit);
    if (need.criteria.size() == all && all > 1)
      where += fmt::format(" seluruh {} KUK", all);
    else if (!need.criteria.empty())
      where += " KUK " + listed(need.criteria, unit);
    const auto same = std::find_if(by_words.begin(), by_words.end(),
                                   [&](const auto& one) { return one.first == need.words; });
    if (same == by_words.end())
      by_words.push_back({need.words, {std::move(where)}});
    else
      same->second.push_back(std::move(where));
  }
  std::vector<std::string> out;
  out.reserve(by_words.size() + 1);
  for (const auto& [words, places] : by_words)
    out.push_back(fmt::format("{}: {}", words, fmt::join(places, ", ")));
  if (!decision.needed.empty()) out.push_back(decision.needed);
  return fmt::format("{}", fmt::join(out, "; "));
}

// FR.AK.05: "tuliskan Kode dan Judul Unit Kompetensi yang dinyatakan BK".
std::string units_not_yet(const Decision& decision, const Scheme& scheme) {
  std::vector<std::string> out;
  for (const Unit& unit : scheme.units) {
    for (const Finding& finding : decision.scheme.parts) {
      if (finding.code != unit.code || finding.outcome == Outcome::Competent) continue;
      const std::string note = finding.outcome == Outcome::Undecided ? " (belum diputus)" : "";
      out.push_back(fmt::format("{} {}{}", unit.code, unit.title, note));
    }
  }
  return fmt::format("{}", fmt::join(out, "; "));
}

// "Asesor penilai tidak boleh jadi anggota Pleno": said before the meeting, so that the member abstains.
std::string conflict(const Case& one) {
  if (one.plenary == nullptr) return {};
  for (const Member& member : one.plenary->members) {
    for (const Assessor& assessor : one.evidence->assessors) {
      if (assessor.person_id == member.person_id) return "Asesor duduk dalam pleno";
    }
  }
  return {};
}

// "Pleno 41 hari sesudah asesmen (batas 30)": the meeting comes later than the site allows itself.
std::string lateness(const Case& one) {
  if (one.plenary == nullptr || one.deadline_days == 0) return {};
  const int days = days_between(one.evidence->session.ends, one.plenary->date);
  if (days <= one.deadline_days) return {};
  return fmt::format("Pleno {} hari sesudah asesmen (batas {})", days, one.deadline_days);
}

// Our own words within a sentence. An abbreviation at their beginning stays.
std::string within(std::string words) {
  if (words.size() > 1 && std::islower(static_cast<unsigned char>(words[1])) != 0)
    words[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(words[0])));
  return words;
}

// A sentence without its stop; the plenary's reason stands as it was written.
std::string remarks(const Case& one, const std::string& held) {
  std::vector<std::string> out;
  const auto say_also = [&](std::string words) {
    out.push_back(out.empty() ? std::move(words) : within(std::move(words)));
  };
  const bool present = one.evidence->attendance == Attendance::Present;
  if (differs(*one.decision, *one.evidence)) say_also("Berbeda dari rekomendasi");
  if (present && one.decision->outcome == Outcome::Undecided) say_also("Belum dapat diputus");
  if (const std::string words = conflict(one); !words.empty()) say_also(words);
  if (const std::string words = lateness(one); !words.empty()) say_also(words);
  if (!held.empty()) say_also(held);
  if (one.resolution != nullptr && !one.resolution->reason.empty()) out.push_back(one.resolution->reason);
  return fmt::format("{}", fmt::join(out, "; "));
}

std::string recommendation_word(const Evidence& evidence) {
  if (!evidence.recommendation.competent) return "–";
  return *evidence.recommendation.competent ? "K" : "BK";
}

// One letter of VATM over all the evidence: no where one proof fails it, yes where some were judged and none
// fails, else null.
feel::Value vatm_of(const Evidence& evidence, std::size_t letter) {
  bool judged = false;
  for (const Proof& proof : evidence.proofs) {
    if (proof.vatm[letter] == Judged::No) return false;
    judged = judged || proof.vatm[letter] == Judged::Yes;
  }
  return judged ? feel::Value(true) : feel::Value();
}

// One shape for all rows, for a list may have thousands. `dibahas` is for the packet to say.
const std::shared_ptr<const feel::Keys>& row_keys() {
  static const auto keys = std::make_shared<const feel::Keys>(std::vector<std::string>{"nomor",
                                                                                       "no_pendaftaran",
                                                                                       "nama",
                                                                                       "nik_samar",
                                                                                       "lembaga",
                                                                                       "skema",
                                                                                       "jenjang",
                                                                                       "tuk",
                                                                                       "tanggal_uji",
                                                                                       "asesor",
                                                                                       "hadir",
                                                                                       "rekomendasi",
                                                                                       "kompeten",
                                                                                       "hasil",
                                                                                       "alasan",
                                                                                       "kurang",
                                                                                       "perlu",
                                                                                       "unit_bk",
                                                                                       "dokumen",
                                                                                       "catatan",
                                                                                       "perhatian",
                                                                                       "putusan",
                                                                                       "valid",
                                                                                       "asli",
                                                                                       "terkini",
                                                                                       "memadai",
                                                                                       "nomor_sertifikat",
                                                                                       "no_registrasi",
                                                                                       "dibahas"});
  return keys;
}

}  // namespace

feel::Value participant_facts(long long number, const Case& one, const std::string& held) {
  const Evidence& evidence = *one.evidence;
  const Decision& decision = *one.decision;
  std::vector<std::string> assessors;
  for (const Assessor& assessor : evidence.assessors) assessors.push_back(assessor.name);
  const bool present = evidence.attendance == Attendance::Present;
  const bool incomplete = present && enclosures_text(evidence) != "Lengkap";
  const bool certified = one.certificate != nullptr;
  return feel::Context(
      row_keys(), {number,
                   evidence.id,
                   evidence.candidate.name,
                   masked(evidence.candidate.national_id),
                   evidence.candidate.organisation,
                   one.scheme->title,
                   one.scheme->level,
                   evidence.session.site.name,
                   date_range(evidence.session.begins, evidence.session.ends),
                   fmt::format("{}", fmt::join(assessors, "; ")),
                   present,
                   recommendation_word(evidence),
                   truth_of(decision.outcome),
                   result_word(decision),
                   decision.reason,
                   present ? gaps_in_short(decision, *one.scheme) : "",
                   present ? needs_in_short(decision, *one.scheme) : "",
                   present ? units_not_yet(decision, *one.scheme) : "Tidak hadir",
                   present ? enclosures_text(evidence) : "–",
                   remarks(one, held),
                   !held.empty() || !conflict(one).empty() || differs(decision, evidence) || incomplete ||
                       (present && decision.outcome == Outcome::Undecided),
                   one.resolution == nullptr ? std::string() : ruling_text(one.resolution->ruling),
                   vatm_of(evidence, 0),
                   vatm_of(evidence, 1),
                   vatm_of(evidence, 2),
                   vatm_of(evidence, 3),
                   certified ? feel::Value(one.certificate->number) : feel::Value(),
                   certified ? feel::Value(one.certificate->registration) : feel::Value(),
                   feel::Value()});
}

}  // namespace pleno::app
