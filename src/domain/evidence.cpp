#include "domain/evidence.h"

#include "domain/words.h"

namespace pleno {
namespace {

constexpr Words<Mark, 4> marks = {{{Mark::None, ""},
                                   {Mark::Competent, "K"},
                                   {Mark::NotYetCompetent, "BK"},
                                   {Mark::FurtherAssessment, "PL"}}};
constexpr Words<Method, 7> methods = {{{Method::Observation, "observasi"},
                                       {Method::Portfolio, "portofolio"},
                                       {Method::ThirdParty, "pihak_ketiga"},
                                       {Method::Oral, "lisan"},
                                       {Method::Written, "tertulis"},
                                       {Method::Project, "proyek"},
                                       {Method::Other, "lainnya"}}};
// The instrument codes behind FR.AK.02's columns in existing data.
constexpr Words<Method, 7> instruments = {{{Method::Observation, "CL"},
                                           {Method::Portfolio, "VP"},
                                           {Method::ThirdParty, "PW"},
                                           {Method::Oral, "DPL"},
                                           {Method::Written, "DPT"},
                                           {Method::Project, "CUP"},
                                           {Method::Other, "Lainnya"}}};
constexpr Words<EvidenceKind, 3> kinds = {
    {{EvidenceKind::Direct, "L"}, {EvidenceKind::Indirect, "TL"}, {EvidenceKind::Additional, "T"}}};
constexpr Words<SiteKind, 3> site_kinds = {{{SiteKind::Temporary, "Sewaktu"},
                                            {SiteKind::Workplace, "Tempat Kerja"},
                                            {SiteKind::Independent, "Mandiri"}}};
constexpr Words<Attendance, 4> attendances = {{{Attendance::Present, "hadir"},
                                               {Attendance::Absent, "tidak-hadir"},
                                               {Attendance::Withdrawn, "mengundurkan-diri"},
                                               {Attendance::Disqualified, "diskualifikasi"}}};

}  // namespace

std::string_view to_text(Mark mark) { return word_of(marks, mark); }
std::string_view to_text(Method method) { return word_of(methods, method); }
std::string_view to_text(EvidenceKind kind) { return word_of(kinds, kind); }
std::string_view to_text(SiteKind kind) { return word_of(site_kinds, kind); }
std::string_view to_text(Attendance attendance) { return word_of(attendances, attendance); }

std::optional<Mark> parse_mark(std::string_view text) { return value_of(marks, text); }
std::optional<Method> parse_method(std::string_view text) {
  const auto method = value_of(methods, text);
  return method ? method : value_of(instruments, text);
}
std::optional<EvidenceKind> parse_evidence_kind(std::string_view text) { return value_of(kinds, text); }
std::optional<SiteKind> parse_site_kind(std::string_view text) { return value_of(site_kinds, text); }
std::optional<Attendance> parse_attendance(std::string_view text) { return value_of(attendances, text); }

}  // namespace pleno
