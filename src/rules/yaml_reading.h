// The reader's way with YAML nodes: kinds, known keys, words, dates, with a diagnostic for each surprise.
// Never interprets what a rule means.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "feel/value.h"
#include "rules/yaml_text.h"
#include "rules/yaml_tree.h"
#include "text/date.h"

namespace pleno::rules {

class YamlReading {
 public:
  YamlReading(const YamlText& text, Diagnostics& found) : text_(text), found_(found) {}

  const YamlText& source() const { return text_; }
  Diagnostics& found() { return found_; }
  void report(const YamlNode& at, std::string message, std::string hint = {});

  // Whether the node is of the kind; if not, says so. `what` names it to people: "hasil".
  bool is_map(const YamlNode& node, const std::string& what);
  bool is_list(const YamlNode& node, const std::string& what);
  bool is_scalar(const YamlNode& node, const std::string& what);

  // Reports every key of a map that is not known, with the nearest known one.
  void know_keys(const YamlNode& map, const std::vector<std::string>& known);

  // The text of a key; "" when it is missing or no scalar. `needed`: missing is reported at the map.
  std::string word(const YamlNode& map, const std::string& key, bool needed = false);
  std::optional<Date> day(const YamlNode& map, const std::string& key, bool needed = false);
  // A constant: number, date, true/false, duration ("12 bulan"), text, or a list of these.
  feel::Value constant(const YamlNode& node);

 private:
  feel::Value plain_constant(const YamlNode& node);
  const YamlText& text_;
  Diagnostics& found_;
};

// "26 hari", "12 bulan", "3 tahun" as a FEEL duration; null when it is none.
feel::Value duration_in_words(const std::string& text);

}  // namespace pleno::rules
