// The text of one YAML file, to turn positions in it into places people can find, and its scalars into
// checked FEEL. Never reads a file.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "feel/expression.h"
#include "feel/schema.h"
#include "rules/rules.h"
#include "rules/yaml_tree.h"
#include "text/diagnostic.h"

namespace pleno::rules {

class YamlText {
 public:
  // `text` must outlive the object.
  YamlText(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {}

  // A problem at a byte of the file; `length` in code points for the caret.
  Diagnostic problem(std::size_t offset, std::string message, std::string hint = {}, int length = 1) const;
  // A problem with a whole scalar, or with the beginning of a list or map.
  Diagnostic problem(const YamlNode& node, std::string message, std::string hint = {}) const;

  // The scalar as an expression or as a text with {{ }} holes, checked against the names that `schema`
  // allows. Problems point at the words inside the file, also where the scalar is quoted or folded.
  feel::Expression expression(const YamlNode& scalar, const feel::Schema& schema, Diagnostics& found) const;
  feel::Text text(const YamlNode& scalar, const feel::Schema& schema, Diagnostics& found) const;

  Place place(std::size_t offset) const;
  // Where a node stands, and where the branches of an expression do that was read from a scalar.
  Spot spot(const YamlNode& node) const;
  std::vector<ForkSpots> forks(const YamlNode& scalar, const feel::Expression& expression) const;

 private:
  std::vector<std::size_t> origins(const YamlNode& scalar) const;
  void place_in_file(Diagnostics& local, const YamlNode& scalar, Diagnostics& found) const;
  std::string_view text_;
  std::string file_;
};

}  // namespace pleno::rules
