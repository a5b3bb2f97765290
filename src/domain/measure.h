// What layout must know of fonts and images, without knowing a font file: answered by `pdf`.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/pages.h"

namespace pleno {

struct FaceMetrics {  // in thousandths of the size, positive
  float ascent = 0;
  float descent = 0;
  float cap_height = 0;
  float x_height = 0;
};

struct PixelSize {
  int width = 0;
  int height = 0;
};

class Measure {
 public:
  virtual ~Measure() = default;
  // A number for the face, stable for the life of the Measure; nothing when the font is not shipped.
  virtual std::optional<int> face(const Face& face) const = 0;
  virtual FaceMetrics metrics(int face) const = 0;
  // Advance of one code point in thousandths of the size; 0 where the font has no glyph.
  virtual float advance(int face, char32_t code_point) const = 0;
  virtual bool covers(int face, char32_t code_point) const = 0;
  // Kerning between two neighbours in thousandths of the size (usually negative); 0 when none.
  virtual float kerning(int face, char32_t left, char32_t right) const = 0;
  // Size of a known image in pixels; nothing when there is no such image.
  virtual std::optional<PixelSize> image(std::string_view name) const = 0;
};

}  // namespace pleno
