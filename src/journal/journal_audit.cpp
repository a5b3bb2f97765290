// Checks over the whole journal.
#include "journal/audit.h"
#include "journal/checkpoint.h"
#include "journal/journal_soci.h"

namespace pleno::journal {

void JournalSoci::audit(Diagnostics& found, bool read_files) {
  Diagnostics seen;  // of one snapshot: a repeated attempt starts anew
  sql_.read([&] {
    seen.clear();
    seals_.audit(seen);
    audit_numbers(sql_, seen);
    audit_ledger(sql_, settings_.seal_key, seen);
    audit_acts(sql_, seen);
    audit_sheets(sql_, seen);
    audit_states(sql_, seen);
    audit_outbox(sql_, seen);
    audit_leases(sql_, seen);
    audit_progress(sql_, seen);
    audit_files(sql_, store_, read_files, seen);
  });
  found.insert(found.end(), seen.begin(), seen.end());
}

std::string JournalSoci::checkpoint(const std::string& now) {
  return sql_.read([&] { return make_checkpoint(sql_, settings_.seal_key, now); });
}

void JournalSoci::compare(const std::string& checkpoint) {
  sql_.read([&] { compare_checkpoint(sql_, settings_.seal_key, checkpoint); });
}

}  // namespace pleno::journal
