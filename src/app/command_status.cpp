// `pleno status`: where things stand, what is held, and who must do what.
#include <fmt/format.h>

#include "app/clock.h"
#include "app/commands.h"
#include "app/held.h"
#include "app/json_text.h"
#include "app/site.h"
#include "text/language.h"

namespace pleno::app {
namespace {

constexpr int held_code = 3;  // as after a night: a number waits for its certificate for more than a day

std::string counted(const std::vector<std::pair<std::string, long long>>& rows) {
  std::string out;
  for (const auto& [name, count] : rows) {
    if (count > 0) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, state_in_words(name));
  }
  return out.empty() ? "–" : out;
}

}  // namespace

int command_status(const GlobalOptions& options) {
  Site site(options.site);
  const journal::Status status = site.journal().status();
  if (options.json) {
    fmt::print("{}\n", status_json(status));
    return long_pending(site, now_utc()).empty() ? 0 : held_code;
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
  for (const std::string& line : held_lines(site)) fmt::print("{}\n", line);
  return long_pending(site, now_utc()).empty() ? 0 : held_code;
}

}  // namespace pleno::app
