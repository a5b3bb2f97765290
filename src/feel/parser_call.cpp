// Function calls: the built-in names of several words, positional and named arguments, signatures.
#include <algorithm>

#include "feel/builtin.h"
#include "feel/parser.h"
#include "text/language.h"
#include "text/nearest.h"

namespace pleno::feel {
namespace {

std::string signature_of(const Builtin& builtin) {
  std::string out = builtin.name + "(";
  for (const Parameter& parameter : builtin.parameters) {
    if (out.back() != '(') out += ", ";
    out += parameter.name;
    if (parameter.optional) out += "?";
    if (parameter.rest) out += "…";
  }
  return out + ")";
}

std::string signatures_of(const std::vector<const Builtin*>& known) {
  std::string out;
  for (const Builtin* builtin : known) {
    const std::string signature = signature_of(*builtin);
    if (out.find(signature) == std::string::npos) out += (out.empty() ? "" : "; ") + signature;
  }
  return out;
}

std::vector<std::string> names_of(const std::vector<const Builtin*>& known) {
  std::vector<std::string> names;
  for (const Builtin* builtin : known) {
    for (const Parameter& parameter : builtin->parameters) {
      if (std::find(names.begin(), names.end(), parameter.name) == names.end())
        names.push_back(parameter.name);
    }
  }
  return names;
}

// Whether the names, all different, are parameters of the signature and name every needed one.
bool fits(const Builtin& builtin, const std::vector<std::string>& words) {
  if (builtin.use == Builtin::Use::Positional) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool known = std::any_of(builtin.parameters.begin(), builtin.parameters.end(),
                                   [&](const Parameter& p) { return p.name == words[i]; });
    if (!known || std::find(words.begin() + static_cast<long>(i) + 1, words.end(), words[i]) != words.end()) {
      return false;
    }
  }
  return std::all_of(builtin.parameters.begin(), builtin.parameters.end(), [&](const Parameter& p) {
    return p.optional || p.rest || std::find(words.begin(), words.end(), p.name) != words.end();
  });
}

bool in_this_order(const Builtin& builtin, const std::vector<std::string>& words) {
  return words.size() == builtin.parameters.size() &&
         std::equal(words.begin(), words.end(), builtin.parameters.begin(),
                    [](const std::string& word, const Parameter& p) { return word == p.name; });
}

}  // namespace

// The longest built-in name that begins here and is called: how many words, and the name.
std::size_t Parser::builtin_words(std::string& name) const {
  std::string joined;
  std::size_t found = 0;
  for (std::size_t count = 0; count < longest_builtin && next(count).kind == Token::Kind::Word; ++count) {
    if (count > 0) joined += ' ';
    joined += next(count).text;
    if (!next(count + 1).is("(") || (builtins_named(joined).empty() && !is_left_out(joined))) continue;
    found = count + 1;
    name = joined;
  }
  return found;
}

NodePtr Parser::call(std::string name, std::size_t words) {
  NodePtr node = make(Kind::HostCall, now());
  node->name = std::move(name);
  for (std::size_t i = 1; i < words; ++i) take();
  node->length = now().begin + now().length - node->begin;
  take();
  arguments(*node);
  return resolve_call(std::move(node));
}

void Parser::arguments(Node& node) {
  const Token& open = take();
  if (take_sign(")")) return;
  bool named = false;
  do {
    const Token& first = now();
    std::string word = argument_name();
    if (!node.kids.empty() && named == word.empty() && !failed_) {
      fail(first, say("argumen bernama dan tanpa nama tidak dapat dicampur",
                      "named and positional arguments cannot be mixed"));
    }
    named = !word.empty();
    node.word_begins.push_back(first.begin);
    if (named) node.words.push_back(std::move(word));
    node.kids.push_back(argument());
    end_item(")", open);
  } while (!failed_ && take_sign(","));
  expect_sign(")", &open);
}

// "start position :" when one stands here, else nothing.
std::string Parser::argument_name() {
  std::size_t count = 0;
  while (next(count).kind == Token::Kind::Word) ++count;
  if (count == 0 || !next(count).is(":")) return {};
  std::string name;
  for (std::size_t i = 0; i < count; ++i) name += (i > 0 ? " " : "") + std::string(take().text);
  take();
  return name;
}

NodePtr Parser::argument() { return now().is_word("function") ? lambda() : expression(); }

NodePtr Parser::lambda() {
  NodePtr node = make(Kind::Lambda, take());
  const Token& open = now();
  expect_sign("(");
  node->slot = static_cast<int>(bound_.size());
  while (!failed_ && now().kind == Token::Kind::Word) {
    bind(std::string(take().text));
    ++node->variables;
    if (take_sign(":")) type();
    if (!take_sign(",")) break;
  }
  expect_sign(")", &open);
  node->kids.push_back(expression());
  unbind(node->variables);
  return done(std::move(node));
}

// Picks the signature. A call that fits none is kept: it is null when evaluated, and `check` reports it.
NodePtr Parser::resolve_call(NodePtr node) {
  const auto known = builtins_named(node->name);
  if (is_left_out(node->name)) {
    node->kind = Kind::Call;
    node->misuse =
        say("fungsi '{}' tidak ada dalam FEEL ini", "function '{}' is left out of this FEEL", node->name);
    return done(std::move(node));
  }
  if (known.empty()) {
    if (std::any_of(node->kids.begin(), node->kids.end(),
                    [](const NodePtr& k) { return k->kind == Kind::Lambda; })) {
      fail(now(), say("fungsi buatan sendiri tidak didukung", "functions of one's own are not supported"));
    }
    return done(std::move(node));
  }
  node->kind = Kind::Call;
  if (!node->words.empty()) return named_call(std::move(node), known);
  for (const Builtin* builtin : known) {
    if (!builtin->takes(node->kids.size())) continue;
    node->builtin = builtin;
    return done(std::move(node));
  }
  node->misuse = say("fungsi '{}' tidak menerima {} argumen", "function '{}' does not take {} arguments",
                     node->name, node->kids.size());
  node->misuse_hint = say("bentuknya {}", "its form is {}", signatures_of(known));
  return done(std::move(node));
}

NodePtr Parser::named_call(NodePtr node, const std::vector<const Builtin*>& known) {
  // Of signatures with the same names, the one that has them in this order: before(range:, point:).
  auto ranked = known;
  std::stable_partition(ranked.begin(), ranked.end(),
                        [&](const Builtin* b) { return in_this_order(*b, node->words); });
  for (const Builtin* builtin : ranked) {
    if (!fits(*builtin, node->words)) continue;
    node->builtin = builtin;
    std::vector<NodePtr> ordered(builtin->parameters.size());
    for (std::size_t i = 0; i < node->words.size(); ++i) {
      const auto at = std::find_if(builtin->parameters.begin(), builtin->parameters.end(),
                                   [&](const Parameter& p) { return p.name == node->words[i]; });
      ordered[static_cast<std::size_t>(at - builtin->parameters.begin())] = std::move(node->kids[i]);
    }
    node->kids = std::move(ordered);
    return done(std::move(node));
  }
  const auto names = names_of(known);
  const auto wrong = std::find_if(node->words.begin(), node->words.end(), [&](const std::string& word) {
    return std::find(names.begin(), names.end(), word) == names.end();
  });
  if (wrong != node->words.end()) {
    node->misuse = say("fungsi '{}' tidak mempunyai argumen '{}'", "function '{}' has no argument '{}'",
                       node->name, *wrong);
    node->misuse_hint = did_you_mean(*wrong, names);
  } else {
    node->misuse =
        say("argumen fungsi '{}' tidak lengkap", "arguments of function '{}' are incomplete", node->name);
    node->misuse_hint = say("bentuknya {}", "its form is {}", signatures_of(known));
  }
  return done(std::move(node));
}

}  // namespace pleno::feel
