// The part of pleno.yaml that reaches documents, as one digest: certificates are pinned to it, and forms are
// made again when it changes. A number and its pattern are not in it: a number once taken stands in the
// journal. Neither are servers, folders, limits and the wording of senders.
#include <fmt/format.h>

#include "app/settings.h"
#include "text/digest.h"

namespace pleno::app {
namespace {

// Each value with its key and length, so that no two sets of values are the same text.
class Printed {
 public:
  void add(const char* key, const std::string& value) {
    text_ += fmt::format("{}:{}:{}\n", key, value.size(), value);
  }
  void add(const char* key, const std::vector<std::string>& values) {
    text_ += fmt::format("{}:{}\n", key, values.size());
    for (const std::string& value : values) add(key, value);
  }
  void add(const char* key, const Officer& officer) {
    add(key, std::vector<std::string>{officer.name, officer.title, officer.english_title});
  }
  void add(const char* key, double value) { add(key, fmt::format("{}", value)); }
  void add(const char* key, int value) { add(key, std::to_string(value)); }
  std::string digest() const { return sha256(text_); }

 private:
  std::string text_;
};

}  // namespace

std::string digest_of_printed(const Settings& settings) {
  const BodySettings& body = settings.body;
  const CertificateSettings& certificate = settings.certificate;
  Printed out;
  out.add("sample", settings.sample ? 1 : 0);
  out.add("lsp.name", body.name);
  out.add("lsp.short_name", body.short_name);
  out.add("lsp.english_name", body.english_name);
  out.add("lsp.licence", body.licence);
  out.add("lsp.licence_decree", body.licence_decree);
  out.add("lsp.address", body.address);
  out.add("lsp.website", body.website);
  out.add("lsp.email", body.email);
  out.add("lsp.city", body.city);
  out.add("lsp.logo", body.logo);
  out.add("lsp.time_zone", body.time_zone);
  out.add("lsp.chair", body.chair);
  out.add("lsp.manager", body.manager);
  out.add("lsp.legal_basis", body.legal_basis);
  out.add("lsp.cc", body.cc);
  out.add("certificate.valid_years", certificate.valid_years);
  out.add("certificate.verify_url", certificate.verify_url);
  out.add("certificate.mode", static_cast<int>(certificate.mode));
  out.add("certificate.offset.right", certificate.front.right);
  out.add("certificate.offset.down", certificate.front.down);
  out.add("certificate.offset.back_right", certificate.back.right);
  out.add("certificate.offset.back_down", certificate.back.down);
  out.add("certificate.background", certificate.background);
  out.add("certificate.valid_from", static_cast<int>(certificate.valid_from));
  out.add("plenary.quorum_min", settings.plenary.rules.quorum_min);
  out.add("plenary.near_miss_criteria", settings.plenary.near_miss_criteria);
  out.add("plenary.deadline_days", settings.plenary.deadline_days);
  out.add("plenary.appeal_days", settings.plenary.appeal_days);
  out.add("forms.profile", settings.profile.id);
  out.add("forms.options", settings.option_style);
  out.add("forms.edition", settings.form_edition);
  out.add("forms.decree", settings.decree);
  return out.digest();
}

}  // namespace pleno::app
