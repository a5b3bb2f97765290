#include "app/scheme_files.h"

#include <algorithm>
#include <map>

#include "app/settings.h"
#include "app/yaml_map.h"
#include "source/scheme_from_page.h"
#include "text/language.h"

namespace pleno::app {
namespace {

namespace fs = std::filesystem;

// English titles of units by code; a code that the page does not have is a typing error.
void read_english_titles(YamlMap units, Scheme& scheme) {
  for (Unit& unit : scheme.units) unit.title_english = units.text(unit.code, false);
  units.finish();
}

// Every unit in exactly one group: what is in none would not be assessed, and what is in two, twice.
void read_job_groups(YamlMap& map, Scheme& scheme) {
  if (!map.has("job_groups")) return;
  std::map<std::string, int> times;
  for (const Unit& unit : scheme.units) times[unit.code] = 0;
  for (YamlMap& group : map.maps("job_groups")) {
    JobGroup out{group.text("title", false), group.texts("units")};
    for (const std::string& code : out.units) {
      const auto known = times.find(code);
      if (known != times.end() && ++known->second == 1) continue;
      group.fault("units", known == times.end()
                               ? say("unit '{}' tidak ada dalam skema", "the scheme has no unit '{}'", code)
                               : say("unit '{}' ada dalam dua kelompok", "unit '{}' is in two groups", code));
    }
    group.finish();
    scheme.job_groups.push_back(std::move(out));
  }
  for (const auto& [code, count] : times) {
    if (count == 0)
      map.fault("job_groups", say("unit '{}' tidak ada dalam kelompok", "unit '{}' is in no group", code));
  }
}

void read_side_file(const fs::path& file, Scheme& scheme, Diagnostics& found) {
  YamlMap map = YamlMap::parse(read_file(file), file.string(), found);
  scheme.title = map.text("title");
  scheme.title_english = map.text("title_english");
  scheme.number = map.text("number");
  const std::string kind = map.text("kind");
  const auto parsed = parse_scheme_kind(kind);
  if (parsed)
    scheme.kind = *parsed;
  else if (!kind.empty())
    map.fault("kind", say("jenis skema '{}' tidak dikenal", "unknown kind of scheme '{}'", kind),
              "KKNI, Okupasi, Klaster");
  scheme.level = static_cast<int>(map.integer("level", 0, 9, 0));
  scheme.field = map.text("field");
  scheme.field_english = map.text("field_english");
  map.truth("unofficial", false);  // marks translations that are not the authority's
  read_job_groups(map, scheme);
  read_english_titles(map.map("units", false), scheme);
  map.finish();
}

}  // namespace

std::optional<Scheme> read_scheme(const fs::path& page, const fs::path& side_file, Diagnostics& found) {
  const std::size_t before = found.size();
  Scheme scheme;
  scheme.id = page.stem().string();
  auto units = source::units_from_page(read_file(page), page.string(), found);
  if (units) scheme.units = std::move(*units);
  if (!fs::is_regular_file(side_file)) {
    found.push_back(
        {.at = {.file = side_file.string()},
         .message = say("berkas sampingan skema tidak ada", "the scheme's side file is missing"),
         .hint = say("tulis title, title_english, number, kind, level, field, field_english di {}",
                     "write title, title_english, number, kind, level, field, field_english into {}",
                     side_file.filename().string())});
  } else {
    read_side_file(side_file, scheme, found);
  }
  const bool failed =
      has_errors(Diagnostics(found.begin() + static_cast<std::ptrdiff_t>(before), found.end()));
  if (!units || failed) return std::nullopt;
  return scheme;
}

std::vector<Scheme> read_schemes(const fs::path& site, Diagnostics& found) {
  std::vector<Scheme> out;
  for (const fs::path& page : files_in(site / "schemes", ".txt")) {
    fs::path side_file = page;
    side_file.replace_extension(".yaml");
    if (auto scheme = read_scheme(page, side_file, found)) out.push_back(std::move(*scheme));
  }
  std::sort(out.begin(), out.end(), [](const Scheme& a, const Scheme& b) { return a.id < b.id; });
  return out;
}

}  // namespace pleno::app
