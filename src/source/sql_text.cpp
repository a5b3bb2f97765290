#include "source/sql_text.h"

#include <algorithm>
#include <cctype>
#include <functional>

#include "text/utf8.h"

namespace pleno::source {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The end of the quoted text that begins at `at`; a doubled quote inside is seen as two quoted texts.
std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
  const std::size_t end = sql.find(sql[at], at + 1);
  return end == std::string_view::npos ? sql.size() : end + 1;
}

bool opens_quotes(char c) { return c == '\'' || c == '"' || c == '`'; }

// Calls `see` with the position of every character outside quotes until it says true.
bool any_outside_quotes(std::string_view sql, const std::function<bool(std::size_t)>& see) {
  for (std::size_t at = 0; at < sql.size();) {
    if (opens_quotes(sql[at])) {
      at = end_of_quoted(sql, at);
    } else {
      if (see(at)) return true;
      ++at;
    }
  }
  return false;
}

// Whether :name stands at `at`, and not ::name or :names.
bool is_parameter(std::string_view sql, std::size_t at, std::string_view name) {
  if (sql[at] != ':' || (at > 0 && sql[at - 1] == ':') || sql.substr(at + 1, name.size()) != name)
    return false;
  const std::size_t end = at + 1 + name.size();
  return end >= sql.size() || !is_word(sql[end]);
}

}  // namespace

std::string bare_sql(std::string_view sql) {
  std::string out;
  for (std::size_t at = 0; at < sql.size();) {
    std::size_t end = at + 1;
    if (opens_quotes(sql[at])) {
      end = end_of_quoted(sql, at);
      out += sql.substr(at, end - at);
    } else if (sql.substr(at, 2) == "--") {
      end = std::min(sql.find('\n', at), sql.size());
    } else if (sql.substr(at, 2) == "/*") {
      const std::size_t close = sql.find("*/", at + 2);
      end = close == std::string_view::npos ? sql.size() : close + 2;
      out += ' ';
    } else {
      out += sql[at];
    }
    at = end;
  }
  std::string_view bare = trimmed(out);
  while (!bare.empty() && bare.back() == ';') bare = trimmed(bare.substr(0, bare.size() - 1));
  return std::string(bare);
}

bool is_reading(std::string_view bare) {
  const std::string start = lower(bare.substr(0, std::min<std::size_t>(bare.size(), 7)));
  for (const std::string_view word : {"select", "with", "values"}) {
    if (start.compare(0, word.size(), word) == 0 &&
        (start.size() == word.size() || !is_word(start[word.size()])))
      return true;
  }
  return false;
}

bool has_parameter(std::string_view bare, std::string_view name) {
  return any_outside_quotes(bare, [&](std::size_t at) { return is_parameter(bare, at, name); });
}

std::string with_empty_page(std::string_view bare) {
  std::string out;
  std::size_t done = 0;
  const auto put = [&](std::size_t at, std::string_view name, std::string_view value) {
    out.append(bare.substr(done, at - done)).append(value);
    done = at + 1 + name.size();
  };
  any_outside_quotes(bare, [&](std::size_t at) {
    if (is_parameter(bare, at, "after")) put(at, "after", "''");
    if (is_parameter(bare, at, "limit")) put(at, "limit", "0");
    return false;
  });
  return out.append(bare.substr(done));
}

bool has_second_statement(std::string_view bare) {
  return any_outside_quotes(bare, [&](std::size_t at) { return bare[at] == ';'; });
}

}  // namespace pleno::source
