#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mail/mail.h"
#include "mail/message_case.h"
#include "mail/mime.h"
#include "support/certificates.h"
#include "support/smtp_sink.h"

namespace pleno::mail {
namespace {

using pleno::testing::Answer;
using pleno::testing::Certificates;
using pleno::testing::SmtpSink;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class SmtpTls : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<pleno::testing::TemporaryFolder>();
    certificates_ = std::make_unique<Certificates>(folder_->path());
    certificates_->issue("baik", "localhost");
    certificates_->issue("lain", "mail.lain.example");
    certificates_->issue_expired("usang", "localhost");
    certificates_->self_sign("sendiri", "localhost");
  }
  static void TearDownTestSuite() {
    certificates_.reset();
    folder_.reset();
  }

  static SmtpSink::Tls tls(const std::string& name, bool at_once = false) {
    return {certificates_->certificate(name), certificates_->key(name), at_once, 0};
  }
  // Encryption demanded, although the server is on loopback.
  static SmtpSettings settings_for(const SmtpSink& sink, const std::string& scheme = "smtp") {
    SmtpSettings settings;
    settings.url = sink.url(scheme, "localhost");
    settings.ca_file = certificates_->authority();
    settings.allow_plain_on_loopback = false;
    settings.reply_seconds = settings.body_seconds = 20;
    return settings;
  }
  static Receipt send(const SmtpSettings& settings) {
    Diagnostics found;
    const std::string mime = mime_from_message(plain_message(), found);
    return mail_smtp(settings)->send({"bounce@lsp.example", "siti@contoh.example"}, mime, [] {});
  }
  static void expect_nothing_sent(const SmtpSink& sink, const Receipt& receipt) {
    EXPECT_EQ(receipt.verdict, Verdict::Misconfigured) << receipt.text;
    EXPECT_TRUE(sink.accepted().empty());
    EXPECT_THAT(sink.commands(), Not(Contains(HasSubstr("MAIL"))));
    EXPECT_THAT(sink.commands(), Not(Contains(HasSubstr("AUTH"))));
  }

  static std::unique_ptr<pleno::testing::TemporaryFolder> folder_;
  static std::unique_ptr<Certificates> certificates_;
};
std::unique_ptr<pleno::testing::TemporaryFolder> SmtpTls::folder_;
std::unique_ptr<Certificates> SmtpTls::certificates_;

TEST_F(SmtpTls, SendsAfterStartTls) {
  SmtpSink sink(tls("baik"));
  const Receipt receipt = send(settings_for(sink));
  EXPECT_EQ(receipt.verdict, Verdict::Sent) << receipt.text;
  EXPECT_EQ(sink.accepted("<uji-1@mail.lsp.example>"), 1);
  EXPECT_THAT(sink.commands(), Contains("STARTTLS"));
}

TEST_F(SmtpTls, SendsOverTlsFromTheFirstByte) {
  SmtpSink sink(tls("baik", true));
  const Receipt receipt = send(settings_for(sink, "smtps"));
  EXPECT_EQ(receipt.verdict, Verdict::Sent) << receipt.text;
}

TEST_F(SmtpTls, KeepsOneEncryptedConnection) {
  SmtpSink sink(tls("baik"));
  const auto mail = mail_smtp(settings_for(sink));
  Diagnostics found;
  for (int i = 0; i < 5; ++i) {
    Message message = plain_message("<uji-" + std::to_string(i) + "@x.example>");
    message.attachments.push_back(attachment_of("a.pdf", "application/pdf", std::string(300'000, 'x')));
    const Receipt receipt =
        mail->send({"a@lsp.example", "b@contoh.example"}, mime_from_message(message, found), [] {});
    EXPECT_EQ(receipt.verdict, Verdict::Sent) << receipt.text;
  }
  EXPECT_EQ(sink.connections(), 1);
  EXPECT_EQ(sink.accepted().size(), 5U);
}

TEST_F(SmtpTls, LogsInOnlyWhenEncrypted) {
  SmtpSink sink(tls("baik"));
  sink.offer({"AUTH LOGIN PLAIN"});
  SmtpSettings settings = settings_for(sink);
  settings.allow_plain_on_loopback = true;  // a login demands encryption all the same
  settings.user = "pleno";
  settings.password = "rahasia";
  EXPECT_EQ(send(settings).verdict, Verdict::Sent);
  EXPECT_THAT(sink.commands(), ::testing::IsSupersetOf({"STARTTLS", "AUTH PLAIN AHBsZW5vAHJhaGFzaWE="}));
}

TEST_F(SmtpTls, LogsInInTwoSteps) {
  SmtpSink sink(tls("baik", true));
  sink.offer({"AUTH LOGIN"});
  sink.play("AUTH", {{"334 VXNlcm5hbWU6\r\n"}});
  sink.play("cGxlbm8=", {{"334 UGFzc3dvcmQ6\r\n"}});
  sink.play("cmFoYXNpYQ==", {{"235 2.7.0 ya\r\n"}});
  SmtpSettings settings = settings_for(sink, "smtps");
  settings.user = "pleno";
  settings.password = "rahasia";
  EXPECT_EQ(send(settings).verdict, Verdict::Sent);
}

TEST_F(SmtpTls, StopsAtARefusedLoginWithoutShowingIt) {
  for (const char* code : {"535 5.7.8", "534 5.7.9", "530 5.7.0", "504 5.5.4"}) {
    SmtpSink sink(tls("baik"));
    sink.offer({"AUTH PLAIN"});
    sink.play("AUTH", {{std::string(code) + " salah\r\n"}});
    SmtpSettings settings = settings_for(sink);
    settings.user = "pleno";
    settings.password = "rahasia";
    const Receipt receipt = send(settings);
    EXPECT_EQ(receipt.verdict, Verdict::Misconfigured);
    EXPECT_THAT(receipt.text, Not(HasSubstr("rahasia")));
    EXPECT_TRUE(sink.accepted().empty());
  }
}

TEST_F(SmtpTls, TriesAgainAfterATemporaryLoginFault) {
  SmtpSink sink(tls("baik"));
  sink.offer({"AUTH PLAIN"});
  sink.play("AUTH", {{"454 4.7.0 nanti\r\n"}});
  SmtpSettings settings = settings_for(sink);
  settings.user = "pleno";
  EXPECT_EQ(send(settings).verdict, Verdict::Deferred);
}

TEST_F(SmtpTls, NeverLogsInInClearText) {
  SmtpSink sink;
  sink.offer({"AUTH PLAIN LOGIN"});
  SmtpSettings settings = settings_for(sink);
  settings.allow_plain_on_loopback = true;
  settings.user = "pleno";
  expect_nothing_sent(sink, send(settings));
}

TEST_F(SmtpTls, StopsWhenStartTlsIsNotOffered) {
  SmtpSink sink;
  const Receipt receipt = send(settings_for(sink));
  expect_nothing_sent(sink, receipt);
  EXPECT_THAT(receipt.text, HasSubstr("tidak menawarkan STARTTLS"));
}

TEST_F(SmtpTls, StopsWhenStartTlsIsRefused) {
  for (const char* reply : {"454 4.7.0 TLS tidak tersedia\r\n", "500 5.5.1 apa\r\n"}) {
    SmtpSink sink(tls("baik"));
    sink.play("STARTTLS", {{reply}});
    const Receipt receipt = send(settings_for(sink));
    expect_nothing_sent(sink, receipt);
    EXPECT_THAT(receipt.text, HasSubstr("menolak STARTTLS"));
  }
}

TEST_F(SmtpTls, DistrustsBytesSlippedInBeforeTls) {
  SmtpSink sink(tls("baik"));
  sink.play("STARTTLS", {{"220 ya\r\n250 2.0.0 suntikan\r\n", Answer::Then::Hang}});
  const Receipt receipt = send(settings_for(sink));
  EXPECT_EQ(receipt.verdict, Verdict::Deferred);
  EXPECT_TRUE(sink.accepted().empty());
}

TEST_F(SmtpTls, StopsAtAnUntrustedCertificate) {
  for (const char* name : {"sendiri", "usang", "lain"}) {
    for (const bool at_once : {false, true}) {
      SmtpSink sink(tls(name, at_once));
      const Receipt receipt = send(settings_for(sink, at_once ? "smtps" : "smtp"));
      expect_nothing_sent(sink, receipt);
      EXPECT_THAT(receipt.text, HasSubstr("tidak dapat dipercaya")) << name;
    }
  }
}

TEST_F(SmtpTls, StopsAtAnAuthorityThatTheSystemDoesNotKnow) {
  SmtpSink sink(tls("baik"));
  SmtpSettings settings = settings_for(sink);
  settings.ca_file.clear();
  expect_nothing_sent(sink, send(settings));
}

TEST_F(SmtpTls, StopsAtOldTls) {
  using Poco::Net::Context;
  SmtpSink::Tls old = tls("baik");
  old.forbidden_protocols = Context::PROTO_TLSV1_2 | Context::PROTO_TLSV1_3;
  SmtpSink sink(old);
  expect_nothing_sent(sink, send(settings_for(sink)));
}

TEST_F(SmtpTls, DefersWhenTheHandshakeStallsOrDrops) {
  for (const auto then : {Answer::Then::Hang, Answer::Then::Close, Answer::Then::Abort}) {
    SmtpSink sink(tls("baik"));
    sink.play("STARTTLS", {{"220 ya\r\n", then}});
    SmtpSettings settings = settings_for(sink);
    settings.reply_seconds = 1;
    const Receipt receipt = send(settings);
    EXPECT_EQ(receipt.verdict, Verdict::Deferred) << receipt.text;
  }
}

// The regressions of the plain connection once more: the library reads an encrypted stream by other code.
TEST_F(SmtpTls, SeesTheEndOfAnEncryptedStream) {
  for (const auto then : {Answer::Then::Close, Answer::Then::Abort, Answer::Then::Hang}) {
    for (const char* point : {"RCPT", "DOT"}) {
      SmtpSink sink(tls("baik"));
      sink.play(point, {{"250-ok\r\n", then}});
      SmtpSettings settings = settings_for(sink);
      settings.reply_seconds = settings.body_seconds = 1;
      const Receipt receipt = send(settings);
      EXPECT_EQ(receipt.verdict, std::string(point) == "DOT" ? Verdict::Unknown : Verdict::Deferred)
          << receipt.text;
    }
  }
}

}  // namespace
}  // namespace pleno::mail
