// URLs of databases as messages may show them. Knows where a password can stand, and never opens anything.
#pragma once
#include <string>

namespace pleno {

// The URL with "***" in place of a password, wherever it stands: before the host, as a parameter, or anywhere
// before '@' in a URL that is mistyped.
std::string without_password(const std::string& url);

}  // namespace pleno
