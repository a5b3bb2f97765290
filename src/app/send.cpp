// Step 10: the outbox. What became of a mail is committed before the next one's body leaves, so that a run
// that is killed leaves one mail in doubt at most.
#include <fmt/format.h>

#include <chrono>
#include <map>
#include <optional>
#include <thread>

#include "app/clock.h"
#include "app/conclude.h"
#include "app/mail_pace.h"
#include "app/outbox.h"
#include "app/stop.h"
#include "mail/address.h"
#include "mail/bounce.h"
#include "mail/mail.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

using journal::MailState;
using mail::Verdict;

constexpr std::size_t page_size = 200;
constexpr const char* sending = "surat";  // the lease: one process sends, over one connection
constexpr std::size_t most_in_a_row =
    5;                             // of one kind of trouble that is not about the mail: then it is enough
constexpr int most_attempts = 49;  // about five days of the pauses below, then a person
constexpr long long doubt_seconds = 15 * 60;  // the server may still be at it
constexpr long long breaker_seconds = 60 * 60;
// A server that takes longer to ask for a mail's body is not waited for with the last mail's outcome in hand.
constexpr std::chrono::milliseconds brisk{50};

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

// 5, 10, 20 … 160 minutes (greylisting wants at least 5).
long long pause_seconds(int attempts) { return 300LL << std::min(attempts, 5); }

// The server has something against us rather than against this mail: our sender, our address, our mails.
bool is_against_us(const mail::Receipt& receipt) {
  const bool permanent = receipt.code / 100 == 5;
  const bool about_us = receipt.code == 554 || receipt.enhanced.rfind("5.7.", 0) == 0;
  return permanent &&
         (receipt.verdict == Verdict::Deferred || (receipt.verdict == Verdict::Refused && about_us));
}

// The connection or the whole server, not this mail.
bool is_servers_trouble(const mail::Receipt& receipt) {
  return receipt.verdict == Verdict::Deferred && (receipt.code == 0 || receipt.code == 421);
}

mail::SmtpSettings smtp_settings(const Settings& site) {
  const MailSettings& s = site.mail;
  mail::SmtpSettings out;
  out.user = s.user;
  out.password = s.password;
  out.helo = s.helo;
  if (!s.ca_file.empty()) out.ca_file = (site.site / s.ca_file).string();
  out.reply_seconds = s.reply_seconds;
  out.body_seconds = s.body_seconds;
  out.mail_seconds = s.mail_seconds;
  return out;
}

class Sender {
 public:
  Sender(Site& site, Report& report) : site_(site), report_(report), pace_(site.settings().mail.per_minute) {
    door_ = mail::open_mail(site.settings().mail.url, smtp_settings(site.settings()), site.settings().site);
  }

  // False when nothing more can be sent in this run.
  bool send(const journal::MailRow& row) {
    wait_for_turn();
    const auto bytes = site_.journal().bytes(row.mime_sha256);
    auto receipt = hand_over(row, *bytes);
    settle_last();
    receipt.text = mail::without_addresses(receipt.text);
    if (receipt.verdict == Verdict::Misconfigured) {
      throw Error(Kind::Configuration,
                  say("surat tidak dapat dikirim: {}", "mail cannot be sent: {}", receipt.text), "mail.url",
                  say("periksa bagian mail pada pleno.yaml; tidak ada surat yang ditandai",
                      "check the mail section of pleno.yaml; no mail was marked"));
    }
    if (!receipt.reached) {
      pause(receipt.text);
      return false;
    }
    note(row, receipt);
    if (receipt.code == 452) pace_.halve();
    if (receipt.verdict == Verdict::Sent && std::exchange(is_fresh_, false)) end_pause(site_);
    return goes_on(row, receipt);
  }

  // Commits what became of the last mail, when that was left to the next one's SENDING.
  void settle_last() {
    if (!last_) return;
    const journal::MailOutcome& last = *last_;
    site_.journal().note_sent(last.mail, last.state, last.code, last.reply, last.next_at, last.ended_at);
    last_.reset();
  }

  std::map<Verdict, long long> counts;

 private:
  mail::Receipt hand_over(const journal::MailRow& row, const std::string& bytes) {
    using Clock = std::chrono::steady_clock;
    const std::string& redirected = site_.settings().mail.redirect_all_to;
    const std::string& recipient = redirected.empty() ? row.recipient : redirected;
    const auto begun = Clock::now();
    return door_->send({sender_of(row), recipient}, bytes, [&] {
      is_brisk_ = Clock::now() - begun < brisk;
      mark_sending(row.id);
    });
  }

  void mark_sending(long long mail) {
    if (!last_) return site_.journal().mark_sending(mail, now_utc());
    site_.journal().note_and_mark(*last_, mail, now_utc());
    last_.reset();
  }

  std::string sender_of(const journal::MailRow& row) const {
    const MailSettings& s = site_.settings().mail;
    return s.bounce_address.empty() ? s.from_address : mail::return_path(s.bounce_address, row.id);
  }

  void wait_for_turn() {
    using namespace std::chrono;
    const auto now = duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
    const long long pause = pace_.wait(now);
    if (pause <= 0) return;
    settle_last();
    std::this_thread::sleep_for(microseconds(pause));
  }

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
    last_ = {row.id, state, receipt.code, receipt.text, next, now};
    if (receipt.verdict != Verdict::Sent || !is_brisk_) settle_last();
    ++counts[receipt.verdict];
    report_.did += {.attempts = 1,
                    .sent = state == MailState::Sent ? 1 : 0,
                    .doubts = state == MailState::Unknown ? 1 : 0};
    if (receipt.verdict == Verdict::Sent) return;
    report_.found.push_back(
        {.severity = receipt.verdict == Verdict::Refused ? Severity::Error : Severity::Warning,
         .at = {.record = say("asesi {}, surat {}", "candidate {}, mail {}", row.assessment, row.message_id)},
         .message = fmt::format("{}: {} {}", mail::to_text(receipt.verdict), receipt.code, receipt.text)});
  }

  // No server: nothing was tried, so nothing is noted but that it is no use for a while.
  void pause(const std::string& why) {
    const std::string until = begin_pause(site_, why);
    ++report_.failed;
    report_.found.push_back(
        {.severity = Severity::Warning,
         .at = {.record = "mail.url"},
         .message = say("server surat tidak tercapai: {}", "no mail server was reached: {}", why),
         .hint = say("semua surat tetap menunggu; dicoba lagi setelah {}",
                     "all mails wait; tried again after {}", until)});
  }

  bool goes_on(const journal::MailRow& row, const mail::Receipt& receipt) {
    troubles_ = is_servers_trouble(receipt) ? troubles_ + 1 : 0;
    if (is_against_us(receipt))
      against_us_.emplace_back(row, receipt);
    else
      against_us_.clear();
    if (against_us_.size() >= most_in_a_row) {
      break_circuit();
      return false;
    }
    if (troubles_ < most_in_a_row) return true;
    pause(receipt.text);
    return false;
  }

  // Five in a row: it is about us. Nobody's mail is refused for that; a person must speak with the server's.
  void break_circuit() {
    const std::string now = now_utc();
    for (const auto& [row, receipt] : against_us_) {
      if (receipt.verdict != Verdict::Refused) continue;
      site_.journal().note_sent(
          row.id, MailState::Deferred, receipt.code,
          say("ditunda bersama yang lain: {}", "put off with the others: {}", receipt.text),
          later_utc(now, breaker_seconds), now);
      ++report_.did.attempts;
      --counts[Verdict::Refused];
      ++counts[Verdict::Deferred];
    }
    const mail::Receipt& last = against_us_.back().second;
    begin_pause(site_, last.text, breaker_seconds);
    report_.found.push_back(
        {.at = {.record = "mail.url"},
         .message = say("server menolak {} surat berturut-turut: {} {}; pengiriman dihentikan, semua ditunda",
                        "the server refused {} mails in a row: {} {}; sending stopped, all are put off",
                        against_us_.size(), last.code, last.text),
         .hint = say("tanyakan kepada pengelola server: alamat pengirim, izin, reputasi",
                     "ask those who run the server: sender address, permission, reputation")});
  }

  Site& site_;
  Report& report_;
  std::unique_ptr<mail::Mail> door_;
  MailPace pace_;
  std::optional<journal::MailOutcome> last_;  // not committed yet
  bool is_brisk_ = false;
  std::size_t troubles_ = 0;
  std::vector<std::pair<journal::MailRow, mail::Receipt>> against_us_;  // in a row
  bool is_fresh_ = true;                                                // no mail has gone out in this run
};

// A journal serves rehearsals or people, never both: what a rehearsal sent counts as sent for ever.
void keep_rehearsals_apart(Site& site) {
  const std::string mode = site.settings().mail.redirect_all_to.empty() ? "recipients" : "rehearsal";
  const std::string known = site.journal().meta("mail_mode");
  if (known.empty()) site.journal().set_meta("mail_mode", mode);
  if (known.empty() || known == mode) return;
  throw Error(
      Kind::Configuration,
      mode == "rehearsal"
          ? say("redirect_all_to diisi, padahal keadaan ini sudah mengirim surat kepada asesi",
                "redirect_all_to is set, but this state has sent mail to candidates")
          : say("keadaan ini milik gladi: suratnya pernah dialihkan dengan redirect_all_to",
                "this state is a rehearsal's: its mail was redirected with redirect_all_to"),
      (site.settings().site / "pleno.yaml").string(),
      say("pakai folder state tersendiri untuk gladi", "use a state folder of its own for rehearsals"));
}

// False when nothing more can be sent in this run.
bool send_page(const std::vector<journal::MailRow>& due, Sender& sender) {
  for (const journal::MailRow& row : due) {
    if (stopping() || !sender.send(row)) return false;
  }
  return true;
}

void send_due(Site& site, Sender& sender, std::size_t limit) {
  std::size_t tried = 0;
  bool goes_on = true;
  while (goes_on && (limit == 0 || tried < limit)) {
    const std::size_t wanted = limit == 0 ? page_size : std::min(page_size, limit - tried);
    const auto due = site.journal().due_mails(wanted, now_utc());
    if (due.empty() || !site.journal().take(sending)) return;
    tried += due.size();
    try {
      goes_on = send_page(due, sender);
    } catch (...) {  // whatever happened to this mail, the last one's outcome is known
      sender.settle_last();
      throw;
    }
    sender.settle_last();
  }
}

}  // namespace

Report send(Site& site, std::size_t limit) {
  Report report;
  if (!site.journal().take(sending)) {
    report.line(say("send: proses lain sedang mengirim", "send: another run is sending"));
    return report;
  }
  const long long left = site.journal().recover_mails(now_utc(), later_utc(now_utc(), doubt_seconds));
  report.did += {.attempts = left, .doubts = left};
  if (!site.settings().mail.bounces.empty()) report.add(read_bounces(site, site.settings().mail.bounces));
  report.add(reconcile(site));
  const std::string paused = paused_until(site);
  const bool any = !site.journal().due_mails(1, now_utc()).empty();
  std::map<Verdict, long long> counts;
  if (any && paused.empty()) {
    keep_rehearsals_apart(site);
    Sender sender(site, report);
    send_due(site, sender, limit);
    counts = sender.counts;
  }
  site.journal().give_back(sending);
  const auto held =
      site.journal().mails(MailState::Held).size() + site.journal().mails(MailState::Unknown).size();
  report.worked = report.worked || any;
  report.held += static_cast<long long>(held);
  report.failed += counts[Verdict::Refused] + counts[Verdict::Deferred] + (any && !paused.empty() ? 1 : 0);
  if (any && !paused.empty()) {
    report.line(say("send: jeda sampai {}; semua surat tetap menunggu",
                    "send: paused until {}; all mails wait", paused));
    return report;
  }
  report.line(
      any ? say("send: {} terkirim, {} ditunda, {} ditolak, {} tidak pasti; {} ditahan",
                "send: {} sent, {} deferred, {} refused, {} in doubt; {} held", counts[Verdict::Sent],
                counts[Verdict::Deferred], counts[Verdict::Refused], counts[Verdict::Unknown], held)
          : say("send: tidak ada surat yang menunggu; {} ditahan", "send: no mail waits; {} held", held));
  return report;
}

}  // namespace pleno::app
