// What is said where reading cannot go on, and what the writer may have meant.
#include <algorithm>

#include "feel/builtin.h"
#include "feel/foreign.h"
#include "feel/parser.h"
#include "text/language.h"
#include "text/nearest.h"

namespace pleno::feel {
namespace {

std::string write(std::string_view meant) { return say("tulis: {}", "write: {}", meant); }

bool together(const Token& a, const Token& b) { return a.begin + a.length == b.begin; }

bool is_closing(const Token& token) { return token.is(")") || token.is("]") || token.is("}"); }

}  // namespace

// Whether a token can begin an expression: "[1..5[" ends where "[1..5[2]" goes on.
bool Parser::begins_expression(const Token& token) {
  static constexpr std::string_view going_on[] = {"and",       "or", "then",    "else",    "return",
                                                  "satisfies", "in", "between", "instance"};
  switch (token.kind) {
    case Token::Kind::Number:
    case Token::Kind::Text: return true;
    case Token::Kind::Word:
      return std::find(std::begin(going_on), std::end(going_on), token.text) == std::end(going_on);
    case Token::Kind::Sign:
      return token.is("-") || token.is("(") || token.is("[") || token.is("{") || token.is("@") ||
             token.is("?");
    case Token::Kind::End: return false;
  }
  return false;
}

// Whether "and" or "or" stands here; a word of another language for it is reported and taken for it.
bool Parser::at_operator(std::string_view word) {
  if (now().is_word(word)) return true;
  if (failed_ || now().kind != Token::Kind::Word || feel_word_for(now().text) != word) return false;
  report_.error(now().begin, now().length, say("'{}' bukan kata FEEL", "'{}' is no word of FEEL", now().text),
                write(word));
  return true;
}

void Parser::expect_sign(std::string_view sign, const Token* opened_by) {
  if (take_sign(sign) || failed_) return;
  const Token& token = now();
  if (opened_by && token.kind == Token::Kind::End) {
    fail(*opened_by, say("'{}' tidak ditutup", "'{}' is not closed", opened_by->text),
         say("tutup dengan '{}'", "close it with '{}'", sign));
  } else if (token.kind == Token::Kind::End) {
    fail(token, say("ungkapan berakhir, diharapkan '{}'", "expression ends, '{}' is expected", sign));
  } else {
    const bool crossed = opened_by && is_closing(token);
    fail(token,
         say("di sini diharapkan '{}', bukan '{}'", "'{}' is expected here, not '{}'", sign, token.text),
         crossed ? say("'{}' ditutup dengan '{}'", "'{}' is closed with '{}'", opened_by->text, sign)
         : sign == ":"
             ? say("contoh: {{nama: \"Siti\", umur: 30}}", "for example: {{name: \"Siti\", age: 30}}")
         : opened_by ? hint_for_leftover(token)
                     : std::string());
  }
}

void Parser::expect_word(std::string_view word, const Token& begun_by) {
  if (take_word(word) || failed_) return;
  const Token& token = now();
  const std::string hint = say("'{}' memerlukan '{}'", "'{}' needs '{}'", begun_by.text, word);
  if (token.kind == Token::Kind::End) {
    fail(token, say("ungkapan berakhir, diharapkan '{}'", "expression ends, '{}' is expected", word), hint);
    return;
  }
  const std::string_view meant = token.kind == Token::Kind::Word ? feel_word_for(token.text) : "";
  fail(token, say("di sini diharapkan '{}', bukan '{}'", "'{}' is expected here, not '{}'", word, token.text),
       meant.starts_with(word) ? write(meant) : hint);
}

void Parser::unexpected(const Token& token) {
  if (token.is("[") && next().is("]")) {
    fail(token, say("saringan kosong", "the filter is empty"),
         say("contoh: [1] atau [kompeten]", "for example: [1] or [kompeten]"));
  } else if (token.is("[") || token.is("(") || token.is("{")) {
    fail(token, say("'{}' tidak ditutup", "'{}' is not closed", token.text));
  } else {
    fail(token, say("'{}' tidak diharapkan di sini", "'{}' is not expected here", token.text),
         hint_for_leftover(token));
  }
}

// A token behind a whole expression: what was it meant to be?
std::string Parser::hint_for_leftover(const Token& token) const {
  const Token& before = tokens_[at_ > 0 ? at_ - 1 : 0];
  const bool after_number = before.kind == Token::Kind::Number && together(before, token);
  if (is_closing(token)) {
    return say("tidak ada kurung yang dibuka untuk '{}'", "no bracket was opened for '{}'", token.text);
  }
  if (token.is(",") && after_number && next().kind == Token::Kind::Number && together(token, next())) {
    return say("desimal ditulis dengan titik: {}.{}", "decimals are written with a point: {}.{}", before.text,
               next().text);
  }
  if (token.kind == Token::Kind::Number && after_number) {
    return say("angka ditulis tanpa pemisah ribuan", "numbers have no separators of thousands");
  }
  if (token.is("..")) {
    return say("rentang ditulis dalam kurung: [1..5]", "a range stands in brackets: [1..5]");
  }
  if (token.is("?")) return write("if … then … else …");
  if (token.kind == Token::Kind::Word && !feel_word_for(token.text).empty()) {
    return write(feel_word_for(token.text));
  }
  if (!begins_expression(token)) return {};
  return say("mungkin di depannya kurang tanda hitung, koma atau 'and'",
             "perhaps an operator, a comma or 'and' is missing before it");
}

// Two words side by side: no name is that long, so something is missing or another word was meant.
NodePtr Parser::two_words() {
  const Token& first = now();
  const Token& second = next();
  const std::string_view meant = feel_word_for(first.text), between = feel_word_for(second.text);
  if (between == "and" || between == "or") return name();
  if (first.is_word("not")) {
    return fail(first, say("'not' memerlukan tanda kurung", "'not' needs parentheses"), write("not(…)"));
  }
  if (!meant.empty()) {
    return fail(first, say("'{}' bukan kata FEEL", "'{}' is no word of FEEL", first.text), write(meant));
  }
  if (!between.empty()) {
    return fail(second, say("'{}' bukan kata FEEL", "'{}' is no word of FEEL", second.text), write(between));
  }
  // "string lenght(…)", "count bukti"
  Token words = first;
  std::string joined(first.text), called = builtins_named(joined).empty() ? std::string() : joined;
  std::size_t count = 1;
  for (; count < longest_builtin && next(count).kind == Token::Kind::Word && !is_reserved(next(count));
       ++count) {
    joined += ' ' + std::string(next(count).text);
    words.length = next(count).begin + next(count).length - words.begin;
    if (!builtins_named(joined).empty()) called = joined;
  }
  const std::string near = next(count).is("(") ? nearest(joined, builtin_names()) : std::string();
  if (!near.empty()) {
    return fail(words, say("fungsi '{}' tidak dikenal", "function '{}' is not known", joined),
                say("maksud Anda '{}'?", "did you mean '{}'?", near));
  }
  return fail(
      second,
      say("'{}' tidak diharapkan setelah '{}'", "'{}' is not expected behind '{}'", second.text, first.text),
      called.empty() ? say("nama terdiri dari satu kata; mungkin kurang tanda hitung atau 'and'",
                           "a name is one word; perhaps an operator or 'and' is missing")
                     : write(called + "(…)"));
}

}  // namespace pleno::feel
