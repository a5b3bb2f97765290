// What a meeting may adopt as proposed in one vote, and what a person must decide. Never resolves anything.
#pragma once
#include <optional>
#include <string>

#include "app/settings.h"
#include "domain/decision.h"
#include "domain/evidence.h"
#include "domain/plenary.h"
#include "journal/rows.h"

namespace pleno::app {

// What the rules propose; nothing where a person must decide.
std::optional<Ruling> proposal(const Decision& decision, const Evidence& evidence);

// Nothing about this candidate is out of the ordinary: one vote on the whole list includes it.
bool is_routine(const journal::Record& record, const Decision& decision, const Evidence& evidence);
// Why not, for one that is not.
std::string exception_words(const journal::Record& record, const Decision& decision,
                            const Evidence& evidence);

// Resolved as proposed without a line in the decision sheet: not yet competent, routine, and the site's
// meetings decide on the competent only.
bool goes_without_vote(const PlenarySettings& settings, const journal::Record& record,
                       const Decision& decision, const Evidence& evidence);

}  // namespace pleno::app
