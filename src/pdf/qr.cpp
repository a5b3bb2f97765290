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
  const unsigned char* module = code->data;
  for (int y = 0; y < code->width; ++y) {
    unsigned char byte = 0;
    for (int x = 0; x < code->width; ++x) {
      const bool dark = (*module++ & 1) != 0;
      if (!dark) byte = static_cast<unsigned char>(byte | 0x80 >> x % 8);
      if (x % 8 == 7 || x == code->width - 1) {
        result.rows += static_cast<char>(byte);
        byte = 0;
      }
    }
  }
  return result;
}

}  // namespace pleno::pdf
