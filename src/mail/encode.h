// The encodings of mail: base64, quoted-printable, encoded words (RFC 2047), parameters (RFC 2231).
// Never judges what it encodes: control characters are refused before, in mime_from_message.
#pragma once
#include <string>
#include <string_view>

namespace pleno::mail {

// Without line ends.
std::string base64(std::string_view bytes);
// Lines of 76 characters, each ended by CRLF; appended, because attachments are large.
void append_base64_lines(std::string& out, std::string_view bytes);

// UTF-8 text with LF or CRLF line ends -> quoted-printable lines <= 76, each ended by CRLF. No line starts
// with a dot or with "From ", so nothing on the way has reason to touch it.
std::string quoted_printable(std::string_view text);

// "Name: value" folded to lines <= 76 and ended by CRLF; `value` is plain text in UTF-8. ASCII stays as it is
// when it can be read back unchanged; else B-words of <= 75 bytes, cut between characters.
std::string text_header(std::string_view name, std::string_view value);
// "Name: display name <address>": atoms or B-words, never quotes; the bare address when the name is empty.
std::string mailbox_header(std::string_view name, std::string_view display_name, std::string_view address);

// "; filename=…" for Content-Disposition, folded: plain when ASCII allows, else filename* in sections (RFC
// 2231) and after it an ASCII fallback for readers that know no better.
std::string file_name_parameter(std::string_view file_name);

}  // namespace pleno::mail
