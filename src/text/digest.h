// SHA-256 and HMAC-SHA-256 as lower-case hexadecimal text, and Crockford's base 32.
// The only cryptography below `sign`: every value of the pipeline is known by its digest.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace pleno {

std::string sha256(std::string_view bytes);                             // 64 hex digits
std::string hmac_sha256(std::string_view key, std::string_view bytes);  // 64 hex digits

// SHA-256 of bytes that come piece by piece, where all of them are too many to hold.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::string_view bytes);
  std::string finish();  // 64 hex digits of all that was added; the last call

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The first `bits` (a multiple of 5, at most 255) of a hexadecimal digest in Crockford's alphabet
// (0-9 A-Z without I L O U): 130 bits are 26 characters.
std::string crockford(std::string_view hex_digest, std::size_t bits);

}  // namespace pleno
