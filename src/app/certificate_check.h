// What a certificate must show, and show legibly, looked for on its laid-out pages before it gets a number:
// number, name and QR code, nothing beyond the paper, no text over text. Never changes a page.
#pragma once
#include <string>

#include "app/site.h"
#include "domain/pages.h"

namespace pleno::app {

struct CertificateMust {
  std::string number;  // as printed; empty: stock has it
  std::string name;
  std::string address;  // the QR code's text; empty: stock has none
};
CertificateMust must_show(const Settings& settings, const Evidence& evidence,
                          const journal::CertificateRow& row);

// Errors in `found`, each with the template's file and the record; one for each kind of fault.
void check_certificate(const Pages& pages, const CertificateMust& must, const Measure& measure,
                       const Place& at, Diagnostics& found);

// The site's certificate for an invented candidate of each scheme: for `pleno check`. Nothing when the site
// has no scheme yet.
void try_certificates(Site& site, Diagnostics& found);

}  // namespace pleno::app
