// F4 to F8 of docs/reliability.md: Poco's mail client called in the obvious way, and what we do instead.
// Where the first half of a test fails, the library has been mended and the precaution may be looked at
// again.
#include <Poco/Net/MailMessage.h>
#include <Poco/Net/MailRecipient.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SMTPClientSession.h>
#include <Poco/Net/SecureSMTPClientSession.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "mail/address.h"
#include "mail/mail.h"
#include "mail/mime.h"
#include "support/certificates.h"
#include "support/smtp_sink.h"
#include "text/digest.h"
#include "traps/child.h"

namespace pleno::testing {
namespace {

using mail::Verdict;
using Poco::Net::MailMessage;
using Poco::Net::MailRecipient;
using Poco::Net::SMTPClientSession;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

struct NaiveMessage : MailMessage {
  explicit NaiveMessage(const std::string& recipient = "siti@contoh.example") {
    setSender("lsp@contoh.example");
    addRecipient(MailRecipient(MailRecipient::PRIMARY_RECIPIENT, recipient));
    setSubject("Hasil");
    set("Message-ID", "<satu@contoh.example>");
    setContent("Selamat\r\n", MailMessage::ENCODING_8BIT);
  }
};

Message our_message() {
  Message out;
  out.message_id = "<satu@contoh.example>";
  out.from = {"LSP", "lsp@contoh.example"};
  out.to = {"Siti", "siti@contoh.example"};
  out.date = "Mon, 23 Nov 2026 09:00:00 +0700";
  out.subject = "Hasil";
  out.text = "Selamat\n";
  return out;
}

mail::Receipt send_ours(const mail::SmtpSettings& settings, const std::string& to = "siti@contoh.example") {
  Diagnostics found;
  const std::string mime = mail::mime_from_message(our_message(), found);
  EXPECT_EQ(to_text(found), "");
  return mail::mail_smtp(settings)->send({"lsp@contoh.example", to}, mime, [] {});
}

mail::SmtpSettings settings_for(const SmtpSink& sink) {
  mail::SmtpSettings out;
  out.url = sink.url();
  out.reply_seconds = out.body_seconds = 20;
  return out;
}

void send_naively(const SmtpSink& sink, const MailMessage& message) {
  SMTPClientSession session("127.0.0.1", sink.port());
  session.setTimeout(Poco::Timespan(10, 0));
  session.login();
  session.sendMessage(message);
  session.close();
}

TEST(TrapF4, OneLineOfALongerReplyAndACloseSpinForEver) {
  SmtpSink sink;
  sink.play("EHLO", {{"250-ok\r\n", Answer::Then::Close}, {"250-ok\r\n", Answer::Then::Close}});
  const Ended naive = in_child([&] {
    send_naively(sink, NaiveMessage());
    return 0;
  });
  EXPECT_TRUE(naive.ran_away()) << "mended: signal " << naive.signal << ", code " << naive.code;
  const mail::Receipt ours = send_ours(settings_for(sink));
  EXPECT_EQ(ours.verdict, Verdict::Deferred) << ours.text;
}

// What the exception tells of a mail whose final dot was answered so: its code, or -1 for another class.
int naive_code(const Answer& answer) {
  SmtpSink sink;
  sink.play("DOT", {answer});
  try {
    send_naively(sink, NaiveMessage());
  } catch (const Poco::Net::SMTPException& refused) {
    return refused.code();
  } catch (const Poco::Exception&) {
    return -1;
  }
  return 250;
}

Verdict our_verdict(const Answer& answer) {
  SmtpSink sink;
  sink.play("DOT", {answer});
  return send_ours(settings_for(sink)).verdict;
}

TEST(TrapF5, AnExceptionDoesNotTellRefusalFromDoubt) {
  const Answer refusal = {"550 5.1.1 no such user\r\n", Answer::Then::GoOn};
  const Answer nothing = {"", Answer::Then::Close};
  const Answer garbage = {"terima kasih\r\n", Answer::Then::GoOn};
  // "The server rejected the message" in all three; two of them may have been accepted.
  EXPECT_NE(naive_code(refusal), -1);
  EXPECT_EQ(naive_code(nothing), 0) << "mended: the end of the connection is told apart";
  EXPECT_EQ(naive_code(garbage), 0) << "mended: garbage is told apart";
  EXPECT_EQ(our_verdict(refusal), Verdict::Refused);
  EXPECT_EQ(our_verdict(nothing), Verdict::Unknown);
  EXPECT_EQ(our_verdict(garbage), Verdict::Unknown);
}

TEST(TrapF6, HeadersAndAddressesAreWrittenAsTheyAre) {
  NaiveMessage naive;
  naive.setSubject("Hasil\r\nBcc: penyusup@contoh.example");
  std::ostringstream written;
  naive.write(written);
  EXPECT_THAT(written.str(), HasSubstr("\r\nBcc: penyusup@contoh.example")) << "mended";
  Message ours = our_message();
  ours.subject = "Hasil\r\nBcc: penyusup@contoh.example";
  Diagnostics found;
  EXPECT_EQ(mail::mime_from_message(ours, found), "");
  EXPECT_TRUE(has_errors(found));

  const std::string two = "siti@contoh.example>\r\nRCPT TO:<penyusup@contoh.example";
  const auto injected = Contains(HasSubstr("RCPT TO:<penyusup"));
  {
    SmtpSink sink;
    in_child([&] {  // it may well be confused by the second answer
      send_naively(sink, NaiveMessage(two));
      return 0;
    });
    sink.wait_until_idle();
    EXPECT_THAT(sink.commands(), injected) << "mended";
  }
  SmtpSink sink;
  EXPECT_NE(mail::fault_in_address(two), std::nullopt);
  EXPECT_EQ(send_ours(settings_for(sink), two).verdict, Verdict::Refused);
  EXPECT_THAT(sink.commands(), Not(injected));
}

TEST(TrapF7, ABareLineFeedGoesOutRaw) {
  constexpr const char* smuggled = "satu\n.\nMAIL FROM:<penyusup@contoh.example>\n";
  SmtpSink sink;
  NaiveMessage naive;
  naive.setContent(smuggled, MailMessage::ENCODING_8BIT);
  send_naively(sink, naive);
  ASSERT_EQ(sink.mails().size(), 1U);
  EXPECT_THAT(sink.mails()[0].bytes, HasSubstr("satu\n")) << "mended: line feeds are made whole";
  EXPECT_THAT(sink.mails()[0].bytes, Not(HasSubstr("satu\r\n")));

  Message ours = our_message();
  ours.text = smuggled;
  Diagnostics found;
  const std::string mime = mail::mime_from_message(ours, found);
  for (std::size_t at = mime.find('\n'); at != std::string::npos; at = mime.find('\n', at + 1))
    ASSERT_EQ(mime[at - 1], '\r');
  EXPECT_NE(mail::fault_in_mime(mime + "lf saja\n"), std::nullopt) << "nothing else gets past the last look";
}

TEST(TrapF8, ARefusedStartTlsGoesOnInPlainText) {
  const TemporaryFolder folder("pleno-trap");
  Certificates certificates(folder.path());
  certificates.issue("baik", "localhost");
  SmtpSink sink(SmtpSink::Tls{certificates.certificate("baik"), certificates.key("baik"), false, 0});
  const Answer not_now = {"454 4.7.0 TLS not available\r\n", Answer::Then::GoOn};
  sink.play("STARTTLS", {not_now, not_now});
  {
    using Poco::Net::Context;
    Poco::Net::SecureSMTPClientSession session("127.0.0.1", sink.port());
    session.setTimeout(Poco::Timespan(10, 0));
    session.login();
    const Context::Ptr context = new Context(Context::TLS_CLIENT_USE, "", "", "", Context::VERIFY_NONE);
    EXPECT_FALSE(session.startTLS(context)) << "mended: it throws now";
    session.sendMessage(NaiveMessage());
    session.close();
  }
  EXPECT_EQ(sink.mails().size(), 1U) << "in plain text";
  mail::SmtpSettings settings = settings_for(sink);
  settings.url = sink.url("smtp", "localhost");
  settings.ca_file = certificates.authority();
  settings.allow_plain_on_loopback = false;
  EXPECT_EQ(send_ours(settings).verdict, Verdict::Misconfigured);
  EXPECT_EQ(sink.mails().size(), 1U) << "ours sent nothing";
}

}  // namespace
}  // namespace pleno::testing
