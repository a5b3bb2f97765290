// The one way out for mail: a message's bytes to an SMTP server or into a folder of .eml files.
// Never chooses recipients, never sends twice by itself, never falls back to plain text outside loopback.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace pleno::mail {

// What became of one mail, told by how far the dialogue had come and never by the kind of failure.
enum class Verdict {
  Sent,      // the server took responsibility (a parsed 2xx after the final dot)
  Deferred,  // certainly not accepted, worth another try: 4xx, no connection, drop before the end was sent
  Refused,   // certainly not accepted, for this recipient or message and for good: 5xx
  Unknown,   // the end of the message went out and no readable answer came back: accepted or not
  Misconfigured,  // nothing can be sent until a person mends the settings: login, TLS, certificate
};

// "terkirim", "ditunda", "ditolak", "tidak pasti", "salah pengaturan".
std::string to_text(Verdict verdict);

struct Receipt {
  Verdict verdict = Verdict::Deferred;
  int code = 0;          // the reply's three digits; 0: no reply decided
  std::string enhanced;  // "5.1.1" or empty
  std::string text;      // the reply or our own clause; one line, no control characters, <= 500 bytes
  std::string queue_id;  // the server's name for the mail, when it told one
  bool reached = true;   // false: there was no server to talk to, so this says nothing about the mail
};

struct Envelope {
  std::string from;  // return path
  std::string to;
};

class Mail {
 public:
  virtual ~Mail() = default;
  // `mime` is what mime_from_message made. `sending` is called after the server said 354 and before the first
  // byte of the body: the caller commits SENDING there. If it throws, nothing was sent and the exception goes
  // on. Faults of server, network and recipient come back as the verdict; only bytes that are no message
  // (fault_in_mime) throw, as Error{Internal}.
  virtual Receipt send(const Envelope& envelope, std::string_view mime,
                       const std::function<void()>& sending) = 0;
};

// smtp://host:587 (STARTTLS required), smtps://host:465 (TLS from the first byte), smtp://127.0.0.1:port.
struct SmtpSettings {
  std::string url;
  std::string user;      // empty: no login. A login happens over TLS only.
  std::string password;  // never part of any message
  std::string helo;      // our host name; empty: "localhost"
  std::string ca_file;   // PEM; only these authorities are trusted. Empty: the system's.
  int connect_seconds = 30;
  int reply_seconds = 300;
  int body_seconds = 600;               // for the body's blocks and the answer to the final dot
  bool allow_plain_on_loopback = true;  // judged by the address connected to, not by its name
  int mail_seconds = 900;               // cap over one whole mail, against a server that drips
};

// Keeps one connection over many mails, reconnects or resets it after a failure. Not for several threads.
// Throws Error{Configuration} on a URL that is none of the above or a CA file that cannot be read.
std::unique_ptr<Mail> mail_smtp(const SmtpSettings& settings);

// One <Message-ID>.eml a message: written aside, fsynced, renamed. The same message again is the same file.
// Makes the folder; throws Error{CannotCreate} when it cannot.
std::unique_ptr<Mail> mail_folder(std::filesystem::path folder);

// By URL: smtp://, smtps:// as above (`url` goes before settings.url), or eml:DIR, where a relative DIR is
// taken from `base`. Throws Error{Configuration} with a hint on anything else; a password in a URL is never
// shown.
std::unique_ptr<Mail> open_mail(const std::string& url, SmtpSettings settings = {},
                                const std::filesystem::path& base = {});

}  // namespace pleno::mail
