// A report of a mail server on a mail that did not arrive (RFC 3464), as it lies in a mailbox. Never takes a
// delay, a receipt or an absence note for a failure.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace pleno::mail {

struct Bounce {
  long long mail = 0;      // the number in the address it came to (VERP); 0: none
  std::string message_id;  // of the mail that did not arrive, from the returned header; empty: not returned
  std::string report;      // "5.1.1 no such user": one line, safe to show
};

// `address` is the return path with '*' for the mail's number: "bounce+*@lsp.example"; empty: none is used.
// Nothing when the message is no report of a failure, or tells of no mail.
std::optional<Bounce> bounce_from(std::string_view message, std::string_view address);

// The return path of one mail: `address` with the number for '*'.
std::string return_path(const std::string& address, long long mail);

}  // namespace pleno::mail
