// One SMTP connection that is greeted, encrypted where it must be, and logged in. Never sends a login, or
// goes on after a refused STARTTLS, in clear text.
#pragma once
#include <Poco/Net/Context.h>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "mail/mail.h"
#include "mail/smtp_url.h"
#include "mail/smtp_wire.h"

namespace pleno::mail {

// The checked settings: URL taken apart, TLS context made. Throws Error{Configuration}.
class SmtpLogin {
 public:
  explicit SmtpLogin(const SmtpSettings& settings);
  const SmtpSettings& settings() const { return settings_; }
  const SmtpUrl& url() const { return url_; }
  // Made when TLS first needs it: reading the system's authorities takes longer than all else at a start.
  const Poco::Net::Context::Ptr& context() const;
  std::string greeting_name() const { return settings_.helo.empty() ? "localhost" : settings_.helo; }

 private:
  SmtpSettings settings_;
  SmtpUrl url_;
  mutable Poco::Net::Context::Ptr context_;
};

// What a failing reply means depends on the command it answers.
enum class Step {
  Session,  // greeting, EHLO: about us or the server's state, never about a mail
  Sender,   // MAIL FROM: about our sender address
  Mail,     // RCPT, DATA: about this mail
  Body,     // the final dot: about this mail, and by class alone, since the caller has noted SENDING
};
Receipt receipt_of(const Reply& reply, Step step);

class SmtpSession {
 public:
  SmtpSession(const SmtpLogin& login, Wire::Clock::time_point deadline);
  Wire& wire() { return wire_; }
  // Sends one line and reads its reply; throws Broken.
  Reply command(const std::string& line);
  Reply reply();                                          // to what was sent before; throws Broken
  void quit();                                            // says goodbye without waiting; never throws
  std::size_t size_limit() const { return size_limit_; }  // bytes; 0: none announced
  bool takes_many() const { return takes_many_; }         // commands before their replies (RFC 2920)

  // Greeting, EHLO, TLS, EHLO, AUTH. A receipt: it ended here, and why.
  std::optional<Receipt> begin();

 private:
  std::optional<Receipt> greet();
  std::optional<Receipt> secure();
  std::optional<Receipt> log_in();
  void learn(const Reply& reply);

  const SmtpLogin& login_;
  Wire wire_;
  std::size_t size_limit_ = 0;
  bool offers_tls_ = false;
  bool takes_many_ = false;
  std::set<std::string> mechanisms_;  // of AUTH, upper case
};

// A session ready for MAIL FROM, or the receipt of why there is none. Throws Broken.
std::variant<std::unique_ptr<SmtpSession>, Receipt> open_session(const SmtpLogin& login,
                                                                 Wire::Clock::time_point deadline);

}  // namespace pleno::mail
