// What a command has to say at its end: lines for stdout, diagnostics for stderr, and the exit code.
#pragma once
#include <string>
#include <vector>

#include "journal/rows.h"
#include "text/diagnostic.h"

namespace pleno::app {

struct Report {
  std::vector<std::string> lines;  // results, one sentence each
  Diagnostics found;
  long long held = 0;    // items that a person must look at
  long long failed = 0;  // items that could not be finished
  journal::Figures did;  // what the steps say they did
  bool worked = false;   // something was done (else: "nothing to do")
  bool waits = false;    // another process is at a part of it: come back

  void line(std::string text) { lines.push_back(std::move(text)); }
  void add(Report other) {
    lines.insert(lines.end(), other.lines.begin(), other.lines.end());
    found.insert(found.end(), other.found.begin(), other.found.end());
    held += other.held;
    failed += other.failed;
    did += other.did;
    worked = worked || other.worked;
    waits = waits || other.waits;
  }
  // 0 done, 3 finished with items held or failed (README).
  int exit_code() const { return held + failed > 0 ? 3 : 0; }
};

}  // namespace pleno::app
