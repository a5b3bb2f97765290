#include "mail/smtp_url.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "mail/mail.h"
#include "mail/smtp_reply.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::mail {
namespace {

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

[[noreturn]] void refuse(const std::string& url, const std::string& message, const std::string& hint) {
  throw Error(Kind::Configuration, message, without_login(url), hint);
}

std::string usage() {
  return say("tulis smtp://host:587, smtps://host:465, smtp://127.0.0.1:port atau eml:MAP",
             "write smtp://host:587, smtps://host:465, smtp://127.0.0.1:port or eml:FOLDER");
}

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':';
  });
}

unsigned short port_of(const std::string& url, std::string_view digits) {
  unsigned value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc{} || end != digits.data() + digits.size() || value == 0 || value > 65535) {
    refuse(url, say("port server surat tidak sah", "the mail server's port is not valid"), usage());
  }
  return static_cast<unsigned short>(value);
}

}  // namespace

std::string without_login(const std::string& url) {
  const auto host = url.find("://");
  const auto at = url.rfind('@');
  if (host == std::string::npos || at == std::string::npos || at < host) {
    // A login in a URL of no known form is hidden whole.
    return shown(at == std::string::npos ? url : url.substr(0, url.find(':') + 1) + "***");
  }
  return shown(url.substr(0, host + 3) + "***" + url.substr(at));
}

SmtpUrl parse_smtp_url(const std::string& url) {
  SmtpUrl parsed;
  std::string_view rest = url;
  parsed.tls_at_once = starts_with(rest, "smtps://");
  parsed.port = parsed.tls_at_once ? 465 : 587;
  if (!parsed.tls_at_once && !starts_with(rest, "smtp://")) {
    refuse(url, say("alamat server surat tidak dikenal", "the mail server's URL is not known"), usage());
  }
  rest.remove_prefix(parsed.tls_at_once ? 8 : 7);
  if (!rest.empty() && rest.back() == '/') rest.remove_suffix(1);
  if (rest.find('@') != std::string_view::npos) {
    refuse(url,
           say("nama pengguna atau kata sandi di dalam URL server surat", "a login in the mail server's URL"),
           say("isi nama pengguna di pleno.yaml dan kata sandi dalam berkas tersendiri",
               "put the user name into pleno.yaml and the password into a file of its own"));
  }
  const auto bracket = starts_with(rest, "[") ? rest.find(']') : std::string_view::npos;
  const auto colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
  parsed.host = bracket == std::string_view::npos ? rest.substr(0, colon) : rest.substr(1, bracket - 1);
  if (colon != std::string_view::npos) parsed.port = port_of(url, rest.substr(colon + 1));
  if (!is_host(parsed.host)) {
    refuse(url, say("nama host server surat tidak sah", "the mail server's host name is not valid"), usage());
  }
  return parsed;
}

std::unique_ptr<Mail> open_mail(const std::string& url, SmtpSettings settings,
                                const std::filesystem::path& base) {
  if (starts_with(url, "eml:")) {
    const std::string folder = url.substr(4);
    if (folder.empty() || starts_with(folder, "//")) {
      refuse(
          url, say("map surat tidak disebut", "no mail folder is given"),
          say("tulis eml:surat-keluar atau eml:/jalur/ke/map", "write eml:outgoing or eml:/path/to/folder"));
    }
    return mail_folder(base / folder);
  }
  settings.url = url;
  return mail_smtp(settings);
}

std::string to_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::Sent: return say("terkirim", "sent");
    case Verdict::Deferred: return say("ditunda", "deferred");
    case Verdict::Refused: return say("ditolak", "refused");
    case Verdict::Unknown: return say("tidak pasti", "unknown");
    case Verdict::Misconfigured: break;
  }
  return say("salah pengaturan", "misconfigured");
}

}  // namespace pleno::mail
