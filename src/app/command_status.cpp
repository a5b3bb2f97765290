// `pleno status`: where things stand, what is held, and who must do what.
#include <fmt/format.h>

#include "app/commands.h"
#include "app/json_text.h"
#include "app/site.h"
#include "text/language.h"

namespace pleno::app {
namespace {

// The journal's names of states are stable English words; people read these.
std::string in_words(const std::string& state) {
  if (state == "imported") return say("belum dinilai aturan", "imported");
  if (state == "judged") return say("menunggu pleno", "judged");
  if (state == "planned") return say("dalam daftar pleno", "in a plenary's list");
  if (state == "resolved") return say("diputus pleno", "resolved");
  if (state == "allocated") return say("bernomor, belum terbit", "numbered, not issued");
  if (state == "issued") return say("bersertifikat", "certified");
  if (state == "final") return say("selesai tanpa sertifikat", "concluded without certificate");
  if (state == "void") return say("sertifikatnya batal", "certificate void");
  if (state == "pending") return say("menunggu", "pending");
  if (state == "sending") return say("sedang dikirim", "sending");
  if (state == "sent") return say("terkirim", "sent");
  if (state == "deferred") return say("ditunda server", "deferred");
  if (state == "refused") return say("ditolak server", "refused");
  if (state == "unknown") return say("tidak pasti", "in doubt");
  if (state == "held") return say("ditahan", "held");
  return state;
}

std::string counted(const std::vector<std::pair<std::string, long long>>& rows) {
  std::string out;
  for (const auto& [name, count] : rows) {
    if (count > 0) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, in_words(name));
  }
  return out.empty() ? "–" : out;
}

void list_held(Site& site) {
  site.journal().each({}, [&](const journal::Record& record) {
    if (!record.held.empty()) fmt::print("  {}  {}\n", record.evidence.assessment, record.held);
    if (record.state == journal::State::Allocated && record.certificate) {
      fmt::print("  {}  {}\n", record.evidence.assessment,
                 say("nomor {} diambil, belum terbit: `pleno issue {}`, atau `pleno void`",
                     "number {} is taken, not issued: `pleno issue {}`, or `pleno void`",
                     record.certificate->number, record.plenary));
    }
    if (record.changed_after_plan) {
      fmt::print("  {}  {}\n", record.evidence.assessment,
                 say("data berubah setelah masuk daftar pleno {}",
                     "evidence changed after it was put to plenary {}", record.plenary));
    }
    return true;
  });
  for (const journal::RejectedRow& row : site.journal().rejected()) {
    fmt::print("  {}  {}: {}\n", row.assessment, row.place, row.message);
  }
  for (const auto state :
       {journal::MailState::Held, journal::MailState::Unknown, journal::MailState::Refused}) {
    for (const journal::MailRow& mail : site.journal().mails(state)) {
      fmt::print("  {}  {}: {}\n", mail.assessment,
                 say("surat {}", "mail {}", in_words(std::string(journal::to_text(state)))), mail.reply);
    }
  }
  for (const journal::MailRow& mail : site.journal().bounced_mails())
    fmt::print("  {}  {}: {}\n", mail.assessment, say("surat kembali", "mail came back"), mail.bounce);
}

}  // namespace

int command_status(const GlobalOptions& options) {
  Site site(options.site);
  const journal::Status status = site.journal().status();
  if (options.json) {
    fmt::print("{}\n", status_json(status));
    return 0;
  }
  fmt::print("{}\n", say("asesi:       {}", "candidates:  {}", counted(status.states)));
  fmt::print("{}\n", say("surat:       {}", "mails:       {}", counted(status.mails)));
  for (const auto& [series, last] : status.series)
    fmt::print("{}\n", say("nomor:       {} sampai {}", "numbers:     {} up to {}", series, last));
  if (!status.sheets.empty()) fmt::print("{}\n", stock_line(status));
  if (status.void_certificates > 0)
    fmt::print("{}\n",
               say("batal:       {} sertifikat", "void:        {} certificates", status.void_certificates));
  fmt::print(
      "{}\n",
      say("ditahan:     {} asesi, {} baris sumber ditolak, {} berubah setelah masuk daftar pleno",
          "held:        {} candidates, {} source rows rejected, {} changed after they were put to a plenary",
          status.held, status.rejected, status.changed_after_plan));
  list_held(site);
  return 0;
}

}  // namespace pleno::app
