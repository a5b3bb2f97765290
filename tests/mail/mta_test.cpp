// Real mails through a real server: what arrives is what was written.
#include <gtest/gtest.h>

#include "mail/mail.h"
#include "mail/message_case.h"
#include "mail/message_reading.h"
#include "mail/mime.h"
#include "support/running_mta.h"

namespace pleno::mail {
namespace {

using pleno::testing::RunningMta;
using pleno::testing::TemporaryFolder;

std::string with_crlf(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

Message with_certificate(const std::string& id, std::size_t bytes) {
  Message message = plain_message(id);
  std::string content;
  for (std::size_t i = 0; i < bytes; ++i) content += static_cast<char>((i * 2654435761U) >> 13 & 255U);
  message.attachments.push_back(attachment_of("Sertifikat-Renée.pdf", "application/pdf", content));
  return message;
}

TEST(Mta, DeliversEveryMessageUnchanged) {
  if (const auto reason = RunningMta::why_not(); !reason.empty()) GTEST_SKIP() << reason;
  RunningMta mta;
  const auto mail = open_mail(mta.url());
  std::vector<Message> messages = {with_certificate("<mta-1@mail.lsp.example>", 60'000),
                                   with_certificate("<mta-2@mail.lsp.example>", 1'000'000)};
  for (const char* name : {"hasil-kompeten", "nama-panjang", "bukan-kata-sandi"}) {
    messages.push_back(
        parse_message_case(file_text(mail_tests / "messages" / (std::string(name) + ".case"))));
  }
  Diagnostics found;
  for (const auto& message : messages) {
    const Envelope envelope{"bounce+1@lsp.example", message.to.address};
    const Receipt receipt = mail->send(envelope, mime_from_message(message, found), [] {});
    EXPECT_EQ(receipt.verdict, Verdict::Sent) << receipt.text;
    EXPECT_EQ(receipt.queue_id.size(), 8U) << receipt.text;
  }
  ASSERT_TRUE(found.empty()) << to_text(found);

  const auto delivered = mta.mails(messages.size());
  const TemporaryFolder folder;
  for (const auto& message : messages) {
    const auto one = std::find_if(delivered.begin(), delivered.end(), [&](const std::string& text) {
      return header_of(with_crlf(text), "Message-ID") == message.message_id;
    });
    ASSERT_NE(one, delivered.end()) << message.message_id;
    const std::string text = with_crlf(*one);
    EXPECT_EQ(header_of(text, "Return-Path"), "<bounce+1@lsp.example>");
    EXPECT_EQ(header_of(text, "Delivered-To"), message.to.address);
    const std::string mime = mime_from_message(message, found);
    EXPECT_EQ(text.substr(text.find("\r\nDate:") + 2), mime);
    std::ofstream(folder.path() / "surat.eml", std::ios::binary) << text;
    EXPECT_EQ(python_reads(folder.path() / "surat.eml"), expected_reading(message));
  }
}

TEST(Mta, RefusesAnUnencryptedWayWhenAskedFor) {
  if (const auto reason = RunningMta::why_not(); !reason.empty()) GTEST_SKIP() << reason;
  RunningMta mta;
  SmtpSettings settings;
  settings.allow_plain_on_loopback = false;
  Diagnostics found;
  EXPECT_EQ(
      open_mail(mta.url(), settings)
          ->send({"a@lsp.example", "b@contoh.example"}, mime_from_message(plain_message(), found), [] {})
          .verdict,
      Verdict::Misconfigured);
}

}  // namespace
}  // namespace pleno::mail
