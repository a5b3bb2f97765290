// QR codes and their pictures, error correction level M. Draws nothing and leaves no quiet zone.
#pragma once
#include <cstddef>
#include <string>

namespace pleno::pdf {

struct QrCode {
  int modules = 0;    // along one side
  std::string light;  // a byte for each module, row by row: 1 where it is light
};

// Throws Error{Internal} when the text is empty or longer than a QR code holds (2331 bytes at level M).
QrCode qr_code(const std::string& text);
// The same code through libqrencode's documented interface alone: three times slower. Stands in when the
// library is not the version whose inside qr.cpp knows, and proves in tests that the fast way gives the same.
QrCode qr_code_plainly(const std::string& text);

// The modules along one side of the code of so many bytes, without making it; 0: more than a QR code holds.
int qr_modules(std::size_t bytes);

// A one-bit picture of the code, a byte (eight pixels) and eight rows a module: some viewers blur
// pictures that they enlarge, and a module of one pixel would lose its edges.
inline constexpr int qr_pixels = 8;
std::string qr_picture(const QrCode& code);

}  // namespace pleno::pdf
