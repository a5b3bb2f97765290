// What a PDF says about itself: information, XMP and identifier, equal in content and prepared for
// PDF/A-3b. Everything comes from the Pages, nothing from the clock.
#pragma once
#include <string>
#include <string_view>

#include "domain/pages.h"

namespace pleno::pdf {

std::string info_entries(const Pages& pages);
std::string xmp_packet(const Pages& pages);
// The trailer's /ID: the first half from `Pages::identity`, the second also from the content, whose digest
// begins with identity_prefix and goes on with every page's and attached file's bytes.
std::string identity_prefix(const Pages& pages);
std::string identifier_entries(const Pages& pages, std::string_view content_digest);

}  // namespace pleno::pdf
