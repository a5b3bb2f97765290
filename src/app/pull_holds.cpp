#include "app/pull_holds.h"

#include <sstream>

#include "text/language.h"

namespace pleno::app {

void settle_holds(Site& site, const HoldKind& kind, const std::map<std::string, HoldWords>& found,
                  Report& report) {
  journal::Journal& journal = site.journal();
  const std::string before = journal.meta(kind.key);
  std::istringstream held_before(before);
  for (std::string id; held_before >> id;) {
    if (found.count(id) > 0) continue;
    const auto record = journal.find(id);
    if (record && kind.is_ours(*record)) journal.hold(id, {});
  }
  std::string held;
  for (const auto& [id, words] : found) {
    const auto record = journal.find(id);
    const bool may_be_held = record && !record->resolution && (record->held.empty() || kind.is_ours(*record));
    if (!may_be_held) continue;
    if (record->held != words.message) journal.hold(id, words.message);
    held += id + " ";
    ++report.held;
    report.found.push_back({.severity = Severity::Warning,
                            .at = {.record = say("asesi {}", "candidate {}", id)},
                            .message = words.message,
                            .hint = words.hint});
  }
  if (before != held) journal.set_meta(kind.key, held);
}

}  // namespace pleno::app
