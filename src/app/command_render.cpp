// `pleno render FORM [SUBJECT]`: one form as a PDF, of a candidate, a session or a plenary. Nothing is kept:
// what counts is made by the night, by `resolve` and by `issue`.
#include <fmt/format.h>

#include "app/certificate_form.h"
#include "app/commands.h"
#include "app/issue_work.h"
#include "app/optional_facts.h"
#include "app/packet_facts.h"
#include "app/packet_pages.h"
#include "app/propose.h"
#include "app/session_facts.h"
#include "app/site.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

using FactSets = std::vector<feel::Context>;  // one for each document that the subject asks for

bool is_certificate(const std::string& form) { return form.starts_with("sertifikat"); }

// A certificate before there is one: its number and code are zeros, its date that of the decree to come.
journal::CertificateRow proof_of(Site& site, const Case& one) {
  journal::CertificateRow out;
  const CertificateSettings& settings = site.settings().certificate;
  const Plenary* plenary = one.plenary;
  const Date day =
      plenary == nullptr ? one.evidence->session.ends : plenary->decree_date.value_or(plenary->date);
  out.issue_date = iso(day);
  out.public_id = std::string(26, '0');
  NumberPatterns(settings).name(out, *one.scheme, settings.first_registration - 1);
  return out;
}

FactSets facts_of_candidate(Site& site, const journal::Record& record, const std::string& form,
                            const document::Template& compiled, Diagnostics& found) {
  const Evidence evidence = evidence_of(record);
  const Decision decision = current_decision(site, record, evidence);
  Case one{&site.scheme(evidence.scheme), &evidence, &decision};
  one.shows_national_id = compiled.code == "FR.APL.01";
  if (!record.plenary.empty()) one.plenary = &site.plenary(record.plenary);
  if (record.resolution) one.resolution = &*record.resolution;
  const journal::CertificateRow row = record.certificate ? *record.certificate : proof_of(site, one);
  if (record.certificate || is_certificate(form)) one.certificate = &row;
  feel::Context facts = case_facts(site.facts(), site.settings(), one, Depth::Criteria);
  facts.set("draf", is_certificate(form) ? !record.certificate : !record.resolution);
  if (compiled.code.starts_with("FR.APL."))
    facts.set("permohonan", application_facts(site, evidence.id, found));
  if (compiled.code == "FR.AK.01")
    facts.set("pelaksanaan", session_day_facts(site, evidence.session.id, found));
  return {facts};
}

// One for each scheme of the session; the assessors' forms (FR.…) one for each leading assessor as well.
FactSets facts_of_session(Site& site, const std::string& session, const std::string& form,
                          Diagnostics& found) {
  FactSets out;
  const Grouping grouping = form.starts_with("fr-") ? Grouping::Assessor : Grouping::Scheme;
  for (const journal::SessionRow& row : site.journal().sessions()) {
    if (row.session != session) continue;
    for (const auto& [key, group] : session_groups(site, session, row.scheme, grouping))
      out.push_back(session_facts(site, group));
  }
  if (out.empty()) return out;
  const feel::Context day = session_day_facts(site, session, found);
  for (feel::Context& facts : out) facts.set("pelaksanaan", day);
  return out;
}

FactSets facts_of_plenary(Site& site, const Plenary& plenary) {
  PacketFacts resolved = packet_facts(site, plenary, false);
  if (resolved.candidates > 0) return {std::move(resolved.context)};
  return {packet_facts(site, plenary, true).context};
}

FactSets facts_of(Site& site, const std::string& subject, const std::string& form,
                  const document::Template& compiled, Diagnostics& found) {
  if (subject.empty()) return {site.facts()};
  if (const auto record = site.journal().find(subject))
    return facts_of_candidate(site, *record, form, compiled, found);
  FactSets session = facts_of_session(site, subject, form, found);
  if (!session.empty()) return session;
  for (const Meeting& meeting : site.meetings()) {
    if (meeting.plenary.id == subject) return facts_of_plenary(site, meeting.plenary);
  }
  throw Error(
      Kind::NoInput,
      say("'{}' bukan asesi, jadwal atau rapat pleno", "'{}' is no candidate, session or plenary", subject),
      {},
      say("pakai nomor pendaftaran, kode jadwal atau nama rapat; `pleno pull` mengambil data dari sumber",
          "use a registration number, a session's code or a plenary's name; `pleno pull` brings data "
          "in from the source"));
}

}  // namespace

int command_render(const GlobalOptions& options, const std::string& form, const std::string& subject,
                   const std::filesystem::path& output, bool debug_layout) {
  Site site(options.site);
  std::string name = template_name(form);
  if (name == "sertifikat") name = certificate_template(site.settings().certificate);
  Diagnostics found;
  const auto compiled = site.press().form(name, found);
  if (compiled == nullptr || has_errors(found)) throw SiteFaults{found};
  document::LayoutOptions layout = layout_of_form(site.settings().certificate, name);
  layout.debug = debug_layout;
  std::vector<BoundPart> parts;
  for (const feel::Context& facts : facts_of(site, subject, name, *compiled, found)) {
    if (has_errors(found)) throw SiteFaults{found};
    Pages pages = site.press().lay_out(*compiled, facts, found, layout);
    if (has_errors(found)) throw SiteFaults{found};
    if (!pages.pages.empty()) parts.push_back({pages.title, std::move(pages)});
  }
  if (parts.empty()) throw SiteFaults{found, Kind::NoInput};  // no occasion for it
  pdf::Writer writer = site.press().writer();
  write_file(output, file_of(writer, std::move(parts)));
  fmt::print("{}\n", output.string());
  return 0;
}

}  // namespace pleno::app
