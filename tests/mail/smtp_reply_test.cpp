#include "mail/smtp_reply.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace pleno::mail {
namespace {

using State = ReplyParser::State;

// Fed in pieces of `step` bytes, because the network cuts where it likes.
State fed(const std::string& bytes, std::size_t step, Reply& reply) {
  ReplyParser parser;
  State state = State::Reading;
  for (std::size_t at = 0; at < bytes.size() && state == State::Reading; at += step) {
    std::string_view piece = std::string_view(bytes).substr(at, step);
    state = parser.feed(piece);
  }
  reply = parser.reply();
  return state;
}

struct Row {
  const char* name;
  std::string bytes;
  State state;
};

class Replies : public ::testing::TestWithParam<Row> {};

TEST_P(Replies, AreReadAlikeInAnyPieces) {
  for (const std::size_t step : {1U, 2U, 7U, 100000U}) {
    Reply reply;
    EXPECT_EQ(fed(GetParam().bytes, step, reply), GetParam().state) << step;
  }
}

std::string many_lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "250-baris\r\n";
  return text;
}

INSTANTIATE_TEST_SUITE_P(
    Smtp, Replies,
    ::testing::Values(
        Row{"Plain", "250 ok\r\n", State::Complete}, Row{"CodeAlone", "250\r\n", State::Complete},
        Row{"LineFeedAlone", "250 ok\n", State::Complete},
        Row{"Many", "250-a\r\n250-b\r\n250 c\r\n", State::Complete},
        Row{"NinetyNineAndOne", many_lines(99) + "250 x\r\n", State::Complete},
        Row{"Half", "250-a\r\n", State::Reading}, Row{"NoEnd", "250 ok", State::Reading},
        Row{"OtherCode", "250-a\r\n550 b\r\n", State::Garbage}, Row{"Code999", "999 x\r\n", State::Garbage},
        Row{"Code100", "100 x\r\n", State::Garbage}, Row{"Code25", "25\r\n", State::Garbage},
        Row{"Letters", "OK ok\r\n", State::Garbage}, Row{"Empty", "\r\n", State::Garbage},
        Row{"NoBlank", "250ok\r\n", State::Garbage}, Row{"BareCr", "250 a\rb\r\n", State::Garbage},
        Row{"Nul", std::string("250 a\0b\r\n", 9), State::Garbage},
        Row{"LongLine", "250 " + std::string(4096, 'x') + "\r\n", State::Garbage},
        Row{"EndlessLine", std::string(1 << 20, '2'), State::Garbage},
        Row{"ManyLines", many_lines(101), State::Garbage},
        Row{"Http", "HTTP/1.1 400 Bad Request\r\n", State::Garbage}),
    [](const auto& row) { return row.param.name; });

Reply read(const std::string& bytes) {
  Reply reply;
  EXPECT_EQ(fed(bytes, bytes.size(), reply), State::Complete);
  return reply;
}

TEST(Reply, LeavesWhatFollows) {
  ReplyParser parser;
  std::string_view bytes = "250 a\r\n354 b\r\n";
  EXPECT_EQ(parser.feed(bytes), State::Complete);
  EXPECT_EQ(bytes, "354 b\r\n");
}

TEST(Reply, TellsEnhancedCodeAndText) {
  const Reply reply = read("550-5.1.1 <x@y>: tidak\r\n550 5.1.1 ada\r\n");
  EXPECT_EQ(reply.code, 550);
  EXPECT_EQ(reply.enhanced(), "5.1.1");
  EXPECT_EQ(reply.text(), "<x@y>: tidak ada");
  EXPECT_EQ(read("250 2.0 x\r\n").enhanced(), "");
  EXPECT_EQ(read("250 12.0.0 x\r\n").enhanced(), "");
  EXPECT_EQ(read("452 4.2.2\r\n").enhanced(), "4.2.2");
}

TEST(Reply, TellsTheQueueId) {
  EXPECT_EQ(read("250 2.0.0 Ok: queued as 4Y1aBc2\r\n").queue_id(), "4Y1aBc2");
  EXPECT_EQ(read("250 2.0.0 6f7a8b9c Message accepted for delivery\r\n").queue_id(), "6f7a8b9c");
  EXPECT_EQ(read("250 OK id=1tAbCd-0000AB-CD\r\n").queue_id(), "1tAbCd-0000AB-CD");
  EXPECT_EQ(read("250 ok\r\n").queue_id(), "");
  EXPECT_EQ(read("250 queued as \x1b[31m\r\n").queue_id(), "");
}

TEST(Reply, ShowsNoControlCharacters) {
  const Reply reply =
      read("550 \x1b[31mmerah\x07 \xC2\x9B \xFF \xE2\x80\xAE x" + std::string(3000, 'y') + "\r\n");
  const std::string text = reply.text();
  EXPECT_EQ(text.substr(0, 28), "\\x1B[31mmerah\\x07 \\xC2\\x9B \\");
  EXPECT_LE(text.size(), 500U);
  for (const char32_t c : code_points(text)) EXPECT_FALSE(is_forbidden_in_data(c));
}

}  // namespace
}  // namespace pleno::mail
