// An XML file as a tree with the place of every element, attribute and text, for messages that point.
// Refuses document types, so that no entity and no other file can come in; knows nothing of templates.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace pleno::document {

// A text that remembers where its parts stood: line feeds and entities break the plain count of columns.
struct PlacedText {
  struct Mark {
    std::size_t offset = 0;  // bytes
    int line = 0, column = 0;
  };
  std::string text;
  std::vector<Mark> marks;
  // The place of the byte at `offset`, in the file named by the caller.
  Place place(std::size_t offset, const std::string& file) const;
};

struct XmlAttribute {
  std::string name;
  PlacedText value;
};

struct XmlNode {
  std::string name;  // empty: a text
  PlacedText text;
  std::vector<XmlAttribute> attributes;
  std::vector<XmlNode> children;
  int line = 0, column = 0;

  bool is_text() const { return name.empty(); }
  const XmlAttribute* find(std::string_view attribute) const;
};

// Nothing, with the reason in `found`, when it is not well-formed, has a document type, is above 1 MiB or
// nested deeper than 100 elements.
std::optional<XmlNode> parse_xml(std::string_view xml, const std::string& file, Diagnostics& found);

}  // namespace pleno::document
