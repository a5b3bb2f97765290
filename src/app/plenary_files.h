// The plenary meetings of a site: plenaries/<id>.yaml. Never says who decides what: that is `resolve`.
#pragma once
#include <filesystem>
#include <vector>

#include "domain/plenary.h"
#include "text/diagnostic.h"

namespace pleno::app {

// A meeting with the day from which its packet is prepared; none: at once.
struct Meeting {
  Plenary plenary;
  std::optional<Date> prepare_from;
};

// Every meeting of the site, ordered by id.
std::vector<Meeting> read_meetings(const std::filesystem::path& site, Diagnostics& found);

}  // namespace pleno::app
