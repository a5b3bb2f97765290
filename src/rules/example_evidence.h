// The little language of `contoh:`: "semua K kecuali 003.2/1.2 BK", "tidak hadir", "003.2/1.1 PL lalu
// lisan K". Makes evidence for a scheme out of it; never judges.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/evidence.h"
#include "domain/scheme.h"
#include "rules/rules.h"

namespace pleno::rules {

struct ExampleReading {
  std::optional<Evidence> evidence;
  std::string unknown_unit;  // a code the scheme does not have: the example is meant for another scheme
  std::string problem;       // what cannot be read, in the operator's language
  std::string hint;
};

// `day`: the assessment's date where the sentence has no "pada 2026-11-21".
ExampleReading read_example(std::string_view sentence, const Rules& rules, const Scheme& scheme, Date day);

}  // namespace pleno::rules
