#include "app/annex.h"

#include "app/packet_facts.h"
#include "app/plenary_document.h"
#include "app/propose.h"
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
  const bool made = keep_plenary_document(
      site, plenary, kind, numbers, [&] { return packet_facts(site, plenary, false).context; }, report);
  if (!made) return;
  publish(site);
  report.line(say("lampiran SK dengan nomor sertifikat: dokumen/{0}/{1}-{0}.pdf",
                  "the decree's annex of certificate numbers: dokumen/{0}/{1}-{0}.pdf", file_name(plenary.id),
                  kind));
}

}  // namespace pleno::app
