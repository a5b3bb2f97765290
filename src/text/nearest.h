// Did you mean: the known name nearest to a mistyped one.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace pleno {

// The nearest name by edit distance without regard to case, or "" when none is near (more than a third
// of the letters would have to change).
std::string nearest(std::string_view name, const std::vector<std::string>& known);

// "maksud Anda 'kriteria'?" or, when none is near, "yang dikenal: a, b, c" (at most 12 names).
std::string did_you_mean(std::string_view name, const std::vector<std::string>& known);

}  // namespace pleno
