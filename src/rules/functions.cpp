#include "rules/functions.h"

#include <algorithm>

#include "text/indonesian.h"

namespace pleno::rules {
namespace {

feel::Value list_in_words(const feel::List& arguments, std::string& cause) {
  if (arguments.size() != 1 || arguments[0].list() == nullptr) {
    cause = "daftar(…) meminta satu daftar";
    return {};
  }
  std::vector<std::string> words;
  for (const feel::Value& item : *arguments[0].list()) {
    if (!item.is_null()) words.push_back(feel::to_text(item));
  }
  return enumerate(words);
}

feel::Value date_in_words(const feel::List& arguments, std::string& cause) {
  if (arguments.size() != 1 || arguments[0].date() == nullptr) {
    cause = "tanggal(…) meminta satu tanggal";
    return {};
  }
  return long_date(*arguments[0].date());
}

// 69.6 -> "69,6": how Indonesian writes decimals.
feel::Value number_in_words(const feel::List& arguments, std::string& cause) {
  if (arguments.size() != 1 || arguments[0].number() == nullptr) {
    cause = "angka(…) meminta satu bilangan";
    return {};
  }
  std::string text = feel::to_text(arguments[0]);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

}  // namespace

void add_functions(feel::Context& names) {
  names.set("daftar", feel::Value(feel::Function{"daftar", {"butir"}, list_in_words}));
  names.set("angka", feel::Value(feel::Function{"angka", {"bilangan"}, number_in_words}));
  names.set("tanggal", feel::Value(feel::Function{"tanggal", {"hari"}, date_in_words}));
}

}  // namespace pleno::rules
