#include "pdf/image_store.h"

#include <png.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "pdf/image_samples.h"
#include "text/language.h"

namespace pleno::pdf {
namespace {

constexpr std::uint32_t most_pixels = 4000;
constexpr std::size_t most_bytes = 8u << 20;

void complain(Diagnostics& found, const std::string& file, std::string message, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.at.file = file;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  found.push_back(std::move(diagnostic));
}

std::string save_again() {
  return say("simpan ulang gambar itu sebagai PNG 8 bit per kanal, paling besar 4000 x 4000 piksel",
             "save the picture again as PNG with 8 bits a channel, at most 4000 x 4000 pixels");
}

// libpng's one-shot reader with its error handling inside; frees itself.
struct PngReader {
  png_image image{};
  PngReader() { image.version = PNG_IMAGE_VERSION; }
  ~PngReader() { png_image_free(&image); }
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;
};

// A decoded picture, four bytes (red, green, blue, alpha) a pixel.
struct Pixels {
  std::vector<png_byte> bytes;
  std::size_t width = 0, height = 0;

  png_byte* at(std::size_t x, std::size_t y) { return &bytes[4 * (y * width + x)]; }
  bool visible(std::size_t x, std::size_t y) { return at(x, y)[3] != 0; }
  void colour(std::size_t x, std::size_t y, std::size_t like) { std::copy_n(at(like, y), 3, at(x, y)); }
};

// Gives the invisible pixels of a row the colour of the nearest visible one; whether there is any.
bool spread_in_row(Pixels& pixels, std::size_t y) {
  std::size_t x = 0, last = pixels.width;  // the last visible pixel; the width: none yet
  while (x < pixels.width) {
    const std::size_t start = x;
    while (x < pixels.width && !pixels.visible(x, y)) ++x;
    if (x == pixels.width && last == pixels.width) return false;
    for (std::size_t i = start; i < x; ++i) {
      const bool nearer_left = last != pixels.width && (x == pixels.width || i - last < x - i);
      pixels.colour(i, y, nearer_left ? last : x);
    }
    while (x < pixels.width && pixels.visible(x, y)) last = x++;
  }
  return true;
}

// Viewers that scale a picture scale its colours and its mask apart: what invisible pixels hold would
// shine through at every edge as a fringe. So they get the colours of their neighbours.
void spread_colours(Pixels& pixels) {
  const auto copy_row = [&](std::size_t from, std::size_t to) {
    for (std::size_t x = 0; x < pixels.width; ++x) std::copy_n(pixels.at(x, from), 3, pixels.at(x, to));
  };
  std::size_t last = pixels.height;  // the last row with colours; the height: none yet
  for (std::size_t y = 0; y < pixels.height; ++y) {
    if (spread_in_row(pixels, y)) {
      for (std::size_t above = 0; last == pixels.height && above < y; ++above) copy_row(y, above);
      last = y;
    } else if (last != pixels.height) {
      copy_row(last, y);
    }
  }
}

// Gray pictures get one channel, opaque ones no alpha.
Picture picture_of(Pixels pixels) {
  spread_colours(pixels);
  const std::vector<png_byte>& rgba = pixels.bytes;
  bool gray = true, opaque = true;
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    if (rgba[i + 3] != 255) opaque = false;
    if (rgba[i] != rgba[i + 1] || rgba[i] != rgba[i + 2]) gray = false;
  }
  Picture picture;
  picture.width = static_cast<int>(pixels.width);
  picture.height = static_cast<int>(pixels.height);
  const std::size_t components = gray ? 1 : 3;
  picture.raw_colour.reserve(rgba.size() / 4 * components);
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    for (std::size_t c = 0; c < components; ++c) picture.raw_colour += static_cast<char>(rgba[i + c]);
    if (!opaque) picture.raw_alpha += static_cast<char>(rgba[i + 3]);
  }
  picture.colour = samples_of(picture.raw_colour, picture.width, static_cast<int>(components));
  if (!opaque) picture.alpha = samples_of(picture.raw_alpha, picture.width, 1);
  return picture;
}

}  // namespace

bool ImageStore::add(const std::string& name, const std::filesystem::path& file, Diagnostics& found) {
  std::error_code none;
  const bool regular = std::filesystem::is_regular_file(file, none);  // opening a pipe would wait for ever
  std::ifstream in(regular ? file : std::filesystem::path(), std::ios::binary);
  if (!regular || !in) {
    complain(found, file.string(), say("gambar '{}' tidak ada", "picture '{}' does not exist", name),
             say("letakkan berkas PNG itu di sana", "put the PNG file there"));
    return false;
  }
  std::string bytes(std::min<std::uintmax_t>(std::filesystem::file_size(file), most_bytes + 1), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return decode(name, file.string(), bytes, found);
}

bool ImageStore::add_bytes(const std::string& name, std::string_view png, Diagnostics& found,
                           const std::string& place) {
  return decode(name, place.empty() ? name : place, png, found);
}

bool ImageStore::decode(const std::string& name, const std::string& place, std::string_view png,
                        Diagnostics& found) {
  const auto refuse = [&](std::string message) {
    complain(found, place, std::move(message), save_again());
    return false;
  };
  if (png.size() > most_bytes) return refuse(say("gambar lebih dari 8 MiB", "the picture is over 8 MiB"));
  if (png.substr(0, png.find("IDAT")).find("acTL") != std::string_view::npos)
    return refuse(say("gambar bergerak (APNG)", "an animated picture (APNG)"));
  PngReader reader;
  png_image& image = reader.image;
  if (png_image_begin_read_from_memory(&image, png.data(), png.size()) == 0) {
    return refuse(say("bukan PNG yang utuh: {}", "not a sound PNG: {}", image.message));
  }
  if (image.width > most_pixels || image.height > most_pixels) {
    return refuse(
        say("gambar {} x {} piksel terlalu besar", "{} x {} pixels are too many", image.width, image.height));
  }
  if ((image.format & PNG_FORMAT_FLAG_LINEAR) != 0) {
    return refuse(say("gambar memakai 16 bit per kanal", "the picture has 16 bits a channel"));
  }
  image.format = PNG_FORMAT_RGBA;
  Pixels pixels{std::vector<png_byte>(PNG_IMAGE_SIZE(image)), image.width, image.height};
  const bool read = png_image_finish_read(&image, nullptr, pixels.bytes.data(), 0, nullptr) != 0;
  if (!read || PNG_IMAGE_FAILED(image)) {
    return refuse(say("PNG rusak: {}", "damaged PNG: {}", image.message));
  }
  if (image.warning_or_error != 0) {
    complain(found, place, say("PNG meragukan: {}", "doubtful PNG: {}", image.message), save_again());
    found.back().severity = Severity::Warning;
  }
  pictures_[name] = picture_of(std::move(pixels));
  return true;
}

const Picture* ImageStore::find(std::string_view name) const {
  const auto found = pictures_.find(name);
  return found == pictures_.end() ? nullptr : &found->second;
}

}  // namespace pleno::pdf
