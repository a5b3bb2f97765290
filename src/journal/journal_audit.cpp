// Checks over the whole journal.
#include "journal/audit.h"
#include "journal/journal_soci.h"

namespace pleno::journal {

void JournalSoci::audit(Diagnostics& found, bool read_files) {
  Diagnostics seen;  // of one snapshot: a repeated attempt starts anew
  sql_.read([&] {
    seen.clear();
    audit_numbers(sql_, seen);
    audit_ledger(sql_, seen);
    audit_states(sql_, seen);
    audit_outbox(sql_, seen);
    audit_files(sql_, store_, read_files, seen);
  });
  found.insert(found.end(), seen.begin(), seen.end());
}

}  // namespace pleno::journal
