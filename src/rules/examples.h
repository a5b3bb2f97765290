// Runs the `contoh:` of a rule file: what its author expects, against what it decides. Never changes rules.
#pragma once
#include <vector>

#include "domain/scheme.h"
#include "rules/rules.h"
#include "rules/witness.h"
#include "text/diagnostic.h"

namespace pleno::rules {

// Each example is run against every scheme it fits: its `skema`, else all schemes that have the units it
// names. One that fails is an error with the part of the tree where expected and actual differ; one that
// fits no scheme, and members of `daftar` that no scheme has, are errors too.
// `witness`, if any, sees every judgement.
Diagnostics run_examples(const Rules& rules, const std::vector<Scheme>& schemes, Witness* witness = nullptr);

}  // namespace pleno::rules
