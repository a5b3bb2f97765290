// What a pull finds that a person must look at: candidates held for it, and freed when the next pull no
// longer finds it. Never holds one that the plenary has ruled on, or that is held for another reason.
#pragma once
#include <map>
#include <string>

#include "app/report.h"
#include "app/site.h"

namespace pleno::app {

// One kind of finding. `key` is the journal's note of who is held for it; `is_ours` tells its words.
struct HoldKind {
  const char* key;
  bool (*is_ours)(const journal::Record& record);
};

struct HoldWords {
  std::string message, hint;
};

// Holds those in `found` (by assessment), frees those that were held for this and are no longer, and reports
// each.
void settle_holds(Site& site, const HoldKind& kind, const std::map<std::string, HoldWords>& found,
                  Report& report);

}  // namespace pleno::app
