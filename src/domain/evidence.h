// One candidate in one assessment, as the source database has it. Frozen by `pull`; never repaired.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/scheme.h"
#include "text/date.h"
#include "text/diagnostic.h"

namespace pleno {

// K, BK, PL (penilaian lanjut: to be closed by another method), or nothing entered.
enum class Mark : std::uint8_t { None, Competent, NotYetCompetent, FurtherAssessment };
// The columns of FR.AK.02's matrix, in their printed order.
enum class Method : std::uint8_t { Observation, Portfolio, ThirdParty, Oral, Written, Project, Other };
inline constexpr std::size_t method_count = 7;
// L, TL, T: langsung, tidak langsung, tambahan.
enum class EvidenceKind : std::uint8_t { Direct, Indirect, Additional };

// A tri-state judgement of one letter of VATM: not judged, yes, no.
enum class Judged : std::uint8_t { No, Yes, Unknown };

// One mark: for one criterion by one method.
struct Proof {
  std::uint32_t criterion = 0;  // position in the scheme, see CriterionIndex
  Method method = Method::Observation;
  Mark mark = Mark::None;
  EvidenceKind kind = EvidenceKind::Direct;
  std::array<Judged, 4> vatm = {Judged::Unknown, Judged::Unknown, Judged::Unknown, Judged::Unknown};
  std::int32_t score = -1;  // hundredths of a point, -1: none
  std::optional<Date> date;
  std::uint8_t assessor = 0;  // index into Evidence::assessors
  bool operator==(const Proof&) const = default;
};

struct Candidate {
  std::string person_id;  // stable id of the person in the source, never printed
  std::string name;       // as on the identity card, NFC, single-spaced
  std::string title_front;
  std::string title_back;
  std::string national_id;  // NIK, 16 digits as text; may be empty
  std::string organisation;
  std::string email;  // may be empty or faulty: checked when a mail is made
  bool operator==(const Candidate&) const = default;
};

struct Assessor {
  std::string person_id;     // compared with the committee's members
  std::string name;          // with degrees, as printed
  std::string registration;  // "MET.000.002233 2021"
  bool operator==(const Assessor&) const = default;
};

enum class SiteKind { Temporary, Workplace, Independent };  // Sewaktu/Tempat Kerja/Mandiri

struct AssessmentSite {  // TUK
  std::string id;
  std::string name;
  SiteKind kind = SiteKind::Temporary;
  std::string address;
  bool operator==(const AssessmentSite&) const = default;
};

struct AssessmentSession {  // jadwal
  std::string id;
  Date begins;
  Date ends;
  AssessmentSite site;
  bool operator==(const AssessmentSession&) const = default;
};

enum class Attendance { Present, Absent, Withdrawn, Disqualified };

// The assessor's advice on FR.AK.02: an opinion, not a decision.
struct Recommendation {
  std::optional<bool> competent;  // nothing: not filled in
  std::string comment;            // Komentar/ Observasi oleh asesor
  bool operator==(const Recommendation&) const = default;
};

// Whether a form or proof of the file is there: {"APL.01", true}.
struct Enclosure {
  std::string code;
  bool present = false;
  bool operator==(const Enclosure&) const = default;
};

struct Evidence {
  std::string id;      // registration number of this assessment: "26-0412"; unique in the source
  std::string scheme;  // Scheme::id
  Candidate candidate;
  AssessmentSession session;
  std::vector<Assessor> assessors;  // the first leads
  Attendance attendance = Attendance::Present;
  Recommendation recommendation;
  std::vector<Enclosure> enclosures;  // by code
  std::vector<Proof> proofs;          // ordered by criterion, then method, assessor
  // SHA-256 of the candidate's row as the source spells it, where something in it was tidied (NFC, blanks);
  // else empty. So the digest of the evidence covers both spellings.
  std::string source_digest;
  bool operator==(const Evidence&) const = default;
};

std::string_view to_text(Mark mark);          // "K", "BK", "PL", ""
std::string_view to_text(Method method);      // fact names: "observasi", "portofolio", "pihak_ketiga", …
std::string_view to_text(EvidenceKind kind);  // "L", "TL", "T"
std::string_view to_text(SiteKind kind);      // "Sewaktu", "Tempat Kerja", "Mandiri"
std::string_view to_text(
    Attendance attendance);  // "hadir", "tidak-hadir", "mengundurkan-diri", "diskualifikasi"
std::optional<Mark> parse_mark(std::string_view text);      // exactly those spellings
std::optional<Method> parse_method(std::string_view text);  // those, or instrument codes CL VP PW DPL DPT CUP
std::optional<EvidenceKind> parse_evidence_kind(std::string_view text);
std::optional<SiteKind> parse_site_kind(std::string_view text);
std::optional<Attendance> parse_attendance(std::string_view text);

// The canonical text: what is frozen in the journal and what the digest covers. Line-based, UTF-8, the
// same for the same values on every machine; parse_evidence(to_text(e)) == e.
std::string to_text(const Evidence& evidence);
// Nothing on a text that is not ours, with the line in `found`.
std::optional<Evidence> parse_evidence(std::string_view text, Diagnostics& found);
std::string digest_of(const Evidence& evidence);  // SHA-256 of the canonical text

}  // namespace pleno
