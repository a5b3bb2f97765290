// What people can get wrong, as a value: where, what, and how to mend it. Collected and shown all at once.
// Never thrown; broken surroundings are `Error` (text/error.h).
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace pleno {

// Where something stands. A file has lines and columns from 1 (0: unknown); a database or sheet has a
// record, in words: "peserta.sql baris 12", "asesi 26-0412". Either part may be empty.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;  // in code points, not bytes
  std::string record;
  bool operator==(const Place&) const = default;
};

enum class Severity { Error, Warning, Note };

struct Diagnostic {
  Severity severity = Severity::Error;
  Place at;
  std::string message;   // what is wrong, in the operator's language
  std::string hint;      // what to do next; may be empty
  std::string excerpt;   // the line of the file, as it stands; may be empty
  int caret_length = 1;  // how many code points under `at.column` are meant
  bool operator==(const Diagnostic&) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& found);

// "file:line:column", "file (record)", "record": whatever is known, without blanks at the ends.
std::string to_text(const Place& place);

// The message with its place, the excerpt with carets, and the hint, ending in a line feed:
//   rules/bnsp.yaml:14:20: galat: nama 'kriterias' tidak dikenal
//       kompeten: every k in kriterias satisfies k.kompeten
//                            ^^^^^^^^^
//     saran: maksud Anda 'kriteria'?
std::string to_text(const Diagnostic& diagnostic);
std::string to_text(const Diagnostics& found);

// The given line (from 1) of a text, without its line end; empty when there is none.
std::string line_of(std::string_view text, int line);

}  // namespace pleno
