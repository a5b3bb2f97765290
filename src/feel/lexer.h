// Cuts the text of an expression into tokens. Knows no grammar; words of names and keywords look alike.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "feel/report.h"

namespace pleno::feel {

struct Token {
  enum class Kind { End, Number, Text, Word, Sign } kind = Kind::End;
  std::string_view text;                // as written; of a Text with its quotes
  std::string value;                    // of a Text: without quotes and escapes
  std::uint32_t begin = 0, length = 0;  // in code points

  bool is(std::string_view sign) const { return kind == Kind::Sign && text == sign; }
  bool is_word(std::string_view word) const { return kind == Kind::Word && text == word; }
};

// Always ends in a token of kind End. What is no token is reported and skipped.
std::vector<Token> tokens_of(std::string_view text, Report& report);

}  // namespace pleno::feel
