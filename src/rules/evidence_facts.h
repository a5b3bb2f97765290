// The values of the facts that rule files name (domain/facts.h), made from evidence and from findings.
// Only what a rule uses is made. Never decides.
#pragma once
#include <cstdint>
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

// The same for a map: what mark_facts shows of a mark, in two words.
struct MarkKey {
  std::uint64_t letters = 0, rest = 0;
  bool operator==(const MarkKey&) const = default;
  struct Hash {
    std::size_t operator()(const MarkKey& key) const {
      return static_cast<std::size_t>((key.letters * 0x9E3779B97F4A7C15ULL) ^
                                      (key.rest * 0xC2B2AE3D27D4EB4FULL));
    }
  };
};
MarkKey key_of(const Proof& proof, const Uses& uses);

// One mark as rules see it; members that `uses` does not name are null.
feel::Value mark_facts(const Proof& proof, const PreparedScheme& scheme, const Uses& uses);
// "observasi dan lisan": the methods that show K, each once, in printed order.
std::string methods_in_words(std::span<const Proof* const> proofs);
// asesi, jadwal, rekomendasi, dokumen, dokumen_ada, jumlah_asesor: what `uses` names.
void put_candidate(feel::Context& facts, const Evidence& evidence, const Uses& uses);

}  // namespace pleno::rules
