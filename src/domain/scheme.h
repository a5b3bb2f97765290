// The yardstick: a certification scheme with its units, elements and criteria, as its page publishes it.
// Texts are kept letter by letter; nothing is corrected here.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/date.h"

namespace pleno {

// A KUK (kriteria unjuk kerja). `number` is "element.index" as printed: "5.1".
struct Criterion {
  std::string number;
  std::string text;
  bool operator==(const Criterion&) const = default;
};

struct Element {
  int number = 0;  // from 1
  std::string title;
  std::vector<Criterion> criteria;
  bool operator==(const Element&) const = default;
};

// Another code under which results of a unit may come on some days: stated by a rule file's `padanan`.
struct OtherCode {
  std::string code;           // as written there, perhaps in its short form
  Date from;                  // the first day
  std::optional<Date> until;  // the last day; nothing: for ever
  bool operator==(const OtherCode&) const = default;
};

struct Unit {
  std::string code;  // as printed: "M.70.MKT00.003.2"
  std::string title;
  std::string title_english;  // empty when the side file gives none
  std::vector<Element> elements;
  std::vector<OtherCode> other_codes = {};  // empty as imported
  bool operator==(const Unit&) const = default;
};

// Kelompok pekerjaan: units that are assessed together.
struct JobGroup {
  std::string title;               // may be empty
  std::vector<std::string> units;  // their codes as printed
  bool operator==(const JobGroup&) const = default;
};

enum class SchemeKind { Kkni, Occupation, Cluster };  // KKNI/Okupasi/Klaster

struct Scheme {
  std::string id;  // short name of the scheme in a site: "layanan"; file-name safe
  std::string title;
  std::string title_english;
  std::string number;  // opaque: "SKM/BNSP/00013/1/2023/12"
  SchemeKind kind = SchemeKind::Kkni;
  int level = 0;      // KKNI level 1..9; 0 when the scheme has none
  std::string field;  // bidang
  std::string field_english;
  std::vector<Unit> units;
  std::vector<JobGroup> job_groups;  // empty: not confirmed, all units are taken as one group
  bool operator==(const Scheme&) const = default;

  std::size_t element_count() const;
  std::size_t criterion_count() const;
};

// The unit with this code as printed; an empty one where the scheme has none.
const Unit& unit_of(const Scheme& scheme, std::string_view code);

// "KKNI", "Okupasi", "Klaster".
std::string_view to_text(SchemeKind kind);
std::optional<SchemeKind> parse_scheme_kind(std::string_view text);

// The code for matching: upper case, without blanks and without the dot that some write between the
// area and the letters: "M.70.MKT00.003.2" and "M.70MKT00.003.2" are one. Never for printing.
std::string normalised_code(std::string_view code);
// The part that people say: "003.2" of "M.70.MKT00.003.2".
std::string short_code(std::string_view code);
// Whether people mean the unit `code` when they write `wanted`: any spelling, or the short form.
bool is_code_of(std::string_view wanted, std::string_view code);

// Every criterion of a scheme in its printed order has one position, from 0: marks are kept by it.
// Looks up unit (any spelling of its code) and KUK number; built once per scheme.
class CriterionIndex {
 public:
  explicit CriterionIndex(const Scheme& scheme);
  // The position, or nothing when the unit or the number is unknown.
  std::optional<std::uint32_t> find(std::string_view unit_code, std::string_view number) const;
  bool has_unit(std::string_view unit_code) const;
  std::size_t size() const { return size_; }
  std::vector<std::string> numbers_of(std::string_view unit_code) const;  // for "known are: …"

 private:
  struct UnitNumbers {
    std::string normalised;
    std::vector<std::pair<std::string, std::uint32_t>> numbers;
  };
  const UnitNumbers* unit(std::string_view code) const;
  std::vector<UnitNumbers> units_;
  std::size_t size_ = 0;
};

}  // namespace pleno
