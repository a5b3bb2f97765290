// A YAML file of the site (pleno.yaml, plenaries/*.yaml, scheme side files) read key by key. What is wrong
// becomes a diagnostic with line, column and hint; every key that nobody asked for is one too.
#pragma once
#include <yaml-cpp/yaml.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "text/date.h"
#include "text/diagnostic.h"

namespace pleno::app {

class YamlMap {
 public:
  // Parses a whole file whose root is a map; an empty map with errors in `found` when it is none.
  // Refuses files over 1 MiB, anchors and aliases, and duplicate keys (yaml-cpp keeps the first silently).
  static YamlMap parse(const std::string& text, const std::string& file, Diagnostics& found);

  bool has(const std::string& key) const;
  // Each asks for one key. `required` and absent, or of another kind: a diagnostic, and an empty value.
  std::string text(const std::string& key, bool required = true);
  long long integer(const std::string& key, long long low, long long high,
                    std::optional<long long> fallback = {});
  // With a decimal point and at most two decimals: "1.5", "-2".
  double decimal(const std::string& key, double low, double high, double fallback);
  bool truth(const std::string& key, bool fallback);
  std::optional<Date> date(const std::string& key, bool required = true);
  std::vector<std::string> texts(const std::string& key, bool required = true);
  YamlMap map(const std::string& key, bool required = true);
  std::vector<YamlMap> maps(const std::string& key, bool required = true);
  std::vector<std::string> keys() const;

  // Reports the keys that were never asked for, with did-you-mean. Call once, after reading.
  void finish();
  void fault(const std::string& key, std::string message, std::string hint = {});

 private:
  YamlMap(const YAML::Node& node, std::string file, std::shared_ptr<const std::string> source,
          Diagnostics* found, std::string path);
  YAML::Node ask(const std::string& key, bool required);

  YAML::Node node_;
  std::string file_;
  std::shared_ptr<const std::string> source_;
  Diagnostics* found_;
  std::string path_;  // "lsp.chair" for messages
  std::vector<std::string> asked_;
};

}  // namespace pleno::app
