// SHA-256 and HMAC-SHA-256 as lower-case hexadecimal text, and Crockford's base 32.
// The only cryptography below `sign`: every value of the pipeline is known by its digest.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace pleno {

std::string sha256(std::string_view bytes);                             // 64 hex digits
std::string hmac_sha256(std::string_view key, std::string_view bytes);  // 64 hex digits

// The first `bits` (a multiple of 5, at most 255) of a hexadecimal digest in Crockford's alphabet
// (0-9 A-Z without I L O U): 130 bits are 26 characters.
std::string crockford(std::string_view hex_digest, std::size_t bits);

}  // namespace pleno
