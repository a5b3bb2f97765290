// The source contract: which columns each of the four queries gives. The one place that names them; the
// enumerators are their positions in a Row. Never says how a site's own tables look.
#pragma once
#include <array>
#include <string_view>

namespace pleno::source {

namespace candidate {
enum Column {
  AssessmentId,
  Scheme,
  PersonId,
  Name,
  TitleFront,
  TitleBack,
  NationalId,
  Organisation,
  Email,
  Attendance,
  SessionId,
  StartsOn,
  EndsOn,
  SiteId,
  SiteName,
  SiteKind,
  SiteAddress,
  Recommendation,
  Comment
};
inline constexpr std::array<std::string_view, 19> columns = {
    "assessment_id", "scheme",       "person_id",      "name",    "title_front",
    "title_back",    "national_id",  "organisation",   "email",   "attendance",
    "session_id",    "starts_on",    "ends_on",        "site_id", "site_name",
    "site_kind",     "site_address", "recommendation", "comment"};
}  // namespace candidate

namespace mark {
enum Column {
  AssessmentId,
  UnitCode,
  Criterion,
  Method,
  Mark,
  Kind,
  Valid,
  Authentic,
  Current,
  Sufficient,
  Score,
  MarkedOn,
  AssessorId
};
inline constexpr std::array<std::string_view, 13> columns = {
    "assessment_id", "unit_code", "criterion",  "method", "mark",      "kind",       "valid",
    "authentic",     "current",   "sufficient", "score",  "marked_on", "assessor_id"};
}  // namespace mark

namespace assessor {
enum Column { AssessmentId, PersonId, Name, Registration, Lead };
inline constexpr std::array<std::string_view, 5> columns = {"assessment_id", "person_id", "name",
                                                            "registration", "lead"};
}  // namespace assessor

namespace document {
enum Column { AssessmentId, Code, Present };
inline constexpr std::array<std::string_view, 3> columns = {"assessment_id", "code", "present"};
}  // namespace document

}  // namespace pleno::source
