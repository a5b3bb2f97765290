// Broken surroundings: a database gone, a disk full, a server that refuses. The one exception type of
// Pleno, thrown only at the doors (source, pdf, sign, mail, journal, files in app) and caught in two
// places: around one candidate's journalled step, and in `main`, which turns the kind into an exit code.
#pragma once
#include <stdexcept>
#include <string>
#include <utility>

namespace pleno {

// The values are the exit codes of sysexits.h (README).
enum class Kind {
  Usage = 64,         // the command line
  Data = 65,          // an input unusable as a whole
  NoInput = 66,       // a file, table or site that is not there
  Unavailable = 69,   // a database or server that does not answer
  Internal = 70,      // our own mistake, or the integrity alarm
  CannotCreate = 73,  // no space, no right to write
  InputOutput = 74,   // a read or write that failed midway
  TryAgain = 75,      // locked or busy: the same call may succeed later
  Permission = 77,
  Configuration = 78,
};

class Error : public std::runtime_error {
 public:
  // `message` says what broke; `context` where (a path, a redacted URL); `hint` what to do.
  // Neither ever holds a password or personal data.
  Error(Kind what_kind, const std::string& message, std::string where = {}, std::string advice = {})
      : std::runtime_error(message), kind(what_kind), context(std::move(where)), hint(std::move(advice)) {}

  Kind kind;
  std::string context;
  std::string hint;

  bool retry() const { return kind == Kind::TryAgain || kind == Kind::Unavailable; }
};

inline int exit_code(Kind kind) { return static_cast<int>(kind); }

}  // namespace pleno
