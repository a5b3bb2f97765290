// JSON in and out: the only file behind this includes nlohmann-json, for it costs seconds of compiling.
#pragma once
#include <optional>
#include <string>

#include "feel/value.h"
#include "journal/rows.h"
#include "text/diagnostic.h"

namespace pleno::app {

std::string diagnostics_json(const Diagnostics& found);
std::string status_json(const journal::Status& status);

// A JSON object as FEEL variables; faults in `found`. Numbers keep their decimal digits.
std::optional<feel::Context> context_from_json(const std::string& text, Diagnostics& found);

// One line of `eval --jsonl`: {"id","expression","context"} -> {"id","value"} or {"id","error"}.
std::string eval_line(const std::string& line);

}  // namespace pleno::app
