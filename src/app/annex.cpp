#include "app/annex.h"

#include <fmt/format.h>

#include "app/packet_facts.h"
#include "app/propose.h"
#include "text/digest.h"
#include "text/language.h"

namespace pleno::app {
namespace {

constexpr const char* kind = "lampiran-sk";

// Over the numbers of the list; empty when it has none.
std::string numbers_of(Site& site, const Plenary& plenary) {
  std::string out;
  site.journal().each({.plenary = plenary.id, .by_ordinal = true}, [&](const journal::Record& record) {
    if (record.certificate && record.certificate->state == "ISSUED")
      out += record.certificate->assessment + " " + record.certificate->number + "\n";
    return true;
  });
  return out;
}

}  // namespace

void keep_annex(Site& site, const Plenary& plenary, Report& report) {
  const std::string numbers = numbers_of(site, plenary);
  if (numbers.empty()) return;
  Diagnostics found;
  const auto form = site.press().form(kind, found);
  if (form == nullptr) throw SiteFaults{found};
  const std::string key = sha256(numbers + site.press().digest(kind) + site.settings().digest);
  if (site.journal().document(kind, plenary.id, key)) return;
  const Pages pages = site.press().lay_out(*form, packet_facts(site, plenary, false).context, found);
  if (has_errors(found)) throw SiteFaults{found};
  auto bytes = std::make_shared<const std::string>(site.press().writer().write(pages));
  const std::string folder = file_name(plenary.id);
  site.journal().keep_documents({{key,
                                  {sha256(*bytes), kind, plenary.id, "application/pdf", bytes},
                                  fmt::format("{}/{}-{}.pdf", folder, kind, folder)}});
  publish(site);
  report.line(say("lampiran SK dengan nomor sertifikat: dokumen/{0}/{1}-{0}.pdf",
                  "the decree's annex of certificate numbers: dokumen/{0}/{1}-{0}.pdf", folder, kind));
}

}  // namespace pleno::app
