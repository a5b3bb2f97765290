#include "app/hold.h"

#include <algorithm>

#include "text/language.h"

namespace pleno::app {

void hold(Site& site, const std::string& id, const std::string& why, const std::string& hint,
          Report& report) {
  site.journal().hold(id, why);
  ++report.held;
  report.found.push_back({.severity = Severity::Warning,
                          .at = {.record = say("asesi {}", "candidate {}", id)},
                          .message = why,
                          .hint = hint});
}

void place_in_record(Diagnostics& found, const std::string& id) {
  for (Diagnostic& one : found) {
    if (one.at.record.empty()) one.at.record = say("asesi {}", "candidate {}", id);
  }
}

const Diagnostic& first_error(const Diagnostics& found) {
  return *std::find_if(found.begin(), found.end(),
                       [](const Diagnostic& one) { return one.severity == Severity::Error; });
}

}  // namespace pleno::app
