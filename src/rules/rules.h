// One rule set, read and checked: what makes a KUK, an element, a unit and the scheme competent, and the
// table that turns this into a result. A plain value; it never judges by itself and never changes.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/decision.h"
#include "feel/expression.h"
#include "text/date.h"
#include "text/diagnostic.h"

namespace pleno::rules {

// One reason text of `alasan`; without it the built-in sentence is used.
using Reason = std::optional<feel::Text>;

// A part of the file that people are pointed at.
struct Spot {
  Place at;
  std::string excerpt;  // the file's line
  int length = 1;       // in code points
};

// An `if` of a condition and where its two branches stand.
struct ForkSpots {
  std::uint32_t begin = 0;  // as in feel::Fork
  Spot then;
  Spot otherwise;
};

// One block of the file: "kriteria", "unit", or "unit inti" for the members of the list `inti`.
struct LevelRule {
  std::string name;
  std::string list;  // "inti"; empty: for every node of the level
  feel::Expression competent;
  Reason when_competent;  // alasan.K
  Reason when_not;        // alasan.BK
  Reason when_empty;      // alasan.kosong: nothing entered
  Reason when_open;       // alasan.lanjut: entered, but not decided (criteria only)
  Spot at;                // of its key
  std::vector<ForkSpots> forks;
};

// A row of `hasil`: the first whose condition is true speaks.
struct ResultRow {
  feel::Expression when;
  std::string result;     // "kompeten", …, see result_words()
  std::string follow_up;  // code, may be empty
  Reason reason;
  Spot spot;  // of the condition
  std::vector<ForkSpots> forks;
};

// An entry of a list under `daftar`: a unit in any spelling of its code, or one KUK of it.
struct CodeReference {
  std::string unit;       // as written: "003.2", "M.70MKT00.003.2"
  std::string criterion;  // "1.2"; empty: the whole unit
  Place at;
  std::string excerpt;
};
struct CodeList {
  std::string name;
  std::vector<CodeReference> members;
};

// Two units that count as one, from a day on . Stated, never guessed.
struct Equivalence {
  std::string unit;
  std::string equals;
  std::optional<Date> from;
  std::optional<Date> until;  // the last day
  bool in_force(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

// A line of `contoh`.
struct Example {
  std::string given;                                  // jika
  std::string result;                                 // maka
  std::optional<std::vector<CodeReference>> missing;  // sebab: exactly these
  std::string reason;                                 // alasan: the whole sentence; empty: any
  std::string follow_up;                              // tindak_lanjut; empty: any
  std::string scheme;  // skema: id; empty: every scheme that has the units named
  Place at;
  Place at_result;
  std::string excerpt;         // the file's line of `jika`
  std::string excerpt_result;  // the file's line of `maka`
};

struct RuleParts {
  std::string id;
  std::string title;
  std::string basis;
  std::string note;
  Date valid_from{};
  std::optional<Date> valid_to;      // the last day
  std::vector<std::string> schemes;  // untuk: ids; empty: all
  std::vector<std::pair<std::string, feel::Value>> constants;
  std::vector<CodeList> lists;
  std::vector<Equivalence> equivalences;
  std::array<std::vector<LevelRule>, 4> levels;  // by Level; the rule without a list comes last
  std::vector<ResultRow> rows;
  std::vector<Example> examples;
  Place at_validity;
};

class Rules {
 public:
  Rules(RuleParts parts, std::string file, std::string digest)
      : parts_(std::move(parts)), file_(std::move(file)), digest_(std::move(digest)) {}

  const std::string& id() const { return parts_.id; }
  const std::string& title() const { return parts_.title; }
  Date valid_from() const { return parts_.valid_from; }
  std::optional<Date> valid_to() const { return parts_.valid_to; }  // the last day; nothing: still valid
  const std::string& digest() const { return digest_; }
  const std::string& file() const { return file_; }
  const RuleParts& parts() const { return parts_; }

  bool valid_on(Date day) const;
  // Whether the set is meant for this scheme: `untuk` names it or names none.
  bool applies_to(std::string_view scheme) const;

 private:
  RuleParts parts_;
  std::string file_;
  std::string digest_;
};

// What `maka` may say, and the outcome it stands for: only "kompeten" is Competent and only
// "belum-kompeten" is NotYetCompetent.
const std::vector<std::string>& result_words();
Outcome outcome_of_result(std::string_view result);
// Results that speak of the person's attendance, not of the evidence: no gaps are listed for them.
bool is_attendance_result(std::string_view result);

}  // namespace pleno::rules
