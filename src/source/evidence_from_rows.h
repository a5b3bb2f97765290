// Makes one assessment's evidence from its rows of the four queries, and says everything that is wrong with
// them. Never knows a database.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/evidence.h"
#include "source/row_check.h"

namespace pleno::source {

// A scheme prepared for looking up the criterion of a mark. Rows mostly come in the scheme's order, so the
// criterion after the last one found is tried first, in the spelling last seen.
class CriterionFinder {
 public:
  explicit CriterionFinder(const Scheme& scheme);
  std::optional<std::uint32_t> find(std::string_view unit_code, std::string_view number);
  // The scheme's code of the unit whose results may come as `unit_code` on that day (Unit::other_codes);
  // empty when there is none, or more than one.
  std::string equal_unit(std::string_view unit_code, Date day) const;
  std::vector<std::string> unit_codes() const;
  bool has_unit(std::string_view unit_code) const { return index_.has_unit(unit_code); }
  std::vector<std::string> numbers_of(std::string_view unit_code) const {
    return index_.numbers_of(unit_code);
  }
  std::string name_of(std::uint32_t position) const;  // "M.70.MKT00.003.2 KUK 1.2", for messages

 private:
  struct Spelling {
    std::string unit_code;
    std::string number;
  };
  const Scheme& scheme_;
  CriterionIndex index_;
  std::vector<Spelling> spellings_;  // by position
  std::uint32_t expected_ = 0;
};

class EvidenceFromRows {
 public:
  explicit EvidenceFromRows(const std::vector<Scheme>& schemes);

  // In this order: a candidate's row, then its rows of the other queries, then finish().
  void begin(const Rows& row, std::string_view assessment);
  void add_assessor(const Rows& row);
  void add_document(const Rows& row);
  void add_mark(const Rows& row);
  // A second row of candidates.sql for the same assessment.
  void add_candidate_again(const Rows& row, bool equal);
  // The evidence, or nothing when faults() has any.
  std::optional<Evidence> finish();

  Diagnostics& faults() { return faults_; }
  Diagnostics& remarks() { return remarks_; }
  Diagnostics tidied() const { return tidied_.notes(); }

 private:
  struct MarkRow {
    Proof proof;
    long long row = 0;
  };

  RowCheck check(const Rows& row) { return {row, evidence_.id, faults_, remarks_, tidied_}; }
  void note_shared(const Rows& row);
  std::optional<std::uint32_t> criterion_of(const Rows& row);
  std::optional<std::uint8_t> assessor_of(const Rows& row);
  std::optional<Method> method_of(const Rows& row);
  std::optional<Date> marked_on(const Rows& row);
  Diagnostic contradiction(const Proof& one, const Proof& other) const;
  void take_marks();

  std::vector<std::string> scheme_ids_;
  std::map<std::string, CriterionFinder, std::less<>> finders_;

  Evidence evidence_;
  Place begun_at_;
  CriterionFinder* finder_ = nullptr;  // of the assessment's scheme; null when that is unknown
  bool has_lead_ = false;
  std::vector<MarkRow> marks_;
  Place marks_place_;
  Diagnostics faults_, remarks_;
  Tidied tidied_;

  // The last spelling read, because neighbouring rows mostly say the same.
  std::string last_method_text_, last_date_text_;
  Method last_method_ = Method::Observation;
  std::optional<Date> last_date_;

  // Whose NIK and whose address was seen: hashes only, so that neither is kept.
  std::unordered_map<std::size_t, std::size_t> person_by_national_id_, person_by_email_;
};

}  // namespace pleno::source
