#include "app/certificate_form.h"

namespace pleno::app {
namespace {

document::Shift in_points(const Offset& millimetres) {
  constexpr double point = 72 / 25.4;
  return {static_cast<float>(millimetres.right * point), static_cast<float>(millimetres.down * point)};
}

}  // namespace

std::string certificate_template(const CertificateSettings& settings) {
  if (settings.mode == CertificateMode::Overlay) return "sertifikat-overlay";
  return settings.background.empty() ? "sertifikat" : "sertifikat-latar";
}

document::LayoutOptions layout_of_form(const CertificateSettings& settings, const std::string& form) {
  document::LayoutOptions out;
  if (form != "sertifikat-overlay" && form != "kalibrasi") return out;
  out.odd = in_points(settings.front);
  out.even = in_points(settings.back);
  return out;
}

}  // namespace pleno::app
