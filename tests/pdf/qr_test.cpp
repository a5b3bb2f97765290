// QR codes: the fast way against libqrencode's documented one.
#include "pdf/qr.h"

#include <gtest/gtest.h>

namespace pleno::pdf {
namespace {

// Texts of many lengths and contents, so that every mask wins somewhere and every version up to 11 comes.
std::string text_of(unsigned number) {
  std::string text = "https://verifikasi.contoh.example/c/";
  unsigned state = number * 2654435761U + 1;
  for (unsigned i = 0; i < number % 230; ++i) {
    state = state * 1664525U + 1013904223U;
    text += static_cast<char>(number % 3 == 0 ? 1 + (state >> 24) % 255 : 'A' + (state >> 24) % 26);
  }
  return text;
}

TEST(Qr, the_fast_way_gives_the_same_code) {
  for (unsigned number = 0; number < 1500; ++number) {
    const std::string text = text_of(number);
    const QrCode fast = qr_code(text), plain = qr_code_plainly(text);
    ASSERT_EQ(fast.modules, plain.modules) << number;
    ASSERT_EQ(fast.light, plain.light) << number;
  }
}

TEST(Qr, a_code_too_wide_for_the_fast_way_is_made_the_other_way) {
  const std::string text(1000, 'x');
  EXPECT_GT(qr_code(text).modules, 64);
  EXPECT_EQ(qr_code(text).light, qr_code_plainly(text).light);
}

}  // namespace
}  // namespace pleno::pdf
