// Which template a site's certificates are printed with, and where on the paper. Never prints anything.
#pragma once
#include <string>

#include "app/settings.h"
#include "document/pages_from_document.h"

namespace pleno::app {

// "sertifikat", "sertifikat-overlay" on pre-printed stock, or "sertifikat-latar" with a background picture.
std::string certificate_template(const CertificateSettings& settings);

// Stock and its calibration sheet are moved by the site's offsets; every other form lies where it says.
document::LayoutOptions layout_of_form(const CertificateSettings& settings, const std::string& form);

}  // namespace pleno::app
