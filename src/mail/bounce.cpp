#include "mail/bounce.h"

#include <charconv>
#include <vector>

#include "mail/smtp_reply.h"

namespace pleno::mail {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// Without line ends, continued header lines joined to the one they continue.
std::vector<std::string> unfolded(std::string_view message) {
  std::vector<std::string> out;
  while (!message.empty()) {
    const auto end = message.find('\n');
    std::string_view line = message.substr(0, end);
    message.remove_prefix(end == std::string_view::npos ? message.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const bool continues =
        !line.empty() && (line[0] == ' ' || line[0] == '\t') && !out.empty() && !out.back().empty();
    if (continues)
      out.back() += line;
    else
      out.emplace_back(line);
  }
  return out;
}

// What stands behind "Name:" in a line, without blanks around; nothing when the line has another name.
std::optional<std::string> value_of(const std::string& line, std::string_view name) {
  if (line.size() <= name.size() || line[name.size()] != ':' || lower(line.substr(0, name.size())) != name) {
    return std::nullopt;
  }
  const auto begin = line.find_first_not_of(" \t", name.size() + 1);
  return begin == std::string::npos ? "" : line.substr(begin);
}

long long number_in(const std::string& line, std::string_view address) {
  const auto star = address.find('*');
  if (star == std::string_view::npos) return 0;
  const std::string text = lower(line);
  const std::string before = lower(address.substr(0, star));
  const std::string behind = lower(address.substr(star + 1));
  const auto at = text.find(before);
  if (at == std::string::npos) return 0;
  long long number = 0;
  const char* const first = text.data() + at + before.size();
  const char* const last = text.data() + text.size();
  const auto [end, fault] = std::from_chars(first, last, number);
  const std::string_view rest(end, static_cast<std::size_t>(last - end));
  if (fault != std::errc{} || rest.substr(0, behind.size()) != behind) return 0;
  const char next = rest.size() > behind.size() ? rest[behind.size()] : ' ';
  const bool goes_on =
      (next >= 'a' && next <= 'z') || (next >= '0' && next <= '9') || next == '.' || next == '-';
  return goes_on ? 0 : number;
}

std::string between_angles(const std::string& text) {
  const auto begin = text.find('<');
  const auto end = text.find('>', begin);
  return begin == std::string::npos || end == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

}  // namespace

std::optional<Bounce> bounce_from(std::string_view message, std::string_view address) {
  Bounce out;
  bool failed = false;
  bool in_header = true;
  std::string status, diagnostic;
  for (const std::string& line : unfolded(message)) {
    if (in_header && line.empty()) in_header = false;
    if (in_header) {
      for (const char* name : {"to", "delivered-to", "x-original-to"}) {
        const auto value = value_of(line, name);
        if (value && out.mail == 0) out.mail = number_in(*value, address);
      }
      continue;
    }
    if (const auto action = value_of(line, "action"))
      failed = failed || lower(*action).rfind("failed", 0) == 0;
    if (const auto value = value_of(line, "status"); value && status.empty()) status = *value;
    if (const auto value = value_of(line, "diagnostic-code"); value && diagnostic.empty())
      diagnostic = *value;
    if (const auto value = value_of(line, "message-id"); value && out.message_id.empty())
      out.message_id = between_angles(*value);
  }
  if (!failed || (out.mail == 0 && out.message_id.empty())) return std::nullopt;
  const auto behind_type = diagnostic.find(';');
  if (behind_type != std::string::npos) diagnostic = diagnostic.substr(behind_type + 1);
  const auto begin = diagnostic.find_first_not_of(' ');
  out.report = shown(status + (begin == std::string::npos ? "" : " " + diagnostic.substr(begin)));
  return out;
}

std::string return_path(const std::string& address, long long mail) {
  std::string out = address;
  const auto star = out.find('*');
  if (star != std::string::npos) out.replace(star, 1, std::to_string(mail));
  return out;
}

}  // namespace pleno::mail
