#include "text/url.h"

#include <algorithm>

namespace pleno {

std::string without_password(const std::string& url) {
  std::string out = url;
  const std::size_t begin = url.find("://");
  if (begin == std::string::npos && url.find('@') != std::string::npos) {
    return "***" + url.substr(url.rfind('@'));  // mistyped: what stands before the host may be a password
  }
  if (begin != std::string::npos) {
    const std::size_t slash = std::min(url.find('/', begin + 3), url.size());
    const std::size_t at = url.rfind('@', slash);
    const std::size_t colon = url.find(':', begin + 3);
    if (at != std::string::npos && at > begin && colon < at)
      out = url.substr(0, colon + 1) + "***" + url.substr(at);
  }
  const std::string key = "password=";  // and sslpassword=
  for (auto found = out.find(key); found != std::string::npos; found = out.find(key, found + key.size())) {
    const std::size_t value = found + key.size();
    out.replace(value, std::min(out.find('&', value), out.size()) - value, "***");
  }
  return out;
}

}  // namespace pleno
