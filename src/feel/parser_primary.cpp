// Literals, names, brackets, and what is hung on to them: .member, [filter].
#include <algorithm>

#include "feel/calendar.h"
#include "feel/parser.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::feel {
namespace {

bool is_comparison(const Token& token) {
  return token.is("<") || token.is("<=") || token.is(">") || token.is(">=");
}

}  // namespace

NodePtr Parser::postfix() {
  NodePtr node = primary();
  for (;;) {
    if (now().is(".")) {
      node = path(std::move(node));
    } else if (now().is("[") && begins_expression(next())) {
      node = filter(std::move(node));
    } else if (now().is("(") && !failed_) {
      fail(now(), say("hanya nama fungsi yang dapat dipanggil", "only the name of a function can be called"),
           node->kind == Kind::Path ? say("nama fungsi ditulis di depan: {}(…)",
                                          "the name of a function comes first: {}(…)", node->name)
                                    : std::string());
      return node;
    } else {
      return node;
    }
  }
}

NodePtr Parser::path(NodePtr base) {
  take();
  const Token& member = now();
  if (member.kind != Token::Kind::Word) {
    return fail(member, say("setelah '.' diharapkan nama", "a name is expected behind '.'"));
  }
  take();
  NodePtr node = make(Kind::Path, member);
  node->name = member.text;
  // The standard's own members of two words.
  if ((node->name == "start" || node->name == "end") && take_word("included")) node->name += " included";
  if (node->name == "time" && take_word("offset")) node->name += " offset";
  node->kids.push_back(std::move(base));
  return done(std::move(node));
}

NodePtr Parser::filter(NodePtr base) {
  const Token& open = take();
  NodePtr node = make(Kind::Filter, open);
  node->kids.push_back(std::move(base));
  node->slot = bind("item", true);
  node->kids.push_back(expression());
  unbind(1);
  recover();
  expect_sign("]", &open);
  return done(std::move(node));
}

NodePtr Parser::primary() {
  const Token& token = now();
  switch (token.kind) {
    case Token::Kind::Number:
    case Token::Kind::Text: return literal();
    case Token::Kind::Word: return word();
    case Token::Kind::End:
      return fail(token, say("ungkapan berakhir terlalu cepat", "expression ends too early"),
                  say("setelah ini masih diharapkan nilai", "a value is still expected"));
    case Token::Kind::Sign: break;
  }
  if (token.is("(")) return parenthesis();
  if (token.is("[") || (token.is("]") && begins_expression(next()))) return bracket();
  if (token.is("{")) return context();
  if (token.is("@")) return at_literal();
  if (is_comparison(token)) return one_sided();
  if (token.is("?")) return name();
  const bool comma = at_ > 0 && tokens_[at_ - 1].is(",");
  return fail(token,
              say("di sini diharapkan nilai, bukan '{}'", "a value is expected here, not '{}'", token.text),
              comma ? say("hapus koma di depannya", "leave out the comma before it") : std::string());
}

NodePtr Parser::literal() {
  const Token& token = take();
  if (token.kind == Token::Kind::Text) return constant(Value(token.value), token);
  const auto number = Decimal::parse(token.text);
  if (!number) {
    return fail(token, say("angka {} terlalu besar", "number {} is too large", token.text.substr(0, 40)));
  }
  return constant(*number, token);
}

// A date or duration; a time of day is left out of this FEEL and null, as it is in other places.
NodePtr Parser::at_literal() {
  take();
  const Token& token = now();
  if (token.kind != Token::Kind::Text) {
    return fail(token, say("setelah '@' diharapkan teks", "a text is expected behind '@'"),
                say("contoh: @\"2026-11-21\"", "for example: @\"2026-11-21\""));
  }
  take();
  NodePtr node = constant(value_of_iso(token.value), token);
  if (node->constant.is_null()) {
    node->misuse = say("@\"{}\" bukan tanggal dan bukan durasi", "@\"{}\" is neither a date nor a duration",
                       first_bytes(token.value, 60));
  }
  return node;
}

NodePtr Parser::word() {
  const Token& token = now();
  if (token.text == "true" || token.text == "false") return constant(token.text == "true", take());
  if (token.text == "null") return constant(Value(), take());
  if (token.text == "function") {
    return fail(token,
                say("fungsi buatan sendiri tidak didukung", "functions of one's own are not supported"),
                say("hanya sebagai argumen kedua sort(…)", "only as second argument of sort(…)"));
  }
  std::string called;
  if (const std::size_t words = builtin_words(called)) return call(std::move(called), words);
  // As an operand they reach as far as they can: a and some x in b satisfies x = 1 and c.
  if (token.text == "if" || token.text == "for" || token.text == "some" || token.text == "every") {
    return expression();
  }
  if (is_reserved(token)) {
    return fail(token,
                say("kata '{}' tidak dapat berdiri di sini", "the word '{}' cannot stand here", token.text));
  }
  if (next().is("(")) return call(std::string(token.text), 1);
  if (next().kind == Token::Kind::Word && !is_reserved(next())) return two_words();
  return name();
}

NodePtr Parser::name() {
  const Token& token = take();
  NodePtr node = make(Kind::Name, token);
  node->name = token.text;
  for (auto b = bound_.rbegin(); b != bound_.rend(); ++b) {
    if (b->filter) node->filters.push_back(b->slot);
    if (b->name != node->name) continue;
    node->slot = b->slot;
    break;
  }
  used_input_ = used_input_ || node->name == "?";
  used_partial_ = used_partial_ || node->name == "partial";
  if (node->name == "?" && node->slot < 0) {
    return fail(token, say("'?' hanya ada dalam uji setelah 'in'", "'?' exists only in a test behind 'in'"));
  }
  if (node->slot < 0 && std::find(names_.begin(), names_.end(), node->name) == names_.end()) {
    names_.push_back(node->name);
  }
  return node;
}

NodePtr Parser::parenthesis() {
  const Token& open = take();
  if (now().is("=") || now().is("!=")) {
    NodePtr node = one_sided();
    expect_sign(")", &open);
    return node;
  }
  NodePtr node = expression();
  if (now().is("..")) return range(std::move(node), open);
  recover();
  expect_sign(")", &open);
  return node;
}

// A list or a range; "]" opens a range only.
NodePtr Parser::bracket() {
  const Token& open = take();
  NodePtr node = make(Kind::ListOf, open);
  if (open.is("[") && take_sign("]")) return done(std::move(node));
  do {
    NodePtr item = expression();
    if (now().is("..") && node->kids.empty() && !failed_) return range(std::move(item), open);
    node->kids.push_back(std::move(item));
    end_item("]", open);
  } while (!failed_ && take_sign(","));
  if (open.is("]")) return fail(open, say("']' tidak membuka apa pun di sini", "']' opens nothing here"));
  expect_sign("]", &open);
  return done(std::move(node));
}

NodePtr Parser::range(NodePtr low, const Token& open) {
  NodePtr node = make(Kind::RangeOf, open);
  node->low_closed = open.is("[");
  node->kids.push_back(std::move(low));
  take();
  node->kids.push_back(expression());
  node->high_closed = now().is("]");
  if (!now().is("]") && !now().is(")") && !now().is("[")) {
    expect_sign("]", &open);
  } else {
    take();
  }
  return done(std::move(node));
}

NodePtr Parser::one_sided() {
  const Token& sign = take();
  NodePtr node = make(Kind::OneSided, sign);
  node->test = sign.is("<")    ? Node::Test::Less
               : sign.is("<=") ? Node::Test::LessEqual
               : sign.is(">")  ? Node::Test::Greater
               : sign.is(">=") ? Node::Test::GreaterEqual
               : sign.is("=")  ? Node::Test::Equal
                               : Node::Test::Unequal;
  node->kids.push_back(additive());
  return done(std::move(node));
}

NodePtr Parser::context() {
  const Token& open = take();
  NodePtr node = make(Kind::ContextOf, open);
  node->slot = static_cast<int>(bound_.size());
  const std::size_t before = bound_.size();
  if (!now().is("}")) {
    do {
      if (!context_entry(*node)) break;
      end_item("}", open);
    } while (!failed_ && take_sign(","));
  }
  expect_sign("}", &open);
  unbind(bound_.size() - before);
  auto keys = std::make_shared<Keys>(node->words);
  if (keys->size() == node->words.size()) node->keys = std::move(keys);
  return done(std::move(node));
}

// A name as the standard has them, blanks and + - * / . within: "foo+bar", "tanggal lahir". Where no
// colon follows, only the words before something else are taken.
std::string Parser::key_words() {
  const auto continues = [](const Token& token) {
    return token.kind == Token::Kind::Word || token.kind == Token::Kind::Number || token.is("+") ||
           token.is("-") || token.is("*") || token.is("**") || token.is("/") || token.is(".");
  };
  std::size_t count = now().kind == Token::Kind::Word ? 1 : 0;
  while (count > 0 && continues(next(count))) ++count;
  if (count > 0 && !next(count).is(":")) {
    for (count = 1; next(count).kind == Token::Kind::Word;) ++count;
  }
  std::string key;
  std::uint32_t end = now().begin;
  for (std::size_t i = 0; i < count; ++i) {
    if (now().begin > end) key += ' ';
    end = now().begin + now().length;
    key += take().text;
  }
  return key;
}

// A key is a text or a name; the entry is visible to those behind it.
bool Parser::context_entry(Node& node) {
  const Token& first = now();
  std::string key = first.kind == Token::Kind::Text ? take().value : key_words();
  if (first.kind != Token::Kind::Text && key.empty()) {
    fail(first, say("di sini diharapkan nama anggota", "the name of a member is expected here"),
         say("contoh: {{nama: \"Siti\", umur: 30}}", "for example: {{name: \"Siti\", age: 30}}"));
    return false;
  }
  expect_sign(":");
  node.word_begins.push_back(first.begin);
  node.kids.push_back(expression());
  bind(key);
  node.words.push_back(std::move(key));
  return true;
}

}  // namespace pleno::feel
