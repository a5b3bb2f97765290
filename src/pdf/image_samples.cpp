#include "pdf/image_samples.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <vector>

#include "pdf/deflate.h"

namespace pleno::pdf {
namespace {

// zlib's 7: the levels above take several times as long for a few hundred bytes.
constexpr int picture_level = 7;

using Row = std::vector<std::uint8_t>;

int paeth(int left, int up, int corner) {
  const int guess = left + up - corner;
  const int to_left = std::abs(guess - left), to_up = std::abs(guess - up),
            to_corner = std::abs(guess - corner);
  if (to_left <= to_up && to_left <= to_corner) return left;
  return to_up <= to_corner ? up : corner;
}

// One row by PNG's filters (0 none, 1 sub, 2 up, 3 average, 4 Paeth). `row` and `above` begin with `step`
// zeros, the pixel left of the first. Gives the sum of the differences' sizes.
long filter_row(const Row& row, const Row& above, std::size_t step, int type, Row& out) {
  const auto fill = [&](auto guess) {
    const std::uint8_t *here = row.data() + step, *left = row.data(), *up = above.data() + step,
                       *corner = above.data();
    long sum = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = static_cast<std::uint8_t>(here[i] - guess(left[i], up[i], corner[i]));
      sum += std::abs(static_cast<std::int8_t>(out[i]));
    }
    return sum;
  };
  switch (type) {
    case 0: return fill([](int, int, int) { return 0; });
    case 1: return fill([](int left, int, int) { return left; });
    case 2: return fill([](int, int up, int) { return up; });
    case 3: return fill([](int left, int up, int) { return (left + up) / 2; });
    default: return fill(paeth);
  }
}

// PNG's own heuristic: for each row the filter whose differences are smallest in sum.
std::string filter_all(std::string_view bytes, std::size_t row_size, std::size_t step) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / row_size);
  Row row(step + row_size), above(step + row_size), tried(row_size), best(row_size);
  for (std::size_t from = 0; from < bytes.size(); from += row_size) {
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(from), row_size,
                row.begin() + static_cast<std::ptrdiff_t>(step));
    long least = std::numeric_limits<long>::max();
    char chosen = 0;
    for (int type = 0; type < 5; ++type) {
      const long sum = filter_row(row, above, step, type, tried);
      if (sum >= least) continue;
      least = sum;
      chosen = static_cast<char>(type);
      best.swap(tried);
    }
    out += chosen;
    out.append(best.begin(), best.end());
    row.swap(above);
  }
  return out;
}

}  // namespace

Samples samples_of(std::string_view bytes, int width, int components) {
  const auto step = static_cast<std::size_t>(components);
  const std::string filtered = filter_all(bytes, static_cast<std::size_t>(width) * step, step);
  Deflater quick(1);
  const bool worth_it = quick.run(filtered).size() < quick.run(bytes).size();
  return {Deflater(picture_level).run(worth_it ? std::string_view(filtered) : bytes), components, worth_it};
}

}  // namespace pleno::pdf
