// The tags that stand as blocks of their own, but for tables.
#include <algorithm>

#include "document/template_reader.h"
#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::document {
namespace {

constexpr std::size_t include_depth = 8;

bool is_blank(const XmlNode& node) { return node.is_text() && trimmed(node.text.text).empty(); }

}  // namespace

const std::map<std::string, TemplateReader::Handler, std::less<>>& TemplateReader::blocks_by_name() {
  static const std::map<std::string, Handler, std::less<>> handlers = {
      {"p", &TemplateReader::paragraph},
      {"h1", &TemplateReader::paragraph},
      {"h2", &TemplateReader::paragraph},
      {"h3", &TemplateReader::paragraph},
      {"group", &TemplateReader::group},
      {"keep", &TemplateReader::keep},
      {"fixed", &TemplateReader::fixed},
      {"space", &TemplateReader::space},
      {"line", &TemplateReader::line},
      {"image", &TemplateReader::image},
      {"qr", &TemplateReader::qr},
      {"page-break", &TemplateReader::page_break},
      {"ol", &TemplateReader::list},
      {"ul", &TemplateReader::list},
      {"include", &TemplateReader::include},
      {"table", &TemplateReader::table},
      {"signatures", &TemplateReader::signatures},
      {"rows", &TemplateReader::rows},
  };
  return handlers;
}

// What every element may have: `for`, `if`, `null`, and its style.
Node TemplateReader::begin(const XmlNode& node, Attributes& attributes, Surroundings& inner) {
  Node out;
  out.at = inner.reading->place(node);
  out.origin = {inner.reading->file_index, node.line};
  if (attributes.has("null")) inner.when_null = attributes.text("null");
  if (const XmlAttribute* loop = attributes.find("for")) {
    const std::size_t in = loop->value.text.find(" in ");
    std::string name(
        trimmed(std::string_view(loop->value.text).substr(0, std::min(in, loop->value.text.size()))));
    std::string number;
    if (const std::size_t comma = name.find(','); comma != std::string::npos) {
      number = trimmed(std::string_view(name).substr(0, comma));
      name = trimmed(std::string_view(name).substr(comma + 1));
    }
    if (in == std::string::npos || name.empty()) {
      attributes.wrong("for", say("tulis: for=\"u in skema.unit\"", "write: for=\"u in skema.unit\""));
    } else {
      PlacedText list = loop->value;  // blank out "u in " so that columns stay right
      std::fill_n(list.text.begin(), in + 4, ' ');
      out.loop = Loop{name, number, read_expression(list, inner.holes())};
      if (!number.empty()) inner.names = with_name(inner.names, number, std::make_shared<feel::Schema>());
      inner.names = with_name(inner.names, name, items_of(out.loop->list.expression, inner.names));
    }
  }
  if (const XmlAttribute* condition = attributes.find("if")) {
    out.condition = read_expression(condition->value, inner.holes());
  }
  style_of(node, attributes, inner);
  return out;
}

void TemplateReader::style_of(const XmlNode& node, Attributes& attributes, Surroundings& inner) {
  inner.look.before = inner.look.after = inner.look.indent = 0;
  if (const StyleChange* own = styles_.find(node.name)) styles_.apply(*own, inner.text, inner.look);
  if (!attributes.has("style")) return;
  const std::string name = attributes.text("style");
  const StyleChange* named = styles_.find(name);
  if (named == nullptr) {
    attributes.wrong("style", did_you_mean(name, styles_.names()));
  } else {
    styles_.apply(*named, inner.text, inner.look);
  }
}

std::vector<Node> TemplateReader::children(const XmlNode& parent, const Surroundings& around) {
  std::vector<Node> out;
  for (std::size_t i = 0; i < parent.children.size(); ++i) {
    const XmlNode& child = parent.children[i];
    const bool inline_tag = child.is_text() || inlines_by_name().contains(child.name);
    if (is_blank(child)) continue;
    if (!inline_tag) {
      add_child(out, child, around);
      continue;
    }
    // Text that stands bare in a block is a paragraph, up to the next block.
    Node implied;
    implied.at = around.reading->place(child);
    implied.origin = {around.reading->file_index, child.line};
    Surroundings inner = around;
    inner.look.before = inner.look.after = inner.look.indent = 0;
    implied.content = paragraph_look(inner);
    for (; i < parent.children.size(); ++i) {
      const XmlNode& part = parent.children[i];
      if (!part.is_text() && !inlines_by_name().contains(part.name)) break;
      add_inline(implied.children, part, inner);
    }
    --i;
    out.push_back(std::move(implied));
  }
  return out;
}

void TemplateReader::add_child(std::vector<Node>& out, const XmlNode& child, const Surroundings& around) {
  const auto handler = blocks_by_name().find(child.name);
  if (handler != blocks_by_name().end()) {
    out.push_back((this->*handler->second)(child, around));
    return;
  }
  std::vector<std::string> known;
  for (const auto& [name, unused] : blocks_by_name()) known.push_back(name);
  for (const auto& [name, unused] : inlines_by_name()) known.push_back(name);
  around.reading->report(around.reading->place(child),
                         say("tag <{}> tidak dikenal di sini", "unknown tag <{}> here", child.name),
                         did_you_mean(child.name, known), static_cast<int>(child.name.size()) + 1);
}

Node TemplateReader::bookmarked(Node node, Attributes& attributes, const Surroundings& around) {
  const int level = attributes.number("bookmark-level", 0, 0, 9);
  if (!attributes.has("bookmark")) return node;
  Node anchor;
  anchor.at = node.at;
  anchor.origin = node.origin;
  anchor.content = AnchorNode{level, pattern(attributes, "bookmark", around)};
  Node both;
  both.at = node.at;
  both.origin = node.origin;
  std::swap(both.loop, node.loop);
  std::swap(both.condition, node.condition);
  both.children.push_back(std::move(anchor));
  both.children.push_back(std::move(node));
  return both;
}

Node TemplateReader::paragraph(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  if (node.name != "p") inner.text.bold = true;
  Node out = begin(node, attributes, inner);
  Paragraph look = paragraph_look(inner);
  if (attributes.has("align")) {
    look.align = static_cast<Align>(attributes.word("align", {"left", "right", "center", "justify"}, 0));
  }
  look.before = attributes.length("before", look.before);
  look.after = attributes.length("after", look.after);
  look.indent = attributes.length("indent", look.indent);
  look.leading = attributes.factor("leading", look.leading);
  if (attributes.has("kerning")) look.kerning = attributes.truth("kerning", true);
  look.keep_with_next = attributes.truth("keep-with-next", node.name != "p");
  look.whole = attributes.truth("whole", false);
  look.max_lines = attributes.number("max-lines", 0, 1, 999);
  const bool shrinks = attributes.word("fit", {"shrink"}, -1) == 0;
  look.min_size = attributes.length("min-size", 0);
  if (shrinks && (look.min_size <= 0 || look.max_lines == 0)) {
    attributes.missing(look.max_lines == 0 ? "max-lines" : "min-size");
  }
  Node whole = bookmarked(std::move(out), attributes, inner);
  attributes.refuse_unknown();
  Node& paragraph_node = whole.children.empty() ? whole : whole.children.back();
  paragraph_node.content = look;
  paragraph_node.children = inlines(node, inner);
  return whole;
}

Node TemplateReader::group(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  attributes.refuse_unknown();
  out.children = children(node, inner);
  return out;
}

Node TemplateReader::keep(const XmlNode& node, const Surroundings& around) {
  Node out = group(node, around);
  out.content = Keep{};
  return out;
}

Node TemplateReader::fixed(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  Fixed look;
  look.x = attributes.length("x", 0);
  look.y = attributes.length("y", 0);
  look.width = attributes.length("width", 0);
  look.height = attributes.length("height", 0);
  for (const char* name : {"x", "y", "width", "height"}) {
    if (!attributes.has(name)) attributes.missing(name);
  }
  look.align = static_cast<VerticalAlign>(attributes.word("valign", {"top", "middle", "bottom"}, 0));
  inner.look.align = static_cast<Align>(
      attributes.word("align", {"left", "right", "center", "justify"}, static_cast<int>(inner.look.align)));
  look.every_page = attributes.truth("every-page", false);
  look.fill = attributes.colour("fill");
  look.stroke = attributes.colour("stroke");
  look.line_width = attributes.length("line-width", 0.5F);
  look.ellipse = attributes.word("shape", {"box", "ellipse"}, 0) == 1;
  look.padding = attributes.length("padding", 0);
  attributes.refuse_unknown();
  out.content = std::move(look);
  out.children = children(node, inner);
  return out;
}

Node TemplateReader::space(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  out.content = Space{attributes.length("height", 0), attributes.factor("grow", 0)};
  attributes.refuse_unknown();
  return out;
}

Node TemplateReader::line(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  Rule look;
  look.length = attributes.length("length", 0);
  look.thickness = attributes.length("width", 0.5F);
  look.colour = attributes.colour("colour").value_or(inner.text.colour);
  look.align = static_cast<Align>(
      attributes.word("align", {"left", "right", "center"}, static_cast<int>(inner.look.align) % 3));
  look.before = attributes.length("before", 0);
  look.after = attributes.length("after", 0);
  attributes.refuse_unknown();
  out.content = look;
  return out;
}

Node TemplateReader::image(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  PictureNode content;
  content.look.width = attributes.length("width", 0);
  content.look.height = attributes.length("height", 0);
  content.look.align = static_cast<Align>(
      attributes.word("align", {"left", "right", "center"}, static_cast<int>(inner.look.align) % 3));
  content.look.before = attributes.length("before", 0);
  content.look.after = attributes.length("after", 0);
  if (!attributes.has("name")) attributes.missing("name");
  if (!attributes.has("width") && !attributes.has("height")) attributes.missing("width");
  content.name = pattern(attributes, "name", inner);
  attributes.refuse_unknown();
  out.content = std::move(content);
  return out;
}

Node TemplateReader::qr(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  QrNode content;
  content.look.width = attributes.length("width", 0);
  content.look.colour = attributes.colour("colour").value_or(Colour{});
  content.look.align = static_cast<Align>(
      attributes.word("align", {"left", "right", "center"}, static_cast<int>(inner.look.align) % 3));
  content.look.before = attributes.length("before", 0);
  content.look.after = attributes.length("after", 0);
  if (!attributes.has("text")) attributes.missing("text");
  if (!attributes.has("width")) attributes.missing("width");
  content.text = pattern(attributes, "text", inner);
  attributes.refuse_unknown();
  out.content = std::move(content);
  return out;
}

Node TemplateReader::page_break(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  attributes.refuse_unknown();
  out.content = PageBreak{};
  return out;
}

namespace {

void keep_items_whole(Node& node) {
  if (auto* item = std::get_if<ItemNode>(&node.content)) item->look.whole = true;
  for (Node& child : node.children) keep_items_whole(child);
}

}  // namespace

Node TemplateReader::list(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  const bool ordered = node.name == "ol";
  out.content = ListNode{attributes.text("marker", ordered ? "1." : "–")};
  inner.look.indent = attributes.length("indent", 14);
  inner.look.after = attributes.length("after", 0);
  const bool whole = attributes.truth("whole", false);
  attributes.refuse_unknown();
  only(node, out, inner, "li");
  if (whole) keep_items_whole(out);
  return out;
}

Node TemplateReader::item(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  const float indent = inner.look.indent, after = inner.look.after;
  Node out = begin(node, attributes, inner);
  if (inner.look.indent <= 0) inner.look.indent = indent;
  if (inner.look.after <= 0) inner.look.after = after;
  Paragraph look = paragraph_look(inner);
  look.keep_with_next = attributes.truth("keep-with-next", false);
  attributes.refuse_unknown();
  out.content = ItemNode{std::move(look)};
  styles_.sets(styles_.style(inner.text), "–•0123456789abcdefghijklmnopqrstuvwxyz.)");
  out.children = inlines(node, inner);
  return out;
}

// <rows><row label="…">…</row></rows>, in mails.
Node TemplateReader::rows(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  out.content = RowsNode{};
  attributes.refuse_unknown();
  if (template_.kind != Template::Kind::Mail) {
    inner.reading->report(out.at,
                          say("<rows> hanya ada dalam surat elektronik", "<rows> stands in mails only"));
  }
  only(node, out, inner, "row");
  return out;
}

Node TemplateReader::labelled(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  if (!attributes.has("label")) attributes.missing("label");
  out.content = LabelledNode{pattern(attributes, "label", inner)};
  attributes.refuse_unknown();
  out.children = inlines(node, inner);
  return out;
}

Node TemplateReader::include(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node out = begin(node, attributes, inner);
  if (!attributes.has("name")) attributes.missing("name");
  const std::string name = attributes.text("name");
  attributes.refuse_unknown();
  std::optional<std::string> xml = includes_ ? includes_(name) : std::nullopt;
  if (!xml) {
    attributes.wrong(
        "name", say("tidak ada templat '{}' untuk disisipkan", "there is no template '{}' to include", name));
    return out;
  }
  if (including_.size() >= include_depth ||
      std::find(including_.begin(), including_.end(), name) != including_.end()) {
    attributes.wrong("name", say("templat menyisipkan dirinya sendiri", "the template includes itself"));
    return out;
  }
  const std::string& kept = included_.emplace_back(std::move(*xml));
  const Reading& reading = reading_of(name + ".xml", kept);
  const auto root = parse_xml(kept, reading.file, found_);
  if (!root) return out;
  if (root->name != "fragment") {
    reading.report(reading.place(*root),
                   say("templat sisipan berakar <fragment>", "an included template has the root <fragment>"));
    return out;
  }
  including_.push_back(name);
  inner.reading = &reading;
  XmlNode body = *root;
  for (const XmlNode& child : root->children) {
    if (child.name == "styles") read_styles(child, inner);
  }
  std::erase_if(body.children, [](const XmlNode& child) { return child.name == "styles"; });
  out.children = children(body, inner);
  including_.pop_back();
  return out;
}

}  // namespace pleno::document
