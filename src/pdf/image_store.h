// The pictures that documents show: PNG files decoded, filtered and deflated once. Filled at the start
// of a run, then immutable and shared by threads. A damaged picture is a Diagnostic, never a crash.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "text/diagnostic.h"

namespace pleno::pdf {

// A stream ready for the PDF: deflated samples of 8 bits with PNG's row filters.
struct Samples {
  std::string deflated;
  int components = 3;     // 3 is RGB, 1 gray
  bool filtered = false;  // rows begin with a PNG filter type
};

struct Picture {
  int width = 0;  // pixels
  int height = 0;
  Samples colour;
  Samples alpha;  // empty `deflated`: opaque throughout
  // The samples as decoded, for libharu's public interface: colour.components bytes a pixel, and one.
  std::string raw_colour;
  std::string raw_alpha;
};

class ImageStore {
 public:
  // Reads a PNG of at most 4000 by 4000 pixels and 8 MiB. What is wrong with it (missing, damaged,
  // 16 bits a channel, too large, animated, not a PNG) goes to `found`, named by the file, and the answer is
  // false.
  bool add(const std::string& name, const std::filesystem::path& file, Diagnostics& found);
  // The same for bytes at hand; diagnostics name `place`, or where it is empty `name`.
  bool add_bytes(const std::string& name, std::string_view png, Diagnostics& found,
                 const std::string& place = {});

  // Nothing when there is no such picture.
  const Picture* find(std::string_view name) const;

 private:
  bool decode(const std::string& name, const std::string& place, std::string_view png, Diagnostics& found);

  std::map<std::string, Picture, std::less<>> pictures_;
};

}  // namespace pleno::pdf
