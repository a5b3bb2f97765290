// Template files -> Template. Everything that can be wrong with a template is found here, before any data
// is seen: unknown tags, attributes and names, wrong expressions, lengths and colours, with line and column.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "document/template.h"
#include "text/diagnostic.h"

namespace pleno::document {

// The text of an included template by its name as written ("kop"), or nothing when there is none.
using Includes = std::function<std::optional<std::string>(const std::string& name)>;

// Null when `found` has got an error of this template. `file` is its name in messages.
std::shared_ptr<const Template> template_from_xml(std::string_view xml, const std::string& file,
                                                  const Includes& includes, Diagnostics& found);

}  // namespace pleno::document
