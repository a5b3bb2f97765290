#include <Poco/Exception.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "mail/address.h"
#include "mail/mail.h"
#include "mail/mime.h"
#include "mail/quiet_pipe.h"
#include "mail/smtp_session.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::mail {
namespace {

// Lines that start with a dot get a second one (RFC 5321 4.5.2). Our own messages have none: then nothing is
// copied.
std::string_view dot_stuffed(std::string_view mime, std::string& copy) {
  if (mime.front() != '.' && mime.find("\n.") == std::string_view::npos) return mime;
  copy.reserve(mime.size() + 64);
  for (std::size_t at = 0; at < mime.size(); ++at) {
    if (mime[at] == '.' && (at == 0 || mime[at - 1] == '\n')) copy += '.';
    copy += mime[at];
  }
  return copy;
}

Receipt own(Verdict verdict, std::string text) { return {verdict, 0, {}, std::move(text), {}}; }

std::optional<Receipt> fault_in(const Envelope& envelope) {
  if (const auto fault = fault_in_address(envelope.from, true)) {
    return own(Verdict::Misconfigured, say("alamat pengirim: {}", "sender's address: {}", *fault));
  }
  if (const auto fault = fault_in_address(envelope.to, true)) {
    return own(Verdict::Refused, say("alamat penerima: {}", "recipient's address: {}", *fault));
  }
  return std::nullopt;
}

class MailSmtp : public Mail {
 public:
  explicit MailSmtp(const SmtpSettings& settings) : login_(settings) {}
  ~MailSmtp() override {
    const QuietPipe quiet;
    if (session_) session_->quit();
  }
  MailSmtp(const MailSmtp&) = delete;
  MailSmtp& operator=(const MailSmtp&) = delete;

  Receipt send(const Envelope& envelope, std::string_view mime,
               const std::function<void()>& sending) override {
    if (const auto fault = fault_in_mime(mime)) {
      throw Error(Kind::Internal, say("bukan surat: {}", "not a mail: {}", *fault));
    }
    if (auto refusal = fault_in(envelope)) return *refusal;
    const QuietPipe quiet;
    const auto deadline = Wire::Clock::now() + std::chrono::seconds(login_.settings().mail_seconds);
    while (true) {
      if (session_ && session_->wire().has_unexpected()) session_.reset();
      const bool reused = session_ != nullptr;
      progress_ = Progress::Certain;
      try {
        Receipt receipt = attempt(envelope, mime, sending, deadline);
        // A server may be tired of a connection that has stood or served long: once again on a fresh one.
        if (receipt.code == 421 && reused && progress_ == Progress::Certain) continue;
        return receipt;
      } catch (const Broken& broken) {
        session_.reset();
        if (reused && progress_ == Progress::Certain) continue;
        const bool doubt = progress_ == Progress::Ended || (progress_ == Progress::Body && broken.garbage);
        Receipt receipt = own(doubt ? Verdict::Unknown : Verdict::Deferred, broken.text);
        receipt.reached = !broken.unreachable;
        return receipt;
      } catch (...) {  // the caller could not note SENDING; the server waits for a body that will not come
        session_.reset();
        throw;
      }
    }
  }

 private:
  // How far the mail has come: Certain until `sending` is called; Body while the end is still ours; Ended
  // when the final dot is in the kernel's hands, and only a reply can tell.
  enum class Progress { Certain, Body, Ended };

  Receipt attempt(const Envelope& envelope, std::string_view mime, const std::function<void()>& sending,
                  Wire::Clock::time_point deadline) {
    if (!session_) {
      auto opened = open_session(login_, deadline);
      if (auto* stopped = std::get_if<Receipt>(&opened)) return *stopped;
      session_ = std::move(std::get<std::unique_ptr<SmtpSession>>(opened));
    }
    session_->wire().set_deadline(deadline);
    if (session_->size_limit() > 0 && mime.size() > session_->size_limit()) {
      return own(Verdict::Refused,
                 say("surat {} byte, server menerima paling banyak {}; kecilkan lampirannya",
                     "mail of {} bytes, the server takes at most {}; make the attachment smaller",
                     mime.size(), session_->size_limit()));
    }
    if (auto stopped = offer(envelope, mime.size())) return settle(*stopped);
    progress_ = Progress::Body;
    sending();
    return settle(deliver(mime));
  }

  // MAIL, RCPT, DATA: up to here every failure is certain. A server that takes them together gets them so.
  std::optional<Receipt> offer(const Envelope& envelope, std::size_t size) {
    const std::string announced = session_->size_limit() > 0 ? fmt::format(" SIZE={}", size) : std::string();
    const std::string mail = fmt::format("MAIL FROM:<{}>{}", envelope.from, announced);
    const std::string rcpt = fmt::format("RCPT TO:<{}>", envelope.to);
    if (session_->takes_many()) return offer_at_once(mail + "\r\n" + rcpt + "\r\nDATA\r\n");
    if (auto stopped = refusal_in(session_->command(mail), 0)) return stopped;
    if (auto stopped = refusal_in(session_->command(rcpt), 1)) return stopped;
    return refusal_in(session_->command("DATA"), 2);
  }

  std::optional<Receipt> offer_at_once(const std::string& commands) {
    session_->wire().send(commands, login_.settings().reply_seconds);
    for (int place = 0; place < 3; ++place) {
      const Reply reply = session_->reply();
      if (auto stopped = refusal_in(reply, place)) {
        if (reply.code == 421 || !hears_out(place + 1)) session_.reset();
        return stopped;
      }
    }
    return std::nullopt;
  }

  // The replies to what was sent behind a refused command. False when the connection is of no more use: it
  // broke, or the server waits for a body all the same, and the end of one it must not get.
  bool hears_out(int place) {
    try {
      Reply reply;
      for (; place < 3; ++place) reply = session_->reply();
      return reply.kind() != 3;
    } catch (const Broken&) {
      return false;
    }
  }

  // The reply to MAIL, RCPT or DATA (place 0, 1, 2).
  static std::optional<Receipt> refusal_in(const Reply& reply, int place) {
    if (place == 2 ? reply.code == 354 : reply.kind() == 2) return std::nullopt;
    return receipt_of(reply, place == 0 ? Step::Sender : Step::Mail);
  }

  Receipt deliver(std::string_view mime) {
    std::string copy;
    const int seconds = login_.settings().body_seconds;
    if (!session_->wire().has_unexpected()) session_->wire().send(dot_stuffed(mime, copy), seconds);
    if (session_->wire().has_unexpected()) return early();
    session_->wire().send(".\r\n", seconds);
    progress_ = Progress::Ended;
    const Reply reply = session_->wire().read_reply(seconds);
    if (reply.kind() != 2) return receipt_of(reply, Step::Body);
    return {Verdict::Sent, reply.code, reply.enhanced(), reply.text(), reply.queue_id()};
  }

  // Before the dot the server has nothing to say. A 4xx, 5xx or a close means it gave up; anything else, and
  // nobody knows what it believes to have received.
  Receipt early() {
    const Reply reply = session_->wire().read_reply(login_.settings().reply_seconds);
    session_.reset();
    if (reply.kind() == 4 || reply.kind() == 5) return receipt_of(reply, Step::Body);
    return own(Verdict::Unknown,
               say("server menjawab sebelum surat selesai dikirim: {} {}",
                   "the server answered before the mail had been sent: {} {}", reply.code, reply.text()));
  }

  // Brings the connection back to a point where the next mail can start, or gives it up.
  Receipt settle(const Receipt& receipt) {
    if (receipt.verdict == Verdict::Sent || !session_) return receipt;
    try {
      if (receipt.code == 421 || session_->command("RSET").kind() != 2) session_.reset();
    } catch (const Broken&) {
      session_.reset();
    }
    return receipt;
  }

  SmtpLogin login_;
  std::unique_ptr<SmtpSession> session_;
  Progress progress_ = Progress::Certain;
};

}  // namespace

std::unique_ptr<Mail> mail_smtp(const SmtpSettings& settings) { return std::make_unique<MailSmtp>(settings); }

}  // namespace pleno::mail
