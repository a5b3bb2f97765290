// Pixels as PDF wants them: row-filtered like PNG where that makes them smaller, and deflated.
#pragma once
#include <string_view>

#include "pdf/image_store.h"

namespace pleno::pdf {

// `bytes` holds rows of `width` pixels with `components` bytes each.
Samples samples_of(std::string_view bytes, int width, int components);

}  // namespace pleno::pdf
