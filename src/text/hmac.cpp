#include "text/hmac.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <stdexcept>

namespace pleno {
namespace {

void demand(int result) {
  if (result != 1) throw std::runtime_error("HMAC failed");  // out of memory only
}

}  // namespace

void Hmac::Free::operator()(evp_mac_ctx_st* context) const { EVP_MAC_CTX_free(context); }

Hmac::Hmac(std::string_view key) {
  EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  context_.reset(EVP_MAC_CTX_new(mac));
  EVP_MAC_free(mac);  // the context holds it
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                   OSSL_PARAM_construct_end()};
  const std::string block =
      key.empty() ? std::string(1, '\0') : std::string(key);  // the same as no key at all
  demand(EVP_MAC_init(context_.get(), reinterpret_cast<const unsigned char*>(block.data()), block.size(),
                      parameters));
}

std::string Hmac::operator()(std::string_view bytes) {
  unsigned char digest[32];
  std::size_t length = 0;
  demand(EVP_MAC_init(context_.get(), nullptr, 0, nullptr));  // the key stays
  demand(EVP_MAC_update(context_.get(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
  demand(EVP_MAC_final(context_.get(), digest, &length, sizeof digest));
  constexpr char digits[] = "0123456789abcdef";
  std::string out(64, '0');
  for (std::size_t i = 0; i < sizeof digest; ++i) {
    out[2 * i] = digits[digest[i] >> 4];
    out[2 * i + 1] = digits[digest[i] & 15];
  }
  return out;
}

}  // namespace pleno
