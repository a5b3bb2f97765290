// Values as JSON text, for programs. Reading JSON is the host's work: its texts stay texts here.
#pragma once
#include <string>

#include "feel/value.h"

namespace pleno::feel {

// Numbers in plain notation with all their digits; dates, durations and ranges as their text
// ("2026-11-21", "P1DT2H", "[1..10]"); functions are null. A value whose JSON is larger than 64 MiB is
// null as a whole.
std::string to_json(const Value& value);

}  // namespace pleno::feel
