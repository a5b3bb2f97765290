// What stands behind `in` and `instance of`.
#include <array>
#include <map>

#include "feel/parser.h"
#include "text/language.h"
#include "text/nearest.h"

namespace pleno::feel {

NodePtr Parser::in(NodePtr left) {
  NodePtr node = make(Kind::In, take());
  node->kids.push_back(std::move(left));
  node->slot = bind("?");
  tests(*node);
  unbind(1);
  return done(std::move(node));
}

// One test, or several in parentheses; "(2..4)" is one test, a range.
void Parser::tests(Node& node) {
  if (!now().is("(")) return add_test(node, false);
  const Token& open = take();
  add_test(node, true);
  if (now().is("..")) {
    NodePtr low = std::move(node.kids.back());
    node.kids.back() = range(std::move(low), open);
    return;
  }
  while (!failed_ && take_sign(",")) add_test(node, true);
  expect_sign(")", &open);
}

void Parser::add_test(Node& node, bool enclosed) {
  const bool outer = used_input_;
  used_input_ = false;
  const Token& first = now();
  const bool sign =
      first.is("=") || first.is("!=") || first.is("<") || first.is("<=") || first.is(">") || first.is(">=");
  NodePtr test = sign ? one_sided() : enclosed ? expression() : additive();
  if (used_input_ && !sign) {
    NodePtr wrapped = make(Kind::InputTest, first);
    wrapped->kids.push_back(std::move(test));
    test = done(std::move(wrapped));
  }
  used_input_ = outer;
  node.kids.push_back(std::move(test));
}

// "days and time duration" and the like as one name; else one word.
std::string Parser::type_words() {
  static constexpr std::array<std::string_view, 4> long_names = {
      "days and time duration", "day and time duration", "years and months duration", "date and time"};
  for (const std::string_view name : long_names) {
    std::string words(now().text);
    std::size_t count = 1;
    while (words.size() < name.size()) words += " " + std::string(next(count++).text);
    if (words != name) continue;
    for (std::size_t i = 0; i < count; ++i) take();
    return words;
  }
  return std::string(take().text);
}

std::shared_ptr<const TypeSpec> Parser::type() {
  using Shape = TypeSpec::Shape;
  auto spec = std::make_shared<TypeSpec>();
  const Token& first = now();
  if (first.kind != Token::Kind::Word || depth_ > 90) {
    fail(
        first, say("di sini diharapkan nama tipe", "the name of a type is expected here"),
        say("contoh: number, string, date, list<number>", "for example: number, string, date, list<number>"));
    return spec;
  }
  ++depth_;
  static const std::map<std::string_view, std::pair<Shape, Type>> plain = {
      {"Any", {Shape::Any, Type::Null}},
      {"Null", {Shape::Null, Type::Null}},
      {"number", {Shape::Plain, Type::Number}},
      {"string", {Shape::Plain, Type::String}},
      {"boolean", {Shape::Plain, Type::Boolean}},
      {"date", {Shape::Plain, Type::Date}},
      {"days and time duration", {Shape::Plain, Type::Days}},
      {"day and time duration", {Shape::Plain, Type::Days}},
      {"years and months duration", {Shape::Plain, Type::Months}},
      {"time", {Shape::Never, Type::Null}},  // values that this FEEL does not have
      {"date and time", {Shape::Never, Type::Null}},
  };
  static const std::map<std::string_view, Shape> shapes = {{"list", Shape::Items},
                                                           {"range", Shape::Interval},
                                                           {"context", Shape::Entries},
                                                           {"function", Shape::Callable}};
  spec->name = type_words();
  while (!failed_ && now().is(".") && next().kind == Token::Kind::Word) {  // a qualified name
    take();
    spec->name += "." + std::string(take().text);
  }
  const auto shape = shapes.find(spec->name);
  if (const auto found = plain.find(spec->name); found != plain.end()) {
    spec->shape = found->second.first;
    spec->plain = found->second.second;
  } else if (shape != shapes.end() && now().is("<")) {
    const Token& open = take();
    spec->shape = shape->second;
    while (!failed_ && !now().is(">")) {
      if (spec->shape == Shape::Entries) {
        spec->members.emplace_back(take().text);
        expect_sign(":");
      }
      spec->parts.push_back(type());
      if (!take_sign(",")) break;
    }
    expect_sign(">", &open);
    if (spec->shape == Shape::Callable && take_sign("->")) spec->parts.push_back(type());
  }
  --depth_;
  return spec;
}

}  // namespace pleno::feel
