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

// RGBA pixels -> a Picture; gray pictures get one channel, opaque ones no alpha.
Picture picture_of(const std::vector<png_byte>& rgba, int width, int height) {
  bool gray = true, opaque = true;
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    if (rgba[i + 3] != 255) opaque = false;
    // Under full transparency any colour will do; black is the cheapest.
    if (rgba[i + 3] != 0 && (rgba[i] != rgba[i + 1] || rgba[i] != rgba[i + 2])) gray = false;
  }
  Picture picture;
  picture.width = width;
  picture.height = height;
  const int components = gray ? 1 : 3;
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    for (int c = 0; c < components; ++c) {
      const png_byte value = rgba[i + 3] == 0 ? 0 : rgba[i + static_cast<std::size_t>(c)];
      picture.raw_colour += static_cast<char>(value);
    }
    if (!opaque) picture.raw_alpha += static_cast<char>(rgba[i + 3]);
  }
  picture.colour = samples_of(picture.raw_colour, width, components);
  if (!opaque) picture.alpha = samples_of(picture.raw_alpha, width, 1);
  return picture;
}

}  // namespace

bool ImageStore::add(const std::string& name, const std::filesystem::path& file, Diagnostics& found) {
  std::ifstream in(file, std::ios::binary);
  if (!in || !std::filesystem::is_regular_file(file)) {
    complain(found, file.string(), say("gambar '{}' tidak ada", "picture '{}' does not exist", name),
             say("letakkan berkas PNG itu di sana", "put the PNG file there"));
    return false;
  }
  std::string bytes(std::min<std::uintmax_t>(std::filesystem::file_size(file), most_bytes + 1), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return decode(name, file.string(), bytes, found);
}

bool ImageStore::add_bytes(const std::string& name, std::string_view png, Diagnostics& found) {
  return decode(name, name, png, found);
}

bool ImageStore::decode(const std::string& name, const std::string& place, std::string_view png,
                        Diagnostics& found) {
  const auto refuse = [&](std::string message) {
    complain(found, place, std::move(message), save_again());
    return false;
  };
  if (png.size() > most_bytes) return refuse(say("gambar lebih dari 8 MiB", "the picture is over 8 MiB"));
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
  std::vector<png_byte> rgba(PNG_IMAGE_SIZE(image));
  const bool read = png_image_finish_read(&image, nullptr, rgba.data(), 0, nullptr) != 0;
  if (!read || PNG_IMAGE_FAILED(image)) {
    return refuse(say("PNG rusak: {}", "damaged PNG: {}", image.message));
  }
  if (image.warning_or_error != 0) {
    complain(found, place, say("PNG meragukan: {}", "doubtful PNG: {}", image.message), save_again());
    found.back().severity = Severity::Warning;
  }
  pictures_[name] = picture_of(rgba, static_cast<int>(image.width), static_cast<int>(image.height));
  return true;
}

const Picture* ImageStore::find(std::string_view name) const {
  const auto found = pictures_.find(name);
  return found == pictures_.end() ? nullptr : &found->second;
}

}  // namespace pleno::pdf
