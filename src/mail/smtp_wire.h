// The bytes of one SMTP connection, plain or TLS, with a time limit on everything. Knows replies but no
// commands, and never turns an end of the stream into silence: a closed connection throws, at once.
#pragma once
#include <Poco/Net/Context.h>
#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <string>
#include <string_view>

#include "mail/smtp_reply.h"

namespace pleno::mail {

// The connection is no longer usable: drop, time-out, a reply that cannot be read. `text` says which, for
// people. What that means for a mail is judged by how far the dialogue had come.
struct Broken {
  std::string text;
  bool garbage = false;      // the server spoke, but no SMTP
  bool unreachable = false;  // no connection came about
};
// TLS was refused for a reason that only a person can mend: certificate, host name, version.
struct Untrusted {
  std::string text;
};

class Wire {
 public:
  using Clock = std::chrono::steady_clock;  // for time limits only; nothing that is written depends on it

  // Tries the addresses of `host` one after the other, each for `seconds`.
  Wire(const std::string& host, unsigned short port, int seconds);

  bool is_loopback() const { return loopback_; }
  bool is_encrypted() const { return encrypted_; }
  // Nothing below lasts beyond this moment, whatever its own limit.
  void set_deadline(Clock::time_point deadline) { deadline_ = deadline; }

  // Verifies the chain and `host`; throws Untrusted or Broken. Bytes that came before are a fault: Broken.
  void start_tls(const std::string& host, const Poco::Net::Context::Ptr& context, int seconds);

  // All bytes are in the kernel's hands when this returns; when it throws, the last of them is not.
  void send(std::string_view bytes, int seconds);
  Reply read_reply(int seconds);
  // Whether the server has sent, or ended, something nobody asked for. Does not wait.
  bool has_unexpected();

 private:
  void receive(Clock::time_point until);
  // Both ways, in whole seconds where they are many: then what stands already need not be set again.
  void limit(Clock::time_point until);
  Clock::time_point until(int seconds) const;

  Poco::Net::StreamSocket socket_;  // what is read and written, encrypted or not
  Poco::Net::StreamSocket
      plain_;            // the same connection below TLS: Poco heeds only its time limits and blocking
  long long limit_ = 0;  // what is set, in microseconds
  std::string received_;
  Clock::time_point deadline_ = Clock::time_point::max();
  bool loopback_ = false;
  bool encrypted_ = false;
};

}  // namespace pleno::mail
