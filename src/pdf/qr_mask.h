// Which of a QR code's eight masks is best, by the penalties of ISO/IEC 18004, 7.8.3. Chooses what
// libqrencode chooses, but counts whole rows of bits instead of modules: there, this is nearly all that a
// code costs.
#pragma once
#include <string>

namespace pleno::pdf {

inline constexpr int widest_masked = 64;  // modules along one side, at most

// `modules`: side * side bytes, row by row, not masked: bit 0 is set where it is dark, bit 7 where it is part
// of a pattern that no mask changes. Gives a byte a module, 1 where it is light, with the best mask and its
// format information (error correction level M) put in.
std::string masked(const unsigned char* modules, int side);

}  // namespace pleno::pdf
