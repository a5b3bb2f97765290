// `pleno check`: everything people wrote, before anything starts.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "app/certificate_check.h"
#include "app/commands.h"
#include "app/facts.h"
#include "app/json_text.h"
#include "app/site.h"
#include "app/surroundings.h"
#include "document/document_from_facts.h"
#include "document/longest_facts.h"
#include "document/mail_from_facts.h"
#include "document/pages_from_document.h"
#include "rules/coverage.h"
#include "text/error.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::app {
namespace {

namespace fs = std::filesystem;

// How many templates were tried with the longest data.
struct Tried {
  int documents = 0, mails = 0;
};

using Said = std::set<std::tuple<std::string, int, std::string>>;

// It is a warning: the data of this site may never be so long, and each night tries the true ones before a
// number is used.
void add_warnings(const fs::path& site, Diagnostics& of_one, Said& said, Diagnostics& found) {
  for (Diagnostic& one : of_one) {
    if (one.severity == Severity::Note) continue;
    one.severity = Severity::Warning;
    one.at.record = say("data terpanjang", "longest data");
    const fs::path file =
        fs::exists(one.at.file) ? fs::path(one.at.file) : site_or_shipped(site, "templates", one.at.file);
    if (fs::is_regular_file(file)) one.excerpt = trimmed(line_of(read_file(file), one.at.line));
    if (said.emplace(one.at.file, one.at.line, one.message).second) found.push_back(std::move(one));
  }
}

// The longest data with everything true or false, and with each ruling where the template asks for it.
std::vector<feel::Context> longest_variants(const feel::Context& own, bool by_ruling) {
  std::vector<feel::Context> out = {document::longest_facts(own, true), document::longest_facts(own, false)};
  if (!by_ruling) return out;
  for (const char* ruling : {"kompeten", "ditunda", "tindak-lanjut", "diskualifikasi", "tidak-hadir"}) {
    feel::Context facts = out.front();
    feel::Context of_plenary = *facts.find("putusan")->context();
    of_plenary.set("kode", feel::Value(ruling));
    facts.set("putusan", feel::Value(std::move(of_plenary)));
    out.push_back(std::move(facts));
  }
  return out;
}

// What a template cannot hold when its data is as long as may be, by the template's line and field. No
// template is passed over: one that this data cannot fill says why.
void check_longest(Press& press, const document::Template& form, bool by_ruling, const feel::Context& own,
                   Tried& tried, Diagnostics& found) {
  const bool document = form.kind == document::Template::Kind::Document;
  ++(document ? tried.documents : tried.mails);
  Said said;
  for (const feel::Context& facts : longest_variants(own, by_ruling)) {
    Diagnostics of_one;
    if (document) {
      const Document filled = document::fill(form, facts, of_one);
      document::lay_out(filled, press.measure(), of_one);
    } else {
      document::mail_from_facts(form, facts, of_one);
    }
    add_warnings(press.site(), of_one, said, found);
  }
}

Tried check_templates(const fs::path& folder, const Settings& settings, Diagnostics& found) {
  Press press(settings, found);
  press.check_fonts();
  std::set<std::string> names;
  for (const auto& root : {data_folder() / "templates", folder / "templates"}) {
    std::error_code none;
    for (const auto& entry : fs::recursive_directory_iterator(root, none)) {
      if (entry.path().extension() != ".xml") continue;
      names.insert(fs::relative(entry.path(), root).replace_extension("").string());
    }
  }
  const feel::Context own = site_facts(settings);
  Tried tried;
  for (const std::string& name : names) {
    collect(found, [&] {
      const auto file = site_or_shipped(folder, "templates", name + ".xml");
      const std::string text = read_site_file(folder, file);
      // Fragments are read with those that include them.
      if (text.find("<fragment>") != std::string::npos) return;
      const bool by_ruling = text.find("putusan.kode") != std::string::npos;
      if (const auto form = press.form(name, found))
        check_longest(press, *form, by_ruling, own, tried, found);
    });
  }
  return tried;
}

// What no example reaches goes to `found`; gives a line of counts for each rule file.
std::string check_coverage(Site& site, Diagnostics& found) {
  std::string lines;
  for (const auto& rules : site.rule_sets()) {
    const rules::Coverage reached = rules::coverage_of(*rules, site.schemes());
    found.insert(found.end(), reached.missing.begin(), reached.missing.end());
    lines += say("cakupan contoh {}: {} dari {} baris hasil, {} dari {} cabang, {} dari {} hasil aturan\n",
                 "examples of {} reach: {} of {} rows, {} of {} branches, {} of {} outcomes of rules\n",
                 rules->id(), reached.rows.reached, reached.rows.all, reached.branches.reached,
                 reached.branches.all, reached.outcomes.reached, reached.outcomes.all);
  }
  return lines;
}

// The same fault met on several ways (a part that every template includes) is said once.
Diagnostics distinct(const Diagnostics& found) {
  Diagnostics out;
  for (const Diagnostic& one : found) {
    if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
  }
  return out;
}

int show(const GlobalOptions& options, const Diagnostics& all) {
  const Diagnostics found = distinct(all);
  if (options.json) {
    fmt::print("{}\n", diagnostics_json(found));
  } else {
    std::fputs(to_text(found).c_str(), stderr);
    if (!has_errors(found)) fmt::print("{}\n", say("check: tidak ada galat", "check: no errors"));
  }
  return has_errors(found) ? exit_code(Kind::Configuration) : found.empty() ? 0 : 1;
}

// What has a default that no public source confirms: said, so that somebody asks.
void show_unconfirmed(const Settings& settings, const std::vector<Scheme>& schemes) {
  if (!settings.profile.chosen) {
    fmt::print("{}\n", say("belum dipastikan: profil formulir {} (bawaan); tulis forms.profile di pleno.yaml",
                           "unconfirmed: profile of forms {} (default); write forms.profile in pleno.yaml",
                           settings.profile.id));
  }
  for (const Scheme& scheme : schemes) {
    if (!scheme.job_groups.empty()) continue;
    fmt::print(
        "{}\n",
        say("belum dipastikan: kelompok pekerjaan skema {}: semua {} unit satu kelompok; tulis job_groups "
            "di berkas sampingannya",
            "unconfirmed: job groups of scheme {}: all {} units in one; write job_groups in its side file",
            scheme.id, scheme.units.size()));
  }
}

}  // namespace

int command_check(const GlobalOptions& options, bool coverage) {
  Diagnostics ignored;
  const Settings settings = read_settings(options.site, ignored);  // no site at all: 66
  Diagnostics found = Site::faults_of(options.site);
  collect(found, demand_plausible_clock);
  Tried tried;
  collect(found, [&] { tried = check_templates(options.site, settings, found); });
  if (!has_errors(found)) {
    Site site(options.site);
    collect(found, [&] { try_certificates(site, found); });
    collect(found, [&] {
      const Diagnostics queries = site.open_source()->check();
      found.insert(found.end(), queries.begin(), queries.end());
    });
    if (coverage) {
      const std::string lines = check_coverage(site, found);
      if (!options.json) fmt::print("{}", lines);
    }
    if (!options.json) show_unconfirmed(settings, site.schemes());
  }
  if (!options.json) {
    fmt::print("{}\n",
               say("dicoba dengan data terpanjang: {} dokumen, {} surat elektronik",
                   "tried with the longest data: {} documents, {} mails", tried.documents, tried.mails));
  }
  return show(options, found);
}

}  // namespace pleno::app
