#include "app/issue_work.h"

#include <fmt/format.h>

#include "app/certificate_check.h"
#include "app/certificate_form.h"
#include "app/conclude.h"
#include "app/parallel.h"
#include "app/propose.h"
#include "feel/schema.h"
#include "text/digest.h"
#include "text/language.h"

namespace pleno::app {
namespace {

// The `tindak_lanjut` by which a rule awards the units that are competent.
constexpr const char* statement_of_units = "surat-keterangan-unit";

// What a number may be made of: NumberPatterns::name sets these.
feel::Schema facts_of_numbers() {
  feel::Schema out{.type = feel::Type::Context, .members = {}, .items = nullptr};
  const auto text = std::make_shared<const feel::Schema>(feel::Schema{feel::Type::String, {}, nullptr});
  for (const char* name :
       {"urut", "urut_3", "urut_4", "urut_5", "urut_6", "urut_7", "urut_8", "tahun", "bulan", "skema"})
    out.members[name] = text;
  out.members["jenjang"] =
      std::make_shared<const feel::Schema>(feel::Schema{feel::Type::Number, {}, nullptr});
  return out;
}

feel::Text pattern(const std::string& key, const std::string& text) {
  Diagnostics found;
  const feel::Source source{{.file = "pleno.yaml", .record = "certificate." + key}, text};
  feel::Text out = feel::parse_text(text, source, found);
  feel::check(out, facts_of_numbers(), source, found);
  if (has_errors(found)) throw SiteFaults{found};
  return out;
}

// A document of one candidate by a template; faults go to `job.found`.
std::shared_ptr<const std::string> print(Site& site, pdf::Writer& writer, const std::string& name,
                                         const feel::Context& facts, CertificateJob& job) {
  const auto form = site.press().form(name, job.found);
  if (form == nullptr) return nullptr;
  const Pages pages = site.press().lay_out(*form, facts, job.found);
  if (has_errors(job.found) || pages.pages.empty()) return nullptr;
  return std::make_shared<const std::string>(writer.write(pages));
}

// Where people find it, below site/dokumen.
std::string shelf(const Plenary& plenary, const std::string& kind, const std::string& assessment) {
  return fmt::format("{}/{}/{}.pdf", file_name(plenary.id), kind, file_name(assessment));
}

Attachment attach(const std::string& file, std::shared_ptr<const std::string> bytes, std::string digest) {
  return {file, "application/pdf", std::move(digest), std::move(bytes)};
}

void keep_and_attach(CertificateJob& job, const std::string& kind, const std::string& file,
                     std::shared_ptr<const std::string> bytes, std::vector<Attachment>& attachments) {
  if (bytes == nullptr) return;
  const std::string digest = sha256(*bytes);
  const std::string& id = job.one.evidence->id;
  job.documents.push_back(
      {digest, {digest, kind, id, "application/pdf", bytes}, shelf(*job.one.plenary, kind, id)});
  attachments.push_back(attach(file, bytes, digest));
}

std::shared_ptr<const document::Template> certificate_form(Site& site) {
  Diagnostics found;
  auto form = site.press().form(certificate_template(site.settings().certificate), found);
  if (form == nullptr) throw SiteFaults{found};
  return form;
}

document::LayoutOptions certificate_layout(Site& site) {
  const CertificateSettings& settings = site.settings().certificate;
  return layout_of_form(settings, certificate_template(settings));
}

void fetch_form(Site& site, CertificateJob& job) {
  const Ruling ruling = job.one.resolution->ruling;
  if (ruling != Ruling::Competent && ruling != Ruling::NotYetCompetent) return;
  const std::string& id = job.one.evidence->id;
  const std::string& code = site.settings().profile.result;
  const auto form = site.journal().latest_document(code, id);
  if (!form) return;
  job.form = attach(code + "-" + file_name(id) + ".pdf", site.journal().bytes(form->sha256), form->sha256);
}

void add_letter(Site& site, pdf::Writer& writer, CertificateJob& job, const std::string& now);

}  // namespace

NumberPatterns::NumberPatterns(const CertificateSettings& settings)
    : number_(pattern("number", settings.number)),
      registration_(pattern("registration", settings.registration)),
      first_registration_(settings.first_registration) {}

void NumberPatterns::name(journal::CertificateRow& row, const Scheme& scheme, long long base) const {
  const auto fill_in = [&](const feel::Text& text, long long serial) {
    feel::Context facts;
    facts.set("urut", std::to_string(serial));
    for (const int width : {3, 4, 5, 6, 7, 8})
      facts.set(fmt::format("urut_{}", width), fmt::format("{:0{}}", serial, width));
    facts.set("tahun", row.issue_date.substr(0, 4));
    facts.set("bulan", row.issue_date.substr(5, 2));
    facts.set("jenjang", scheme.level);
    facts.set("skema", scheme.id);
    return feel::fill(text, feel::Scope(facts));
  };
  row.number = fill_in(number_, row.no);
  row.registration = fill_in(registration_, row.no - base + first_registration_ - 1);
}

std::string public_id(const Settings& settings, const std::string& assessment, int revision) {
  std::string key = "certificate|" + settings.certificate.series + "|" + assessment;
  if (revision > 1) key += "|" + std::to_string(revision);
  return crockford(hmac_sha256(settings.secret, key), 130);
}

long long registration_base(Site& site, const std::string& year) {
  const std::string key = "registration " + site.settings().certificate.series + " " + year;
  if (const std::string known = site.journal().meta(key); !known.empty()) return std::stoll(known);
  long long last = site.settings().certificate.first_serial - 1;
  for (const auto& [series, number] : site.journal().status().series) {
    if (series == site.settings().certificate.series && number > last) last = number;
  }
  site.journal().set_meta(key, std::to_string(last));
  return last;
}

namespace {

// What goes to a candidate beside the certificate and FR.AK.02.
struct Letter {
  const char* form;  // the template
  const char* kind;  // what the archive calls it
  const char* file;  // the attachment's name begins with it
};

std::vector<Letter> letters_of(const Case& one, bool certificate) {
  std::vector<Letter> out;
  const Ruling ruling = one.resolution->ruling;
  // A deferred result has no attachments.
  if (!certificate && ruling != Ruling::Deferred) out.push_back({"surat-hasil", "surat", "Surat"});
  if (ruling != Ruling::NotYetCompetent) return out;
  out.push_back({"fr-ak-04", "FR.AK.04", "FR.AK.04"});
  // Variation 13 of the rules: what is competent is stated, though the scheme is not.
  if (one.decision->follow_up == statement_of_units)
    out.push_back({"surat-keterangan", "surat-keterangan", "Surat-Keterangan"});
  return out;
}

// A ruling orders the certificate: where its template sees no occasion for one, that is an error.
Pages lay_out_certificate(const Press& press, const document::Template& form, const feel::Context& facts,
                          const document::LayoutOptions& layout, Diagnostics& found) {
  Pages pages = press.lay_out(form, facts, found, layout);
  if (pages.pages.empty() && !has_errors(found)) found.back().severity = Severity::Error;
  return pages;
}

void try_certificate(Site& site, const document::Template& form, const document::LayoutOptions& layout,
                     const Case& one, Diagnostics& found) {
  const Settings& settings = site.settings();
  const Pages pages = lay_out_certificate(
      site.press(), form, case_facts(site.facts(), settings, one, Depth::Units), layout, found);
  if (has_errors(found)) return;
  check_certificate(pages, must_show(settings, *one.evidence, *one.certificate), site.press().measure(),
                    {.file = certificate_template(settings.certificate) + ".xml",
                     .record = say("asesi {}", "candidate {}", one.evidence->id)},
                    found);
}

void try_letters(Site& site, const Case& one, int revision, const std::string& now, Diagnostics& found) {
  const feel::Context facts = case_facts(site.facts(), site.settings(), one, Depth::Units);
  const bool certificate = one.certificate != nullptr;
  for (const Letter& piece : letters_of(one, certificate)) {
    if (const auto form = site.press().form(piece.form, found)) site.press().lay_out(*form, facts, found);
  }
  letter(site, certificate ? "sertifikat" : "hasil", one.plenary->id, certificate ? revision : 1, facts,
         *one.evidence, {}, now, found);
}

}  // namespace

void preflight(Site& site, std::vector<CertificateJob>& jobs, const NumberPatterns& patterns,
               const std::string& now) {
  const auto form = certificate_form(site);
  site.facts();  // both are made when first asked for: not by two threads at once
  site.press();
  const auto layout = certificate_layout(site);
  const auto nothing = [] { return 0; };
  parallel(jobs.size(), worker_threads(), nothing, [&](int, std::size_t i) {
    Case one = jobs[i].one;
    journal::CertificateRow dummy;
    if (one.resolution->ruling == Ruling::Competent) {
      dummy.no = site.settings().certificate.first_serial;
      dummy.issue_date = iso(*one.plenary->decree_date);
      dummy.public_id = public_id(site.settings(), one.evidence->id, 1);
      patterns.name(dummy, *one.scheme, dummy.no - 1);
      one.certificate = &dummy;
      try_certificate(site, *form, layout, one, jobs[i].found);
    }
    try_letters(site, one, jobs[i].revision, now, jobs[i].found);
  });
}

void print_certificates(Site& site, std::vector<CertificateJob>& jobs) {
  const auto form = certificate_form(site);
  const std::string inputs =
      site.press().digest(certificate_template(site.settings().certificate)) + site.settings().digest;
  const feel::Context& facts = site.facts();
  const Press& press = site.press();
  const auto layout = certificate_layout(site);
  parallel(
      jobs.size(), worker_threads(), [&] { return press.writer(); },
      [&](pdf::Writer& writer, std::size_t i) {
        CertificateJob& job = jobs[i];
        const Pages pages = lay_out_certificate(
            press, *form, case_facts(facts, site.settings(), job.one, Depth::Units), layout, job.found);
        if (has_errors(job.found)) return;
        auto bytes = std::make_shared<const std::string>(writer.write(pages));
        const std::string& id = job.one.evidence->id;
        job.certificate = {
            sha256(inputs + job.one.certificate->number + job.one.certificate->decision_digest),
            {sha256(*bytes), "sertifikat", id, "application/pdf", bytes},
            shelf(*job.one.plenary, "sertifikat", id)};
      });
}

void fetch_forms(Site& site, std::vector<CertificateJob>& jobs) {
  for (CertificateJob& job : jobs) fetch_form(site, job);
}

void add_letters(Site& site, std::vector<CertificateJob>& jobs, const std::string& now) {
  site.facts();  // both are made when first asked for: not by two threads at once
  site.press();
  parallel(
      jobs.size(), worker_threads(), [&] { return site.press().writer(); },
      [&](pdf::Writer& writer, std::size_t i) {
        if (!has_errors(jobs[i].found)) add_letter(site, writer, jobs[i], now);
      });
}

namespace {

void add_letter(Site& site, pdf::Writer& writer, CertificateJob& job, const std::string& now) {
  const Evidence& evidence = *job.one.evidence;
  const feel::Context facts = case_facts(site.facts(), site.settings(), job.one, Depth::Units);
  const std::string id = file_name(evidence.id);
  std::vector<Attachment> attachments;
  const bool certificate = job.certificate.artifact.bytes != nullptr;
  if (certificate) {
    const Artifact& pdf = job.certificate.artifact;
    attachments.push_back(attach("Sertifikat-" + id + ".pdf", pdf.bytes, pdf.sha256));
  }
  // FR.AK.02 stands behind the certificate or the letter of result.
  const auto add_form = [&] {
    if (job.form) attachments.push_back(std::move(*job.form));
    job.form.reset();
  };
  for (const Letter& piece : letters_of(job.one, certificate)) {
    if (std::string_view(piece.kind) != "surat") add_form();
    keep_and_attach(job, piece.kind, fmt::format("{}-{}.pdf", piece.file, id),
                    print(site, writer, piece.form, facts, job), attachments);
  }
  add_form();
  if (has_errors(job.found)) return;
  job.mails.push_back(letter(site, certificate ? "sertifikat" : "hasil", job.one.plenary->id,
                             certificate ? job.revision : 1, facts, evidence, std::move(attachments), now,
                             job.found));
}

}  // namespace

}  // namespace pleno::app
