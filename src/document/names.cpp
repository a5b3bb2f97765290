#include "document/names.h"

#include <algorithm>

#include "domain/facts.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::document {
namespace {

using feel::Schema;

feel::Type type_of(FactType type) {
  switch (type) {
    case FactType::Text: return feel::Type::String;
    case FactType::Number: return feel::Type::Number;
    case FactType::Truth: return feel::Type::Boolean;
    case FactType::Day: return feel::Type::Date;
    case FactType::List: return feel::Type::List;
    case FactType::Group: return feel::Type::Context;
    case FactType::Function: return feel::Type::Function;
    case FactType::Any: return feel::Type::Null;
  }
  return feel::Type::Null;
}

// While the tree grows its nodes must be open to change; Schema's own pointers are to const.
struct Growing {
  std::string name;
  feel::Type type = feel::Type::Null;
  bool list = false;
  std::vector<Growing> members;

  Growing& member(std::string_view wanted) {
    for (Growing& known : members) {
      if (known.name == wanted) return known;
    }
    Growing& added = members.emplace_back();
    added.name = wanted;
    return added;
  }
};

void plant(Growing& root, const Fact& fact) {
  Growing* at = &root;
  std::string_view path = fact.name;
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    std::string_view name = path.substr(0, dot);
    path.remove_prefix(std::min(dot + 1, path.size()));
    const bool list = name.ends_with("[]");
    if (list) name.remove_suffix(2);
    at = &at->member(name);
    at->list = at->list || list;
  }
  at->type = type_of(fact.type);
}

Names finished(const Growing& node, const Growing& root) {
  auto out = std::make_shared<Schema>();
  for (const Growing& member : node.members) {
    const Growing* meant = &member;
    const bool empty_group = (member.list || member.type == feel::Type::Context) && member.members.empty();
    for (const Growing& outer : root.members) {
      if (empty_group && outer.name == member.name && !outer.members.empty()) meant = &outer;
    }
    auto made = std::make_shared<Schema>(*finished(*meant, root));
    made->type = meant->members.empty() ? member.type : feel::Type::Context;
    if (member.list) {
      if (made->members.empty()) made->type = feel::Type::Null;
      auto list = std::make_shared<Schema>();
      list->type = feel::Type::List;
      list->items = std::move(made);
      made = std::move(list);
    }
    out->members[member.name] = std::move(made);
  }
  out->type = feel::Type::Context;
  return out;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The end of the hole that begins behind "{{": its "}}", not counting those in strings.
std::size_t end_of_hole(std::string_view text, std::size_t at) {
  bool quoted = false;
  for (; at < text.size(); ++at) {
    if (text[at] == '"' && (at == 0 || text[at - 1] != '\\')) quoted = !quoted;
    if (!quoted && text.substr(at, 2) == "}}") return at;
  }
  return std::string_view::npos;
}

void append_literal(std::string& out, std::string_view text, bool collapse) {
  for (const char c : text) {
    if (!collapse || !is_space(c)) {
      out += c;
    } else if (out.empty() || out.back() != ' ') {
      out += ' ';
    }
  }
}

std::string page_symbol(std::string_view expression) {
  std::string out;
  if (expression == "halaman") append_utf8(out, page_mark);
  if (expression == "jumlah_halaman") append_utf8(out, pages_mark);
  return out;
}

bool names_a_page(const feel::Expression& expression) {
  return std::any_of(expression.names().begin(), expression.names().end(),
                     [](const std::string& name) { return name == "halaman" || name == "jumlah_halaman"; });
}

Hole read_hole(const PlacedText& text, std::size_t begin, std::size_t end, const HoleReading& how) {
  while (begin < end && is_space(text.text[begin])) ++begin;
  while (end > begin && is_space(text.text[end - 1])) --end;
  std::string expression = text.text.substr(begin, end - begin);
  std::replace_if(expression.begin(), expression.end(), is_space, ' ');
  Hole hole;
  hole.at = text.place(begin, how.reading.file);
  hole.line_text = line_of(how.reading.xml, hole.at.line);
  hole.when_null = how.when_null;
  const feel::Source source{hole.at, hole.line_text};
  Diagnostics& found = *how.reading.found;
  const std::size_t before = found.size();
  hole.expression = feel::parse(expression, source, found);
  if (found.size() == before && names_a_page(hole.expression)) {
    how.reading.report(hole.at,
                       say("nomor halaman hanya dikenal sebagai {{{{halaman}}}} dan {{{{jumlah_halaman}}}} "
                           "di kepala dan kaki",
                           "page numbers are known only as {{{{halaman}}}} and {{{{jumlah_halaman}}}} in "
                           "headers and footers"),
                       {}, static_cast<int>(length_in_code_points(expression)));
  } else if (found.size() == before) {
    feel::check(hole.expression, *how.names, source, found);
  }
  return hole;
}

}  // namespace

Names names_of_facts() {
  static const Names names = [] {
    Growing root;
    for (const Fact& fact : document_facts()) plant(root, fact);
    return finished(root, root);
  }();
  return names;
}

Names with_name(const Names& names, const std::string& name, const Names& shape) {
  auto out = std::make_shared<Schema>(*names);
  out->members[name] = shape;
  return out;
}

Names items_of(const feel::Expression& list, const Names& names) {
  Names any = std::make_shared<Schema>();
  std::string_view path = list.text();
  if (path.ends_with(']')) path = path.substr(0, path.find('['));  // a filter keeps the shape
  Names at = names;
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const auto member = at->members.find(std::string(trimmed(path.substr(0, dot))));
    if (member == at->members.end()) return any;
    at = member->second;
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return at->items ? at->items : any;
}

Pattern read_pattern(const PlacedText& text, const HoleReading& how, bool collapse) {
  Pattern out;
  const std::string_view all = text.text;
  std::string literal;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t open = std::min(all.find("{{", at), all.size());
    append_literal(literal, all.substr(at, open - at), collapse);
    if (open == all.size()) break;
    const std::size_t close = end_of_hole(all, open + 2);
    if (close == std::string_view::npos) {
      how.reading.report(text.place(open, how.reading.file),
                         say("'{{{{' tanpa '}}}}'", "'{{{{' without '}}}}'"), {}, 2);
      break;
    }
    const std::string symbol =
        how.page_numbers ? page_symbol(trimmed(all.substr(open + 2, close - open - 2))) : std::string();
    if (!symbol.empty()) {
      literal += symbol;
    } else {
      if (!literal.empty()) out.parts.push_back({nfc(literal), {}});
      literal.clear();
      out.parts.push_back({{}, read_hole(text, open + 2, close, how)});
    }
    at = close + 2;
  }
  if (!literal.empty()) out.parts.push_back({nfc(literal), {}});
  return out;
}

Hole read_expression(const PlacedText& text, const HoleReading& how) {
  std::size_t begin = text.text.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) begin = 0;
  if (std::string_view(text.text).substr(begin, 2) == "{{") {
    const std::size_t close = end_of_hole(text.text, begin + 2);
    if (close != std::string::npos && trimmed(std::string_view(text.text).substr(close + 2)).empty()) {
      return read_hole(text, begin + 2, close, how);
    }
  }
  return read_hole(text, begin, text.text.size(), how);
}

}  // namespace pleno::document
