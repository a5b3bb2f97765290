// The invariants that need only the journal, each a function that adds one line for each finding. Never mends
// anything. The numbers are those of docs/reliability.md; I11 and I12 need more than the journal.
#pragma once
#include "journal/sql.h"
#include "journal/store.h"
#include "text/diagnostic.h"

namespace pleno::journal {

// Each runs inside one snapshot of the caller's.
void audit_numbers(Sql& sql, Diagnostics& found);                         // I1
void audit_ledger(Sql& sql, const std::string& key, Diagnostics& found);  // I10
void audit_acts(Sql& sql, Diagnostics& found);                            // I1: void by two persons only
void audit_sheets(Sql& sql, Diagnostics& found);
void audit_states(Sql& sql, Diagnostics& found);    // I1, I2, I8: rows that must agree
void audit_outbox(Sql& sql, Diagnostics& found);    // I3, I4, I5
void audit_leases(Sql& sql, Diagnostics& found);    // I6: what is worked on has a fence
void audit_progress(Sql& sql, Diagnostics& found);  // I7: nothing waits for ever
// I2, I9: presence and size of every file that a row names; every byte when `read_files`. Others are garbage.
void audit_files(Sql& sql, const Store& store, bool read_files, Diagnostics& found);

}  // namespace pleno::journal
