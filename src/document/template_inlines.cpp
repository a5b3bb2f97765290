// The tags inside a paragraph.
#include <algorithm>

#include "document/template_reader.h"
#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::document {
namespace {

// "Kompeten / Belum kompeten" -> the options, and " / " as it stands between them.
void split_options(std::string_view text, ChoiceNode& choice) {
  while (true) {
    const std::size_t slash = text.find('/');
    std::string_view option = text.substr(0, slash);
    choice.options.emplace_back(trimmed(option));
    if (slash == std::string_view::npos) return;
    const bool before = option.ends_with(' ');
    text.remove_prefix(slash + 1);
    const bool after = text.starts_with(' ');
    choice.separators.push_back(std::string(before ? " " : "") + "/" + (after ? " " : ""));
  }
}

}  // namespace

const std::map<std::string, TemplateReader::Handler, std::less<>>& TemplateReader::inlines_by_name() {
  static const std::map<std::string, Handler, std::less<>> handlers = {
      {"b", &TemplateReader::span},        {"i", &TemplateReader::span},
      {"u", &TemplateReader::span},        {"s", &TemplateReader::span},
      {"span", &TemplateReader::span},     {"br", &TemplateReader::line_break},
      {"check", &TemplateReader::check},   {"checkbox", &TemplateReader::check},
      {"choice", &TemplateReader::choice},
  };
  return handlers;
}

Paragraph TemplateReader::paragraph_look(const Surroundings& around) const {
  Paragraph out;
  out.align = around.look.align;
  out.leading = around.look.leading;
  out.before = around.look.before;
  out.after = around.look.after;
  out.indent = around.look.indent;
  out.kerning = around.look.kerning;
  return out;
}

void TemplateReader::note_use(const Pattern& pattern, std::uint16_t style) {
  for (const Pattern::Part& part : pattern.parts) {
    styles_.sets(style, part.literal);
    if (!part.hole) continue;
    styles_.sets_data(style);
    if (part.hole->when_null) styles_.sets(style, *part.hole->when_null);
  }
}

std::vector<Node> TemplateReader::inlines(const XmlNode& parent, const Surroundings& around) {
  std::vector<Node> out;
  for (const XmlNode& child : parent.children) add_inline(out, child, around);
  return out;
}

void TemplateReader::add_inline(std::vector<Node>& out, const XmlNode& child, const Surroundings& around) {
  if (child.is_text()) {
    out.push_back(text(child, around));
    return;
  }
  const auto handler = inlines_by_name().find(child.name);
  if (handler != inlines_by_name().end()) {
    out.push_back((this->*handler->second)(child, around));
    return;
  }
  std::vector<std::string> known;
  for (const auto& [name, unused] : inlines_by_name()) known.push_back(name);
  const bool block = blocks_by_name().contains(child.name);
  around.reading->report(
      around.reading->place(child),
      block
          ? say("<{}> tidak dapat berdiri di dalam paragraf", "<{}> cannot stand in a paragraph", child.name)
          : say("tag <{}> tidak dikenal", "unknown tag <{}>", child.name),
      block ? std::string() : did_you_mean(child.name, known), static_cast<int>(child.name.size()) + 1);
}

Node TemplateReader::text(const XmlNode& node, const Surroundings& around) {
  Node out;
  out.at = around.reading->place(node);
  out.origin = {around.reading->file_index, node.line};
  TextNode content{read_pattern(node.text, around.holes(), true), styles_.style(around.text)};
  note_use(content.text, content.style);
  for (Pattern::Part& part : content.text.parts) {
    if (part.hole) part.hole->field = field(part.hole->expression.text());
  }
  out.content = std::move(content);
  return out;
}

std::uint16_t TemplateReader::field(std::string_view expression) {
  const auto known = std::find(sheet_.fields.begin(), sheet_.fields.end(), expression);
  const auto number = static_cast<std::uint16_t>(known - sheet_.fields.begin());
  if (known == sheet_.fields.end()) sheet_.fields.emplace_back(expression);
  return number;
}

Node TemplateReader::span(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  inner.text.bold = inner.text.bold || node.name == "b";
  inner.text.italic = inner.text.italic || node.name == "i";
  inner.text.underline = inner.text.underline || node.name == "u";
  inner.text.strike = inner.text.strike || node.name == "s";
  Node out = begin(node, attributes, inner);
  attributes.refuse_unknown();
  out.content = Splice{node.name == "span" ? std::string() : node.name};
  out.children = inlines(node, inner);
  return out;
}

Node TemplateReader::line_break(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  attributes.refuse_unknown();
  out.content = BreakNode{styles_.style(inner.text)};
  return out;
}

// <check if="…"/> ticks or prints nothing; <checkbox if="…"/> prints a box, ticked or empty.
Node TemplateReader::check(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  const XmlAttribute* condition = attributes.find("if");
  const bool box = node.name == "checkbox";
  CheckNode content;
  content.yes = attributes.text("yes", box ? "☑" : "✓");
  content.no = attributes.text("no", box ? "☐" : "");
  Surroundings inner = around;
  style_of(node, attributes, inner);
  attributes.refuse_unknown();
  if (condition == nullptr) {
    attributes.missing("if");
  } else {
    content.condition = read_expression(condition->value, inner.holes());
  }
  content.style = styles_.style(inner.text);
  styles_.sets(content.style, content.yes + content.no);
  Node out;
  out.at = inner.reading->place(node);
  out.origin = {inner.reading->file_index, node.line};
  out.content = std::move(content);
  return out;
}

Node TemplateReader::choice(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  ChoiceNode content;
  if (!attributes.has("options")) attributes.missing("options");
  split_options(nfc(attributes.text("options")), content);
  content.look = static_cast<ChoiceNode::Look>(attributes.word("style", {"strike", "box", "site"}, 2));
  const bool bold = attributes.word("chosen", {"plain", "bold"}, 0) == 1;
  const XmlAttribute* is = attributes.find("is");
  Node out;
  out.at = around.reading->place(node);
  out.origin = {around.reading->file_index, node.line};
  attributes.refuse_unknown();
  if (is == nullptr) {
    attributes.missing("is");
  } else {
    content.is = read_expression(is->value, around.holes());
  }
  TextStyle struck = around.text;
  struck.strike = true;
  TextStyle chosen = around.text;
  chosen.bold = chosen.bold || bold;
  content.style = styles_.style(around.text);
  content.struck = styles_.style(struck);
  content.chosen = styles_.style(chosen);
  for (const std::string& option : content.options) {
    for (const std::uint16_t style : {content.style, content.struck, content.chosen})
      styles_.sets(style, option + " /☐☑");
  }
  out.content = std::move(content);
  return out;
}

}  // namespace pleno::document
