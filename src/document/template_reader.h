// Turns elements into template nodes: one small function a tag, inside one class that carries what all of
// them share. Used by template_from_xml alone.
#pragma once
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "document/names.h"
#include "document/styles.h"
#include "document/template.h"
#include "document/template_from_xml.h"

namespace pleno::document {

// What an element inherits.
struct Surroundings {
  TextStyle text;
  ParagraphLook look;
  std::optional<std::string> when_null;
  Names names;
  bool page_numbers = false;
  VerticalAlign valign = VerticalAlign::Top;  // of a table's cells
  const Reading* reading = nullptr;

  HoleReading holes() const { return {*reading, names, when_null, page_numbers}; }
};

class TemplateReader {
 public:
  TemplateReader(Template& out, Sheet& sheet, const Includes& includes, Diagnostics& found)
      : template_(out), sheet_(sheet), styles_(sheet), includes_(includes), found_(found) {}

  // The whole: the root element with all it holds.
  void read(const XmlNode& root, const std::string& file, std::string_view xml);
  std::string digest() const;  // of the template and all that it includes
  std::shared_ptr<const FontPlan> font_plan(const std::string& id) const { return styles_.plan(id); }

 private:
  using Handler = Node (TemplateReader::*)(const XmlNode&, const Surroundings&);
  static const std::map<std::string, Handler, std::less<>>& blocks_by_name();
  static const std::map<std::string, Handler, std::less<>>& inlines_by_name();

  // template_from_xml.cpp: the root and what stands only there.
  void read_document(const XmlNode& root, Surroundings& around);
  void read_mail(const XmlNode& root, Surroundings& around);
  void read_geometry(Attributes& attributes);
  void read_styles(const XmlNode& node, const Surroundings& around);
  void read_frame(const XmlNode& node, const Surroundings& around);
  void read_requirement(const XmlNode& node, const Surroundings& around);
  void read_watermark(const XmlNode& node, const Surroundings& around);
  void read_facts(const XmlNode& node, const Surroundings& around);
  Pattern pattern(Attributes& attributes, const std::string& name, const Surroundings& around);
  const Reading& reading_of(const std::string& file, std::string_view xml);

  // template_blocks.cpp
  std::vector<Node> children(const XmlNode& parent, const Surroundings& around);
  void add_child(std::vector<Node>& out, const XmlNode& child, const Surroundings& around);
  Node begin(const XmlNode& node, Attributes& attributes, Surroundings& inner);
  void style_of(const XmlNode& node, Attributes& attributes, Surroundings& inner);
  Node paragraph(const XmlNode& node, const Surroundings& around);
  Node group(const XmlNode& node, const Surroundings& around);
  Node keep(const XmlNode& node, const Surroundings& around);
  Node fixed(const XmlNode& node, const Surroundings& around);
  Node space(const XmlNode& node, const Surroundings& around);
  Node line(const XmlNode& node, const Surroundings& around);
  Node image(const XmlNode& node, const Surroundings& around);
  Node qr(const XmlNode& node, const Surroundings& around);
  Node page_break(const XmlNode& node, const Surroundings& around);
  Node list(const XmlNode& node, const Surroundings& around);
  Node item(const XmlNode& node, const Surroundings& around);
  Node include(const XmlNode& node, const Surroundings& around);
  Node rows(const XmlNode& node, const Surroundings& around);
  Node labelled(const XmlNode& node, const Surroundings& around);
  Node bookmarked(Node node, Attributes& attributes, const Surroundings& around);

  // template_tables.cpp
  Node table(const XmlNode& node, const Surroundings& around);
  Node row(const XmlNode& node, const Surroundings& around);
  Node cell(const XmlNode& node, const Surroundings& around);
  Node signatures(const XmlNode& node, const Surroundings& around);
  void only(const XmlNode& parent, Node& into, const Surroundings& around, std::string_view tag);

  // template_inlines.cpp
  std::vector<Node> inlines(const XmlNode& parent, const Surroundings& around);
  void add_inline(std::vector<Node>& out, const XmlNode& child, const Surroundings& around);
  Paragraph paragraph_look(const Surroundings& around) const;
  Node text(const XmlNode& node, const Surroundings& around);
  Node span(const XmlNode& node, const Surroundings& around);
  Node line_break(const XmlNode& node, const Surroundings& around);
  Node check(const XmlNode& node, const Surroundings& around);
  Node choice(const XmlNode& node, const Surroundings& around);
  void note_use(const Pattern& pattern, std::uint16_t style);
  std::uint16_t field(std::string_view expression);  // its number in Sheet::fields

  Template& template_;
  Sheet& sheet_;
  StyleBook styles_;
  const Includes& includes_;
  Diagnostics& found_;
  std::deque<std::string> included_;  // keeps their text while excerpts may be asked for
  std::deque<Reading> readings_;
  std::vector<std::string> including_;
};

}  // namespace pleno::document
