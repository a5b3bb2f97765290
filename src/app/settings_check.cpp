// What no single key of pleno.yaml can get wrong alone.
#include "app/press.h"
#include "app/settings.h"
#include "app/site.h"
#include "mail/address.h"
#include "mail/mail.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

namespace fs = std::filesystem;

class Faults {
 public:
  Faults(const Settings& settings, Diagnostics& found)
      : file_((settings.site / "pleno.yaml").string()), found_(found) {}
  void add(const char* key, std::string message, std::string hint) {
    found_.push_back(
        {.at = {.file = file_, .record = key}, .message = std::move(message), .hint = std::move(hint)});
  }

 private:
  std::string file_;
  Diagnostics& found_;
};

// The secret of the sample stands in every copy of Pleno: whoever knows it can forge public ids.
void check_secret(const Settings& settings, Faults& faults) {
  constexpr std::size_t shortest = 24;
  const std::string make = "head -c 32 /dev/urandom | base64 > secret.key; chmod 600 secret.key";
  if (settings.secret.empty()) return;  // said where it is missing
  const std::string sample = read_file(data_folder() / "samples" / "site" / "secret.key");
  if (!settings.sample && sample.find(settings.secret) != std::string::npos) {
    faults.add("secret_file",
               say("rahasia situs contoh dipakai di luar situs contoh",
                   "the sample's secret is used outside the sample"),
               make);
  } else if (settings.secret.size() < shortest) {
    faults.add("secret_file", say("rahasia situs terlalu pendek", "the site's secret is too short"), make);
  }
}

void check_addresses(const Settings& settings, Faults& faults) {
  const MailSettings& mail = settings.mail;
  const auto check = [&](const char* key, const std::string& address) {
    if (const auto fault = mail::fault_in_address(address)) {
      faults.add(key, say("alamat tidak dapat dipakai: {}", "unusable address: {}", *fault),
                 say("tulis satu alamat: nama@domain", "write one address: name@domain"));
    }
  };
  if (!mail.from_address.empty()) check("mail.from_address", mail.from_address);
  if (!mail.reply_to.empty()) check("mail.reply_to", mail.reply_to);
  if (!mail.redirect_all_to.empty()) check("mail.redirect_all_to", mail.redirect_all_to);
  if (settings.sample) return;
  const std::string hint = say("isi dengan domain LSP Anda, atau sample: true untuk berlatih",
                               "enter your body's domain, or sample: true for practice");
  for (const auto& [key, value] : {std::pair{"mail.from_address", mail.from_address},
                                   {"mail.domain", mail.domain},
                                   {"certificate.verify_url", settings.certificate.verify_url}}) {
    if (mail::is_reserved_domain(mail::domain_of(value)))
      faults.add(key, say("domain contoh di situs sungguhan", "a domain of examples in a real site"), hint);
  }
}

void check_places(const Settings& settings, Faults& faults) {
  const fs::path& site = settings.site;
  if (url_in_site(settings.source_url, site) == url_in_site(settings.state_url, site) &&
      !settings.state_url.empty()) {
    faults.add(
        "state.url",
        say("basis data keadaan sama dengan basis data sumber", "the state database is the source database"),
        say("sumber hanya dibaca; beri keadaan berkas sendiri: sqlite3://state/pleno.db",
            "the source is only read; give the state a file of its own: sqlite3://state/pleno.db"));
  }
  for (const auto& [key, folder] :
       {std::pair{"state.store", settings.store}, {"dokumen", site / "dokumen"}}) {
    if (const std::string fault = fault_in_folder(folder); !fault.empty())
      faults.add(key, fault, say("periksa jalurnya dan hak tulisnya", "check the path and its permissions"));
  }
}

void check_mail_url(const Settings& settings, Faults& faults) {
  if (settings.mail.url.empty()) return;
  try {
    mail::open_mail(settings.mail.url, {}, settings.site);
  } catch (const Error& error) {
    faults.add("mail.url", error.what(), error.hint);
  }
}

}  // namespace

void check_settings(const Settings& settings, Diagnostics& found) {
  Faults faults(settings, found);
  check_secret(settings, faults);
  check_addresses(settings, faults);
  check_places(settings, faults);
  check_mail_url(settings, faults);
}

}  // namespace pleno::app
