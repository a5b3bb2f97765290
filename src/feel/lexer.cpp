#include "feel/lexer.h"

#include <array>

#include "feel/foreign.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::feel {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_blank(char32_t c) {
  return c == 0x20 || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

// Rules 28 and 29 of the grammar; `?` is a name of its own here.
bool starts_name(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  return (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x1FFF && c != 0x37E) ||
         (c >= 0x200C && c <= 0x200D) || (c >= 0x2070 && c <= 0x218F) || (c >= 0x2C00 && c <= 0x2FEF) ||
         (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFFC) ||
         (c >= 0x10000 && c <= 0xEFFFF);
}
bool continues_name(char32_t c) {
  return starts_name(c) || (c >= '0' && c <= '9') || c == 0xB7 || (c >= 0x300 && c <= 0x36F) ||
         (c >= 0x203F && c <= 0x2040);
}

class Lexer {
 public:
  Lexer(std::string_view text, Report& report) : text_(text), report_(report) {}

  std::vector<Token> run() {
    for (skip_blanks(); at_ < text_.size(); skip_blanks()) {
      begin_ = at_;
      begin_point_ = point_;
      token();
    }
    begin_ = at_;
    begin_point_ = point_;
    emit(Token::Kind::End);
    warn_of_dates();
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  char32_t advance() {
    ++point_;
    return next_code_point(text_, at_);
  }
  // Only for ASCII.
  void advance_bytes(std::size_t n) {
    at_ += n;
    point_ += static_cast<std::uint32_t>(n);
  }
  char32_t code_point() const {
    std::size_t copy = at_;
    return next_code_point(text_, copy);
  }

  void emit(Token::Kind kind, std::string value = {}) {
    tokens_.push_back(
        {kind, text_.substr(begin_, at_ - begin_), std::move(value), begin_point_, point_ - begin_point_});
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (peek() == '/' && peek(1) == '/') {
        while (at_ < text_.size() && peek() != '\n') advance();
      } else if (peek() == '/' && peek(1) == '*') {
        skip_comment();
      } else if (is_blank(code_point())) {
        advance();
      } else {
        return;
      }
    }
  }

  void skip_comment() {
    const std::uint32_t from = point_;
    const std::size_t end = text_.find("*/", at_ + 2);
    if (end == std::string_view::npos) {
      report_.error(from, 2, say("komentar tidak ditutup", "comment is not closed"),
                    say("tutup dengan */", "close it with */"));
    }
    const std::size_t stop = end == std::string_view::npos ? text_.size() : end + 2;
    while (at_ < stop) advance();
  }

  void token() {
    const char c = peek();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (c == '"') return text();
    if (starts_name(code_point())) return word();
    sign();
  }

  void number() {
    const auto digits = [&] {
      while (is_digit(peek())) advance_bytes(1);
    };
    digits();
    if (peek() == '.' && is_digit(peek(1))) {
      advance_bytes(1);
      digits();
    }
    const std::size_t signs = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
    if ((peek() == 'e' || peek() == 'E') && is_digit(peek(signs))) {
      advance_bytes(signs);
      digits();
    }
    emit(Token::Kind::Number);
    if (continues_name(code_point_or_end())) after_number();
  }

  char32_t code_point_or_end() const { return at_ < text_.size() ? code_point() : U' '; }

  // "2abc": one mistake, not a number and a name.
  void after_number() {
    const std::uint32_t from = begin_point_;
    while (at_ < text_.size() && continues_name(code_point())) advance();
    report_.error(from, point_ - from,
                  say("'{}' bukan angka dan bukan nama", "'{}' is neither a number nor a name",
                      text_.substr(begin_, at_ - begin_)),
                  say("nama tidak boleh mulai dengan angka", "a name cannot begin with a digit"));
  }

  void word() {
    while (at_ < text_.size() && continues_name(code_point())) advance();
    emit(Token::Kind::Word);
  }

  void text() {
    advance_bytes(1);
    std::string value;
    while (at_ < text_.size() && peek() != '"') {
      if (peek() == '\\') {
        escape(value);
      } else {
        append_utf8(value, advance());
      }
    }
    if (at_ >= text_.size()) {
      report_.error(begin_point_, 1, say("teks tidak ditutup", "text is not closed"),
                    say("tutup dengan tanda kutip \"", "close it with a quotation mark \""));
    } else {
      advance_bytes(1);
    }
    emit(Token::Kind::Text, std::move(value));
  }

  void escape(std::string& value) {
    const std::uint32_t from = point_;
    advance_bytes(1);
    switch (peek()) {
      case 'n': value += '\n'; return advance_bytes(1);
      case 'r': value += '\r'; return advance_bytes(1);
      case 't': value += '\t'; return advance_bytes(1);
      case '"':
      case '\'':
      case '\\': value += peek(); return advance_bytes(1);
      case 'u': return unicode(value, from, 4);
      case 'U': return unicode(value, from, 6);
      default: break;
    }
    report_.error(from, 2, say("'\\' tidak dapat berdiri di sini", "'\\' cannot stand here"),
                  say("tulis \\\\ untuk garis miring terbalik", "write \\\\ for a backslash"));
  }

  std::optional<char32_t> hex(std::size_t digits) {
    char32_t code = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char c = peek(i);
      const bool small = c >= 'a' && c <= 'f';
      if (!is_digit(c) && !small && !(c >= 'A' && c <= 'F')) return std::nullopt;
      const int digit = is_digit(c) ? c - '0' : small ? c - 'a' + 10 : c - 'A' + 10;
      code = code * 16 + static_cast<char32_t>(digit);
    }
    advance_bytes(digits);
    return code;
  }

  void unicode(std::string& value, std::uint32_t from, std::size_t digits) {
    advance_bytes(1);
    auto code = hex(digits);
    if (code && *code >= 0xD800 && *code <= 0xDBFF && peek() == '\\' && peek(1) == 'u') {
      advance_bytes(2);
      const auto low = hex(4);
      const bool pair = low && *low >= 0xDC00 && *low <= 0xDFFF;
      code = pair ? std::optional(0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00)) : std::nullopt;
    }
    if (code && *code <= 0x10FFFF && !(*code >= 0xD800 && *code <= 0xDFFF)) return append_utf8(value, *code);
    report_.error(from, point_ - from, say("kode huruf tidak sah", "not a character code"),
                  say("contoh: \\u00e9 atau \\U01F40E", "for example \\u00e9 or \\U01F40E"));
  }

  void sign() {
    if (foreign()) return;
    static constexpr std::array<std::string_view, 6> two = {"**", "..", "<=", ">=", "!=", "->"};
    for (const std::string_view sign : two) {
      if (text_.substr(at_, 2) == sign) {
        advance_bytes(2);
        return emit(Token::Kind::Sign);
      }
    }
    static constexpr std::string_view one = "+-*/<>=()[]{},:.@?";
    if (one.find(peek()) != std::string_view::npos) {
      advance_bytes(1);
      return emit(Token::Kind::Sign);
    }
    unknown();
  }

  // A sign of other languages is reported and read as what it means, so that it echoes no further mistakes.
  bool foreign() {
    const ForeignSign sign = foreign_sign_at(text_.substr(at_));
    // "!" begins "!=", and "function<>" is a type.
    if (sign.written.empty() || (sign.written == "!" && peek(1) == '=') ||
        (sign.written == "<>" && !tokens_.empty() && tokens_.back().is_word("function"))) {
      return false;
    }
    const std::size_t end = at_ + sign.written.size();
    while (at_ < end) advance();
    report_.error(begin_point_, point_ - begin_point_,
                  say("tanda '{}' tidak dikenal", "sign '{}' is not known", sign.written), sign.hint);
    if (sign.read_as.empty()) return true;
    const bool word = starts_name(static_cast<unsigned char>(sign.read_as[0]));
    emit(word ? Token::Kind::Word : Token::Kind::Sign);
    tokens_.back().text = sign.read_as;
    return true;
  }

  void unknown() {
    const char32_t c = advance();
    const bool quote = c == U'\'' || c == U'`' || c == U'“' || c == U'”' || c == U'„' || c == U'‘' ||
                       c == U'’' || c == U'«' || c == U'»';
    const std::string value = quote ? other_quotes() : std::string();
    const std::string_view written = text_.substr(begin_, at_ - begin_);
    report_.error(
        begin_point_, point_ - begin_point_,
        say("tanda '{}' tidak dikenal", "sign '{}' is not known", quote ? first_bytes(written, 40) : written),
        quote ? say("teks diapit tanda kutip lurus \"…\"", "text stands in straight quotes \"…\"")
              : std::string());
    if (quote) emit(Token::Kind::Text, value);
  }

  std::string other_quotes() {
    std::string value;
    while (at_ < text_.size() && peek() != '\n') {
      const char32_t c = advance();
      if (c == U'\'' || c == U'`' || c == U'”' || c == U'’' || c == U'“' || c == U'«' || c == U'»') break;
      append_utf8(value, c);
    }
    return value;
  }

  // 2026-11-21 and 21/11/2026, written without blanks, are legal sums; hardly anyone means them.
  void warn_of_dates() {
    for (std::size_t i = 0; i + 4 < tokens_.size(); ++i) {
      const Token& sign = tokens_[i + 1];
      if (!(sign.is("-") || sign.is("/")) || tokens_[i + 3].text != sign.text) continue;
      if (i > 0 && tokens_[i - 1].is("@")) continue;
      bool together = true;
      for (std::size_t k = i; k < i + 4; ++k) {
        together = together && tokens_[k].begin + tokens_[k].length == tokens_[k + 1].begin;
      }
      if (together) warn_of_date(tokens_[i], tokens_[i + 2], tokens_[i + 4]);
    }
  }

  void warn_of_date(const Token& a, const Token& b, const Token& c) {
    const auto digits = [](const Token& token, std::size_t least, std::size_t most) {
      return token.kind == Token::Kind::Number && token.text.size() >= least && token.text.size() <= most &&
             token.text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    const bool year_first = digits(a, 4, 4) && digits(b, 1, 2) && digits(c, 1, 2);
    const bool year_last = digits(a, 1, 2) && digits(b, 1, 2) && digits(c, 4, 4);
    if (!year_first && !year_last) return;
    report_.warning(
        a.begin, c.begin + c.length - a.begin,
        say("ini dihitung sebagai angka, bukan tanggal", "this is computed as numbers, not a date"),
        say("tanggal: @\"{:0>4}-{:0>2}-{:0>2}\"", "a date: @\"{:0>4}-{:0>2}-{:0>2}\"",
            year_first ? a.text : c.text, b.text, year_first ? c.text : a.text));
  }

  std::string_view text_;
  Report& report_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0, begin_ = 0;
  std::uint32_t point_ = 0, begin_point_ = 0;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text, Report& report) { return Lexer(text, report).run(); }

}  // namespace pleno::feel
