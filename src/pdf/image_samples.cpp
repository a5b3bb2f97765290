#include "pdf/image_samples.h"

#include <array>
#include <cstdlib>
#include <limits>

#include "pdf/deflate.h"

namespace pleno::pdf {
namespace {

int paeth(int left, int up, int corner) {
  const int guess = left + up - corner;
  const int to_left = std::abs(guess - left), to_up = std::abs(guess - up),
            to_corner = std::abs(guess - corner);
  if (to_left <= to_up && to_left <= to_corner) return left;
  return to_up <= to_corner ? up : corner;
}

// One row by PNG filter `type` (0 none, 1 sub, 2 up, 3 average, 4 Paeth), its type byte before it.
void filter_row(std::string_view row, std::string_view above, int step, int type, std::string& out) {
  out.clear();
  out += static_cast<char>(type);
  const auto at = [](std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool first = i < static_cast<std::size_t>(step);
    const int left = first ? 0 : at(row, i - static_cast<std::size_t>(step));
    const int up = above.empty() ? 0 : at(above, i);
    const int corner = first || above.empty() ? 0 : at(above, i - static_cast<std::size_t>(step));
    const std::array<int, 5> guesses = {0, left, up, (left + up) / 2, paeth(left, up, corner)};
    out += static_cast<char>(at(row, i) - guesses[static_cast<std::size_t>(type)]);
  }
}

// PNG's own heuristic: the filter whose differences are smallest in sum.
std::string filter_all(std::string_view bytes, std::size_t row_size, int step) {
  std::string out, row, best;
  out.reserve(bytes.size() + bytes.size() / row_size);
  std::string_view above;
  for (std::size_t from = 0; from < bytes.size(); from += row_size) {
    const std::string_view plain = bytes.substr(from, row_size);
    long least = std::numeric_limits<long>::max();
    for (int type = 0; type < 5; ++type) {
      filter_row(plain, above, step, type, row);
      long sum = 0;
      for (std::size_t i = 1; i < row.size(); ++i) sum += std::abs(static_cast<signed char>(row[i]));
      if (sum >= least) continue;
      least = sum;
      best.swap(row);
    }
    out += best;
    above = plain;
  }
  return out;
}

}  // namespace

Samples samples_of(std::string_view bytes, int width, int components) {
  const auto row_size = static_cast<std::size_t>(width) * static_cast<std::size_t>(components);
  Samples plain{deflated(bytes), components, false};
  Samples filtered{deflated(filter_all(bytes, row_size, components)), components, true};
  return filtered.deflated.size() < plain.deflated.size() ? filtered : plain;
}

}  // namespace pleno::pdf
