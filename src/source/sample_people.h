// The fictional people of the sample database and what is special about each.
// Never names a real person: names are common ones, addresses end in ".example".
#pragma once
#include <string>

namespace pleno::source {

// How an assessment went: each is one branch that decision, documents or mail must get right.
enum class Design {
  AllCompetent,
  OneCriterionNot,    // one KUK BK
  WholeUnitNot,       // every KUK of one unit BK
  TwoUnitsNot,        // one KUK BK in each of two units, and one KUK without a mark
  MarksMissing,       // two KUK without a mark, yet the assessor recommends K
  NothingMarked,      // present, no mark at all
  FurtherClosed,      // observation PL, closed by an oral K
  FurtherOpen,        // observation PL, nothing else
  OtherMethodPassed,  // observation BK, the written test of the same KUK K
  Absent,
  AdvisedNotYet,     // all K, the assessor recommends BK
  AdvisedCompetent,  // one KUK BK, the assessor recommends K
  NoAdvice,          // all K, the assessor recommends nothing
};

struct SamplePerson {
  std::string id;  // "P-1001"
  std::string name, title_front, title_back;
  std::string national_id, organisation, email;
  Design design = Design::AllCompetent;
  std::string missing_document;  // code of a form that the file lacks, or ""
};

// The person of the assessment with this index, from 0: a designed one below 44, else made from the index.
SamplePerson sample_person(long long index);

}  // namespace pleno::source
