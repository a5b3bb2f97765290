// A decision in words: the tree from the scheme down to the KUK, for the screen and for programs, and
// the follow-up sentence of FR.AK.02. Never decides; the same Decision feeds forms, packet and mail.
#pragma once
#include <string>

#include "domain/decision.h"
#include "domain/scheme.h"

namespace pleno::rules {

// In Indonesian. `depth`: 1 the scheme only, 2 units, 3 elements, 4 criteria. Each node has its outcome,
// reason and rule, and where deeper nodes are left out, what is missing below it.
std::string explain(const Decision& decision, const Scheme& scheme, int depth);

// The same as one JSON object, whole depth, one line without line feed. Keys are the facts' names.
std::string explain_json(const Decision& decision, const Scheme& scheme);

// "M.70.MKT00.026.1 Mengelola …: KUK 2.3 dan 3.1 belum terpenuhi; …." Empty when nothing is missing.
std::string follow_up_text(const Decision& decision, const Scheme& scheme);

}  // namespace pleno::rules
