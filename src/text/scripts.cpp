#include "text/scripts.h"

#include <algorithm>
#include <array>

#include "text/language.h"

namespace pleno {
namespace {

struct Range {
  char32_t first, last;
};

constexpr std::array shaped = {
    Range{0x0590, 0x08FF},    // Hebrew, Arabic, Syriac, Thaana, N'Ko
    Range{0x0900, 0x109F},    // Devanagari to Thai, Lao, Tibetan, Myanmar
    Range{0x1100, 0x11FF},    // Hangul by its parts
    Range{0x1700, 0x18AF},    // Philippine scripts, Khmer, Mongolian
    Range{0x1900, 0x1CFF},    // Buginese, Balinese, Sundanese, Batak, Lepcha
    Range{0xA800, 0xABFF},    // Rejang, Javanese, Cham
    Range{0xFB1D, 0xFDFF},    // ready-made forms of Hebrew and Arabic
    Range{0xFE00, 0xFE0F},    // choice of a form
    Range{0xFE70, 0xFEFF},    // more of Arabic
    Range{0x10800, 0x11FFF},  // old scripts and more of the kind
};

struct Script {
  Range range;
  const char* indonesian;
  const char* english;
};

constexpr std::array scripts = {
    Script{{0x0590, 0x05FF}, "aksara Ibrani", "Hebrew script"},
    Script{{0x0600, 0x06FF}, "aksara Arab", "Arabic script"},
    Script{{0x0750, 0x077F}, "aksara Arab", "Arabic script"},
    Script{{0x08A0, 0x08FF}, "aksara Arab", "Arabic script"},
    Script{{0xFB50, 0xFDFF}, "aksara Arab", "Arabic script"},
    Script{{0xFE70, 0xFEFE}, "aksara Arab", "Arabic script"},
    Script{{0x0900, 0x097F}, "aksara Dewanagari", "Devanagari script"},
    Script{{0x0B80, 0x0BFF}, "aksara Tamil", "Tamil script"},
    Script{{0x0E00, 0x0E7F}, "aksara Thai", "Thai script"},
    Script{{0x1A00, 0x1A1F}, "aksara Lontara", "Buginese script"},
    Script{{0x1B00, 0x1B7F}, "aksara Bali", "Balinese script"},
    Script{{0x1B80, 0x1BBF}, "aksara Sunda", "Sundanese script"},
    Script{{0x1BC0, 0x1BFF}, "aksara Batak", "Batak script"},
    Script{{0xA930, 0xA95F}, "aksara Rejang", "Rejang script"},
    Script{{0xA980, 0xA9DF}, "aksara Jawa", "Javanese script"},
    Script{{0x1100, 0x11FF}, "aksara Korea", "Korean script"},
    Script{{0xAC00, 0xD7AF}, "aksara Korea", "Korean script"},
    Script{{0x3040, 0x30FF}, "aksara Jepang", "Japanese script"},
    Script{{0x2E80, 0x2FDF}, "aksara Han", "Chinese characters"},
    Script{{0x3400, 0x9FFF}, "aksara Han", "Chinese characters"},
    Script{{0xF900, 0xFAFF}, "aksara Han", "Chinese characters"},
    Script{{0x20000, 0x3FFFF}, "aksara Han", "Chinese characters"},
    Script{{0x1F000, 0x1FAFF}, "emoji", "emoji"},
};

bool holds(const Range& range, char32_t c) { return c >= range.first && c <= range.last; }

}  // namespace

bool needs_shaping(char32_t c) {
  return c >= 0x590 && std::any_of(shaped.begin(), shaped.end(), [c](const Range& r) { return holds(r, c); });
}

std::string script_name(char32_t c) {
  const auto known =
      std::find_if(scripts.begin(), scripts.end(), [c](const Script& s) { return holds(s.range, c); });
  if (known == scripts.end()) return {};
  return language() == Language::English ? known->english : known->indonesian;
}

}  // namespace pleno
