// The same pages through libharu's documented interface alone: slower and larger files without
// PDF/A parts. Stands in when libharu is not the version Haru knows, and proves in tests that the
// fast way draws the same.
#pragma once
#include <string>

#include "domain/pages.h"

namespace pleno::pdf {

class FontStore;
class ImageStore;

// Throws like Writer::write, and Error{Configuration} for attached files, which this way cannot carry.
std::string write_plainly(const Pages& pages, const FontStore& fonts, const ImageStore& images);

}  // namespace pleno::pdf
