// One TrueType font: what it covers, how wide and how kerned its glyphs are, and cuts of it.
// Never opens a file and never checks who made the bytes: FontStore does both before.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "domain/measure.h"
#include "domain/pages.h"

namespace pleno::pdf {

// What a font descriptor says, in thousandths of the size.
struct Descriptor {
  int ascent = 0;
  int descent = 0;  // negative below the baseline
  int cap_height = 0;
  int box[4] = {0, 0, 0, 0};  // left, bottom, right, top of all glyphs
  float italic_angle = 0;     // degrees, negative for italics
  int stem = 80;              // width of a vertical stem, estimated from the weight
  bool serif = false;
};

// A font that holds some glyphs only.
struct Subset {
  std::string bytes;                         // a TrueType file without layout and name tables
  std::map<char32_t, std::uint16_t> glyphs;  // numbers of the glyphs in it, by code point
};

class FontFile {
 public:
  // `name` is for messages. Throws Error{Configuration} when the bytes are no TrueType (glyf) font.
  FontFile(std::filesystem::path path, const std::string& name, std::string bytes);
  ~FontFile();
  FontFile(const FontFile&) = delete;
  FontFile& operator=(const FontFile&) = delete;

  const Face& face() const { return face_; }
  const std::filesystem::path& path() const { return path_; }
  const std::string& postscript_name() const { return postscript_name_; }
  const std::string& bytes() const { return bytes_; }
  const FaceMetrics& metrics() const { return metrics_; }
  const Descriptor& descriptor() const { return descriptor_; }

  // Controls, separators, U+FFFD, code points above U+FFFF and writing that needs shaping (text/scripts.h)
  // count as not covered.
  bool covers(char32_t code_point) const;
  // In whole thousandths of the size, as the PDF states it; 0 where there is no glyph.
  int advance(char32_t code_point) const;
  // Thousandths of the size between two covered neighbours, by the font's own table.
  int kerning(char32_t left, char32_t right) const;

  // A cut to those of `wanted` that the font covers. Equal sets give equal bytes.
  Subset subset(const std::set<char32_t>& wanted) const;

 private:
  struct Shaping;
  struct Tables;
  const Tables& tables() const;
  int shaped_kerning(char32_t left, char32_t right) const;

  std::filesystem::path path_;
  std::string bytes_;
  Face face_;
  std::string postscript_name_;
  FaceMetrics metrics_;
  Descriptor descriptor_;
  std::unique_ptr<Shaping> shaping_;
  std::unique_ptr<Tables> tables_;
};

}  // namespace pleno::pdf
