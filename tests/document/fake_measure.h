// Fonts that need no file: every character of "Uji" is half its size wide (bold: 0.6), a blank a quarter.
// The shipped families have
// letters of about their true mean width. "Tanda" and DejaVu Sans have ticks and boxes, in regular alone. So
// that expected pages can be worked out by hand.
#pragma once
#include "domain/measure.h"

namespace pleno::test {

class FakeMeasure : public Measure {
 public:
  std::optional<int> face(const Face& face) const override {
    const int look = (face.bold ? 1 : 0) + (face.italic ? 2 : 0);
    if (face.family == "Uji") return look;
    if (face.family == "Carlito") return 10 + look;
    if (face.family == "Gentium Plus") return 20 + look;
    if ((face.family == "Tanda" || face.family == "DejaVu Sans") && !face.bold && !face.italic) return 4;
    return {};
  }
  FaceMetrics metrics(int) const override { return {800, 200, 640, 460}; }
  float advance(int face, char32_t c) const override {
    if (!covers(face, c)) return 0;
    if (c == ' ' || c == 0xA0) return 250;
    if (face >= 10) return 440;
    return face == 1 || face == 3 ? 600 : 500;
  }
  bool covers(int face, char32_t c) const override {
    if (face == 4) return c == 0x304 || c == 0x2713 || (c >= 0x2610 && c <= 0x2612);
    return (c >= 0x20 && c < 0x180 && c != 0x7F) || (c >= 0x2002 && c <= 0x2026);
  }
  float kerning(int, char32_t left, char32_t right) const override {
    if (left == '1' && right == '1') return -74;  // as true fonts have it
    return left == 'A' && right == 'V' ? -80.0F : 0;
  }
  std::optional<PixelSize> image(std::string_view name) const override {
    if (name == "logo.png") return PixelSize{400, 200};
    return {};
  }
};

}  // namespace pleno::test
