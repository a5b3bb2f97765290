// An SMTP server's reply, read from bytes as they come (RFC 5321 4.2). Never trusts a byte of it: limits on
// lines and length, one code throughout, and what is shown to people holds no control characters.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace pleno::mail {

struct Reply {
  int code = 0;  // 200..599
  std::vector<std::string>
      lines;  // the text behind the code, as it came: for EHLO's keywords, never for showing

  int kind() const { return code / 100; }
  std::string enhanced() const;  // "5.1.1" when the first line starts so (RFC 2034), else ""
  std::string text() const;      // the lines as one, without the enhanced code, through shown()
  std::string queue_id() const;  // from "queued as X", "id=X", "X Message accepted"; "" when none is told
};

// One line for logs and people: control characters and bytes that are not UTF-8 as \xNN, at most 500 bytes.
std::string shown(std::string_view text);

class ReplyParser {
 public:
  static constexpr std::size_t line_limit = 4096;  // bytes with the line end
  static constexpr std::size_t lines_limit = 100;
  enum class State { Reading, Complete, Garbage };

  // Takes bytes off the front of `bytes` up to the end of the reply; what is left belongs to what comes next.
  // Garbage: no code, a code beyond 2xx to 5xx, another code on a later line, NUL, a bare CR, beyond the
  // limits.
  State feed(std::string_view& bytes);
  const Reply& reply() const { return reply_; }

 private:
  State take_line(std::string_view line);
  std::string line_;
  Reply reply_;
};

}  // namespace pleno::mail
