#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mail/mail.h"
#include "mail/message_case.h"
#include "mail/mime.h"
#include "support/server_process.h"
#include "text/error.h"

namespace pleno::mail {
namespace {

namespace fs = std::filesystem;
const Envelope envelope{"pleno@lsp.example", "siti@contoh.example"};

std::string mime_of(const Message& message) {
  Diagnostics found;
  return mime_from_message(message, found);
}
std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  return names;
}

TEST(MailFolder, KeepsOneFileAMessageNamedByItsId) {
  const pleno::testing::TemporaryFolder temporary;
  const fs::path scratch = temporary.path();
  const auto mail = mail_folder(scratch / "surat/keluar");
  const std::string mime = mime_of(plain_message("<r1.ABC@mail.lsp.example>"));
  for (int i = 0; i < 2; ++i) {
    int asked = 0;
    const Receipt receipt = mail->send(envelope, mime, [&] { ++asked; });
    EXPECT_EQ(receipt.verdict, Verdict::Sent);
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(names_in(scratch / "surat/keluar"), std::vector<std::string>{"r1.ABC@mail.lsp.example.eml"});
  }
  EXPECT_EQ(file_text(scratch / "surat/keluar/r1.ABC@mail.lsp.example.eml"), mime);
}

TEST(MailFolder, NeverLeavesItsFolderOrMixesIds) {
  const pleno::testing::TemporaryFolder temporary;
  const fs::path scratch = temporary.path();
  const auto mail = mail_folder(scratch / "keluar");
  for (const char* id : {"<a/../../b@mail.lsp.example>", "<a_.._.._b@mail.lsp.example>", "<a*b@c.example>"}) {
    std::string mime = mime_of(plain_message("<ganti@c.example>"));
    mime.replace(mime.find("<ganti@c.example>"), 17, id);
    EXPECT_EQ(mail->send(envelope, mime, [] {}).verdict, Verdict::Sent) << id;
  }
  EXPECT_EQ(names_in(scratch), std::vector<std::string>{"keluar"});
  EXPECT_EQ(names_in(scratch / "keluar").size(), 3U);
}

TEST(MailFolder, WritesNothingWhenTheCallerCannotNoteIt) {
  const pleno::testing::TemporaryFolder temporary;
  const fs::path scratch = temporary.path();
  const auto mail = mail_folder(scratch / "keluar");
  EXPECT_THROW(
      mail->send(envelope, mime_of(plain_message()), [] { throw Error(Kind::InputOutput, "penuh"); }), Error);
  EXPECT_TRUE(names_in(scratch / "keluar").empty());
}

TEST(MailFolder, DefersWhenTheFolderIsGone) {
  const pleno::testing::TemporaryFolder temporary;
  const fs::path scratch = temporary.path();
  const auto mail = mail_folder(scratch / "keluar");
  fs::remove_all(scratch / "keluar");
  const Receipt receipt = mail->send(envelope, mime_of(plain_message()), [] {});
  EXPECT_EQ(receipt.verdict, Verdict::Deferred);
  EXPECT_THAT(receipt.text, ::testing::HasSubstr("berkas surat tidak tersimpan"));
}

TEST(MailFolder, RefusesBytesThatAreNoMail) {
  const pleno::testing::TemporaryFolder temporary;
  const fs::path scratch = temporary.path();
  EXPECT_THROW(mail_folder(scratch / "keluar")->send(envelope, "bukan surat\n", [] {}), Error);
}

TEST(MailFolder, CannotBeMadeBelowAFile) {
  const pleno::testing::TemporaryFolder temporary;
  const fs::path scratch = temporary.path();
  std::ofstream(scratch / "berkas") << "x";
  try {
    mail_folder(scratch / "berkas/keluar");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, Kind::CannotCreate);
  }
}

}  // namespace
}  // namespace pleno::mail
