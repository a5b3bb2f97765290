// Reads the cells of one row into values and says what is wrong with them, with the row's place.
// Never shows the content of a cell that may be an NIK or an address.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/evidence.h"
#include "source/rows.h"
#include "text/utf8.h"

namespace pleno::source {

// What was tidied (blanks, NFC, invisible characters), counted by column, to be said once at the end.
class Tidied {
 public:
  void add(const Rows& row, std::string_view column);
  Diagnostics notes() const;
  long long total() const { return total_; }  // of all columns

 private:
  struct Entry {
    std::string file, column;
    long long first_row = 0;
    long long count = 0;
  };
  std::vector<Entry> entries_;
  long long total_ = 0;
};

class RowCheck {
 public:
  // `faults` gets errors (they cost the assessment), `remarks` warnings and notes.
  RowCheck(const Rows& row, std::string_view assessment, Diagnostics& faults, Diagnostics& remarks,
           Tidied& tidied)
      : row_(row), assessment_(assessment), faults_(faults), remarks_(remarks), tidied_(tidied) {}

  void error(std::string message, std::string hint = {});
  void warn(std::string message, std::string hint = {});
  void note(std::string message, std::string hint = {});

  enum class Need { Optional, Required };
  // One line of text: UTF-8, NFC, single-spaced, no control characters, at most `most` code points.
  std::string text(std::size_t column, std::string_view name, Need need, std::size_t most = 300);
  // The same for a remark: line ends become blanks, up to 4000 code points.
  std::string remark(std::size_t column, std::string_view name);
  // A person's name: text that is not "-" or "NULL"; letters of two scripts in one name are a warning.
  std::string person_name(std::size_t column, std::string_view name);
  // 16 digits or nothing.
  std::string national_id(std::size_t column);
  std::optional<Date> date(std::size_t column, std::string_view name, Need need);
  // Hundredths of a point, -1 for nothing; 0 to 100 with at most two decimals.
  std::int32_t score(std::size_t column);
  // 1/0, true/false, t/f; nothing when NULL.
  std::optional<bool> truth(std::size_t column, std::string_view name);
  // A word of a list; `parse` knows it, `known` are the spellings to suggest.
  template <typename Value>
  std::optional<Value> word(std::size_t column, std::string_view name, Need need,
                            std::optional<Value> (*parse)(std::string_view),
                            const std::vector<std::string>& known) {
    const std::string_view raw = trimmed(row_[column]);
    if (raw.size() != row_[column].size()) tidied(name);
    if (raw.empty()) {
      if (need == Need::Required) missing(name);
      return std::nullopt;
    }
    const auto value = parse(raw);
    if (!value) unknown(name, raw, known);
    return value;
  }
  void unknown(std::string_view name, std::string_view value, const std::vector<std::string>& known);
  // A value of this column was taken although it is spelled otherwise than it should be.
  void tidied(std::string_view name) { tidied_.add(row_, name); }

 private:
  void missing(std::string_view name);
  std::string cleaned(std::string_view raw, std::string_view name, std::size_t most);
  void add(Diagnostics& to, Severity severity, std::string message, std::string hint);

  const Rows& row_;
  std::string_view assessment_;
  Diagnostics& faults_;
  Diagnostics& remarks_;
  Tidied& tidied_;
};

// "baris 12, asesmen 26-0412" in a query's file.
Place place_of(const Rows& row, std::string_view assessment);

// A value as a message may show it: at most 40 code points, control characters as "·", and "…" for what
// could be an NIK or an address.
std::string shown(std::string_view value);

}  // namespace pleno::source
