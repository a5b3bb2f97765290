// Reads an element's attributes by type and says what is wrong with each, with its place. Knows lengths,
// colours and yes/no; names that nobody asked for are reported as unknown.
#pragma once
#include <array>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/xml_tree.h"
#include "domain/document.h"

namespace pleno::document {

// The file being read, for excerpts, and where findings go.
struct Reading {
  std::string file;
  std::string_view xml;
  std::uint16_t file_index = 0;
  Diagnostics* found = nullptr;

  Place place(const XmlNode& node) const { return {file, node.line, node.column, {}}; }
  void report(const Place& at, std::string message, std::string hint = {}, int caret = 1,
              Severity severity = Severity::Error) const;
};

class Attributes {
 public:
  Attributes(const XmlNode& node, const Reading& reading) : node_(node), reading_(reading) {}

  const XmlAttribute* find(std::string_view name);
  bool has(std::string_view name) { return find(name) != nullptr; }
  std::string text(std::string_view name, const std::string& otherwise = {});
  bool truth(std::string_view name, bool otherwise);  // yes, no
  int number(std::string_view name, int otherwise, int least, int most);
  float factor(std::string_view name, float otherwise);  // a plain number: "1.25"
  float length(std::string_view name, float otherwise);  // "12mm", "1.5cm", "8pt" -> points
  std::optional<float> length(std::string_view name);
  std::optional<Colour> colour(std::string_view name);  // "#1d2b44" or a name of the palette
  std::array<float, 4> sides(std::string_view name, std::array<float, 4> otherwise);  // top right bottom left
  // The position of the value among the words, or `otherwise`.
  int word(std::string_view name, std::initializer_list<std::string_view> words, int otherwise);
  std::vector<ColumnWidth> widths(std::string_view name);
  std::vector<Align> aligns(std::string_view name, std::size_t most);  // "left center figures"

  void missing(std::string_view name);  // reports that a needed attribute is not there
  void wrong(std::string_view name, const std::string& what);
  void refuse_unknown();  // after all others were asked for

 private:
  std::optional<float> length_of(std::string_view text, const std::string& name);
  const XmlNode& node_;
  const Reading& reading_;
  std::vector<std::string> asked_;
};

// The colours of looks that templates may call by name: ink, grey, hairline, shade, exception, gold, …
std::optional<Colour> palette(std::string_view name);

}  // namespace pleno::document
