#include "text/nearest.h"

#include <algorithm>
#include <numeric>

#include "text/language.h"
#include "text/utf8.h"

namespace pleno {
namespace {

std::size_t distance(const std::vector<char32_t>& a, const std::vector<char32_t>& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

std::string nearest(std::string_view name, const std::vector<std::string>& known) {
  const auto wanted = code_points(lower(name.substr(0, 200)));
  std::string best;
  std::size_t best_distance = wanted.size() / 3 + 1;
  for (const std::string& candidate : known) {
    const std::size_t d = distance(wanted, code_points(lower(candidate)));
    if (d < best_distance ||
        (d == best_distance && best.empty() && d <= wanted.size() / 3 + 1 && wanted.size() > 2)) {
      best = candidate;
      best_distance = d;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& known) {
  const std::string near = nearest(name, known);
  if (!near.empty()) return say("maksud Anda '{}'?", "did you mean '{}'?", near);
  std::string names;
  for (std::size_t i = 0; i < known.size() && i < 12; ++i) names += (i > 0 ? ", " : "") + known[i];
  if (known.size() > 12) names += ", …";
  return known.empty() ? std::string() : say("yang dikenal: {}", "known are: {}", names);
}

}  // namespace pleno
