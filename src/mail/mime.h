// A Message as the bytes that travel: RFC 5322 and MIME, 7 bit, CRLF. Nothing random and no clock: the same
// message gives the same bytes on every machine, which is what lets a retry be recognised as one.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/message.h"
#include "text/diagnostic.h"

namespace pleno::mail {

// multipart/mixed { multipart/alternative { text/plain, text/html }, attachments }, without the levels that
// have nothing to hold. Every line <= 76 bytes but for a single address or id that is longer. Faults of
// header text, addresses, dates, file names (control characters, over-long, not UTF-8, ...) and attachments
// whose bytes are not those of their SHA-256 come back in `found`, all at once, with an empty result.
std::string mime_from_message(const Message& message, Diagnostics& found);

// The last look at the serialised bytes, before they are handed over: CRLF only, 7 bit, no line beyond 998
// bytes, one header block with exactly one From, To, Date, Message-ID and Subject, no Cc or Bcc. Nothing when
// good.
std::optional<std::string> fault_in_mime(std::string_view mime);

// The value of a header of the outer block, unfolded, or "" when it is not there. `name` as written:
// "Message-ID".
std::string header_of(std::string_view mime, std::string_view name);

}  // namespace pleno::mail
