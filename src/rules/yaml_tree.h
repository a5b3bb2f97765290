// A YAML text as a tree of scalars, lists and maps, each with its place in the file. Never anything that
// surprises: anchors, aliases, tags, several documents and duplicate keys are refused, sizes are limited.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace pleno::rules {

struct YamlEntry;

struct YamlNode {
  enum class Kind { Null, Scalar, List, Map };
  Kind kind = Kind::Null;
  std::string text;                // of a scalar, without quotes, lines folded
  bool plain = false;              // a scalar without quotes: what "no" and 010 mean depends on it
  std::size_t offset = 0;          // byte of the first character in the file (a quote, '|' or '>' included)
  std::vector<YamlNode> items;     // of a list
  std::vector<YamlEntry> entries;  // of a map, in the file's order

  const YamlNode* find(std::string_view key) const;
};

struct YamlEntry {
  YamlNode key;
  YamlNode value;
};

inline constexpr std::size_t yaml_size_limit = std::size_t{1} << 20;  // bytes
inline constexpr std::size_t yaml_depth_limit = 32;
inline constexpr std::size_t yaml_node_limit = 100000;

// The tree, or nothing with the reason in `found`. Duplicate keys are reported and the first is kept.
std::optional<YamlNode> yaml_tree(std::string_view text, const std::string& file, Diagnostics& found);

}  // namespace pleno::rules
