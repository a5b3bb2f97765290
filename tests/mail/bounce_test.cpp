// Reports of mails that did not arrive, and archives in which mails in doubt are found.
#include "mail/bounce.h"

#include <gtest/gtest.h>

#include <fstream>

#include "mail/archive.h"
#include "support/server_process.h"
#include "text/error.h"

namespace pleno::mail {
namespace {

namespace fs = std::filesystem;

const std::string report =
    "Return-Path: <>\r\nTo: Bounce+17@LSP.example\r\nMessage-ID: <report@relay.example>\r\n"
    "Content-Type: multipart/report; report-type=delivery-status\r\n\r\n"
    "--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n"
    "Final-Recipient: rfc822; siti@contoh.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    "Diagnostic-Code: smtp; 550 5.1.1 no\r\n such user\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n"
    "From: a@lsp.example\r\nMESSAGE-ID:\r\n <r1.ABC@lsp.example>\r\nSubject: Hasil\r\n\r\nisi\r\n";

TEST(Bounce, TellsMailMessageAndReason) {
  const auto bounce = bounce_from(report, "bounce+*@lsp.example");
  ASSERT_TRUE(bounce.has_value());
  EXPECT_EQ(bounce->mail, 17);
  EXPECT_EQ(bounce->message_id, "<r1.ABC@lsp.example>") << "not that of the report itself";
  EXPECT_EQ(bounce->report, "5.1.1 550 5.1.1 no such user");
  EXPECT_EQ(bounce_from(report, "")->mail, 0);
}

TEST(Bounce, DelaysReceiptsAndAbsenceNotesAreNone) {
  for (const char* action : {"delayed", "delivered", "relayed", "expanded"}) {
    std::string other = report;
    other.replace(other.find("failed"), 6, action);
    EXPECT_FALSE(bounce_from(other, "bounce+*@lsp.example").has_value()) << action;
  }
  EXPECT_FALSE(bounce_from("To: bounce+1@lsp.example\r\n\r\nSaya sedang cuti.\r\n", "bounce+*@lsp.example")
                   .has_value());
  EXPECT_FALSE(
      bounce_from("To: x@lsp.example\r\n\r\nAction: failed\r\n", "bounce+*@lsp.example").has_value());
  EXPECT_FALSE(bounce_from("", "").has_value());
}

TEST(Bounce, OnlyTheWholeAddressCounts) {
  for (const char* to : {"bounce+17@lsp.example.evil", "bounce+@lsp.example", "bounce+17x@lsp.example",
                         "bounce+99999999999999999999@lsp.example"}) {
    const auto bounce = bounce_from(
        "To: " + std::string(to) + "\r\n\r\nAction: failed\r\nMessage-ID: <a@b>\r\n", "bounce+*@lsp.example");
    ASSERT_TRUE(bounce.has_value());
    EXPECT_EQ(bounce->mail, 0) << to;
  }
}

TEST(Bounce, TheReportShowsNoControlCharacters) {
  EXPECT_EQ(bounce_from("\r\nAction: failed\r\nStatus: 5.0.0\x1b[2J\r\nMessage-ID: <a@b>\r\n", "")->report,
            "5.0.0\\x1B[2J");
}

TEST(ReturnPath, CarriesTheMailsNumber) {
  EXPECT_EQ(return_path("bounce+*@lsp.example", 17), "bounce+17@lsp.example");
}

class Archive : public ::testing::Test {
 protected:
  fs::path write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_.path() / name).parent_path());
    std::ofstream(folder_.path() / name, std::ios::binary) << text;
    return folder_.path() / name;
  }
  testing::TemporaryFolder folder_{"pleno-archive"};
  const MessageIds wanted_ = {"<a@x>", "<b@x>"};
};

TEST_F(Archive, APostfixLogCountsWhenTheQueueIdWasMadeActive) {
  const fs::path log = write("mail.log",
                             "Nov 23 r postfix/cleanup[1]: 4A1: message-id=<a@x>\n"
                             "Nov 23 r postfix/cleanup[1]: 4B2: message-id=<b@x>\n"
                             "Nov 23 r postfix/qmgr[1]: 4A1: from=<s@x>, size=9, nrcpt=1 (queue active)\n"
                             "Nov 23 r postfix/smtpd[1]: lost connection after DATA (900 bytes) from lsp\n");
  EXPECT_EQ(accepted_ids(log, wanted_), MessageIds({"<a@x>"}));
}

TEST_F(Archive, AnEximLogCountsOnArrival) {
  const fs::path log =
      write("main.log", "2026-11-23 09:00 1abc <= s@x H=lsp S=900 id=b@x\n2026-11-23 09:00 id=a@x\n");
  EXPECT_EQ(accepted_ids(log, wanted_), MessageIds({"<b@x>"}));
}

TEST_F(Archive, AMaildirIsReadByItsHeaders) {
  write("maildir/new/1", "Subject: x\nMessage-Id:\n <a@x>\n\nMessage-ID: <b@x>\n");
  write("maildir/cur/2:2,S", "Message-ID: <other@x>\r\n\r\n");
  EXPECT_EQ(accepted_ids(folder_.path() / "maildir", wanted_), MessageIds({"<a@x>"}));
}

TEST_F(Archive, OneThatIsNotThereIsAnError) {
  EXPECT_THROW(accepted_ids(folder_.path() / "tidak-ada", wanted_), Error);
}

}  // namespace
}  // namespace pleno::mail
