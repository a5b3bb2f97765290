// The tables of the state database, and their version. Never changes a database of another program or of
// a newer Pleno.
#pragma once
#include "journal/seals.h"
#include "journal/sql.h"

namespace pleno::journal {

inline constexpr int schema_version = 3;

// Makes the tables where there are none (unless `read_only`) and checks whose they are.
// Throws Error{Configuration} for a foreign or newer database, Error{NoInput} when there is nothing to read.
void prepare_schema(Sql& sql, Seals& seals, bool read_only);

}  // namespace pleno::journal
