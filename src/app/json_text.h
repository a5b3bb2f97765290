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

// A JSON object as FEEL variables; faults in `found`. Numbers keep their decimal digits; texts that are
// ISO dates or durations ("2026-11-21", "P1D") become these, as they are among the facts of a rule.
std::optional<feel::Context> context_from_json(const std::string& text, Diagnostics& found);

// One line of `eval --jsonl`: {"id","expression","context"} -> {"id","value"} or {"id","error"}; with
// `causes` also {"id","value","causes":[{"column","message"}]} where something was null for a reason.
std::string eval_line(const std::string& line, bool causes);

}  // namespace pleno::app
