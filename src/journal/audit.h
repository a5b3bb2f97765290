// The invariants that need only the journal (reliability: I1, I2, I3, I4, I8, I10), each a function that adds
// one line for each finding. Never mends anything.
#pragma once
#include "journal/sql.h"
#include "journal/store.h"
#include "text/diagnostic.h"

namespace pleno::journal {

// Each runs inside one snapshot of the caller's.
void audit_numbers(Sql& sql, Diagnostics& found);
void audit_ledger(Sql& sql, const std::string& key, Diagnostics& found);
void audit_acts(Sql& sql, Diagnostics& found);
void audit_sheets(Sql& sql, Diagnostics& found);
void audit_states(Sql& sql, Diagnostics& found);
void audit_outbox(Sql& sql, Diagnostics& found);
// Presence and size of every file; every byte when `read_files`.
void audit_files(Sql& sql, const Store& store, bool read_files, Diagnostics& found);

}  // namespace pleno::journal
