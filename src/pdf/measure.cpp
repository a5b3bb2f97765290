#include "pdf/measure.h"

#include <utility>

#include "pdf/font_file.h"
#include "pdf/font_store.h"
#include "pdf/image_store.h"

namespace pleno::pdf {
namespace {

class StoreMeasure final : public Measure {
 public:
  StoreMeasure(std::shared_ptr<const FontStore> fonts, std::shared_ptr<const ImageStore> images)
      : fonts_(std::move(fonts)), images_(std::move(images)) {}

  std::optional<int> face(const Face& face) const override {
    const int index = fonts_->index_of(face);
    return index < 0 ? std::nullopt : std::optional(index);
  }
  FaceMetrics metrics(int face) const override { return fonts_->at(face).metrics(); }
  float advance(int face, char32_t code_point) const override {
    return static_cast<float>(fonts_->at(face).advance(code_point));
  }
  bool covers(int face, char32_t code_point) const override { return fonts_->at(face).covers(code_point); }
  float kerning(int face, char32_t left, char32_t right) const override {
    return static_cast<float>(fonts_->at(face).kerning(left, right));
  }
  std::optional<PixelSize> image(std::string_view name) const override {
    const Picture* picture = images_->find(name);
    return picture == nullptr ? std::nullopt : std::optional(PixelSize{picture->width, picture->height});
  }

 private:
  std::shared_ptr<const FontStore> fonts_;
  std::shared_ptr<const ImageStore> images_;
};

}  // namespace

std::unique_ptr<Measure> measure_of(std::shared_ptr<const FontStore> fonts,
                                    std::shared_ptr<const ImageStore> images) {
  return std::make_unique<StoreMeasure>(std::move(fonts), std::move(images));
}

}  // namespace pleno::pdf
