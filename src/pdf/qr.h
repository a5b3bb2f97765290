// QR codes as one bit a module, error correction level M. Draws nothing and leaves no quiet zone.
#pragma once
#include <string>

namespace pleno::pdf {

struct QrCode {
  int modules = 0;   // along one side
  std::string rows;  // each row in whole bytes, the left module first; a light module is 1
};

// Throws Error{Internal} when the text is empty or longer than a QR code holds (2331 bytes at level M).
QrCode qr_code(const std::string& text);

}  // namespace pleno::pdf
