#include "pdf/qr_mask.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <limits>

namespace pleno::pdf {
namespace {

constexpr int mask_count = 8;
// Format information of level M for each mask: five bits of data, ten of error correction (table C.1).
constexpr std::array<unsigned, mask_count> formats = {0x5412, 0x5125, 0x5E7C, 0x5B4B,
                                                      0x45F9, 0x40CE, 0x4F97, 0x4AA0};

using Bits = std::uint64_t;
using Lines = std::array<Bits, widest_masked>;

// The symbol twice, so that rows and columns are both read as lines of bits.
struct Symbol {
  Lines rows{}, columns{};

  void set(int x, int y, bool dark) {
    const auto put = [dark](Bits& line, int at) { line = (line & ~(Bits{1} << at)) | Bits{dark} << at; };
    put(rows[static_cast<std::size_t>(y)], x);
    put(columns[static_cast<std::size_t>(x)], y);
  }
};

bool flips(int mask, int x, int y) {
  switch (mask) {
    case 0: return (x + y) % 2 == 0;
    case 1: return y % 2 == 0;
    case 2: return x % 3 == 0;
    case 3: return (x + y) % 3 == 0;
    case 4: return (y / 2 + x / 3) % 2 == 0;
    case 5: return x * y % 2 + x * y % 3 == 0;
    case 6: return (x * y % 2 + x * y % 3) % 2 == 0;
    default: return (x * y % 3 + (x + y) % 2) % 2 == 0;
  }
}

const std::array<Symbol, mask_count>& patterns() {
  static const auto made = [] {
    std::array<Symbol, mask_count> out;
    for (int mask = 0; mask < mask_count; ++mask) {
      for (int y = 0; y < widest_masked; ++y) {
        for (int x = 0; x < widest_masked; ++x)
          out[static_cast<std::size_t>(mask)].set(x, y, flips(mask, x, y));
      }
    }
    return out;
  }();
  return made;
}

// The two copies of the fifteen bits, the lowest first (figure 25).
void add_format(Symbol& symbol, int side, unsigned format) {
  for (int i = 0; i < 15; ++i, format >>= 1) {
    const bool dark = (format & 1) != 0;
    if (i < 8) {
      symbol.set(side - 1 - i, 8, dark);
      symbol.set(8, i < 6 ? i : i + 1, dark);
    } else {
      symbol.set(8, side - 15 + i, dark);
      symbol.set(i == 8 ? 7 : 14 - i, 8, dark);
    }
  }
}

// Runs of five and more, and what looks like a finder pattern: dark, light, dark, light, dark by 1:1:3:1:1
// with light four times as wide at one side.
int line_penalty(Bits line, int side) {
  std::array<int, widest_masked + 1> runs;
  int count = 0, penalty = 0, from = 0;
  if ((line & 1) != 0) runs[static_cast<std::size_t>(count++)] = -1;  // so that dark runs have odd indexes
  const auto add = [&](int to) {
    const int length = to - from;
    if (length >= 5) penalty += length - 2;
    runs[static_cast<std::size_t>(count++)] = length;
    from = to;
  };
  for (Bits edges = (line ^ line >> 1) & ((Bits{1} << (side - 1)) - 1); edges != 0; edges &= edges - 1)
    add(std::countr_zero(edges) + 1);
  add(side);
  for (int i = 3; i + 2 < count; i += 2) {
    const auto run = [&](int offset) { return runs[static_cast<std::size_t>(i + offset)]; };
    const int unit = run(-1);
    if (run(0) != 3 * unit || run(-2) != unit || run(1) != unit || run(2) != unit) continue;
    if (i == 3 || run(-3) >= 4 * unit || i + 4 >= count || run(3) >= 4 * unit) penalty += 40;
  }
  return penalty;
}

// Squares of two by two modules in one colour.
int square_penalty(Bits row, Bits next, int side) {
  const Bits same = ~(row ^ next) & ~(row ^ row >> 1) & ~(next ^ next >> 1);
  return 3 * std::popcount(same & ((Bits{1} << (side - 1)) - 1));
}

int penalty_of(const Symbol& symbol, int side) {
  int dark = 0, penalty = 0;
  for (int i = 0; i < side; ++i) {
    const auto line = static_cast<std::size_t>(i);
    dark += std::popcount(symbol.rows[line]);
    penalty += line_penalty(symbol.rows[line], side) + line_penalty(symbol.columns[line], side);
    if (i + 1 < side) penalty += square_penalty(symbol.rows[line], symbol.rows[line + 1], side);
  }
  const int all = side * side;
  const int percent = (200 * dark + all) / all / 2;
  return penalty + std::abs(percent - 50) / 5 * 10;
}

}  // namespace

std::string masked(const unsigned char* modules, int side) {
  Symbol plain, open;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const unsigned char module = modules[y * side + x];
      const Bits dark = module & 1U, free = module >> 7 ^ 1U;
      plain.rows[static_cast<std::size_t>(y)] |= dark << x;
      plain.columns[static_cast<std::size_t>(x)] |= dark << y;
      open.rows[static_cast<std::size_t>(y)] |= free << x;
      open.columns[static_cast<std::size_t>(x)] |= free << y;
    }
  }
  Symbol best;
  int least = std::numeric_limits<int>::max();
  for (std::size_t mask = 0; mask < mask_count; ++mask) {
    Symbol tried = plain;
    for (std::size_t i = 0; i < static_cast<std::size_t>(side); ++i) {
      tried.rows[i] ^= patterns()[mask].rows[i] & open.rows[i];
      tried.columns[i] ^= patterns()[mask].columns[i] & open.columns[i];
    }
    add_format(tried, side, formats[mask]);
    const int penalty = penalty_of(tried, side);
    if (penalty >= least) continue;
    least = penalty;
    best = tried;
  }
  std::string light;
  light.reserve(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  for (std::size_t y = 0; y < static_cast<std::size_t>(side); ++y) {
    for (int x = 0; x < side; ++x) light += static_cast<char>((best.rows[y] >> x & 1) ^ 1);
  }
  return light;
}

}  // namespace pleno::pdf
