// The language Pleno speaks to its operator: Indonesian by default, English on request.
// Documents and mails have their own language and never ask here.
#pragma once
#include <fmt/format.h>

#include <string>
#include <utility>

namespace pleno {

enum class Language { Indonesian, English };

// Set once by `main` from --lang, PLENO_LANG or LC_MESSAGES, before any thread starts.
void set_language(Language language);
Language language();

// Both languages of a message stand side by side at the place where it arises:
//   say("berkas '{}' tidak ada", "file '{}' does not exist", name)
template <typename... Args>
std::string say(fmt::format_string<const Args&...> indonesian, fmt::format_string<const Args&...> english,
                const Args&... args) {
  return language() == Language::English ? fmt::format(english, args...) : fmt::format(indonesian, args...);
}

}  // namespace pleno
