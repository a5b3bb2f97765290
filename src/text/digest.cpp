#include "text/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

namespace pleno {
namespace {

std::string hex(const unsigned char* bytes, std::size_t count) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out(count * 2, '0');
  for (std::size_t i = 0; i < count; ++i) {
    out[2 * i] = digits[bytes[i] >> 4];
    out[2 * i + 1] = digits[bytes[i] & 15];
  }
  return out;
}

unsigned value_of(char digit) { return static_cast<unsigned>(digit <= '9' ? digit - '0' : digit - 'a' + 10); }

}  // namespace

std::string sha256(std::string_view bytes) {
  unsigned char digest[32];
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("EVP_Digest failed");  // out of memory only
  }
  return hex(digest, length);
}

struct Sha256::State {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  if (!state_->context || EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("EVP_DigestInit_ex failed");  // out of memory only
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  if (EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) != 1)
    throw std::runtime_error("EVP_DigestUpdate failed");
}

std::string Sha256::finish() {
  unsigned char digest[32];
  unsigned length = 0;
  if (EVP_DigestFinal_ex(state_->context.get(), digest, &length) != 1)
    throw std::runtime_error("EVP_DigestFinal_ex failed");
  return hex(digest, length);
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  unsigned char digest[32];
  unsigned length = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest, &length) == nullptr) {
    throw std::runtime_error("HMAC failed");
  }
  return hex(digest, length);
}

std::string crockford(std::string_view hex_digest, std::size_t bits) {
  constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string out;
  unsigned pending = 0;
  unsigned held = 0;
  for (const char digit : hex_digest) {
    pending = (pending << 4 | value_of(digit)) & 0xFFF;
    held += 4;
    if (held < 5) continue;
    held -= 5;
    out += alphabet[pending >> held & 31];
    if (out.size() * 5 >= bits) break;
  }
  return out;
}

}  // namespace pleno
