#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "mail/mail.h"
#include "mail/message_case.h"
#include "mail/mime.h"
#include "support/smtp_sink.h"
#include "text/error.h"

namespace pleno::mail {
namespace {

using pleno::testing::Answer;
using pleno::testing::SmtpSink;
using Then = Answer::Then;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const Envelope envelope{"bounce@lsp.example", "siti@contoh.example"};

std::string mime_of(const std::string& id = "<uji-1@mail.lsp.example>", std::size_t attachment_bytes = 0) {
  Message message = plain_message(id);
  if (attachment_bytes > 0) {
    message.attachments.push_back(
        attachment_of("a.pdf", "application/pdf", std::string(attachment_bytes, 'p')));
  }
  Diagnostics found;
  return mime_from_message(message, found);
}

SmtpSettings settings_for(const SmtpSink& sink) {
  SmtpSettings settings;
  settings.url = sink.url();
  return settings;
}

struct Sent {
  Receipt receipt;
  int asked = 0;  // how often `sending` was called
};
Sent send_to(Mail& mail, const std::string& mime) {
  Sent sent;
  sent.receipt = mail.send(envelope, mime, [&] { ++sent.asked; });
  return sent;
}

TEST(Smtp, DeliversWhatItWasGiven) {
  SmtpSink sink;
  const auto mail = mail_smtp(settings_for(sink));
  const std::string mime = mime_of();
  const Sent sent = send_to(*mail, mime);
  EXPECT_EQ(sent.receipt.verdict, Verdict::Sent);
  EXPECT_EQ(sent.receipt.code, 250);
  EXPECT_EQ(sent.receipt.enhanced, "2.0.0");
  EXPECT_EQ(sent.receipt.queue_id, "SINK1");
  EXPECT_EQ(sent.asked, 1);
  const auto mails = sink.mails();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].from, envelope.from);
  EXPECT_EQ(mails[0].to, envelope.to);
  EXPECT_EQ(mails[0].bytes, mime);
}

TEST(Smtp, StuffsDots) {
  SmtpSink sink;
  const auto mail = mail_smtp(settings_for(sink));
  const std::string mime = mime_of() + ".\r\n..\r\n.titik\r\n";
  EXPECT_EQ(send_to(*mail, mime).receipt.verdict, Verdict::Sent);
  ASSERT_EQ(sink.mails().size(), 1U);
  EXPECT_EQ(sink.mails()[0].bytes, mime);
}

TEST(Smtp, KeepsOneConnectionOverManyMails) {
  SmtpSink sink;
  const auto mail = mail_smtp(settings_for(sink));
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(send_to(*mail, mime_of("<uji-" + std::to_string(i) + "@x.example>")).receipt.verdict,
              Verdict::Sent);
  }
  EXPECT_EQ(sink.connections(), 1);
  EXPECT_EQ(sink.accepted().size(), 20U);
}

TEST(Smtp, SendsCommandsTogetherToWhomTakesThemSo) {
  SmtpSink sink;
  sink.offer({"PIPELINING"});
  const auto mail = mail_smtp(settings_for(sink));
  const std::string mime = mime_of();
  EXPECT_EQ(send_to(*mail, mime).receipt.verdict, Verdict::Sent);
  EXPECT_EQ(send_to(*mail, mime).receipt.verdict, Verdict::Sent);
  EXPECT_EQ(sink.unasked(), 4);
  ASSERT_EQ(sink.mails().size(), 2U);
  EXPECT_EQ(sink.mails()[1].to, envelope.to);
  EXPECT_EQ(sink.mails()[1].bytes, mime);
}

TEST(Smtp, WaitsForEachReplyOtherwise) {
  SmtpSink sink;
  EXPECT_EQ(send_to(*mail_smtp(settings_for(sink)), mime_of()).receipt.verdict, Verdict::Sent);
  EXPECT_EQ(sink.unasked(), 0);
}

// What was sent behind a refused command is answered too, and none of it is taken for the next mail's.
TEST(Smtp, HearsAServerOutThatTookCommandsTogether) {
  SmtpSink sink;
  sink.offer({"PIPELINING"});
  sink.play("MAIL", {{"450 4.1.8 nanti\r\n"}});
  sink.play("RCPT", {{"503 5.5.1 MAIL dahulu\r\n"}, {"550 5.1.1 tidak ada\r\n"}});
  sink.play("DATA", {{"503 5.5.1 RCPT dahulu\r\n"}, {"554 5.5.1 tiada penerima\r\n"}});
  const auto mail = mail_smtp(settings_for(sink));
  EXPECT_EQ(send_to(*mail, mime_of()).receipt.code, 450);
  EXPECT_EQ(send_to(*mail, mime_of()).receipt.code, 550);
  EXPECT_EQ(send_to(*mail, mime_of()).receipt.verdict, Verdict::Sent);
  EXPECT_EQ(sink.connections(), 1);
  EXPECT_THAT(sink.commands(), Contains("RSET").Times(2));
}

TEST(Smtp, GivesNoBodyToAServerThatAsksForOneWithoutRecipient) {
  SmtpSink sink;
  sink.offer({"PIPELINING"});
  sink.play("RCPT", {{"550 5.1.1 tidak ada\r\n"}});
  const auto mail = mail_smtp(settings_for(sink));
  const Sent sent = send_to(*mail, mime_of());
  EXPECT_EQ(sent.receipt.verdict, Verdict::Refused);
  EXPECT_EQ(sent.asked, 0);
  EXPECT_EQ(send_to(*mail, mime_of()).receipt.verdict, Verdict::Sent);
  EXPECT_EQ(sink.connections(), 2);
  EXPECT_EQ(sink.accepted().size(), 1U);
  EXPECT_EQ(sink.accepted("<uji-1@mail.lsp.example>"), 1);
}

// One row of the fault table: what the server does at one point, and what becomes of the mail.
struct Fault {
  const char* name;
  std::string point;
  Answer answer;
  Verdict verdict;
  int code;
};
class Faults : public ::testing::TestWithParam<std::tuple<Fault, const char*>> {};

std::string many(const std::string& line, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += line;
  return text;
}

TEST_P(Faults, EndAsTheTableSaysAndTheNextMailGoesThrough) {
  const auto& [fault, extension] = GetParam();
  SmtpSink sink;
  sink.offer({extension});
  sink.play(fault.point, {fault.answer});
  SmtpSettings settings = settings_for(sink);
  if (fault.answer.then == Then::Hang) settings.reply_seconds = settings.body_seconds = 1;
  const auto mail = mail_smtp(settings);

  const Sent sent = send_to(*mail, mime_of());
  EXPECT_EQ(to_text(sent.receipt.verdict), to_text(fault.verdict)) << sent.receipt.text;
  EXPECT_EQ(sent.receipt.code, fault.code) << sent.receipt.text;
  EXPECT_THAT(sent.receipt.text, Not(IsEmpty()));
  const bool after_354 = fault.point == "BODY" || fault.point == "DOT";
  EXPECT_EQ(sent.asked, after_354 ? 1 : 0);
  EXPECT_LE(sink.accepted("<uji-1@mail.lsp.example>"), fault.verdict == Verdict::Unknown ? 1 : 0);

  EXPECT_EQ(send_to(*mail, mime_of("<uji-2@mail.lsp.example>")).receipt.verdict, Verdict::Sent);
  EXPECT_EQ(sink.accepted("<uji-2@mail.lsp.example>"), 1);
}

const Answer half_reply{"250-ok\r\n", Then::Close};  // the library's reader never returns from this one
const Fault table[] = {
    Fault{"Greeting554", "CONNECT", {"554 5.3.2 tidak sekarang\r\n", Then::Close}, Verdict::Deferred, 554},
    Fault{"Greeting421", "CONNECT", {"421 4.3.2 penuh\r\n", Then::Close}, Verdict::Deferred, 421},
    Fault{"GreetingDrop", "CONNECT", {"", Then::Close}, Verdict::Deferred, 0},
    Fault{"GreetingAbort", "CONNECT", {"", Then::Abort}, Verdict::Deferred, 0},
    Fault{"GreetingHang", "CONNECT", {"", Then::Hang}, Verdict::Deferred, 0},
    Fault{"GreetingHttp", "CONNECT", {"HTTP/1.1 400 Bad\r\n", Then::Close}, Verdict::Deferred, 0},
    Fault{"EhloHalf", "EHLO", half_reply, Verdict::Deferred, 0},
    Fault{"EhloEndless", "EHLO", {many("250-X\r\n", 10000), Then::Close}, Verdict::Deferred, 0},
    Fault{
        "EhloLong", "EHLO", {"250 " + std::string(1 << 20, 'x') + "\r\n", Then::Close}, Verdict::Deferred, 0},
    Fault{"Ehlo550", "EHLO", {"550 5.7.1 nama tidak disukai\r\n", Then::GoOn}, Verdict::Deferred, 550},
    Fault{"Mail421", "MAIL", {"421 4.4.2 sampai jumpa\r\n", Then::Close}, Verdict::Deferred, 421},
    Fault{"MailHalf", "MAIL", half_reply, Verdict::Deferred, 0},
    Fault{"Mail550", "MAIL", {"550 5.7.1 pengirim ditolak\r\n", Then::GoOn}, Verdict::Deferred, 550},
    Fault{"Mail530", "MAIL", {"530 5.7.0 masuk dulu\r\n", Then::GoOn}, Verdict::Misconfigured, 530},
    Fault{"Mail538", "MAIL", {"538 5.7.11 TLS dulu\r\n", Then::GoOn}, Verdict::Misconfigured, 538},
    Fault{"Mail552", "MAIL", {"552 5.3.4 terlalu besar\r\n", Then::GoOn}, Verdict::Refused, 552},
    Fault{"Rcpt450", "RCPT", {"450 4.2.0 greylisted\r\n", Then::GoOn}, Verdict::Deferred, 450},
    Fault{"Rcpt451", "RCPT", {"451 4.7.1 greylisted\r\n", Then::GoOn}, Verdict::Deferred, 451},
    Fault{"Rcpt452", "RCPT", {"452 4.5.3 terlalu banyak\r\n", Then::GoOn}, Verdict::Deferred, 452},
    Fault{"Rcpt550", "RCPT", {"550 5.1.1 tidak ada\r\n", Then::GoOn}, Verdict::Refused, 550},
    Fault{"Rcpt552", "RCPT", {"552 5.2.2 kotak penuh\r\n", Then::GoOn}, Verdict::Refused, 552},
    Fault{"RcptFull452", "RCPT", {"452 4.2.2 kotak penuh\r\n", Then::GoOn}, Verdict::Deferred, 452},
    Fault{"Rcpt554", "RCPT", {"554 5.7.1 kebijakan\r\n", Then::GoOn}, Verdict::Refused, 554},
    Fault{"RcptDrop", "RCPT", {"", Then::Close}, Verdict::Deferred, 0},
    Fault{"RcptAbort", "RCPT", {"", Then::Abort}, Verdict::Deferred, 0},
    Fault{"RcptHang", "RCPT", {"", Then::Hang}, Verdict::Deferred, 0},
    Fault{"Rcpt999", "RCPT", {"999 apa\r\n", Then::GoOn}, Verdict::Deferred, 0},
    Fault{"Rcpt25", "RCPT", {"25\r\n", Then::GoOn}, Verdict::Deferred, 0},
    Fault{"Rcpt354", "RCPT", {"354 belum waktunya\r\n", Then::GoOn}, Verdict::Deferred, 0},
    Fault{"RcptBareCr", "RCPT", {"250 a\rb\r\n", Then::GoOn}, Verdict::Deferred, 0},
    Fault{"RcptNul", "RCPT", {std::string("250 a\0b\r\n", 9), Then::GoOn}, Verdict::Deferred, 0},
    Fault{"Data451", "DATA", {"451 4.3.0 nanti\r\n", Then::GoOn}, Verdict::Deferred, 451},
    Fault{"Data554", "DATA", {"554 5.5.1 tidak\r\n", Then::GoOn}, Verdict::Refused, 554},
    Fault{"Data250", "DATA", {"250 baik\r\n", Then::GoOn}, Verdict::Deferred, 0},
    Fault{"DataHalf", "DATA", {"354-ya\r\n", Then::Close}, Verdict::Deferred, 0},
    Fault{"DataHang", "DATA", {"", Then::Hang}, Verdict::Deferred, 0},
    Fault{"BodyHang", "BODY", {"", Then::Hang}, Verdict::Unknown, 0},
    Fault{"Dot451", "DOT", {"451 4.3.0 nanti\r\n", Then::GoOn}, Verdict::Deferred, 451},
    Fault{"Dot421", "DOT", {"421 4.3.2 nanti\r\n", Then::Close}, Verdict::Deferred, 421},
    Fault{"Dot554", "DOT", {"554 5.7.1 isi ditolak\r\n", Then::GoOn}, Verdict::Refused, 554},
    Fault{"Dot530", "DOT", {"530 5.7.0 terlambat\r\n", Then::GoOn}, Verdict::Refused, 530},
    Fault{"DotDrop", "DOT", {"", Then::Close}, Verdict::Unknown, 0},
    Fault{"DotAbort", "DOT", {"", Then::Abort}, Verdict::Unknown, 0},
    Fault{"DotHang", "DOT", {"", Then::Hang}, Verdict::Unknown, 0},
    Fault{"DotHalf", "DOT", half_reply, Verdict::Unknown, 0},
    Fault{"DotHalfLine", "DOT", {"250 2.0.0 Ok: que", Then::Close}, Verdict::Unknown, 0},
    Fault{"DotGarbage", "DOT", {"apa ini\r\n", Then::GoOn}, Verdict::Unknown, 0},
    Fault{"Dot999", "DOT", {"999 apa\r\n", Then::GoOn}, Verdict::Unknown, 0},
    Fault{"Dot354", "DOT", {"354 lagi\r\n", Then::GoOn}, Verdict::Unknown, 0},
    Fault{"DotEndless", "DOT", {many("250-x\r\n", 1000), Then::GoOn}, Verdict::Unknown, 0}};

// One command after the other, and all before the first answer.
INSTANTIATE_TEST_SUITE_P(Smtp, Faults,
                         ::testing::Combine(::testing::ValuesIn(table),
                                            ::testing::Values("8BITMIME", "PIPELINING")),
                         [](const auto& fault) {
                           return std::string(std::get<0>(fault.param).name) +
                                  (std::get<1>(fault.param) == std::string("PIPELINING") ? "AtOnce" : "");
                         });

TEST(Smtp, IsCertainThatABodyCutShortWasNotAccepted) {
  SmtpSink sink;
  sink.play("BODY", {{"", Then::Abort}});
  const auto mail = mail_smtp(settings_for(sink));
  // Larger than the buffers of both kernels: the end never leaves us.
  const Sent sent = send_to(*mail, mime_of("<besar@x.example>", 20'000'000));
  EXPECT_EQ(sent.receipt.verdict, Verdict::Deferred) << sent.receipt.text;
  EXPECT_EQ(sent.asked, 1);
}

TEST(Smtp, DistrustsAnAnswerBeforeTheDot) {
  SmtpSink sink;
  sink.play("DATA", {{"354 go on\r\n250 2.0.0 sudah\r\n", Then::Hang}});
  const auto mail = mail_smtp(settings_for(sink));
  const Sent sent = send_to(*mail, mime_of());
  EXPECT_EQ(sent.receipt.verdict, Verdict::Unknown);
  EXPECT_THAT(sent.receipt.text, HasSubstr("sebelum surat selesai"));
  EXPECT_EQ(send_to(*mail, mime_of("<uji-2@x.example>")).receipt.verdict, Verdict::Sent);
  EXPECT_EQ(sink.connections(), 2);
}

TEST(Smtp, CapsTheTimeOfOneMail) {
  SmtpSink sink;
  sink.play("RCPT", {{"", Then::Hang}});
  SmtpSettings settings = settings_for(sink);
  settings.mail_seconds = 1;
  EXPECT_EQ(send_to(*mail_smtp(settings), mime_of()).receipt.verdict, Verdict::Deferred);
}

TEST(Smtp, GoesOnOnTheSameConnectionAfterARefusal) {
  SmtpSink sink;
  sink.play("RCPT", {{"550 5.1.1 tidak ada\r\n"}, {"450 4.2.0 nanti\r\n"}});
  const auto mail = mail_smtp(settings_for(sink));
  EXPECT_EQ(send_to(*mail, mime_of()).receipt.verdict, Verdict::Refused);
  EXPECT_EQ(send_to(*mail, mime_of()).receipt.verdict, Verdict::Deferred);
  EXPECT_EQ(send_to(*mail, mime_of()).receipt.verdict, Verdict::Sent);
  EXPECT_EQ(sink.connections(), 1);
  EXPECT_THAT(sink.commands(), Contains("RSET").Times(2));
}

TEST(Smtp, ReconnectsUnseenWhenAnIdleConnectionWasClosed) {
  SmtpSink sink;
  const auto mail = mail_smtp(settings_for(sink));
  EXPECT_EQ(send_to(*mail, mime_of("<a@x.example>")).receipt.verdict, Verdict::Sent);
  sink.play("MAIL", {{"421 4.4.2 terlalu lama\r\n", Then::Close}});
  const Sent sent = send_to(*mail, mime_of("<b@x.example>"));
  EXPECT_EQ(sent.receipt.verdict, Verdict::Sent) << sent.receipt.text;
  EXPECT_EQ(sent.asked, 1);
  EXPECT_EQ(sink.connections(), 2);
  sink.play("MAIL", {{"", Then::Abort}});
  EXPECT_EQ(send_to(*mail, mime_of("<c@x.example>")).receipt.verdict, Verdict::Sent);
  EXPECT_EQ(sink.connections(), 3);
  for (const auto& [id, count] : sink.accepted()) EXPECT_EQ(count, 1) << id;
}

TEST(Smtp, SendsNothingWhenTheCallerCannotNoteIt) {
  SmtpSink sink;
  const auto mail = mail_smtp(settings_for(sink));
  EXPECT_THROW(mail->send(envelope, mime_of(), [] { throw Error(Kind::InputOutput, "penuh"); }), Error);
  EXPECT_TRUE(sink.accepted().empty());
  EXPECT_EQ(send_to(*mail, mime_of()).receipt.verdict, Verdict::Sent);
  EXPECT_EQ(sink.connections(), 2);
}

TEST(Smtp, RefusesWhatIsLargerThanTheServerTakes) {
  SmtpSink sink;
  sink.offer({"SIZE 1000"});
  const auto mail = mail_smtp(settings_for(sink));
  const Sent sent = send_to(*mail, mime_of("<besar@x.example>", 2000));
  EXPECT_EQ(sent.receipt.verdict, Verdict::Refused);
  EXPECT_THAT(sent.receipt.text, HasSubstr("paling banyak 1000; kecilkan lampirannya"));
  EXPECT_EQ(sent.asked, 0);
  EXPECT_THAT(sink.commands(), Not(Contains(HasSubstr("MAIL"))));
  EXPECT_EQ(send_to(*mail, mime_of()).receipt.verdict, Verdict::Sent);
  EXPECT_THAT(sink.commands(), Contains(HasSubstr("> SIZE=")));
}

TEST(Smtp, TellsThatNobodyListens) {
  SmtpSettings settings;
  {
    const SmtpSink gone;
    settings = settings_for(gone);
  }
  const Sent sent = send_to(*mail_smtp(settings), mime_of());
  EXPECT_EQ(sent.receipt.verdict, Verdict::Deferred);
  EXPECT_THAT(sent.receipt.text, HasSubstr("menolak sambungan"));
}

TEST(Smtp, TellsThatTheNameIsUnknown) {
  SmtpSettings settings;
  settings.url = "smtp://tidak-ada.invalid:25";
  const Sent sent = send_to(*mail_smtp(settings), mime_of());
  EXPECT_EQ(sent.receipt.verdict, Verdict::Deferred);
  EXPECT_THAT(sent.receipt.text, HasSubstr("tidak-ada.invalid"));
}

TEST(Smtp, NeverPutsAFaultyAddressOnTheLine) {
  SmtpSink sink;
  const auto mail = mail_smtp(settings_for(sink));
  const auto nothing = [] { FAIL(); };
  EXPECT_EQ(mail->send({envelope.from, "a>\r\nRCPT TO:<evil@e.example"}, mime_of(), nothing).verdict,
            Verdict::Refused);
  EXPECT_EQ(mail->send({"a>\r\nRCPT TO:<evil@e.example", envelope.to}, mime_of(), nothing).verdict,
            Verdict::Misconfigured);
  EXPECT_THROW(mail->send(envelope, "bukan surat\n", nothing), Error);
  EXPECT_EQ(sink.connections(), 0);
}

TEST(Smtp, EscapesTheReplysText) {
  SmtpSink sink;
  sink.play("RCPT", {{"550 5.1.1 \x1b[2Jhapus layar\r\n"}});
  EXPECT_EQ(send_to(*mail_smtp(settings_for(sink)), mime_of()).receipt.text, "\\x1B[2Jhapus layar");
}

TEST(Smtp, SpeaksTheOldGreetingToAnOldServer) {
  SmtpSink sink;
  sink.play("EHLO", {{"502 5.5.1 tidak kenal\r\n"}});
  EXPECT_EQ(send_to(*mail_smtp(settings_for(sink)), mime_of()).receipt.verdict, Verdict::Sent);
  EXPECT_THAT(sink.commands(), Contains("HELO localhost"));
}

struct BadUrl {
  std::string url;
  std::string expected;
};
TEST(OpenMail, RefusesOtherUrlsAndShowsNoPassword) {
  for (const auto& [url, expected] :
       {BadUrl{"", "tidak dikenal"}, BadUrl{"http://a.example", "tidak dikenal"},
        BadUrl{"smtp:a.example", "tidak dikenal"}, BadUrl{"smtp://", "nama host"},
        BadUrl{"smtp://a b", "nama host"}, BadUrl{"smtp://a.example:0", "port"},
        BadUrl{"smtp://a.example:70000", "port"}, BadUrl{"smtp://a.example:x", "port"}, BadUrl{"eml:", "map"},
        BadUrl{"smtp://budi:rahasia@a.example", "kata sandi"},
        BadUrl{"smpt://budi:rahasia@a.example", "tidak dikenal"},
        BadUrl{"budi:rahasia@a.example", "tidak dikenal"}}) {
    try {
      open_mail(url);
      ADD_FAILURE() << url;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind, Kind::Configuration);
      EXPECT_THAT(error.what(), HasSubstr(expected)) << url;
      EXPECT_THAT(error.hint, Not(IsEmpty()));
      EXPECT_THAT(error.what() + error.context + error.hint, Not(HasSubstr("rahasia")));
    }
  }
}

TEST(OpenMail, OpensFolderAndServer) {
  SmtpSink sink;
  EXPECT_EQ(open_mail(sink.url())->send(envelope, mime_of(), [] {}).verdict, Verdict::Sent);
  EXPECT_NE(open_mail("smtp://[::1]:2525"), nullptr);
  EXPECT_NE(open_mail("smtps://mail.lsp.example"), nullptr);
}

TEST(OpenMail, RefusesFaultySettings) {
  SmtpSettings settings;
  settings.helo = "a\r\nMAIL FROM:<x>";
  EXPECT_THROW(open_mail("smtp://a.example", settings), Error);
  settings.helo.clear();
  settings.ca_file = "/tidak/ada.pem";
  EXPECT_THROW(open_mail("smtp://a.example", settings), Error);
  settings.ca_file = std::string(PLENO_SOURCE_DIR) + "/tests/mail/smtp_test.cpp";
  EXPECT_THROW(open_mail("smtp://a.example", settings), Error);
}

}  // namespace
}  // namespace pleno::mail
