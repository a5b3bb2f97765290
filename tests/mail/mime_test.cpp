#include "mail/mime.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "mail/encode.h"
#include "mail/message_case.h"
#include "mail/message_reading.h"
#include "text/utf8.h"

namespace pleno::mail {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
namespace fs = std::filesystem;

class Messages : public ::testing::TestWithParam<std::string> {};

// PLENO_ACCEPT=1 writes the .eml files anew; the difference is then reviewed.
TEST_P(Messages, AreTheStoredBytesAndReadBackByAnotherReader) {
  const auto written = mail_tests / "messages" / GetParam();
  const auto golden = fs::path(written).replace_extension(".eml");
  const Message message = parse_message_case(file_text(written));
  Diagnostics found;
  const std::string mime = mime_from_message(message, found);
  ASSERT_THAT(found, IsEmpty()) << to_text(found);
  if (std::getenv("PLENO_ACCEPT")) std::ofstream(golden, std::ios::binary) << mime;
  EXPECT_EQ(mime, file_text(golden));
  EXPECT_EQ(python_reads(golden), expected_reading(message));
}

TEST_P(Messages, HaveOnlyShortLines) {
  Diagnostics found;
  const std::string mime =
      mime_from_message(parse_message_case(file_text(mail_tests / "messages" / GetParam())), found);
  std::istringstream lines(mime);
  for (std::string line; std::getline(lines, line);) {
    const bool single_token = line.find(' ', 1) == std::string::npos;
    EXPECT_TRUE(line.size() <= 77 || single_token) << line;  // 76 and the CR
    EXPECT_THAT(line, Not(::testing::StartsWith(".")));
  }
}

std::vector<std::string> case_files() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(mail_tests / "messages")) {
    if (entry.path().extension() == ".case") names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}
INSTANTIATE_TEST_SUITE_P(Case, Messages, ::testing::ValuesIn(case_files()), [](const auto& one) {
  std::string name = fs::path(one.param).stem();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(Mime, IsTheSameTwiceAndDiffersWithTheContent) {
  Diagnostics found;
  Message message = plain_message();
  message.html = "<p>Isi</p>";
  const std::string first = mime_from_message(message, found);
  EXPECT_EQ(first, mime_from_message(message, found));
  message.text += "x";
  const auto boundary = [](const std::string& mime) { return mime.substr(mime.find("boundary="), 60); };
  EXPECT_NE(boundary(first), boundary(mime_from_message(message, found)));
}

struct Injection {
  const char* name;
  void (*spoil)(Message&);
  const char* field;
};

class Refusals : public ::testing::TestWithParam<Injection> {};

TEST_P(Refusals, ComeBackAsDiagnosticsWithoutBytes) {
  Message message = plain_message();
  message.attachments.push_back(attachment_of("a.pdf", "application/pdf", "isi"));
  GetParam().spoil(message);
  Diagnostics found;
  EXPECT_EQ(mime_from_message(message, found), "");
  ASSERT_THAT(found, SizeIs(1)) << to_text(found);
  EXPECT_THAT(found[0].message, HasSubstr(GetParam().field));
  EXPECT_THAT(found[0].hint, Not(IsEmpty()));
  for (const char32_t c : code_points(found[0].message + found[0].at.record))
    EXPECT_FALSE(is_forbidden_in_data(c));
}

const std::string crlf_bcc = "x\r\nBcc: evil@evil.example";
INSTANTIATE_TEST_SUITE_P(
    Mime, Refusals,
    ::testing::Values(
        Injection{"SubjectCrLf", [](Message& m) { m.subject = crlf_bcc; },
                  "Subject: karakter kendali U+000D"},
        Injection{"SubjectLf", [](Message& m) { m.subject = "x\nBcc: e@e.example"; }, "U+000A"},
        Injection{"SubjectNul", [](Message& m) { m.subject = std::string("a\0b", 3); }, "U+0000"},
        Injection{"SubjectC1", [](Message& m) { m.subject = "a\xC2\x85z"; }, "U+0085"},
        Injection{"SubjectLong", [](Message& m) { m.subject = std::string(999, 'a'); }, "lebih dari 998"},
        Injection{"SubjectEmpty", [](Message& m) { m.subject = " "; }, "Subject"},
        Injection{"SubjectNotUtf8", [](Message& m) { m.subject = "a\xC3"; }, "bukan UTF-8 pada byte 2"},
        Injection{"FromName", [](Message& m) { m.from.name = crlf_bcc; }, "From"},
        Injection{"ToName", [](Message& m) { m.to.name = crlf_bcc; }, "To"},
        Injection{"ToNameBidi",
                  [](Message& m) {
                    m.to.name =
                        "a\xE2\x80\xAE"
                        "b";
                  },
                  "U+202E"},
        Injection{"ToAddress", [](Message& m) { m.to.address = "a>\r\nRCPT TO:<evil@e.example"; },
                  "To: karakter"},
        Injection{"ToTwo", [](Message& m) { m.to.address = "a@b.example,c@d.example"; }, "lebih dari satu"},
        Injection{"FromAddress", [](Message& m) { m.from.address = "a@b.example> SIZE=1"; }, "From"},
        Injection{"ReplyTo", [](Message& m) { m.reply_to = "a@b.example\r\nX: y"; }, "Reply-To"},
        Injection{"MessageId", [](Message& m) { m.message_id = "<a@b.example>\r\nBcc: x"; }, "Message-ID"},
        Injection{"Date", [](Message& m) { m.date += "\r\nBcc: x@e.example"; }, "Date"},
        Injection{"BodyNul", [](Message& m) { m.text = std::string("a\0b", 3); },
                  "isi teks: karakter kendali U+0000"},
        Injection{"BodyBareCr", [](Message& m) { m.text = "a\rb"; }, "U+000D"},
        Injection{"HtmlEscape", [](Message& m) { m.html = "<p>\x1b[2J"; },
                  "isi HTML: karakter kendali U+001B"},
        Injection{"FileName", [](Message& m) { m.attachments[0].file_name = "a.pdf\"\r\nX-Y: z"; },
                  "lampiran"},
        Injection{"FilePath", [](Message& m) { m.attachments[0].file_name = "../etc/passwd"; },
                  "garis miring"},
        Injection{"MediaType", [](Message& m) { m.attachments[0].media_type = "a/b\r\nX: y"; },
                  "jenis media"},
        Injection{"OtherBytes", [](Message& m) { m.attachments[0].sha256 = sha256("lain"); }, "SHA-256"},
        Injection{"NoBytes", [](Message& m) { m.attachments[0].bytes = nullptr; }, "tanpa isi"}),
    [](const auto& one) { return one.param.name; });

TEST(Mime, NamesAllFaultsAtOnce) {
  Message message = plain_message();
  message.subject = crlf_bcc;
  message.to.address = "";
  message.date = "kemarin";
  Diagnostics found;
  EXPECT_EQ(mime_from_message(message, found), "");
  EXPECT_THAT(found, SizeIs(3)) << to_text(found);
}

TEST(FaultInMime, SeesWhatMustNotBeSent) {
  Diagnostics found;
  const std::string good = mime_from_message(plain_message(), found);
  EXPECT_EQ(fault_in_mime(good), std::nullopt);
  EXPECT_NE(fault_in_mime(""), std::nullopt);
  EXPECT_NE(fault_in_mime("To: a@b.example\r\n" + good), std::nullopt);
  EXPECT_NE(fault_in_mime("bcc: a@b.example\r\n" + good), std::nullopt);
  EXPECT_NE(fault_in_mime("\r\n" + good), std::nullopt);
  EXPECT_NE(fault_in_mime(good + "tanpa akhir"), std::nullopt);
  EXPECT_NE(fault_in_mime(good + "lf saja\n"), std::nullopt);
  EXPECT_NE(fault_in_mime(good + "cr\rsaja\r\n"), std::nullopt);
  EXPECT_NE(fault_in_mime(good + "\xC3\xA9\r\n"), std::nullopt);
  EXPECT_NE(fault_in_mime(good + std::string("\0\r\n", 3)), std::nullopt);
  EXPECT_EQ(fault_in_mime(good + std::string(998, 'a') + "\r\n"), std::nullopt);
  EXPECT_NE(fault_in_mime(good + std::string(999, 'a') + "\r\n"), std::nullopt);
  EXPECT_EQ(fault_in_mime(good + "To: hanya isi\r\n"), std::nullopt);
}

TEST(HeaderOf, UnfoldsAndStopsAtTheBody) {
  const std::string mime = "Subject: satu\r\n dua\r\nmessage-id:\r\n <a@b>\r\n\r\nTo: isi\r\n";
  EXPECT_EQ(header_of(mime, "Subject"), "satu dua");
  EXPECT_EQ(header_of(mime, "Message-ID"), "<a@b>");
  EXPECT_EQ(header_of(mime, "To"), "");
}

TEST(Base64, KnowsTheVectorsOfRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("\xFB\xFF\xFE"), "+//+");
  std::string lines;
  append_base64_lines(lines, std::string(58, '\0'));
  EXPECT_EQ(lines, std::string(76, 'A') + "\r\nAA==\r\n");
}

TEST(EncodedWords, AreCutBetweenCharactersAndNeverLong) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += i % 3 ? "é" : "🙂";
  std::istringstream lines(text_header("Subject", text));
  int words = 0;
  for (std::string line; std::getline(lines, line); ++words) {
    EXPECT_LE(line.size(), 77U);
    const auto begin = line.find("=?utf-8?B?");
    ASSERT_NE(begin, std::string::npos) << line;
    EXPECT_LE(line.size() - 1 - begin, 75U);
  }
  EXPECT_GT(words, 3);
}

}  // namespace
}  // namespace pleno::mail
