// pleno.yaml as a checked value: raw keys become Settings in one place, each with its limits.
// Never opens a database or a connection.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "app/files.h"
#include "app/letter_numbers.h"
#include "app/meeting_settings.h"
#include "text/diagnostic.h"

namespace pleno::app {

struct Officer {
  std::string name;           // with degrees
  std::string title;          // "Ketua"
  std::string english_title;  // "Chairman"
};

struct BodySettings {  // lsp:
  std::string name, short_name, english_name, licence, licence_decree, address, website, email, city, logo;
  std::string time_zone;  // "WIB", "WITA" or "WIT": set behind printed times; never the server's
  Officer chair, manager;
  std::vector<std::string> legal_basis, cc;
};

// How certificates are printed. Overlay: text only, on pre-printed stock; Draft: with a watermark.
enum class CertificateMode { Page, Overlay, Draft };
struct Offset {  // in millimetres; moves what is printed on pre-printed stock
  double right = 0, down = 0;
};

// The day from which a certificate's years count; no public source, so no default.
enum class ValidFrom { Decree, Plenary, Assessment };  // Assessment: its last day

struct CertificateSettings {
  std::string series;  // name of the counter
  long long first_serial = 1;
  std::string number;                // FEEL text: "70209 2431 {{jenjang}} {{urut_7}} {{tahun}}"
  std::string registration;          // FEEL text: "MKT 0000 {{urut_5}} {{tahun}}"
  long long first_registration = 1;  // restarts each year
  int valid_years = 0;
  ValidFrom valid_from = ValidFrom::Decree;
  std::string verify_url;  // the id is appended
  CertificateMode mode = CertificateMode::Page;
  Offset front, back;      // measured with the calibration sheet
  std::string background;  // a picture of the site's assets under the whole page; empty: none
};

// Which forms stand for the assessor's result and report: by their codes, which name templates too.
struct FormProfile {
  std::string id = "muk-2023";
  std::string result = "FR.AK.02";
  std::string report = "FR.AK.05";
  bool chosen = false;  // by the site; else it is our guess, and `check` says so
};

struct MailSettings {
  std::string url;  // eml:DIR, smtp://, smtps://
  std::string from_name, from_address, reply_to;
  std::string domain;  // right side of Message-IDs
  std::string user, password, ca_file;
  std::string redirect_all_to;  // a rehearsal: every mail goes there instead; empty: to its recipient
  std::string helo;
  int per_minute = 0;          // at most so many mails; 0: as fast as the server takes them
  std::string archive;         // where mails in doubt are looked for: a relay's log, or a folder of copies
  std::string bounces;         // the folder that reports on undelivered mails come to
  std::string bounce_address;  // return path with '*' for the mail's number; empty: from_address
  int reply_seconds = 300, body_seconds = 600, mail_seconds = 900;
};

struct Settings {
  std::filesystem::path site;
  bool sample = false;  // prints CONTOH; `check` refuses a sample's secret elsewhere
  BodySettings body;
  std::string source_url;
  std::string state_url;
  std::filesystem::path store;
  std::filesystem::path checkpoint;  // signed-off end of the ledgers, best on another disk
  CertificateSettings certificate;
  PlenarySettings plenary;
  LetterSettings letters;
  ReassessmentSettings reassessment;
  RecertificationSettings recertification;
  MailSettings mail;
  std::string option_style;  // "coret" or "kotak"
  std::string form_edition;
  FormProfile profile;
  std::string decree;  // template of the SK: "sk" or "sk-direktur"
  std::string secret;  // the site's secret, from secret_file or PLENO_SECRET_FILE
  std::string digest;  // digest_of_printed: pinned with each certificate

  int utc_hours() const;  // of the site's zone: 7, 8 or 9
};

// Reads site/pleno.yaml with PLENO_* from the environment over it, key by key. Throws Error{NoInput} when
// there is no such site; what people can mend is in `found`, all at once.
Settings read_settings(const std::filesystem::path& site, Diagnostics& found);

// SHA-256 over the values that can show in a document: all of `sample`, `lsp` and `forms`, of `certificate`
// what its page shows besides the numbers, of `plenary` the limits. Two settings with the same digest make
// the same documents; another mail server or database does not change it.
std::string digest_of_printed(const Settings& settings);

// What is wrong between the keys: a secret that everyone knows, the state in the source's file, addresses of
// examples in a site that is no sample.
void check_settings(const Settings& settings, Diagnostics& found);

}  // namespace pleno::app
