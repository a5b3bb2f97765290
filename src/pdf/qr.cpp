#include "pdf/qr.h"

#include <qrencode.h>

#include <algorithm>
#include <array>
#include <memory>

#include "pdf/qr_mask.h"
#include "text/error.h"
#include "text/language.h"

extern "C" {
// Exported by the shared library, declared in none of its installed headers. Mask -2 is none at all.
QRcode* QRcode_encodeMask(QRinput* input, int mask) __attribute__((weak));
}

namespace pleno::pdf {
namespace {

using Input = std::unique_ptr<QRinput, void (*)(QRinput*)>;
using Code = std::unique_ptr<QRcode, void (*)(QRcode*)>;

// Whether the libqrencode of this process is the one whose inside is known here.
bool knows_inside() {
  static const bool known = [] {
    int major = 0, minor = 0, micro = 0;
    QRcode_APIVersion(&major, &minor, &micro);
    return QRcode_encodeMask != nullptr && major == 4 && minor == 1;
  }();
  return known;
}

[[noreturn]] void refuse(const std::string& text) {
  throw Error(Kind::Internal, say("isi kode QR tidak dapat ditulis ({} bita)",
                                  "the QR code's text cannot be written ({} bytes)", text.size()));
}

}  // namespace

QrCode qr_code_plainly(const std::string& text) {
  const Code code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) refuse(text);
  QrCode result;
  result.modules = code->width;
  const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  for (std::size_t i = 0; i < count; ++i) result.light += static_cast<char>((code->data[i] & 1) ^ 1);
  return result;
}

QrCode qr_code(const std::string& text) {
  if (!knows_inside() || text.empty() || text.find('\0') != std::string::npos) return qr_code_plainly(text);
  const Input input(QRinput_new2(0, QR_ECLEVEL_M), &QRinput_free);
  if (!input || QRinput_append(input.get(), QR_MODE_8, static_cast<int>(text.size()),
                               reinterpret_cast<const unsigned char*>(text.data())) != 0) {
    refuse(text);
  }
  const Code code(QRcode_encodeMask(input.get(), -2), &QRcode_free);
  if (!code) refuse(text);
  if (code->width > widest_masked) return qr_code_plainly(text);
  return {code->width, masked(code->data, code->width)};
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

int qr_modules(std::size_t bytes) {
  // ISO/IEC 18004, table 7: bytes at level M by version, from 1.
  constexpr std::array<std::size_t, 40> most = {14,   26,   42,   62,   84,   106,  122,  152,  180,  213,
                                                251,  287,  331,  362,  412,  450,  504,  560,  624,  666,
                                                711,  779,  857,  911,  997,  1059, 1125, 1190, 1264, 1370,
                                                1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331};
  const auto version = std::lower_bound(most.begin(), most.end(), bytes);
  return version == most.end() ? 0 : 21 + 4 * static_cast<int>(version - most.begin());
}

}  // namespace pleno::pdf
