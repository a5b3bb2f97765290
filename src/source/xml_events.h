// XML as a stream of events, for the parts of a spreadsheet file. Refuses every DOCTYPE, so that there are no
// entities, no bombs and no files or hosts behind a name.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pleno::source {

struct XmlAttributes {
  std::vector<std::pair<std::string, std::string>> all;  // names without prefix
  // Empty when there is none.
  std::string_view operator[](std::string_view name) const;
  bool is_true(std::string_view name) const;  // "1" or "true"
};

class XmlSink {
 public:
  virtual ~XmlSink() = default;
  virtual void begin(const std::string& name, const XmlAttributes& attributes) = 0;  // name without prefix
  virtual void end(const std::string&) {}
  virtual void text(std::string_view) {}
};

// What is wrong with the XML, in words; nothing: all of it was read.
std::optional<std::string> read_xml(std::string_view xml, XmlSink& sink);

}  // namespace pleno::source
