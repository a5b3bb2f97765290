#include "pdf/qr.h"

#include <qrencode.h>

#include <memory>

#include "text/error.h"
#include "text/language.h"

namespace pleno::pdf {

QrCode qr_code(const std::string& text) {
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
      QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) {
    throw Error(Kind::Internal, say("isi kode QR tidak dapat ditulis ({} bita)",
                                    "the QR code's text cannot be written ({} bytes)", text.size()));
  }
  QrCode result;
  result.modules = code->width;
  const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  for (std::size_t i = 0; i < count; ++i) result.light += static_cast<char>((code->data[i] & 1) ^ 1);
  return result;
}

std::string qr_picture(const QrCode& code) {
  const auto side = static_cast<std::size_t>(code.modules);
  std::string picture;
  picture.reserve(code.light.size() * qr_pixels);
  for (std::size_t row = 0; row < side; ++row) {
    std::string pixels = code.light.substr(row * side, side);
    for (char& module : pixels) module = static_cast<char>(-module);  // 0 or all eight bits
    for (int i = 0; i < qr_pixels; ++i) picture += pixels;
  }
  return picture;
}

}  // namespace pleno::pdf
