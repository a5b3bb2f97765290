// One step of a trace in Indonesian: the fact it found, and what it would take to come out otherwise.
// Never looks beyond the step.
#pragma once
#include <string>

#include "feel/trace.h"

namespace pleno::rules {

// "hasil observasi BK", "nilai observasi 66, nilai lulus 70", "APL.02 tidak ada dalam dokumen_ada". `item`:
// what the nearest some or every looked at; may be null. Empty where a finding below is looked at.
std::string fact_in_words(const feel::Expression& expression, const feel::Step& step,
                          const feel::Value* item);

// A clause that can stand by itself: "hasil observasi harus K (saat ini BK)", "nilai pertanyaan tertulis
// paling sedikit 70 (saat ini 66, kurang 4)". Empty where the tree itself shows
// it, and for tests that only select (`metode = "tertulis"`).
std::string need_in_words(const feel::Expression& expression, const feel::Step& step, bool wanted,
                          const feel::Value* item);

// "bukti langsung": what a test that only selects looked for; empty for others.
std::string selection_in_words(const feel::Expression& expression, const feel::Step& step);

// Whether the step is a written true, false or null.
bool is_literal(const feel::Expression& expression, const feel::Step& step);

}  // namespace pleno::rules
