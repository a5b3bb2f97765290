#include "mail/mime.h"

#include <fmt/format.h>

#include <algorithm>

#include "mail/address.h"
#include "mail/encode.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::mail {
namespace {

constexpr std::size_t header_limit = 998;  // RFC 5322 2.1.1, before encoding

// Collects what is wrong with one message, each fault under its header's name.
class Checks {
 public:
  Checks(const Message& message, Diagnostics& found) : found_(found), before_(found.size()) {
    // An id that is itself faulty could carry control characters into the report.
    const bool showable = !message.message_id.empty() && !fault_in_text(message.message_id);
    record_ = say("surat {}", "mail {}", showable ? message.message_id : std::string("?"));
  }

  void text(std::string_view field, std::string_view value) {
    if (auto fault = fault_in_text(value)) add(field, *fault);
  }
  void address(std::string_view field, std::string_view value) {
    if (auto fault = fault_in_address(value, true)) add(field, *fault);
  }
  void body(std::string_view field, std::string_view value) {
    if (const auto at = first_bad_utf8(value)) {
      add(field, say("bukan UTF-8 pada byte {}", "not UTF-8 at byte {}", *at + 1));
      return;
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
      const char c = value[i];
      const bool line_end = c == '\n' || (c == '\r' && i + 1 < value.size() && value[i + 1] == '\n');
      if (line_end || c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)) continue;
      add(field, control(static_cast<unsigned char>(c)));
      return;
    }
  }
  void require(bool good, std::string_view field, const std::string& fault) {
    if (!good) add(field, fault);
  }
  bool clean() const { return found_.size() == before_; }

 private:
  static std::string control(char32_t c) {
    return say("karakter kendali U+{:04X}", "control character U+{:04X}", static_cast<unsigned>(c));
  }
  static std::optional<std::string> fault_in_text(std::string_view value) {
    if (const auto at = first_bad_utf8(value)) {
      return say("bukan UTF-8 pada byte {}", "not UTF-8 at byte {}", *at + 1);
    }
    if (value.size() > header_limit) {
      return say("lebih dari {} byte", "longer than {} bytes", header_limit);
    }
    for (std::size_t at = 0; at < value.size();) {
      const char32_t c = next_code_point(value, at);
      if (is_forbidden_in_data(c)) return control(c);
    }
    return std::nullopt;
  }
  void add(std::string_view field, const std::string& fault) {
    Diagnostic diagnostic;
    diagnostic.at.record = record_;
    diagnostic.message = fmt::format("{}: {}", field, fault);
    diagnostic.hint = say("betulkan data asalnya, lalu siapkan surat ini lagi",
                          "correct the data it comes from, then prepare this mail again");
    found_.push_back(std::move(diagnostic));
  }
  Diagnostics& found_;
  std::size_t before_;
  std::string record_;
};

bool is_token(std::string_view text) {
  constexpr std::string_view specials = "()<>@,;:\\\"/[]?= ";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return c > 0x20 && c < 0x7F && specials.find(c) == std::string_view::npos;
  });
}

bool is_media_type(std::string_view text) {
  const auto slash = text.find('/');
  return slash != std::string_view::npos && is_token(text.substr(0, slash)) &&
         is_token(text.substr(slash + 1)) && text.size() <= 60;
}

bool is_message_id(std::string_view id) {
  return id.size() > 4 && id.front() == '<' && id.back() == '>' &&
         !fault_in_address(id.substr(1, id.size() - 2), true);
}

// "Sat, 21 Nov 2026 09:00:00 +0700", letter for letter; a '9' in the pattern is any digit, 'A'/'a' a letter.
bool is_date(std::string_view date) {
  const auto fits = [&](std::string_view pattern) {
    return std::equal(date.begin(), date.end(), pattern.begin(), pattern.end(), [](char c, char p) {
      if (p == '9') return c >= '0' && c <= '9';
      if (p == 'A') return c >= 'A' && c <= 'Z';
      if (p == 'a') return c >= 'a' && c <= 'z';
      if (p == '+') return c == '+' || c == '-';
      return c == p;
    });
  };
  return fits("Aaa, 99 Aaa 9999 99:99:99 +9999") || fits("Aaa, 9 Aaa 9999 99:99:99 +9999");
}

bool is_file_name(std::string_view name) {
  return !name.empty() && name.size() <= 255 && name.front() != '.' &&
         name.find_first_of("/\\") == std::string_view::npos;
}

void check_attachment(const Attachment& attachment, Checks& checks) {
  const std::string field = say("lampiran '{}'", "attachment '{}'",
                                is_token(attachment.file_name) ? attachment.file_name : std::string("?"));
  checks.text(field, attachment.file_name);
  checks.require(is_file_name(attachment.file_name), field,
                 say("nama berkas kosong, terlalu panjang, diawali titik atau memuat garis miring",
                     "file name empty, too long, starting with a dot or with a slash"));
  checks.require(is_media_type(attachment.media_type), field,
                 say("jenis media tidak sah", "not a media type"));
  checks.require(attachment.bytes != nullptr, field, say("tanpa isi", "without bytes"));
  if (attachment.bytes && sha256(*attachment.bytes) != attachment.sha256) {
    // A mixed-up file would tell one candidate about another: never sent.
    checks.require(false, field,
                   say("isi tidak sesuai dengan SHA-256-nya", "bytes differ from their SHA-256"));
  }
}

bool is_good(const Message& message, Diagnostics& found) {
  Checks checks(message, found);
  checks.require(is_message_id(message.message_id), "Message-ID", say("tidak sah", "not valid"));
  checks.require(is_date(message.date), "Date", say("bukan tanggal RFC 5322", "not a date of RFC 5322"));
  checks.text("From", message.from.name);
  checks.address("From", message.from.address);
  checks.text("To", message.to.name);
  checks.address("To", message.to.address);
  if (!message.reply_to.empty()) checks.address("Reply-To", message.reply_to);
  checks.text("Subject", message.subject);
  checks.require(!trimmed(message.subject).empty(), "Subject", say("kosong", "empty"));
  checks.body(say("isi teks", "text body"), message.text);
  checks.body(say("isi HTML", "HTML body"), message.html);
  for (const auto& attachment : message.attachments) check_attachment(attachment, checks);
  return checks.clean();
}

// Over everything that makes the message but its date, each part with its length, so that no two messages
// share the input: the same mail on another day has the same boundaries.
std::string content_digest(const Message& message) {
  std::string all;
  const auto add = [&](std::string_view part) { all += fmt::format("{}:{},", part.size(), part); };
  for (const auto& part :
       {message.message_id, message.from.name, message.from.address, message.to.name, message.to.address,
        message.reply_to, message.subject, message.text, message.html}) {
    add(part);
  }
  for (const auto& attachment : message.attachments) {
    add(attachment.file_name);
    add(attachment.media_type);
    add(attachment.sha256);
  }
  return sha256(all);
}

std::string headers_of(const Message& message) {
  std::string out;
  out += fmt::format("Date: {}\r\n", message.date);
  out += mailbox_header("From", message.from.name, message.from.address);
  out += mailbox_header("To", message.to.name, message.to.address);
  if (!message.reply_to.empty()) out += mailbox_header("Reply-To", {}, message.reply_to);
  out += mailbox_header("Message-ID", {}, message.message_id);
  out += text_header("Subject", message.subject);
  out += "MIME-Version: 1.0\r\n";
  out += "Auto-Submitted: auto-generated\r\n";  // RFC 3834: no vacation replies
  out += "Content-Language: id\r\n";
  return out;
}

void append_text(std::string& out, std::string_view subtype, std::string_view text) {
  out += fmt::format(
      "Content-Type: text/{}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", subtype);
  out += quoted_printable(text);
}

void append_attachment(std::string& out, const Attachment& attachment) {
  out += fmt::format(
      "Content-Type: {}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment{}\r\n\r\n",
      attachment.media_type, file_name_parameter(attachment.file_name));
  append_base64_lines(out, *attachment.bytes);
}

// "=_" can stand in neither base64 nor quoted-printable, so no content ever holds a boundary.
struct Boundary {
  std::string text;
  void start(std::string& out, std::string_view kind) const {
    out += fmt::format("Content-Type: multipart/{};\r\n boundary=\"{}\"\r\n\r\n", kind, text);
  }
  void next(std::string& out) const { out += fmt::format("--{}\r\n", text); }
  void end(std::string& out) const { out += fmt::format("--{}--\r\n", text); }
};

void append_bodies(std::string& out, const Message& message, const std::string& digest) {
  if (message.html.empty()) return append_text(out, "plain", message.text);
  const Boundary alternative{"=_isi-" + digest};
  alternative.start(out, "alternative");
  alternative.next(out);
  append_text(out, "plain", message.text);
  alternative.next(out);
  append_text(out, "html", message.html);
  alternative.end(out);
}

}  // namespace

std::string mime_from_message(const Message& message, Diagnostics& found) {
  if (!is_good(message, found)) return {};
  const std::string digest = content_digest(message).substr(0, 32);
  std::size_t size = 4096 + message.text.size() * 2 + message.html.size() * 2;
  for (const auto& attachment : message.attachments) size += attachment.bytes->size() * 7 / 5 + 512;
  std::string out;
  out.reserve(size);

  out += headers_of(message);
  if (message.attachments.empty()) {
    append_bodies(out, message, digest);
  } else {
    const Boundary mixed{"=_surat-" + digest};
    mixed.start(out, "mixed");
    mixed.next(out);
    append_bodies(out, message, digest);
    for (const auto& attachment : message.attachments) {
      mixed.next(out);
      append_attachment(out, attachment);
    }
    mixed.end(out);
  }
  if (const auto fault = fault_in_mime(out)) {
    throw Error(Kind::Internal,
                say("surat yang disusun tidak sah: {}", "the mail built is not valid: {}", *fault));
  }
  return out;
}

}  // namespace pleno::mail
