#include "source/evidence_from_rows.h"

#include <algorithm>
#include <tuple>

#include "source/columns.h"
#include "text/digest.h"
#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

using Need = RowCheck::Need;

const std::vector<std::string> known_marks = {"K", "BK", "PL"};
const std::vector<std::string> known_methods = {
    "observasi", "portofolio", "pihak_ketiga", "lisan", "tertulis", "proyek", "lainnya",
    "CL",        "VP",         "PW",           "DPL",   "DPT",      "CUP"};
const std::vector<std::string> known_kinds = {"L", "TL", "T"};
const std::vector<std::string> known_site_kinds = {"Sewaktu", "Tempat Kerja", "Mandiri"};
const std::vector<std::string> known_attendances = {"hadir", "tidak-hadir", "mengundurkan-diri",
                                                    "diskualifikasi"};
const std::vector<std::string> known_recommendations = {"K", "BK"};

// FR.AK.02 knows no PL as the assessor's advice. Words that people write in full are taken, these and no
// others.
std::optional<bool> parse_recommendation(std::string_view text) {
  if (text == "K" || text == "kompeten" || text == "Kompeten" || text == "KOMPETEN") return true;
  if (text == "BK" || text == "belum kompeten" || text == "Belum Kompeten" || text == "BELUM KOMPETEN")
    return false;
  return std::nullopt;
}

// The cells of a row as the source spells them, in one text: no cell holds a unit separator.
std::string spelling_of(const Rows& row) {
  std::string out;
  for (std::size_t column = 0; column < row.width(); ++column) out.append(row[column]).append(1, '\x1F');
  return out;
}

}  // namespace

CriterionFinder::CriterionFinder(const Scheme& scheme) : scheme_(scheme), index_(scheme) {
  for (const Unit& unit : scheme.units) {
    for (const Element& element : unit.elements) {
      for (const Criterion& criterion : element.criteria) spellings_.push_back({unit.code, criterion.number});
    }
  }
}

std::optional<std::uint32_t> CriterionFinder::find(std::string_view unit_code, std::string_view number) {
  // The next one, or the same again by another method.
  for (const std::uint32_t position : {expected_, expected_ - 1}) {
    if (position >= spellings_.size()) continue;
    const Spelling& spelling = spellings_[position];
    if (spelling.number == number && spelling.unit_code == unit_code) {
      expected_ = position + 1;
      return position;
    }
  }
  const auto position = index_.find(unit_code, number);
  if (!position) return std::nullopt;
  expected_ = *position + 1;
  // Learn how the source spells this unit's code.
  const std::string printed = spellings_[*position].unit_code;
  for (Spelling& spelling : spellings_) {
    if (spelling.unit_code == printed) spelling.unit_code = unit_code;
  }
  return position;
}

std::string CriterionFinder::equal_unit(std::string_view unit_code, Date day) const {
  std::string found;
  for (const Unit& unit : scheme_.units) {
    for (const OtherCode& other : unit.other_codes) {
      const bool in_force = other.from <= day && (!other.until || day <= *other.until);
      if (!in_force || !is_code_of(other.code, unit_code) || found == unit.code) continue;
      if (!found.empty()) return {};
      found = unit.code;
    }
  }
  return found;
}

std::vector<std::string> CriterionFinder::unit_codes() const {
  std::vector<std::string> out;
  for (const Unit& unit : scheme_.units) out.push_back(unit.code);
  return out;
}

std::string CriterionFinder::name_of(std::uint32_t position) const {
  std::uint32_t at = 0;
  for (const Unit& unit : scheme_.units) {
    for (const Element& element : unit.elements) {
      for (const Criterion& criterion : element.criteria) {
        if (at++ == position) return unit.code + " KUK " + criterion.number;
      }
    }
  }
  return {};
}

EvidenceFromRows::EvidenceFromRows(const std::vector<Scheme>& schemes) {
  for (const Scheme& scheme : schemes) {
    scheme_ids_.push_back(scheme.id);
    finders_.try_emplace(scheme.id, scheme);
  }
}

void EvidenceFromRows::begin(const Rows& row, std::string_view assessment) {
  namespace c = candidate;
  evidence_ = {};
  evidence_.id = assessment;
  finder_ = nullptr;
  has_lead_ = false;
  marks_.clear();
  faults_.clear();
  remarks_.clear();
  begun_at_ = place_of(row, assessment);
  const long long tidied_before = tidied_.total();

  RowCheck cell = check(row);
  evidence_.scheme = cell.text(c::Scheme, "scheme", Need::Required);
  if (const auto found = finders_.find(evidence_.scheme); found != finders_.end()) {
    finder_ = &found->second;
  } else if (!evidence_.scheme.empty()) {
    cell.unknown("scheme", evidence_.scheme, scheme_ids_);
  }
  Candidate& who = evidence_.candidate;
  who.person_id = cell.text(c::PersonId, "person_id", Need::Required);
  who.name = cell.person_name(c::Name, "name");
  who.title_front = cell.text(c::TitleFront, "title_front", Need::Optional);
  who.title_back = cell.text(c::TitleBack, "title_back", Need::Optional);
  who.national_id = cell.national_id(c::NationalId);
  who.organisation = cell.text(c::Organisation, "organisation", Need::Optional);
  who.email = cell.text(c::Email, "email", Need::Optional);
  evidence_.attendance =
      cell.word(c::Attendance, "attendance", Need::Required, &parse_attendance, known_attendances)
          .value_or(Attendance::Present);

  AssessmentSession& session = evidence_.session;
  session.id = cell.text(c::SessionId, "session_id", Need::Required);
  const auto begins = cell.date(c::StartsOn, "starts_on", Need::Required);
  const auto ends = cell.date(c::EndsOn, "ends_on", Need::Required);
  if (begins && ends) {
    session.begins = *begins;
    session.ends = *ends;
    if (*ends < *begins) {
      cell.error(say("jadwal berakhir ({}) sebelum mulai ({})", "the session ends ({}) before it begins ({})",
                     iso(*ends), iso(*begins)));
    }
  }
  session.site.id = cell.text(c::SiteId, "site_id", Need::Required);
  session.site.name = cell.text(c::SiteName, "site_name", Need::Required);
  session.site.kind = cell.word(c::SiteKind, "site_kind", Need::Required, &parse_site_kind, known_site_kinds)
                          .value_or(SiteKind::Temporary);
  session.site.address = cell.text(c::SiteAddress, "site_address", Need::Optional);
  evidence_.recommendation.competent = cell.word(c::Recommendation, "recommendation", Need::Optional,
                                                 &parse_recommendation, known_recommendations);
  const std::string_view advice = trimmed(row[c::Recommendation]);
  if (evidence_.recommendation.competent && advice != "K" && advice != "BK") cell.tidied("recommendation");
  evidence_.recommendation.comment = cell.remark(c::Comment, "comment");
  if (tidied_.total() != tidied_before) evidence_.source_digest = sha256(spelling_of(row));
  note_shared(row);
}

void EvidenceFromRows::note_shared(const Rows& row) {
  const Candidate& who = evidence_.candidate;
  const std::size_t person = std::hash<std::string>{}(who.person_id);
  const auto shared = [&](auto& seen, const std::string& value) {
    return !value.empty() &&
           seen.try_emplace(std::hash<std::string>{}(value), person).first->second != person;
  };
  if (shared(person_by_email_, lower(who.email))) {
    check(row).warn(
        say("alamat surel ini juga dipakai orang lain", "another person has this e-mail address too"),
        say("keduanya tetap dikirimi; pastikan alamatnya benar",
            "both get their mail; make sure that the address is right"));
  }
  if (shared(person_by_national_id_, who.national_id)) {
    check(row).warn(say("NIK ini juga dipakai person_id lain", "another person_id has this NIK too"),
                    say("satu orang tercatat dua kali, atau NIK salah ketik",
                        "one person kept twice, or a mistyped NIK"));
  }
}

void EvidenceFromRows::add_candidate_again(const Rows& row, bool equal) {
  RowCheck cell = check(row);
  if (equal) {
    cell.note(say("baris ini sama dengan baris sebelumnya dan diabaikan",
                  "this row repeats the one before and is ignored"));
  } else {
    cell.error(say("asesmen ini sudah ada di {} dengan isi lain",
                   "this assessment is already in {} with other content", begun_at_.record),
               say("satu asesmen satu baris; periksa join kueri",
                   "one row for each assessment; check the query's joins"));
  }
}

void EvidenceFromRows::add_assessor(const Rows& row) {
  namespace c = assessor;
  RowCheck cell = check(row);
  Assessor who;
  who.person_id = cell.text(c::PersonId, "person_id", Need::Required);
  who.name = cell.person_name(c::Name, "name");
  who.registration = cell.text(c::Registration, "registration", Need::Required);
  const bool leads = cell.truth(c::Lead, "lead").value_or(false);
  for (const Assessor& other : evidence_.assessors) {
    if (other.person_id != who.person_id) continue;
    if (other == who)
      return cell.note(say("asesor '{}' tercantum dua kali", "assessor '{}' is listed twice", who.name));
    return cell.error(say("asesor '{}' tercantum dua kali dengan isi lain",
                          "assessor '{}' is listed twice with other content", shown(who.person_id)));
  }
  if (leads && has_lead_) {
    cell.error(
        say("lebih dari satu asesor memimpin asesmen ini", "more than one assessor leads this assessment"),
        say("tandai lead = 1 pada satu asesor saja", "mark one assessor only with lead = 1"));
  }
  has_lead_ = has_lead_ || leads;
  evidence_.assessors.insert(leads ? evidence_.assessors.begin() : evidence_.assessors.end(), std::move(who));
}

void EvidenceFromRows::add_document(const Rows& row) {
  namespace c = document;
  RowCheck cell = check(row);
  const std::string code = cell.text(c::Code, "code", Need::Required, 40);
  const auto present = cell.truth(c::Present, "present");
  if (!present && row[c::Present].empty())
    cell.error(say("kolom 'present' kosong atau NULL", "column 'present' is empty or NULL"));
  if (code.empty() || !present) return;
  for (const Enclosure& other : evidence_.enclosures) {
    if (other.code != code) continue;
    if (other.present == *present)
      return cell.note(say("dokumen {} tercantum dua kali", "document {} is listed twice", code));
    return cell.error(
        say("dokumen {} tercantum ada dan tidak ada", "document {} is listed as there and as missing", code));
  }
  evidence_.enclosures.push_back({code, *present});
}

std::optional<std::uint32_t> EvidenceFromRows::criterion_of(const Rows& row) {
  std::string_view unit = row[mark::UnitCode];
  const std::string_view number = row[mark::Criterion];
  if (finder_ == nullptr) return std::nullopt;  // the scheme is unknown, which has been said
  if (const auto position = finder_->find(unit, number)) return position;
  const bool known = unit.empty() || finder_->has_unit(unit);
  const std::string equal = known ? std::string() : finder_->equal_unit(unit, evidence_.session.begins);
  if (!equal.empty()) {
    if (const auto position = finder_->find(equal, number)) return position;
    unit = equal;
  }
  RowCheck cell = check(row);
  if (unit.empty() || number.empty()) {
    cell.error(say("kolom '{}' kosong atau NULL", "column '{}' is empty or NULL",
                   unit.empty() ? "unit_code" : "criterion"));
  } else if (!finder_->has_unit(unit)) {
    cell.error(say("unit '{}' tidak ada dalam skema {}", "scheme {1} has no unit '{0}'", shown(unit),
                   evidence_.scheme),
               did_you_mean(unit, finder_->unit_codes()));
  } else {
    cell.error(say("unit {} tidak memiliki KUK '{}'", "unit {} has no KUK '{}'", shown(unit), shown(number)),
               did_you_mean(number, finder_->numbers_of(unit)));
  }
  return std::nullopt;
}

std::optional<std::uint8_t> EvidenceFromRows::assessor_of(const Rows& row) {
  const std::string_view id = row[mark::AssessorId];
  if (id.empty() || evidence_.assessors.empty()) return std::uint8_t{0};  // finish() says when there is none
  for (std::size_t i = 0; i < evidence_.assessors.size() && i < 255; ++i) {
    if (evidence_.assessors[i].person_id == id) return static_cast<std::uint8_t>(i);
  }
  std::vector<std::string> known;
  for (const Assessor& who : evidence_.assessors) known.push_back(shown(who.person_id));
  check(row).error(
      say("asesor '{}' bukan asesor asesmen ini", "'{}' is no assessor of this assessment", shown(id)),
      did_you_mean(id, known));
  return std::nullopt;
}

std::optional<Method> EvidenceFromRows::method_of(const Rows& row) {
  const std::string_view raw = row[mark::Method];
  if (!raw.empty() && raw == last_method_text_) return last_method_;
  const auto method = check(row).word(mark::Method, "method", Need::Required, &parse_method, known_methods);
  if (method) {
    last_method_text_ = raw;
    last_method_ = *method;
  }
  return method;
}

std::optional<Date> EvidenceFromRows::marked_on(const Rows& row) {
  const std::string_view raw = row[mark::MarkedOn];
  if (raw.empty()) return std::nullopt;
  if (raw != last_date_text_) {
    const auto date = check(row).date(mark::MarkedOn, "marked_on", Need::Optional);
    if (!date) return date;
    last_date_text_ = raw;
    last_date_ = date;
  }
  const AssessmentSession& session = evidence_.session;
  if (session.begins.ok() && *last_date_ < session.begins) {
    check(row).error(
        say("dinilai {}, sebelum jadwal mulai ({})", "marked on {}, before the session begins ({})",
            iso(*last_date_), iso(session.begins)),
        say("periksa tanggal penilaian dan jadwalnya", "check the date of the mark and the session"));
  }
  return last_date_;
}

void EvidenceFromRows::add_mark(const Rows& row) {
  namespace c = mark;
  RowCheck cell = check(row);
  marks_place_ = {.file = row.query().file, .record = {}};
  const auto criterion = criterion_of(row);
  const auto method = method_of(row);
  const auto value = cell.word(c::Mark, "mark", Need::Optional, &parse_mark, known_marks);
  const auto kind = cell.word(c::Kind, "kind", Need::Required, &parse_evidence_kind, known_kinds);
  const auto assessor = assessor_of(row);
  MarkRow out;
  out.row = row.number();
  out.proof.mark = value.value_or(Mark::None);
  constexpr std::array<std::string_view, 4> vatm = {"valid", "authentic", "current", "sufficient"};
  for (std::size_t i = 0; i < vatm.size(); ++i) {
    const auto judged = cell.truth(c::Valid + i, vatm[i]);
    if (judged) out.proof.vatm[i] = *judged ? Judged::Yes : Judged::No;
  }
  out.proof.score = cell.score(c::Score);
  out.proof.date = marked_on(row);
  if (!criterion || !method || !kind || !assessor) return;  // each has been said
  out.proof.criterion = *criterion;
  out.proof.method = *method;
  out.proof.kind = *kind;
  out.proof.assessor = *assessor;
  marks_.push_back(out);
}

// In an order of its own: databases give equal keys in any.
Diagnostic EvidenceFromRows::contradiction(const Proof& one, const Proof& other) const {
  const auto [first, second] = std::minmax(one.mark, other.mark);
  const std::string what = first == second
                               ? say("tanggal, skor, jenis atau VATM", "date, score, kind or VATM")
                               : say("'{}' dan '{}'", "'{}' and '{}'", to_text(first), to_text(second));
  return {.at = marks_place_,
          .message = say("{} dinilai dua kali oleh asesor yang sama dengan isi berbeda ({}: {})",
                         "{} was marked twice by the same assessor with different content ({}: {})",
                         finder_->name_of(one.criterion), to_text(one.method), what),
          .hint = say("hapus baris yang salah di basis data sumber",
                      "remove the wrong row in the source database")};
}

// Sorts the marks and settles doubles: equal ones count once, contradicting ones cost the assessment.
void EvidenceFromRows::take_marks() {
  const auto key = [](const MarkRow& m) {
    return std::tie(m.proof.criterion, m.proof.method, m.proof.assessor);
  };
  const auto before = [&](const MarkRow& a, const MarkRow& b) { return key(a) < key(b); };
  if (!std::is_sorted(marks_.begin(), marks_.end(), before))
    std::stable_sort(marks_.begin(), marks_.end(), before);
  long long doubles = 0;
  evidence_.proofs.reserve(marks_.size());
  for (std::size_t i = 0; i < marks_.size(); ++i) {
    if (i == 0 || key(marks_[i]) != key(marks_[i - 1])) {
      evidence_.proofs.push_back(marks_[i].proof);
    } else if (marks_[i].proof == evidence_.proofs.back()) {
      ++doubles;
    } else {
      marks_place_.record = say("baris {} dan {}, asesmen {}", "rows {} and {}, assessment {}",
                                marks_[i - 1].row, marks_[i].row, evidence_.id);
      faults_.push_back(contradiction(evidence_.proofs.back(), marks_[i].proof));
    }
  }
  if (doubles == 0) return;
  marks_place_.record = say("asesmen {}", "assessment {}", evidence_.id);
  remarks_.push_back(
      {.severity = Severity::Note,
       .at = marks_place_,
       .message = say("{} nilai tercatat dua kali dengan isi sama, dihitung sekali",
                      "{} marks are kept twice with the same content and count once", doubles)});
}

std::optional<Evidence> EvidenceFromRows::finish() {
  if (evidence_.assessors.empty()) {
    faults_.push_back(
        {.at = begun_at_,
         .message = say("asesmen tanpa asesor", "an assessment without an assessor"),
         .hint = say("tugaskan asesor di basis data sumber", "assign an assessor in the source database")});
  }
  std::sort(evidence_.enclosures.begin(), evidence_.enclosures.end(),
            [](const Enclosure& a, const Enclosure& b) { return a.code < b.code; });
  take_marks();
  if (!faults_.empty()) return std::nullopt;
  return std::move(evidence_);
}

}  // namespace pleno::source
