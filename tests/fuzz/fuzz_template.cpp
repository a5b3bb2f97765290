// Throws arbitrary texts at the reader of templates: XML, tags, attributes, expressions and includes of
// itself. Nothing may crash, hang or grow without bound, and what is refused is said.
#include <cstdint>
#include <cstdlib>

#include "document/template_from_xml.h"
#include "document/xml_tree.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pleno;
  const std::string text(data, data + size);
  Diagnostics found;
  const auto tree = document::parse_xml(text, "x.xml", found);
  if (tree.has_value() == has_errors(found)) std::abort();
  found.clear();
  const auto read = document::template_from_xml(
      text, "x.xml",
      [&](const std::string& name) {
        return name == "kop" ? std::optional<std::string>(text) : std::nullopt;
      },
      found);
  to_text(found);
  if ((read == nullptr) != has_errors(found)) std::abort();
  return 0;
}
