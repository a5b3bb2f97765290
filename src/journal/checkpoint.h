// The signed-off end of every ledger, as a text to keep outside the database: whoever puts an old database in
// its place, or writes the ledger anew, cannot make it agree with this. Never touches a file itself.
#pragma once
#include <string>

#include "journal/sql.h"

namespace pleno::journal {

// "pleno checkpoint 1", a line a series, and the key's HMAC over it. Inside a read of the caller's.
std::string make_checkpoint(Sql& sql, const std::string& key, const std::string& now);

// The integrity alarm when the text is not as it was signed, or a ledger does not contain what it says: the
// database is older than the checkpoint, or another. Inside a read of the caller's.
void compare_checkpoint(Sql& sql, const std::string& key, const std::string& text);

}  // namespace pleno::journal
