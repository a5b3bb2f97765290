#include "app/outbox.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/clock.h"
#include "mail/archive.h"
#include "mail/bounce.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

using journal::MailState;

constexpr const char* pause_key = "mail pause";  // "2026-11-23T02:01:00Z 1 why"
constexpr std::size_t time_width = 20;
constexpr long long longest_pause = 60 * 60;

std::filesystem::path in_site(Site& site, const std::filesystem::path& path) {
  return path.is_absolute() ? path : site.settings().site / path;
}

// How often in a row there was no server.
int times_in_a_row(const std::string& pause) {
  return pause.size() <= time_width ? 0 : std::atoi(pause.c_str() + time_width);
}

bool waits_for_person(const journal::MailRow& row) {
  return row.state == MailState::Held || row.state == MailState::Unknown || row.state == MailState::Refused;
}

std::string state_in_words(const journal::MailRow& row) {
  switch (row.state) {
    case MailState::Pending: return say("menunggu", "waits");
    case MailState::Sending: return say("sedang dikirim", "being sent");
    case MailState::Sent:
      return row.bounced_at.empty() ? say("terkirim", "sent")
                                    : say("terkirim, lalu kembali", "sent, came back");
    case MailState::Deferred: return say("ditunda sampai {}", "put off until {}", row.next_at);
    case MailState::Refused: return say("ditolak server", "refused");
    case MailState::Unknown:
      return say("tidak pasti, dikirim ulang {}", "in doubt, sent again {}", row.next_at);
    case MailState::Held: break;
  }
  return row.doubts > 0 ? say("tidak pasti dua kali", "in doubt twice") : say("ditahan", "held");
}

std::string line_of(const journal::MailRow& row) {
  return fmt::format("{:>6}  {}  {}  {}: {}", row.id, row.assessment, row.message_id, state_in_words(row),
                     row.bounced_at.empty() ? row.reply : row.bounce);
}

journal::MailRow known_mail(Site& site, const std::string& mail) {
  if (const auto row = site.journal().find_mail(mail)) return *row;
  throw Error(Kind::NoInput, say("surat '{}' tidak ada", "there is no mail '{}'", mail), {},
              say("`pleno mail` menyebut nomor surat yang menunggu orang",
                  "`pleno mail` names the mails that wait for a person"));
}

}  // namespace

std::string paused_until(Site& site) {
  const std::string until = site.journal().meta(pause_key).substr(0, time_width);
  return until > now_utc() ? until : "";
}

std::string begin_pause(Site& site, const std::string& why, long long seconds) {
  const int times = times_in_a_row(site.journal().meta(pause_key));
  const long long pause = seconds > 0 ? seconds : std::min(60LL << std::min(times, 6), longest_pause);
  std::string until = later_utc(now_utc(), pause);
  site.journal().set_meta(pause_key, fmt::format("{} {} {}", until, times + 1, why));
  return until;
}

void end_pause(Site& site) {
  if (!site.journal().meta(pause_key).empty()) site.journal().set_meta(pause_key, "");
}

Report reconcile(Site& site) {
  Report report;
  if (site.settings().mail.archive.empty()) return report;
  std::map<std::string, journal::MailRow> doubtful;
  for (const MailState state : {MailState::Unknown, MailState::Held}) {
    for (const journal::MailRow& row : site.journal().mails(state)) {
      if (row.doubts > 0) doubtful.emplace(row.message_id, row);
    }
  }
  if (doubtful.empty()) return report;
  mail::MessageIds wanted;
  for (const auto& [id, row] : doubtful) wanted.insert(id);
  const auto found = mail::accepted_ids(in_site(site, site.settings().mail.archive), wanted);
  for (const std::string& id : found) {
    site.journal().note_sent(doubtful.at(id).id, MailState::Sent, 0,
                             say("ditemukan dalam arsip", "found in the archive"), "", now_utc());
  }
  report.worked = !found.empty();
  report.did.attempts = report.did.sent = static_cast<long long>(found.size());
  report.line(say("surat tidak pasti: {} dari {} ditemukan dalam arsip",
                  "mails in doubt: {} of {} found in the archive", found.size(), doubtful.size()));
  return report;
}

Report read_bounces(Site& site, const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  Report report;
  const fs::path place = in_site(site, folder);
  if (!fs::is_directory(place)) {
    throw Error(Kind::NoInput, say("map laporan surat tidak ada", "there is no folder of mail reports"),
                place.string(),
                say("periksa mail.bounces pada pleno.yaml", "check mail.bounces in pleno.yaml"));
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(place)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  long long fresh = 0, known = 0;
  for (const fs::path& file : files) {
    const auto bounce = mail::bounce_from(read_file(file), site.settings().mail.bounce_address);
    if (!bounce) continue;
    const auto row = site.journal().find_mail(bounce->message_id.empty() ? std::to_string(bounce->mail)
                                                                         : bounce->message_id);
    if (!row || row->state != MailState::Sent) continue;
    ++(row->bounced_at.empty() ? fresh : known);
    if (!row->bounced_at.empty()) continue;
    site.journal().note_bounced(row->message_id, bounce->report, now_utc());
    report.found.push_back(
        {.severity = Severity::Warning,
         .at = {.record =
                    say("asesi {}, surat {}", "candidate {}, mail {}", row->assessment, row->message_id)},
         .message = say("terkirim, lalu kembali: {}", "sent, but came back: {}", bounce->report),
         .hint = say("sampaikan hasilnya dengan cara lain", "tell the result in another way")});
  }
  report.worked = fresh > 0;
  report.held = fresh;
  report.line(say("surat kembali: {} baru, {} sudah dicatat", "mails that came back: {} new, {} noted before",
                  fresh, known));
  return report;
}

Report settle(Site& site, const std::string& mail, Finding finding, const std::string& person) {
  const journal::MailRow row = known_mail(site, mail);
  if (!waits_for_person(row)) {
    throw Error(Kind::Data, say("surat {} tidak menunggu orang: {}", "mail {} waits for nobody: {}", row.id,
                                state_in_words(row)));
  }
  if (finding == Finding::SendAgain && row.recipient.empty()) {
    throw Error(Kind::Data, say("surat {} tidak punya alamat", "mail {} has no address", row.id), {},
                say("sampaikan hasilnya dengan cara lain", "tell the result in another way"));
  }
  const std::string now = now_utc();
  Report report;
  report.worked = true;
  if (finding == Finding::Arrived) {
    site.journal().note_sent(row.id, MailState::Sent, 0,
                             say("menurut {}: sampai", "according to {}: arrived", person), "", now);
    report.line(say("surat {}: dicatat terkirim", "mail {}: noted as sent", row.id));
  } else {
    site.journal().note_sent(row.id, MailState::Deferred, 0,
                             say("menurut {}: kirim lagi", "according to {}: send it again", person), now,
                             now);
    report.line(say("surat {}: dikirim lagi oleh `pleno send` berikutnya, byte yang sama",
                    "mail {}: the next `pleno send` sends it again, the same bytes", row.id));
  }
  return report;
}

Report list_mails(Site& site, const std::string& mail) {
  Report report;
  if (!mail.empty()) {
    report.line(line_of(known_mail(site, mail)));
    return report;
  }
  for (const MailState state : {MailState::Held, MailState::Unknown, MailState::Refused}) {
    for (const journal::MailRow& row : site.journal().mails(state)) report.line(line_of(row));
  }
  for (const journal::MailRow& row : site.journal().bounced_mails()) report.line(line_of(row));
  if (report.lines.empty())
    report.line(say("tidak ada surat yang menunggu orang", "no mail waits for a person"));
  return report;
}

}  // namespace pleno::app
