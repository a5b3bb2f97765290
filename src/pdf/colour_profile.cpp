#include "pdf/colour_profile.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace pleno::pdf {
namespace {

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

// ICC's s15Fixed16Number.
void put_fixed(std::string& out, double value) {
  put(out, static_cast<std::uint32_t>(std::lround(value * 65536)), 4);
}

std::string xyz(double x, double y, double z) {
  std::string tag("XYZ \0\0\0\0", 8);
  for (const double value : {x, y, z}) put_fixed(tag, value);
  return tag;
}

std::string text(std::string_view words) {
  return std::string("text\0\0\0\0", 8).append(words).append(1, '\0');
}

// textDescriptionType: the ASCII part, then empty Unicode and Macintosh parts.
std::string description(std::string_view words) {
  std::string tag("desc\0\0\0\0", 8);
  put(tag, static_cast<std::uint32_t>(words.size() + 1), 4);
  tag.append(words).append(1, '\0');
  return tag.append(4 + 4 + 2 + 1 + 67, '\0');
}

// The curve of IEC 61966-2-1 at 256 places.
std::string curve() {
  std::string tag("curv\0\0\0\0", 8);
  put(tag, 256, 4);
  for (int i = 0; i < 256; ++i) {
    const double v = i / 255.0;
    const double linear = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    put(tag, static_cast<std::uint32_t>(std::lround(linear * 65535)), 2);
  }
  return tag;
}

std::string header(std::size_t profile_size) {
  std::string out;
  put(out, static_cast<std::uint32_t>(profile_size), 4);
  put(out, 0, 4);           // no preferred colour management module
  put(out, 0x02100000, 4);  // version 2.1
  out += "mntrRGB XYZ ";
  for (const std::uint32_t part : {2024, 1, 1, 0, 0, 0}) put(out, part, 2);
  out += "acsp";
  put(out, 0, 4);
  out.append(4 + 4 + 4 + 8 + 4, '\0');      // flags, device, model, attributes, perceptual intent
  out += xyz(0.9642, 1, 0.8249).substr(8);  // illuminant D50
  return out.append(128 - out.size(), '\0');
}

}  // namespace

std::string srgb_profile() {
  const std::string tone = curve();
  // The primaries of sRGB adapted to D50.
  const std::vector<std::pair<std::string_view, std::string>> tags = {
      {"desc", description("sRGB")},
      {"cprt", text("CC0: no rights reserved")},
      {"wtpt", xyz(0.9642, 1, 0.8249)},
      {"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
      {"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
      {"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
      {"rTRC", tone},
      {"gTRC", tone},
      {"bTRC", tone},
  };
  std::string table, data;
  const std::size_t data_start = 128 + 4 + 12 * tags.size();
  std::size_t tone_offset = 0;
  put(table, static_cast<std::uint32_t>(tags.size()), 4);
  for (const auto& [name, tag] : tags) {
    const bool shared = tag == tone && tone_offset != 0;  // one curve serves the three channels
    const std::size_t offset = shared ? tone_offset : data_start + data.size();
    if (tag == tone) tone_offset = offset;
    table += name;
    put(table, static_cast<std::uint32_t>(offset), 4);
    put(table, static_cast<std::uint32_t>(tag.size()), 4);
    if (!shared) data += tag;
    while (data.size() % 4 != 0) data += '\0';
  }
  return header(data_start + data.size()) + table + data;
}

}  // namespace pleno::pdf
