// Step 4: the packet that the members read and the sheet they fill in.
#include <fmt/format.h>

#include <algorithm>

#include "app/clock.h"
#include "app/decision_sheet.h"
#include "app/packet_facts.h"
#include "app/packet_forms.h"
#include "app/packet_pages.h"
#include "app/plenary_document.h"
#include "app/propose.h"
#include "text/error.h"
#include "text/language.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace pleno::app {
namespace {

// What was freed goes back to the system: the steps of a night before this one, and each part of a long
// packet, leave gaps that the C library would keep.
void give_back_memory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

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

void store(Site& site, const Plenary& plenary, const PlenaryFile& file, std::string bytes) {
  keep_plenary_file(site, plenary, file, std::move(bytes));
  publish(site);
}

// A packet being bound: the parts of the meeting, then the forms, in one file or in volumes.
class PacketBinding {
 public:
  PacketBinding(Site& site, const Plenary& plenary, PacketFacts& facts, PacketForms& forms)
      : site_(site),
        plenary_(plenary),
        facts_(facts),
        forms_(forms),
        writer_(site.press().writer()),
        forms_in_a_volume_(static_cast<std::size_t>(site.settings().plenary.packet_forms)) {
    for (const PacketForms::Entry& entry : forms.entries()) in_forms_ += entry.pages;
  }

  void store_volumes(Report& report) {
    Binder first = bound_parts(report);
    bind_forms(first, 0);
    std::size_t before = first.count();
    store(site_, plenary_, {.kind = "paket", .key = "paket"}, first.finish());
    for (std::size_t at = forms_in_a_volume_; at < forms_.entries().size(); at += forms_in_a_volume_) {
      ++volumes_;
      Binder next(writer_, about(), before);
      bind_forms(next, at);
      before += next.count();
      store(site_, plenary_,
            {.kind = "paket",
             .key = fmt::format("paket-{}", volumes_),
             .suffix = fmt::format("-jilid-{}.pdf", volumes_)},
            next.finish());
    }
    pages_ = before;
  }
  std::size_t pages() const { return pages_; }
  int volumes() const { return volumes_; }

 private:
  Pages about() const {
    Pages out;
    out.title = fmt::format("Paket rapat pleno {}", plenary_.id);
    out.identity = "paket " + plenary_.id + " " + facts_.digest;
    if (volumes_ > 1) {
      out.title += fmt::format(", jilid {}", volumes_);
      out.identity += fmt::format(" {}", volumes_);
    }
    out.date = plenary_.date;
    out.author = site_.settings().body.name;
    return out;
  }

  // Sets the parts before the forms, when they are supposed to take so many pages, and says how many each
  // time `take` has one.
  template <typename Take>
  std::size_t set_parts(std::size_t supposed, Diagnostics& found, const Take& take) {
    std::map<std::string, long long> first_page;
    std::size_t page = supposed;
    for (const PacketForms::Entry& entry : forms_.entries()) {
      first_page[entry.assessment] = static_cast<long long>(page) + 1;
      page += entry.pages;
    }
    facts_.context.set("pembahasan", facts_.discussion.facts([&](const std::string& assessment) {
      const auto known = first_page.find(assessment);
      return known == first_page.end() ? 0 : known->second;
    }));
    std::size_t before = 0;
    for (const auto& [name, title] : parts_of(site_.settings())) {
      const auto form = site_.press().form(name, found);
      Pages pages;
      if (form != nullptr)
        pages = site_.press().lay_out(*form, facts_.context, found,
                                      {.pages_before = before, .pages_in_all = supposed + in_forms_});
      if (has_errors(found)) throw SiteFaults{found};
      if (pages.pages.empty()) continue;  // there is no occasion for it, which was said
      before += pages.pages.size();
      take(BoundPart{title, std::move(pages)});
      give_back_memory();
    }
    return before;
  }

  // The parts need to know how many pages they are: they are set, first only to be counted, until that is so.
  // Numbers have the same width, so that the second time does in practice.
  Binder bound_parts(Report& report) {
    constexpr int most_rounds = 5;
    Diagnostics found;
    std::size_t supposed = set_parts(0, found, [](const BoundPart&) {});
    for (int round = 1;; ++round) {
      found.clear();
      Binder binder(writer_, about());
      const std::size_t taken =
          set_parts(supposed, found, [&](BoundPart part) { binder.add(std::move(part)); });
      if (taken == supposed || round == most_rounds) {
        report.found.insert(report.found.end(), found.begin(), found.end());
        return binder;
      }
      supposed = taken;
    }
  }

  void bind_forms(Binder& binder, std::size_t first) {
    const std::size_t end = std::min(first + forms_in_a_volume_, forms_.entries().size());
    std::string scheme;
    if (first < end) binder.mark(0, site_.settings().profile.result);
    forms_.each(first, end, [&](const PacketForms::Entry& entry, Pages&& pages) {
      if (entry.scheme != scheme) binder.mark(1, entry.scheme);
      scheme = entry.scheme;
      binder.mark(2, fmt::format("{} · {}", entry.name, entry.assessment));
      binder.add_stamped(std::move(pages), fmt::format("Paket pleno {} · halaman", plenary_.id));
    });
  }

  Site& site_;
  const Plenary& plenary_;
  PacketFacts& facts_;
  PacketForms& forms_;
  pdf::Writer writer_;
  std::size_t forms_in_a_volume_;  // beyond them the forms go on in a further volume
  std::size_t in_forms_ = 0, pages_ = 0;
  int volumes_ = 1;
};

// The letter of assignment rests on what was assessed.
void warn_of_an_early_letter(const Site& site, const Plenary& plenary, const PacketFacts& facts,
                             Report& report) {
  if (!plenary.assignment_date || !facts.last_assessed || *plenary.assignment_date >= *facts.last_assessed)
    return;
  report.found.push_back(
      {.severity = Severity::Warning,
       .at = {.file = (site.settings().site / "plenaries" / (plenary.id + ".yaml")).string(),
              .record = "assignment_date"},
       .message = say("surat tugas tanggal {} mendahului asesmen terakhir, {}",
                      "the letter of assignment of {} is older than the last assessment, {}",
                      iso(*plenary.assignment_date), iso(*facts.last_assessed)),
       .hint = say("tulis tanggal sesudah asesmen selesai", "write a day after the assessments")});
}

void make_packet(Site& site, const Plenary& plenary, Report& report) {
  give_back_memory();
  PacketFacts facts = packet_facts(site, plenary, true);
  warn_of_an_early_letter(site, plenary, facts, report);
  PacketForms forms(site, plenary);
  forms.count(report);
  PacketBinding binding(site, plenary, facts, forms);
  binding.store_volumes(report);
  const DecisionSheet sheet = decision_sheet(site, plenary);
  store(site, plenary, {.kind = "lembar-putusan", .key = "paket", .media_type = "text/csv", .suffix = ".csv"},
        to_csv(sheet));
  store(site, plenary,
        {.kind = "lembar-putusan",
         .key = "paket-xlsx",
         .media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         .suffix = ".xlsx"},
        to_xlsx(sheet, plenary.date, site.settings().site / "state"));
  const std::string volumes =
      binding.volumes() == 1 ? "" : say(" dalam {} jilid", " in {} volumes", binding.volumes());
  report.line(
      say("packet {}: {} asesi, {} halaman{}; dokumen/{}/paket-{}.pdf dan lembar-putusan-{}.csv, .xlsx",
          "packet {}: {} candidates, {} pages{}; dokumen/{}/paket-{}.pdf and lembar-putusan-{}.csv, .xlsx",
          plenary.id, facts.candidates, binding.pages(), volumes, plenary.id, plenary.id, plenary.id));
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
