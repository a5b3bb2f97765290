// The parts of issuing that look at one candidate: its number's spelling, its certificate, its letters.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/facts.h"
#include "app/site.h"
#include "feel/expression.h"

namespace pleno::app {

struct IssueCounts {
  long long certificates = 0, concluded = 0, mails = 0;
};

// Number and registration from a serial, by the patterns of pleno.yaml. Throws SiteFaults on a bad pattern.
class NumberPatterns {
 public:
  explicit NumberPatterns(const CertificateSettings& settings);
  // Fills number and registration; `base` is the serial before the year's first.
  void name(journal::CertificateRow& row, const Scheme& scheme, long long base) const;

 private:
  feel::Text number_, registration_;
  long long first_registration_;
};

// 130 bits of an HMAC over the assessment: the public id of its certificate (26 letters). A replacement
// (revision 2 and on) has its own.
std::string public_id(const Settings& settings, const std::string& assessment, int revision);
// The registration number restarts each year: the last serial before this year's first,
// noted once.
long long registration_base(Site& site, const std::string& year);

struct CertificateJob {
  Case one;
  int revision = 1;  // of the certificate
  Diagnostics found;
  journal::NewDocument certificate;
  std::vector<journal::NewDocument> documents;  // surat, FR.AK.04
  std::vector<journal::NewMail> mails = {};
  std::optional<Attachment> form = {};  // FR.AK.02 as it was signed
};

// Before a number is used: all that the job will produce, its certificate with a number of equal width, its
// letters and its mail; faults, and what was made smaller, stay with the job.
void preflight(Site& site, std::vector<CertificateJob>& jobs, const NumberPatterns& patterns,
               const std::string& now);
// Step 8: renders each certificate, on every core; faults stay with the job.
void print_certificates(Site& site, std::vector<CertificateJob>& jobs);
// The signed form that goes with each letter, out of the journal.
void fetch_forms(Site& site, std::vector<CertificateJob>& jobs);
// The documents that go with each ruling, and the one mail to this person, on every core; jobs with faults
// stay as they are. Asks the journal nothing.
void add_letters(Site& site, std::vector<CertificateJob>& jobs, const std::string& now);

}  // namespace pleno::app
