// Why a condition came out as it did, and what would have to change: read off the trace of its evaluation,
// for any rule. In Indonesian. Never evaluates and knows no rule by name.
#pragma once
#include <string>
#include <vector>

#include "domain/evidence.h"
#include "domain/scheme.h"
#include "feel/trace.h"
#include "rules/rules.h"

namespace pleno::rules {

struct Why {
  std::vector<std::string>
      facts;           // that decided it: "hasil observasi BK", "nilai observasi 66, nilai lulus 70"
  std::string needed;  // for the other outcome: "nilai paling sedikit 70 (saat ini 66, kurang 4)"
  std::vector<std::string> causes;  // why FEEL gave null on the way: "fungsi 'mean': …"
};

// `wanted`: the outcome that one would like to have. Conditions on findings below (k.kompeten, u.kompeten)
// are left out of `needed`: the tree shows them at their own place.
Why why(const feel::Expression& expression, const feel::Trace& trace, bool wanted);

// What keeps a row that held from not holding, and with it from a better one, beside what the tree shows.
Why why_not(const ResultRow& row, const feel::Trace& trace);

Outcome outcome_of(const feel::Value& value);  // true, false, anything else
// Evaluates and writes the way down in `trace`, to the end of everything where `all`. The outcome is the one
// without a trace: where looking at all reaches a limit, the trace is the short one.
Outcome watched(const feel::Expression& expression, const feel::Scope& scope, bool all, feel::Trace& trace);

// Why of every node of one candidate's decision, each level in the scheme's order, and of its row.
struct Whys {
  std::vector<Why> levels[4];  // by Level
  Why row;                     // why not another row: what keeps it from "kompeten" beside the tree
};

// Judges once more, watched: the decision is the one that Judge gives.
Whys whys_of(const Rules& rules, const Scheme& scheme, const Evidence& evidence);

}  // namespace pleno::rules
