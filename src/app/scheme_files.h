// The schemes of a site: each a published page (schemes/<id>.txt) and a side file (schemes/<id>.yaml)
// with what the page does not say. Never corrects a text.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "domain/scheme.h"
#include "text/diagnostic.h"

namespace pleno::app {

// Page and side file -> Scheme; nothing when either has errors. The id is the page's file name.
std::optional<Scheme> read_scheme(const std::filesystem::path& page, const std::filesystem::path& side_file,
                                  Diagnostics& found);

// Every scheme of the site, ordered by id.
std::vector<Scheme> read_schemes(const std::filesystem::path& site, Diagnostics& found);

}  // namespace pleno::app
