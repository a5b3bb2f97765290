// E-mail addresses as Pleno accepts them: one plain `local@domain`, ASCII, nothing that could reach an SMTP
// command or a header as more than an address. Never repairs an address and never asks the network.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace pleno::mail {

// Nothing when good; else what is wrong, in one clause in the operator's language ("spasi di dalam alamat").
// The address itself is not part of the clause. At most 254 bytes, 64 before the @ (RFC 5321 4.5.3.1),
// dot-atoms on the left, host names with a top-level domain on the right; no quotes, comments, routes or
// [1.2.3.4]. `allow_local` also accepts "user@localhost" and other one-word hosts, for test systems.
std::optional<std::string> fault_in_address(std::string_view address, bool allow_local = false);

// The host in an address or a URL: behind the last '@', or between "//" and the next '/' or ':'; else the
// text.
std::string_view domain_of(std::string_view address_or_url);

// Domains that exist for examples and tests only (RFC 2606, RFC 6761): .example, .test, .invalid, .localhost,
// example.com, example.net, example.org, and what is below them.
bool is_reserved_domain(std::string_view domain);

// A server's words with "***" for every address, and for every number long enough to be an NIK: servers
// repeat the recipient in their refusals, and their words are kept and shown.
std::string without_addresses(std::string_view text);

}  // namespace pleno::mail
