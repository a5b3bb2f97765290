// The values of the facts that rule files name (domain/facts.h), made from evidence and from findings.
// Only what a rule uses is made. Never decides.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "domain/evidence.h"
#include "feel/expression.h"
#include "rules/prepared_scheme.h"
#include "rules/rule_uses.h"

namespace pleno::rules {

// One mark as a key byte by byte: equal keys give equal facts for a rule with these uses.
void put_key(std::string& key, const Proof& proof, const Uses& uses);
// Likewise for the candidate's facts.
void put_key(std::string& key, const Evidence& evidence, const Uses& uses);

// Whether something was entered: a mark, or a score to be judged by the rule.
bool is_entered(const Proof& proof);

feel::Value marks(std::span<const Proof* const> proofs, const PreparedScheme& scheme, const Uses& uses);
// "observasi dan lisan": the methods that show K, each once, in printed order.
std::string methods_in_words(std::span<const Proof* const> proofs);
// asesi, jadwal, rekomendasi, dokumen, dokumen_ada, jumlah_asesor: what `uses` names.
void put_candidate(feel::Context& facts, const Evidence& evidence, const Uses& uses);

}  // namespace pleno::rules
