// Tables, and the signature block, which is one.
#include <algorithm>

#include "document/template_reader.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::document {

// Reads the children that must all be <tag> (or a <group> of such, for conditions and loops).
void TemplateReader::only(const XmlNode& parent, Node& into, const Surroundings& around,
                          std::string_view tag) {
  for (const XmlNode& child : parent.children) {
    if (child.is_text() && trimmed(child.text.text).empty()) continue;
    if (child.name == "group") {
      Attributes attributes(child, *around.reading);
      Surroundings inner = around;
      Node group = begin(child, attributes, inner);
      attributes.refuse_unknown();
      only(child, group, inner, tag);
      into.children.push_back(std::move(group));
    } else if (child.name == tag || (tag == "td" && child.name == "th")) {
      into.children.push_back(tag == "tr"    ? row(child, around)
                              : tag == "li"  ? item(child, around)
                              : tag == "row" ? labelled(child, around)
                                             : cell(child, around));
    } else {
      around.reading->report(
          around.reading->place(child),
          say("di dalam <{}> hanya boleh ada <{}>", "<{}> may hold <{}> only", parent.name, tag), {},
          std::max(1, static_cast<int>(child.name.size()) + 1));
    }
  }
}

Node TemplateReader::table(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  Table look;
  look.columns = attributes.widths("widths");
  look.aligns = attributes.aligns("aligns", look.columns.size());
  look.style = static_cast<TableStyle>(attributes.word("lines", {"grid", "ruled", "none"}, 0));
  const auto padding =
      attributes.sides("padding", look.style == TableStyle::Plain ? std::array<float, 4>{0, 0, 0, 0}
                                                                  : std::array<float, 4>{3.5F, 4, 3.5F, 4});
  look.padding_y = padding[0];
  look.padding_x = padding[1];
  look.width = attributes.length("width", 0);
  look.align = static_cast<Align>(attributes.word("align", {"left", "right", "center"}, 0));
  look.before = attributes.length("before", 0);
  look.after = attributes.length("after", 0);
  look.repeat_head = attributes.word("head", {"repeat", "once"}, 0) == 0;
  look.whole = attributes.truth("whole", false);
  inner.valign = static_cast<VerticalAlign>(attributes.word("valign", {"top", "middle", "bottom"}, 0));
  Node whole = bookmarked(std::move(out), attributes, inner);
  attributes.refuse_unknown();
  Node& own = whole.children.empty() ? whole : whole.children.back();
  own.content = std::move(look);
  only(node, own, inner, "tr");
  return whole;
}

Node TemplateReader::row(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  RowNode content;
  const int head = attributes.word("head", {"no", "yes", "group"}, 0);
  content.look.head = head == 1;
  content.look.group_head = head == 2;
  const int breaks = attributes.word("breaks", {"no", "yes", "page"}, 0);
  content.look.breaks = breaks > 0;
  content.look.over_page = breaks == 2;
  content.look.keep_with_next = attributes.truth("keep-with-next", head > 0);
  content.look.min_height = attributes.length("height", 0);
  content.look.at = out.origin;
  content.shade = attributes.colour("shade");
  inner.valign = static_cast<VerticalAlign>(
      attributes.word("valign", {"top", "middle", "bottom"}, static_cast<int>(inner.valign)));
  if (const XmlAttribute* condition = attributes.find("shade-if")) {
    content.shade_if = read_expression(condition->value, inner.holes());
    if (!content.shade) attributes.missing("shade");
  }
  if (const XmlAttribute* condition = attributes.find("keep-with-next-if"))
    content.keep_if = read_expression(condition->value, inner.holes());
  attributes.refuse_unknown();
  out.content = std::move(content);
  only(node, out, inner, "td");
  return out;
}

Node TemplateReader::cell(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  const bool head = node.name == "th";
  if (head) inner.text.bold = true;
  Node out = begin(node, attributes, inner);
  CellNode content;
  Cell& look = content.look;
  look.at = out.origin;
  look.columns = attributes.number("colspan", 1, 1, 64);
  look.align = static_cast<VerticalAlign>(
      attributes.word("valign", {"top", "middle", "bottom"}, static_cast<int>(inner.valign)));
  look.shade =
      attributes.has("shade") ? attributes.colour("shade") : (head ? palette("shade") : std::nullopt);
  look.turned = attributes.truth("turned", false);
  look.continued = attributes.text("continued");
  inner.look.align = static_cast<Align>(
      attributes.word("align", {"left", "right", "center", "justify"}, static_cast<int>(inner.look.align)));
  if (attributes.has("borders")) {
    look.edges = 0;
    const std::string words = " " + attributes.text("borders") + " ";
    if (words.find(" top ") != std::string::npos) look.edges |= edge_top;
    if (words.find(" right ") != std::string::npos) look.edges |= edge_right;
    if (words.find(" bottom ") != std::string::npos) look.edges |= edge_bottom;
    if (words.find(" left ") != std::string::npos) look.edges |= edge_left;
    if (look.edges == 0 && words != " none ") attributes.wrong("borders", "top right bottom left, none");
  }
  if (const XmlAttribute* rows = attributes.find("rowspan"))
    content.rows = read_expression(rows->value, inner.holes());
  attributes.refuse_unknown();
  if (!look.continued.empty()) {
    look.continued = nfc(look.continued);
    styles_.sets(styles_.style(inner.text), look.continued + " ");
  }
  out.content = std::move(content);
  out.children = children(node, inner);
  return out;
}

// <signatures widths="* 70mm"><td>…</td><td>…</td></signatures>: one row without lines, never cut in two.
Node TemplateReader::signatures(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  Table look;
  look.style = TableStyle::Plain;
  look.columns = attributes.widths("widths");
  look.padding_x = look.padding_y = 0;
  look.before = attributes.length("before", 14);
  look.after = attributes.length("after", 0);
  look.whole = true;
  attributes.refuse_unknown();
  Node row;
  row.at = out.at;
  row.origin = out.origin;
  RowNode only_row;
  only_row.look.at = out.origin;
  row.content = only_row;
  only(node, row, inner, "td");
  out.content = std::move(look);
  out.children.push_back(std::move(row));
  return out;
}

}  // namespace pleno::document
