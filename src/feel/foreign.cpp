#include "feel/foreign.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/language.h"
#include "text/utf8.h"

namespace pleno::feel {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 36> words = {
    {{"dan", "and"},        {"serta", "and"},          {"atau", "or"},          {"jika", "if"},
     {"bila", "if"},        {"kalau", "if"},           {"maka", "then"},        {"lainnya", "else"},
     {"selain", "else"},    {"elseif", "else if"},     {"elsif", "else if"},    {"elif", "else if"},
     {"bukan", "not(…)"},   {"tidak", "not(…)"},       {"untuk", "for"},        {"foreach", "for"},
     {"setiap", "every"},   {"semua", "every"},        {"beberapa", "some"},    {"dalam", "in"},
     {"antara", "between"}, {"memenuhi", "satisfies"}, {"benar", "true"},       {"ya", "true"},
     {"salah", "false"},    {"kosong", "null"},        {"nil", "null"},         {"none", "null"},
     {"undefined", "null"}, {"mod", "modulo(a, b)"},   {"div", "floor(a / b)"}, {"is", "="},
     {"adalah", "="},       {"equals", "="},           {"xor", "!="},           {"like", "contains(a, b)"}}};

constexpr std::array<std::string_view, 16> keywords = {
    "and", "or",   "if",     "then",      "else",    "true", "false", "null",
    "for", "some", "return", "satisfies", "between", "in",   "every", "not"};

// What is written, what it is read as. The longer ones come first.
constexpr std::array<Pair, 31> signs = {
    {{"===", "="}, {"!==", "!="}, {"...", ".."}, {"==", "="},  {"=<", "<="}, {"=>", ">="}, {"><", "!="},
     {"<>", "!="}, {":=", "="},   {"&&", "and"}, {"||", "or"}, {"&", "and"}, {"|", "or"},  {"^", "**"},
     {"%", "*"},   {"≤", "<="},   {"≥", ">="},   {"≠", "!="},  {"×", "*"},   {"·", "*"},   {"÷", "/"},
     {"−", "-"},   {"–", "-"},    {"—", "-"},    {"…", ".."},  {"∧", "and"}, {"∨", "or"},  {"!", ""},
     {";", ""},    {"¬", ""},     {"$", ""}}};

std::string hint_for(const Pair& sign) {
  const auto& [written, meant] = sign;
  if (written == "%") return say("tulis: modulo(a, b)", "write: modulo(a, b)");
  if (written == "!" || written == "¬") return say("tulis: not(…) atau !=", "write: not(…) or !=");
  if (written == ";") return say("hapus tanda itu", "leave the sign out");
  return meant.empty() ? std::string() : say("tulis: {}", "write: {}", meant);
}

}  // namespace

std::string_view feel_word_for(std::string_view word) {
  const std::string small = lower(word.substr(0, 40));
  const auto same = [&](const Pair& pair) { return pair.first == small; };
  if (const auto found = std::find_if(words.begin(), words.end(), same); found != words.end()) {
    return found->second;
  }
  const auto keyword = std::find(keywords.begin(), keywords.end(), small);
  if (keyword == keywords.end() || word == *keyword) return {};
  return *keyword == "not" ? "not(…)" : *keyword;
}

ForeignSign foreign_sign_at(std::string_view text) {
  const auto found = std::find_if(signs.begin(), signs.end(),
                                  [&](const Pair& sign) { return text.starts_with(sign.first); });
  if (found == signs.end()) return {};
  return {found->first, found->second, hint_for(*found)};
}

}  // namespace pleno::feel
