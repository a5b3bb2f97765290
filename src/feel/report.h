// Turns what is wrong at an offset of an expression into a diagnostic with place, excerpt and caret.
// Keeps the first few only; knows nothing of grammar or types.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "feel/expression.h"
#include "text/diagnostic.h"

namespace pleno::feel {

class Report {
 public:
  Report(std::string_view text, const Source& source, Diagnostics& found)
      : text_(text), source_(source), found_(found) {}
  // `begin` and `length` in code points of the text.
  void error(std::uint32_t begin, std::uint32_t length, std::string message, std::string hint = {});
  void warning(std::uint32_t begin, std::uint32_t length, std::string message, std::string hint = {});
  void note(std::uint32_t begin, std::uint32_t length, std::string message);
  bool any() const { return errors_ > 0; }

 private:
  void add(Severity severity, std::uint32_t begin, std::uint32_t length, std::string message,
           std::string hint);
  std::string_view text_;
  Source source_;
  Diagnostics& found_;
  int errors_ = 0;
};

}  // namespace pleno::feel
