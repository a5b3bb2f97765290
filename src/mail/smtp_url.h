// Where a mail server is: smtp://host:587, smtps://host:465, smtp://127.0.0.1:port. Never holds a login: user
// and password come from the settings, so that a URL can be shown.
#pragma once
#include <string>

namespace pleno::mail {

struct SmtpUrl {
  bool tls_at_once = false;  // smtps
  std::string host;
  unsigned short port = 587;
};

// Throws Error{Configuration} with a hint. Without a port: 587, or 465 for smtps.
SmtpUrl parse_smtp_url(const std::string& url);

// The URL without user and password, for messages.
std::string without_login(const std::string& url);

}  // namespace pleno::mail
