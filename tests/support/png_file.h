// Small PNG files by their parts, also ones that no honest program writes.
#pragma once
#include <zlib.h>

#include <string>

namespace pleno::testing {

// Four bytes, highest first.
inline std::string png_number(std::size_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
  return out;
}

// A chunk with its length and checksum.
inline std::string png_chunk(const std::string& type, const std::string& data) {
  const std::string body = type + data;
  return png_number(data.size()) + body +
         png_number(crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size())));
}

// Size, depth, colour type (0 gray, 2 colours, 3 palette, 6 with alpha), Adam7 or not, the rows with their
// filter bytes, and chunks between header and rows.
struct PngFile {
  unsigned width = 1, height = 1;
  char depth = 8, colour = 2, interlaced = 0;
  std::string rows = std::string(1, '\0') + "rgb";
  std::string between = {};

  std::string bytes() const {
    std::string packed(compressBound(rows.size()), '\0');
    uLongf size = packed.size();
    compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()),
             rows.size());
    packed.resize(size);
    return "\x89PNG\r\n\x1a\n" +
           png_chunk("IHDR",
                     png_number(width) + png_number(height) + std::string{depth, colour, 0, 0, interlaced}) +
           between + png_chunk("IDAT", packed) + png_chunk("IEND", "");
  }
};

}  // namespace pleno::testing
