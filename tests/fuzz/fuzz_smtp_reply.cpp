// Throws arbitrary bytes at the reader of an SMTP server's replies, in pieces of every size. Nothing may
// crash or grow without bound, the pieces may not change what is read, and what is shown is harmless.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "mail/smtp_reply.h"

namespace {

using namespace pleno::mail;

// All replies in a row, as far as they are replies.
std::vector<std::string> replies_in(std::string_view bytes, std::size_t piece) {
  std::vector<std::string> out;
  ReplyParser parser;
  while (!bytes.empty()) {
    std::string_view some = bytes.substr(0, piece);
    const std::size_t before = some.size();
    const ReplyParser::State state = parser.feed(some);
    bytes.remove_prefix(before - some.size());
    if (state == ReplyParser::State::Reading) {
      if (before == some.size()) std::abort();  // would wait for ever
      continue;
    }
    if (state == ReplyParser::State::Garbage) return out.push_back("garbage"), out;
    const Reply& reply = parser.reply();
    if (reply.code < 200 || reply.code > 599 || reply.lines.size() > ReplyParser::lines_limit) std::abort();
    const std::string text = reply.text();
    if (std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }))
      std::abort();
    out.push_back(std::to_string(reply.code) + reply.enhanced() + reply.queue_id() + text);
    parser = {};
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(data + 1, data + size);
  if (replies_in(bytes, bytes.size()) != replies_in(bytes, 1 + data[0] % 64)) std::abort();
  return 0;
}
