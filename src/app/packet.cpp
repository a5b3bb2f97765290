// Step 4: the packet that the members read and the sheet they fill in.
#include <fmt/format.h>

#include <algorithm>

#include "app/clock.h"
#include "app/decision_sheet.h"
#include "app/packet_facts.h"
#include "app/packet_forms.h"
#include "app/packet_pages.h"
#include "app/propose.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

// In printing order, before FR.AK.02 of each candidate. Minutes and decree are drafts here: numbers come with
// `resolve`.
std::vector<std::pair<std::string, const char*>> parts_of(const Settings& settings) {
  return {{"undangan-pleno", "Undangan"},
          {"surat-tugas-pleno", "Surat perintah tugas"},
          {"penunjukan-komite", "Surat penunjukan"},
          {"daftar-hadir", "Daftar hadir"},
          {"pembahasan", "Bahan pembahasan"},
          {"rekapitulasi", "Rekapitulasi hasil asesmen"},
          {"notulen", "Notulen"},
          {"berita-acara", "Berita acara (draf)"},
          {settings.decree, "Surat keputusan (draf)"},
          {"permohonan-blanko", "Permohonan blanko (draf)"}};
}

// Who belongs to this meeting: judged, in no list yet, of its schemes, assessed up to its day.
std::vector<std::string> candidates_for(Site& site, const Plenary& plenary) {
  const Date until = plenary.assessed_until.value_or(plenary.date);
  std::vector<std::pair<std::string, std::string>> found;  // scheme, assessment
  site.journal().each({.state = journal::State::Judged}, [&](const journal::Record& record) {
    const auto& wanted = plenary.schemes;
    const bool of_scheme =
        wanted.empty() || std::find(wanted.begin(), wanted.end(), record.evidence.scheme) != wanted.end();
    if (of_scheme && !is_unprintable(record) && evidence_of(record).session.ends <= until)
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

// The page of the packet on which each candidate's form begins, when the parts before take so many pages.
std::map<std::string, long long> first_pages(const std::vector<BoundForm>& forms, std::size_t before) {
  std::map<std::string, long long> out;
  for (const BoundForm& form : forms) {
    out[form.assessment] = static_cast<long long>(before) + 1;
    before += form.pages.pages.size();
  }
  return out;
}

std::size_t pages_in(const std::vector<BoundForm>& forms) {
  std::size_t out = 0;
  for (const BoundForm& form : forms) out += form.pages.pages.size();
  return out;
}

// The parts before the forms, which need to know how many pages they are: set until that is so. `supposed`
// is the first guess and, at the end, the count.
std::vector<BoundPart> set_parts(Site& site, PacketFacts& facts, const std::vector<BoundForm>& forms,
                                 Report& report) {
  constexpr int most_rounds = 5;  // page numbers have the same width, so that two do in practice
  const std::size_t in_forms = pages_in(forms);
  std::vector<BoundPart> bound;
  std::size_t supposed = 0;
  for (int round = 0; round < most_rounds; ++round) {
    bound.clear();
    const auto first = first_pages(forms, supposed);
    facts.context.set("pembahasan", facts.discussion.facts([&](const std::string& assessment) {
      const auto known = first.find(assessment);
      return known == first.end() ? 0 : known->second;
    }));
    Diagnostics found;
    std::size_t before = 0;
    for (const auto& [name, title] : parts_of(site.settings())) {
      const auto form = site.press().form(name, found);
      Pages pages;
      if (form != nullptr)
        pages = site.press().lay_out(*form, facts.context, found,
                                     {.pages_before = before, .pages_in_all = supposed + in_forms});
      before += pages.pages.size();
      bound.push_back({title, std::move(pages)});
    }
    const bool settled = before == supposed || has_errors(found);
    if (settled || round + 1 == most_rounds)
      report.found.insert(report.found.end(), found.begin(), found.end());
    if (has_errors(found)) throw SiteFaults{report.found};
    if (settled) break;
    supposed = before;
  }
  return bound;
}

void add_forms(Binder& binder, std::vector<BoundForm> forms, const std::string& plenary,
               const std::string& code) {
  std::string scheme;
  if (!forms.empty()) binder.mark(0, code);
  for (BoundForm& form : forms) {
    if (form.scheme != scheme) binder.mark(1, form.scheme);
    scheme = form.scheme;
    binder.mark(2, fmt::format("{} · {}", form.name, form.assessment));
    binder.add_stamped(std::move(form.pages), fmt::format("Paket pleno {} · halaman", plenary));
  }
}

void make_packet(Site& site, const Plenary& plenary, Report& report) {
  PacketFacts facts = packet_facts(site, plenary, true);
  std::vector<BoundForm> forms = set_forms(site, plenary, report);
  Binder binder(fmt::format("Paket rapat pleno {}", plenary.id));
  for (BoundPart& part : set_parts(site, facts, forms, report)) binder.add(std::move(part));
  add_forms(binder, std::move(forms), plenary.id, site.settings().profile.result);
  Pages whole = binder.finish();
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
      journal.document("lembar-putusan", plenary.id, "paket-xlsx")) {  // the last one made
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
  const Date today = pleno::app::today(site.settings().utc_hours());
  for (const Meeting& meeting : site.meetings()) {
    if (meeting.prepare_from && *meeting.prepare_from > today) continue;
    report.add(packet(site, meeting.plenary));
  }
  return report;
}

}  // namespace pleno::app
