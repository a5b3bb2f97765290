// What people write who know another language: its words and signs, and FEEL's own for them. Serves
// messages, and reading on after a mistake; nothing here is FEEL, and nothing here makes it so.
#pragma once
#include <string>
#include <string_view>

namespace pleno::feel {

// FEEL's word for "dan", "AND", "jika", "benar", …; empty for a word that is none of these.
std::string_view feel_word_for(std::string_view word);

// The longest sign of another language that `text` begins with: "==", "=<", "≤", "^".
struct ForeignSign {
  std::string_view written;  // empty: `text` begins with none
  std::string_view read_as;  // the sign or word to read on with; may be empty
  std::string hint;          // in the operator's language
};
ForeignSign foreign_sign_at(std::string_view text);

}  // namespace pleno::feel
