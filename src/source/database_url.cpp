#include "source/database_url.h"

#include <charconv>

#include "source/source.h"
#include "text/error.h"
#include "text/language.h"
#include "text/nearest.h"
#include "text/url.h"

namespace pleno::source {
namespace {

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned byte = 0;
    const char* const begin = text.data() + at + 1;
    if (text[at] == '%' && at + 2 < text.size() &&
        std::from_chars(begin, begin + 2, byte, 16).ptr == begin + 2) {
      out += static_cast<char>(byte);
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

// Takes what stands before `mark` away from the front of `rest`; nothing when the mark is not there.
std::string_view taken_before(std::string_view& rest, char mark) {
  const std::size_t at = rest.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view out = rest.substr(0, at);
  rest.remove_prefix(at + 1);
  return out;
}

void read_options(std::string_view text, DatabaseUrl& out) {
  while (!text.empty()) {
    std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    const std::string key = decoded(taken_before(pair, '='));
    if (!key.empty()) out.options[key] = decoded(pair);
  }
}

void read_server(std::string_view rest, DatabaseUrl& out) {
  const std::size_t question = rest.find('?');
  if (question != std::string_view::npos) read_options(rest.substr(question + 1), out);
  rest = rest.substr(0, question);
  const std::size_t slash = rest.find('/');
  if (slash != std::string_view::npos) out.path = decoded(rest.substr(slash + 1));
  std::string_view server = rest.substr(0, slash);
  // The last "@" ends the user: one inside a password is forgiven.
  if (const std::size_t at = server.rfind('@'); at != std::string_view::npos) {
    const std::string_view who = server.substr(0, at);
    const std::size_t colon = who.find(':');
    out.user = decoded(who.substr(0, colon));
    if (colon != std::string_view::npos) out.password = decoded(who.substr(colon + 1));
    server.remove_prefix(at + 1);
  }
  const std::size_t colon = server.rfind(':');
  const bool has_port = colon != std::string_view::npos && server.find(']', colon) == std::string_view::npos;
  out.host = decoded(server.substr(0, has_port ? colon : server.size()));
  if (has_port) out.port = server.substr(colon + 1);
  if (const auto given = out.options.find("password"); given != out.options.end())
    out.password = given->second;
}

}  // namespace

DatabaseUrl parse_database_url(const std::string& url) {
  DatabaseUrl out;
  out.shown = without_password(url);
  std::string_view rest = url;
  const std::size_t mark = rest.find("://");
  out.kind = mark == std::string_view::npos ? std::string() : std::string(rest.substr(0, mark));
  if (out.kind == "postgres") out.kind = "postgresql";
  if (out.kind == "mariadb") out.kind = "mysql";
  if (out.kind == "sqlite") out.kind = "sqlite3";
  if (out.kind != "sqlite3" && out.kind != "postgresql" && out.kind != "mysql") {
    throw Error(Kind::Configuration,
                say("jenis basis data '{}' tidak dikenal", "unknown kind of database '{}'", out.kind),
                out.shown,
                out.kind.empty()
                    ? say("tulis sqlite3://berkas, postgresql://user@host/nama atau mysql://user@host/nama",
                          "write sqlite3://file, postgresql://user@host/name or mysql://user@host/name")
                    : did_you_mean(out.kind, {"sqlite3", "postgresql", "mysql"}));
  }
  rest.remove_prefix(mark + 3);
  if (out.kind == "sqlite3") {
    out.path = rest;
  } else {
    read_server(rest, out);
  }
  if (out.path.empty()) {
    throw Error(Kind::Configuration,
                say("URL basis data tanpa nama basis data", "the database URL names no database"), out.shown);
  }
  return out;
}

}  // namespace pleno::source
