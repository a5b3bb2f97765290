// Step 4: the packet that the members read and the sheet they fill in.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/clock.h"
#include "app/decision_sheet.h"
#include "app/packet_facts.h"
#include "app/packet_pages.h"
#include "app/propose.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

// In printing order. Minutes and decree are drafts here: numbers come with `resolve`.
constexpr std::array<std::pair<const char*, const char*>, 5> parts = {
    {{"daftar-hadir", "Daftar hadir"},
     {"rekapitulasi", "Rekapitulasi hasil asesmen"},
     {"notulen", "Notulen"},
     {"berita-acara", "Berita acara (draf)"},
     {"sk", "Surat keputusan (draf)"}}};

// Who belongs to this meeting: judged, in no list yet, of its schemes, assessed up to its day.
std::vector<std::string> candidates_for(Site& site, const Plenary& plenary) {
  const Date until = plenary.assessed_until.value_or(plenary.date);
  std::vector<std::pair<std::string, std::string>> found;  // scheme, assessment
  site.journal().each({.state = journal::State::Judged}, [&](const journal::Record& record) {
    const auto& wanted = plenary.schemes;
    const bool of_scheme =
        wanted.empty() || std::find(wanted.begin(), wanted.end(), record.evidence.scheme) != wanted.end();
    if (of_scheme && evidence_of(record).session.ends <= until)
      found.emplace_back(record.evidence.scheme, record.evidence.assessment);
    return true;
  });
  std::sort(found.begin(), found.end());
  std::vector<std::string> out;
  out.reserve(found.size());
  for (auto& [scheme, assessment] : found) out.push_back(std::move(assessment));
  return out;
}

// `key` tells files of one kind apart.
void store(Site& site, const Plenary& plenary, const std::string& kind, const std::string& key,
           const std::string& media_type, const std::string& extension, std::string bytes) {
  auto kept = std::make_shared<const std::string>(std::move(bytes));
  const std::string folder = file_name(plenary.id);
  site.journal().keep_documents({{key,
                                  {sha256(*kept), kind, plenary.id, media_type, kept},
                                  fmt::format("{}/{}-{}{}", folder, kind, folder, extension)}});
  publish(site);
}

// Each part set on its own; then, as the count is known, once more with pages numbered through the packet.
std::vector<BoundPart> set_parts(Site& site, const feel::Context& facts, Report& report) {
  std::vector<BoundPart> bound;
  std::size_t in_all = 0;
  for (const bool counted : {false, true}) {
    bound.clear();
    std::size_t before = 0;
    for (const auto& [name, title] : parts) {
      Diagnostics found;
      const auto form = site.press().form(name, found);
      Pages pages;
      if (form != nullptr) {
        pages = site.press().lay_out(*form, facts, found,
                                     {.pages_before = before, .pages_in_all = counted ? in_all : 0});
      }
      if (counted || has_errors(found)) report.found.insert(report.found.end(), found.begin(), found.end());
      if (has_errors(found)) throw SiteFaults{report.found};
      before += pages.pages.size();
      bound.push_back({title, std::move(pages)});
    }
    in_all = before;
  }
  return bound;
}

void make_packet(Site& site, const Plenary& plenary, Report& report) {
  const PacketFacts facts = packet_facts(site, plenary, true);
  Pages whole = bind(fmt::format("Paket rapat pleno {}", plenary.id), set_parts(site, facts.context, report));
  whole.identity = "paket " + plenary.id + " " + facts.digest;
  whole.date = plenary.date;
  whole.author = site.settings().body.name;
  const std::size_t count = whole.pages.size();
  store(site, plenary, "paket", "paket", "application/pdf", ".pdf", site.press().writer().write(whole));
  const DecisionSheet sheet = decision_sheet(site, plenary);
  store(site, plenary, "lembar-putusan", "paket", "text/csv", ".csv", to_csv(sheet));
  store(site, plenary, "lembar-putusan", "paket-xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx",
        to_xlsx(sheet, plenary.date, site.settings().site / "state"));
  report.line(
      say("packet {}: {} asesi, {} halaman; dokumen/{}/paket-{}.pdf dan lembar-putusan-{}.csv, .xlsx",
          "packet {}: {} candidates, {} pages; dokumen/{}/paket-{}.pdf and lembar-putusan-{}.csv, .xlsx",
          plenary.id, facts.candidates, count, plenary.id, plenary.id, plenary.id));
}

}  // namespace

Report packet(Site& site, const Plenary& plenary) {
  Report report;
  journal::Journal& journal = site.journal();
  if (journal.document("paket", plenary.id, "paket") &&
      journal.document("lembar-putusan", plenary.id, "paket")) {
    report.line(
        say("packet {}: sudah ada, tidak diubah", "packet {}: made already, left as it is", plenary.id));
    return report;
  }
  if (!journal.is_planned(plenary.id) && journal.plan(plenary.id, candidates_for(site, plenary)) == 0) {
    report.line(say("packet {}: tidak ada asesi yang siap diputus",
                    "packet {}: no candidate is ready to be decided", plenary.id));
    return report;
  }
  make_packet(site, plenary, report);
  report.worked = true;
  return report;
}

Report due_packets(Site& site) {
  Report report;
  const Date today = today_jakarta();
  for (const Meeting& meeting : site.meetings()) {
    if (meeting.prepare_from && *meeting.prepare_from > today) continue;
    report.add(packet(site, meeting.plenary));
  }
  return report;
}

}  // namespace pleno::app
