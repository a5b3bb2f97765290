#include "app/plenary_document.h"

#include <fmt/format.h>

#include <memory>

#include "app/propose.h"
#include "text/digest.h"

namespace pleno::app {

void keep_plenary_file(Site& site, const Plenary& plenary, const PlenaryFile& file, std::string bytes) {
  auto kept = std::make_shared<const std::string>(std::move(bytes));
  const std::string folder = file_name(plenary.id);
  site.journal().keep_documents({{file.key,
                                  {sha256(*kept), file.kind, plenary.id, file.media_type, kept},
                                  fmt::format("{}/{}-{}{}", folder, file.kind, folder, file.suffix)}});
}

bool keep_plenary_document(Site& site, const Plenary& plenary, const std::string& kind,
                           const std::string& facts_digest, const std::function<feel::Context()>& facts,
                           Report& report) {
  Diagnostics found;
  const auto form = site.press().form(kind, found);
  if (form == nullptr) throw SiteFaults{found};
  const std::string key = sha256(facts_digest + site.press().digest(kind) + site.settings().digest);
  if (site.journal().document(kind, plenary.id, key)) return false;
  const Pages pages = site.press().lay_out(*form, facts(), found);
  if (has_errors(found)) throw SiteFaults{found};
  report.found.insert(report.found.end(), found.begin(), found.end());
  if (pages.pages.empty()) return false;
  keep_plenary_file(site, plenary, {.kind = kind, .key = key}, site.press().writer().write(pages));
  return true;
}

}  // namespace pleno::app
