// Pages, pictures and stores for the tests of the PDF writer. Laid out by hand: no template, no layout.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/pages.h"
#include "pdf/font_store.h"
#include "pdf/image_store.h"

namespace pleno::pdf::sample {

const std::shared_ptr<const FontStore>& fonts();  // the shipped ones
const std::shared_ptr<const ImageStore>&
images();  // "logo" 300 x 300 and "tanda-tangan" 400 x 150, both with alpha

// A PNG whose pixels (RGBA) `paint` gives.
std::string png(int width, int height, const std::function<std::uint32_t(int x, int y)>& paint);

// A run with the kerning of its face, starting at x or centred about it.
TextRun text(const Pages& pages, std::uint16_t face, float size, float x, float y, const std::string& words);
TextRun centred(const Pages& pages, std::uint16_t face, float size, float x, float y,
                const std::string& words);

// Two pages with five faces, two pictures and a QR code, its fonts planned like a template's.
Pages certificate(int number, const std::string& name);
// One page with everything that items can be: kerning, tracking, turned text, shapes, colours.
Pages shapes();
// One line of text on one page, in one face, without a plan.
Pages one_line(const Face& face, const std::string& words);

}  // namespace pleno::pdf::sample
