// What layout asks about fonts and pictures, answered from the stores. Advances and kernings are the
// numbers that the PDF will state, so a measured line and a drawn one agree.
#pragma once
#include <memory>

#include "domain/measure.h"

namespace pleno::pdf {

class FontStore;
class ImageStore;

// Thread-safe; keeps both stores alive.
std::unique_ptr<Measure> measure_of(std::shared_ptr<const FontStore> fonts,
                                    std::shared_ptr<const ImageStore> images);

}  // namespace pleno::pdf
