#include "mail/smtp_session.h"

#include <Poco/Net/NetSSL.h>
#include <Poco/Net/RejectCertificateHandler.h>
#include <Poco/Net/SSLException.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "mail/encode.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::mail {
namespace {

constexpr int login_faults[] = {530, 534, 535, 538};

Poco::Net::Context::Ptr strict_context(const std::string& ca_file) {
  using Poco::Net::Context;
  Context::Params params;
  params.caLocation = ca_file;
  params.loadDefaultCAs = ca_file.empty();
  params.verificationMode =
      Context::VERIFY_STRICT;  // the relaxed mode does not look at the name of localhost
  params.verificationDepth = 9;
  Context::Ptr context = new Context(Context::TLS_CLIENT_USE, params);
  context->requireMinimumProtocol(Context::PROTO_TLSV1_2);
  context->setInvalidCertificateHandler(new Poco::Net::RejectCertificateHandler(false));
  return context;
}

bool is_greeting_name(const std::string& name) {
  return name.size() <= 255 && std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                  c == '-' || c == '[' || c == ']' || c == ':';
         });
}

[[noreturn]] void refuse(const SmtpSettings& settings, const std::string& message, const std::string& hint) {
  throw Error(Kind::Configuration, message, without_login(settings.url), hint);
}

Receipt misconfigured(int code, const std::string& text) {
  return {Verdict::Misconfigured, code, {}, shown(text), {}};
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

}  // namespace

SmtpLogin::SmtpLogin(const SmtpSettings& settings) : settings_(settings), url_(parse_smtp_url(settings.url)) {
  if (!is_greeting_name(settings.helo)) {
    refuse(settings, say("nama host untuk HELO tidak sah", "the host name for HELO is not valid"),
           say("tulis nama host seperti mail.lsp.example", "write a host name such as mail.lsp.example"));
  }
  if (settings.user.find('\0') != std::string::npos || settings.password.find('\0') != std::string::npos) {
    refuse(settings, say("nama pengguna atau kata sandi memuat NUL", "NUL in the user name or password"), {});
  }
  if (!settings.ca_file.empty() && ::access(settings.ca_file.c_str(), R_OK) != 0) {
    refuse(settings,
           say("berkas CA '{}' tidak dapat dibaca", "the CA file '{}' cannot be read", settings.ca_file),
           say("periksa jalur dan izinnya", "check its path and permissions"));
  }
  if (!settings.ca_file.empty()) context();  // a wrong one is told at once
}

const Poco::Net::Context::Ptr& SmtpLogin::context() const {
  if (!context_.isNull()) return context_;
  try {
    Poco::Net::initializeSSL();
    context_ = strict_context(settings_.ca_file);
  } catch (const Poco::Exception&) {
    refuse(settings_,
           say("berkas CA '{}' bukan sertifikat PEM", "the CA file '{}' is no PEM certificate",
               settings_.ca_file),
           say("isi dengan sertifikat penerbit dalam bentuk PEM",
               "put the authority's certificate there, as PEM"));
  }
  return context_;
}

Receipt receipt_of(const Reply& reply, Step step) {
  Receipt receipt{Verdict::Deferred, reply.code, reply.enhanced(), reply.text(), {}};
  const bool login_fault =
      std::find(std::begin(login_faults), std::end(login_faults), reply.code) != std::end(login_faults);
  const bool is_size = step == Step::Sender && reply.code == 552;  // the size we announced, not our address
  if (login_fault && step != Step::Body) {
    receipt.verdict = Verdict::Misconfigured;
  } else if (reply.kind() == 5 && (step == Step::Mail || step == Step::Body || is_size)) {
    receipt.verdict = Verdict::Refused;
  } else if (reply.kind() == 2 || reply.kind() == 3) {
    // A yes to another question: the dialogue is out of step.
    throw Broken{say("jawaban server tidak pada tempatnya: {} {}",
                     "the server's reply is out of place: {} {}", reply.code, receipt.text)};
  }
  return receipt;
}

SmtpSession::SmtpSession(const SmtpLogin& login, Wire::Clock::time_point deadline)
    : login_(login), wire_(login.url().host, login.url().port, login.settings().connect_seconds) {
  wire_.set_deadline(deadline);
}

Reply SmtpSession::command(const std::string& line) {
  wire_.send(line + "\r\n", login_.settings().reply_seconds);
  return reply();
}

Reply SmtpSession::reply() { return wire_.read_reply(login_.settings().reply_seconds); }

void SmtpSession::quit() {
  try {
    wire_.send("QUIT\r\n", 1);
  } catch (const Broken&) {  // it was to end anyway
  }
}

void SmtpSession::learn(const Reply& reply) {
  size_limit_ = 0;
  offers_tls_ = false;
  takes_many_ = false;
  mechanisms_.clear();
  for (const auto& line : reply.lines) {
    std::istringstream words(upper(line));
    std::string keyword;
    words >> keyword;
    if (keyword == "STARTTLS") offers_tls_ = true;
    if (keyword == "PIPELINING") takes_many_ = true;
    std::string word;
    if (keyword == "SIZE" && words >> word) {
      std::from_chars(word.data(), word.data() + word.size(), size_limit_);
    }
    if (keyword == "AUTH") {
      while (words >> word) mechanisms_.insert(word);
    }
  }
}

std::optional<Receipt> SmtpSession::greet() {
  Reply reply = command("EHLO " + login_.greeting_name());
  if (reply.code == 500 || reply.code == 502) {  // a server from before extensions
    reply = command("HELO " + login_.greeting_name());
    reply.lines.clear();
  }
  if (reply.kind() != 2) return receipt_of(reply, Step::Session);
  learn(reply);
  return std::nullopt;
}

std::optional<Receipt> SmtpSession::secure() {
  if (wire_.is_encrypted()) return std::nullopt;
  const auto& settings = login_.settings();
  const bool plain_is_fine = settings.allow_plain_on_loopback && wire_.is_loopback() && settings.user.empty();
  if (plain_is_fine) return std::nullopt;
  if (!offers_tls_) {
    return misconfigured(0, say("server tidak menawarkan STARTTLS; surat tidak dikirim tanpa enkripsi",
                                "the server does not offer STARTTLS; nothing is sent without encryption"));
  }
  const Reply reply = command("STARTTLS");
  if (reply.code == 421) return receipt_of(reply, Step::Session);
  if (reply.code != 220) {
    return misconfigured(reply.code,
                         say("server menolak STARTTLS: {}", "the server refuses STARTTLS: {}", reply.text()));
  }
  wire_.start_tls(login_.url().host, login_.context(), settings.reply_seconds);
  return greet();  // what was said in clear text does not count
}

std::optional<Receipt> SmtpSession::log_in() {
  const std::string& user = login_.settings().user;
  const std::string& password = login_.settings().password;
  if (user.empty()) return std::nullopt;
  Reply reply;
  if (mechanisms_.count("PLAIN") > 0) {
    std::string secret;
    secret.append(1, '\0').append(user).append(1, '\0').append(password);
    reply = command("AUTH PLAIN " + base64(secret));
  } else if (mechanisms_.count("LOGIN") > 0) {
    reply = command("AUTH LOGIN");
    if (reply.code == 334) reply = command(base64(user));
    if (reply.code == 334) reply = command(base64(password));
  } else {
    return misconfigured(
        0, say("server tidak menawarkan AUTH PLAIN atau LOGIN; kosongkan nama pengguna atau ganti server",
               "the server offers neither AUTH PLAIN nor LOGIN; drop the user name or change the server"));
  }
  if (reply.code == 235) return std::nullopt;
  if (reply.kind() == 4) return receipt_of(reply, Step::Session);
  return misconfigured(reply.code, say("server menolak nama pengguna atau kata sandi: {}",
                                       "the server refuses the user name or password: {}", reply.text()));
}

std::optional<Receipt> SmtpSession::begin() {
  try {
    if (login_.url().tls_at_once) {
      wire_.start_tls(login_.url().host, login_.context(), login_.settings().reply_seconds);
    }
    const Reply greeting = wire_.read_reply(login_.settings().reply_seconds);
    if (greeting.kind() != 2) return receipt_of(greeting, Step::Session);
    if (auto stopped = greet()) return stopped;
    if (auto stopped = secure()) return stopped;
    return log_in();
  } catch (const Untrusted& untrusted) {
    return misconfigured(0, say("sertifikat atau TLS server tidak dapat dipercaya: {}",
                                "the server's certificate or TLS cannot be trusted: {}", untrusted.text));
  }
}

std::variant<std::unique_ptr<SmtpSession>, Receipt> open_session(const SmtpLogin& login,
                                                                 Wire::Clock::time_point deadline) {
  std::unique_ptr<SmtpSession> session;
  try {
    session = std::make_unique<SmtpSession>(login, deadline);
  } catch (Broken& broken) {
    broken.unreachable = true;
    throw;
  }
  if (auto stopped = session->begin()) {
    session->quit();
    return *stopped;
  }
  return session;
}

}  // namespace pleno::mail
