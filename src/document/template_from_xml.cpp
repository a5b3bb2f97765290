#include "document/template_from_xml.h"

#include <algorithm>

#include "document/template_reader.h"
#include "text/digest.h"
#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::document {
namespace {

constexpr float mm = 72 / 25.4F;

}  // namespace

const Reading& TemplateReader::reading_of(const std::string& file, std::string_view xml) {
  const auto known = std::find(sheet_.files.begin(), sheet_.files.end(), file);
  const auto index = static_cast<std::uint16_t>(known - sheet_.files.begin());
  if (known == sheet_.files.end()) sheet_.files.push_back(file);
  return readings_.emplace_back(Reading{file, xml, index, &found_});
}

Pattern TemplateReader::pattern(Attributes& attributes, const std::string& name, const Surroundings& around) {
  const XmlAttribute* attribute = attributes.find(name);
  return attribute != nullptr ? read_pattern(attribute->value, around.holes(), true) : Pattern{};
}

std::string TemplateReader::digest() const {
  std::string all;
  for (const Reading& one : readings_) all += sha256(one.xml);
  return sha256(all);
}

void TemplateReader::read(const XmlNode& root, const std::string& file, std::string_view xml) {
  const Reading& reading = reading_of(file, xml);
  Surroundings around;
  around.reading = &reading;
  around.names = names_of_facts();
  around.text.colour = *palette("ink");
  template_.file = file;
  if (root.name == "document") {
    read_document(root, around);
  } else if (root.name == "mail") {
    read_mail(root, around);
  } else {
    reading.report(reading.place(root),
                   say("akar templat adalah <document> atau <mail>, bukan <{}>",
                       "a template's root is <document> or <mail>, not <{}>", root.name));
  }
}

void TemplateReader::read_geometry(Attributes& attributes) {
  if (attributes.word("paper", {"A4", "A5", "F4"}, 0) == 1) {
    sheet_.width = 148 * mm;
    sheet_.height = 210 * mm;
  } else if (attributes.text("paper") == "F4") {  // the office paper of Indonesia
    sheet_.width = 215 * mm;
    sheet_.height = 330 * mm;
  }
  if (attributes.truth("landscape", false)) std::swap(sheet_.width, sheet_.height);
  const auto margins = attributes.sides("margins", {16 * mm, 18 * mm, 9 * mm, 18 * mm});
  sheet_.top = margins[0];
  sheet_.right = margins[1];
  sheet_.bottom = margins[2];
  sheet_.left = margins[3];
  sheet_.header_gap = attributes.length("header-gap", 4 * mm);
  sheet_.footer_gap = attributes.length("footer-gap", 4 * mm);
  const auto shift = attributes.sides("shift", {0, 0, 0, 0});  // right, down
  template_.shift_x = shift[0];
  template_.shift_y = shift[1];
}

void TemplateReader::read_document(const XmlNode& root, Surroundings& around) {
  Attributes attributes(root, *around.reading);
  read_geometry(attributes);
  StyleChange base = read_style_change(attributes);
  if (!base.families) base.families = {"Carlito", "DejaVu Sans"};
  styles_.apply(base, around.text, around.look);
  styles_.style(around.text);  // the first style: the ink of lines
  if (attributes.has("null")) around.when_null = attributes.text("null");
  template_.code = attributes.text("code");
  template_.language = attributes.text("language", "id");
  template_.title = pattern(attributes, "title", around);
  template_.subject = pattern(attributes, "subject", around);
  template_.author = pattern(attributes, "author", around);
  template_.identity = pattern(attributes, "identity", around);
  template_.record = pattern(attributes, "record", around);
  template_.label = pattern(attributes, "label", around);
  template_.background = pattern(attributes, "background", around);
  if (const XmlAttribute* date = attributes.find("date"))
    template_.date = read_expression(date->value, around.holes());
  if (!attributes.has("title")) attributes.missing("title");
  attributes.refuse_unknown();

  XmlNode body = root;
  body.children.clear();
  const XmlNode* header = nullptr;
  const XmlNode* footer = nullptr;
  for (const XmlNode& child : root.children) {
    if (child.name == "styles") read_styles(child, around);
    if (child.name == "header") header = &child;
    if (child.name == "footer") footer = &child;
  }
  for (const XmlNode& child : root.children) {
    if (child.name == "frame")
      read_frame(child, around);
    else if (child.name == "requires")
      read_requirement(child, around);
    else if (child.name == "watermark")
      read_watermark(child, around);
    else if (child.name == "facts")
      read_facts(child, around);
    else if (child.name != "styles" && child.name != "header" && child.name != "footer")
      body.children.push_back(child);
  }
  template_.body = children(body, around);
  for (const XmlNode* part : {header, footer}) {
    if (part == nullptr) continue;
    Attributes own(*part, *around.reading);
    Surroundings inner = around;
    inner.page_numbers = true;
    style_of(*part, own, inner);
    if (part == header) sheet_.header_first = own.truth("first", true);
    own.refuse_unknown();
    (part == header ? template_.header : template_.footer) = children(*part, inner);
  }
}

void TemplateReader::read_mail(const XmlNode& root, Surroundings& around) {
  template_.kind = Template::Kind::Mail;
  Attributes attributes(root, *around.reading);
  styles_.apply({.families = std::vector<std::string>{"Carlito"}}, around.text, around.look);
  if (attributes.has("null")) around.when_null = attributes.text("null");
  template_.title = pattern(attributes, "subject", around);
  template_.record = pattern(attributes, "record", around);
  if (!attributes.has("subject")) attributes.missing("subject");
  std::string names = attributes.text("attachments");
  std::replace(names.begin(), names.end(), ' ', ',');
  template_.attachments = split_families(names);
  attributes.refuse_unknown();
  template_.body = children(root, around);
}

void TemplateReader::read_styles(const XmlNode& node, const Surroundings& around) {
  for (const XmlNode& child : node.children) {
    if (child.is_text()) continue;
    Attributes attributes(child, *around.reading);
    if (child.name != "style") {
      around.reading->report(
          around.reading->place(child),
          say("di dalam <{}> hanya boleh ada <{}>", "<{}> may hold <{}> only", node.name, "style"));
      continue;
    }
    if (!attributes.has("name")) attributes.missing("name");
    StyleChange change;
    if (attributes.has("like")) {
      const std::string like = attributes.text("like");
      if (const StyleChange* other = styles_.find(like)) {
        change = *other;
      } else {
        attributes.wrong("like", did_you_mean(like, styles_.names()));
      }
    }
    const StyleChange own = read_style_change(attributes);
    const auto put = [](const auto& from, auto& to) {
      if (from) to = from;
    };
    put(own.families, change.families);
    put(own.bold, change.bold);
    put(own.italic, change.italic);
    put(own.underline, change.underline);
    put(own.strike, change.strike);
    put(own.kerning, change.kerning);
    put(own.size, change.size);
    put(own.tracking, change.tracking);
    put(own.leading, change.leading);
    put(own.before, change.before);
    put(own.after, change.after);
    put(own.indent, change.indent);
    put(own.colour, change.colour);
    put(own.align, change.align);
    styles_.define(attributes.text("name"), change);
    attributes.refuse_unknown();
  }
}

void TemplateReader::read_frame(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Frame frame;
  frame.inset = attributes.length("inset", 11 * mm);
  frame.width = attributes.length("width", 0.5F);
  frame.colour = attributes.colour("colour").value_or(around.text.colour);
  attributes.refuse_unknown();
  sheet_.frames.push_back(frame);
}

void TemplateReader::read_requirement(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  Node read = begin(node, attributes, inner);
  if (!read.condition) attributes.missing("if");
  attributes.refuse_unknown();
  std::string otherwise;
  for (const XmlNode& child : node.children) otherwise += child.text.text;
  std::replace(otherwise.begin(), otherwise.end(), '\n', ' ');
  otherwise = nfc(single_spaced(std::string(trimmed(otherwise))));
  if (otherwise.empty()) {
    around.reading->report(around.reading->place(node),
                           say("<{}> perlu kalimat: mengapa tidak dicetak",
                               "<{}> needs words: why nothing is printed", node.name));
  }
  if (read.condition) template_.requirements.push_back({*std::move(read.condition), std::move(otherwise)});
}

void TemplateReader::read_watermark(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  Surroundings inner = around;
  inner.text.bold = true;
  inner.text.colour = {0xf0, 0xf0, 0xf0};
  inner.text.tracking = 0.04F;
  Node read = begin(node, attributes, inner);
  attributes.refuse_unknown();
  Watermark mark;
  mark.condition = std::move(read.condition);
  for (const XmlNode& child : node.children) mark.text += child.text.text;
  mark.text = nfc(single_spaced(mark.text));
  sheet_.watermark_style = styles_.style(inner.text);
  styles_.sets(sheet_.watermark_style, mark.text);
  template_.watermarks.push_back(std::move(mark));
}

void TemplateReader::read_facts(const XmlNode& node, const Surroundings& around) {
  Attributes attributes(node, *around.reading);
  EmbeddedFacts facts;
  facts.name = attributes.text("file", "data.json");
  facts.description = attributes.text("description");
  attributes.refuse_unknown();
  for (const XmlNode& child : node.children) {
    if (child.is_text()) continue;
    Attributes own(child, *around.reading);
    const std::string name = own.text("name");
    if (child.name != "fact" || name.empty()) own.missing("name");
    own.refuse_unknown();
    Pattern value;
    for (const XmlNode& text : child.children) value = read_pattern(text.text, around.holes(), true);
    facts.facts.emplace_back(name, std::move(value));
  }
  template_.embedded.push_back(std::move(facts));
}

std::shared_ptr<const Template> template_from_xml(std::string_view xml, const std::string& file,
                                                  const Includes& includes, Diagnostics& found) {
  Diagnostics own;
  auto out = std::make_shared<Template>();
  auto sheet = std::make_shared<Sheet>();
  if (const auto root = parse_xml(xml, file, own)) {
    TemplateReader reader(*out, *sheet, includes, own);
    reader.read(*root, file, xml);
    sheet->plan = reader.font_plan(file + " " + reader.digest().substr(0, 16));
  }
  out->sheet = std::move(sheet);
  found.insert(found.end(), own.begin(), own.end());
  return has_errors(own) ? nullptr : out;
}

}  // namespace pleno::document
