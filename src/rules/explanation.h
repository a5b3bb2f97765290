// A decision in words: the tree from the scheme down to the KUK, for the screen and for programs, and
// the follow-up sentence of FR.AK.02. Never decides; the same Decision feeds forms, packet and mail.
#pragma once
#include <string>

#include "domain/decision.h"
#include "domain/scheme.h"
#include "rules/why.h"

namespace pleno::rules {

// In Indonesian. `depth`: 1 the scheme only, 2 units, 3 elements, 4 criteria. Each node has its outcome,
// reason and rule; one that is not competent also what would have to change (`perlu`), and why something
// could not be computed; where deeper nodes are left out, what is missing below it.
std::string explain(const Decision& decision, const Scheme& scheme, int depth, const Whys& whys);

// The same as one JSON object, whole depth, one line without line feed, with the facts that decided each
// node. Keys are the facts' names. `more`: further members of the object, `,"key":…`; may be empty.
std::string explain_json(const Decision& decision, const Scheme& scheme, const Whys& whys,
                         const std::string& more = {});

// "M.70.MKT00.026.1 Mengelola …: KUK 2.3 dan 3.1 belum terpenuhi, perlu: observasi K (kini BK); …. Perlu:
// ….", from Decision::needs. Empty when nothing is missing.
std::string follow_up_text(const Decision& decision, const Scheme& scheme);

}  // namespace pleno::rules
