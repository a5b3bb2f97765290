// Step 10: the outbox. Each mail's fate is committed before the next one starts.
#include <fmt/format.h>

#include <map>

#include "app/clock.h"
#include "app/conclude.h"
#include "app/stop.h"
#include "mail/mail.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

using journal::MailState;
using mail::Verdict;

constexpr std::size_t page_size = 200;
constexpr const char* sending = "surat";  // the lease: one process sends, over one connection
constexpr int most_deferred_in_a_row = 5;
constexpr long long doubt_seconds = 15 * 60;  // the server may still be at it
constexpr int most_attempts = 120;            // about five days of doubling pauses, then a person

MailState state_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Sent: return MailState::Sent;
    case Verdict::Deferred: return MailState::Deferred;
    case Verdict::Refused: return MailState::Refused;
    case Verdict::Unknown: return MailState::Unknown;
    case Verdict::Misconfigured: break;
  }
  return MailState::Pending;
}

// 5, 10, 20 … 240 minutes (greylisting wants at least 5).
long long pause_seconds(int attempts) { return 300LL << std::min(attempts, 5); }

class Sender {
 public:
  Sender(Site& site, Report& report) : site_(site), report_(report) {
    const MailSettings& s = site.settings().mail;
    mail::SmtpSettings settings;
    settings.user = s.user;
    settings.password = s.password;
    settings.helo = s.helo;
    if (!s.ca_file.empty()) settings.ca_file = (site.settings().site / s.ca_file).string();
    door_ = mail::open_mail(s.url, settings, site.settings().site);
  }

  // False when nothing more can be sent in this run.
  bool send(const journal::MailRow& row) {
    const auto bytes = site_.journal().bytes(row.mime_sha256);
    const auto receipt = door_->send({site_.settings().mail.from_address, row.recipient}, *bytes,
                                     [&] { site_.journal().mark_sending(row.id, now_utc()); });
    if (receipt.verdict == Verdict::Misconfigured) {
      throw Error(Kind::Configuration,
                  say("surat tidak dapat dikirim: {}", "mail cannot be sent: {}", receipt.text), {},
                  say("periksa bagian mail pada pleno.yaml; tidak ada surat yang ditandai",
                      "check the mail section of pleno.yaml; no mail was marked"));
    }
    note(row, receipt);
    // A server that is away, or has something against all of our mail, would defer every one: after five
    // in a row the rest stay as they are (circuit breaker).
    deferred_in_a_row_ = receipt.verdict == Verdict::Deferred ? deferred_in_a_row_ + 1 : 0;
    return deferred_in_a_row_ < most_deferred_in_a_row;
  }

  std::map<Verdict, long long> counts;

 private:
  void note(const journal::MailRow& row, const mail::Receipt& receipt) {
    const std::string now = now_utc();
    MailState state = state_of(receipt.verdict);
    std::string next;
    if (state == MailState::Deferred) {
      if (row.attempts + 1 >= most_attempts)
        state = MailState::Held;
      else
        next = later_utc(now, pause_seconds(row.attempts));
    }
    if (state == MailState::Unknown) next = later_utc(now, doubt_seconds);
    site_.journal().note_sent(row.id, state, receipt.code, receipt.text, next, now);
    ++counts[receipt.verdict];
    if (receipt.verdict == Verdict::Sent) return;
    report_.found.push_back(
        {.severity = receipt.verdict == Verdict::Refused ? Severity::Error : Severity::Warning,
         .at = {.record = say("asesi {}, surat {}", "candidate {}, mail {}", row.assessment, row.message_id)},
         .message = fmt::format("{}: {} {}", mail::to_text(receipt.verdict), receipt.code, receipt.text)});
  }

  Site& site_;
  Report& report_;
  std::unique_ptr<mail::Mail> door_;
  int deferred_in_a_row_ = 0;
};

void send_due(Site& site, Sender& sender, std::size_t limit) {
  std::size_t tried = 0;
  while (limit == 0 || tried < limit) {
    const std::size_t wanted = limit == 0 ? page_size : std::min(page_size, limit - tried);
    const auto due = site.journal().due_mails(wanted, now_utc());
    if (due.empty() || !site.journal().take(sending)) return;
    for (const journal::MailRow& row : due) {
      if (stopping()) return;
      ++tried;
      if (!sender.send(row)) return;
    }
  }
}

}  // namespace

Report send(Site& site, std::size_t limit) {
  Report report;
  if (!site.journal().take(sending)) {
    report.line(say("send: proses lain sedang mengirim", "send: another run is sending"));
    return report;
  }
  site.journal().recover_mails(now_utc(), later_utc(now_utc(), doubt_seconds));
  const bool any = !site.journal().due_mails(1, now_utc()).empty();
  std::map<Verdict, long long> counts;
  if (any) {
    Sender sender(site, report);
    send_due(site, sender, limit);
    counts = sender.counts;
  }
  site.journal().give_back(sending);
  const auto held =
      site.journal().mails(MailState::Held).size() + site.journal().mails(MailState::Unknown).size();
  report.worked = any;
  report.held = static_cast<long long>(held);
  report.failed = counts[Verdict::Refused] + counts[Verdict::Deferred];
  report.line(
      any ? say("send: {} terkirim, {} ditunda, {} ditolak, {} tidak pasti; {} ditahan",
                "send: {} sent, {} deferred, {} refused, {} in doubt; {} held", counts[Verdict::Sent],
                counts[Verdict::Deferred], counts[Verdict::Refused], counts[Verdict::Unknown], held)
          : say("send: tidak ada surat yang menunggu; {} ditahan", "send: no mail waits; {} held", held));
  return report;
}

}  // namespace pleno::app
