// The bounds that keep any expression from hanging or exhausting the program.
#pragma once
#include <cstddef>
#include <cstdint>

namespace pleno::feel {

inline constexpr std::size_t longest_expression = std::size_t{64} << 10;  // bytes
inline constexpr int deepest_nesting = 100;          // of brackets and keywords while reading
inline constexpr std::uint32_t highest_tree = 500;   // of the syntax tree, also by a chain of operators
inline constexpr long long most_steps = 3'000'000;   // of one evaluation; a step takes well below 1 µs
inline constexpr long long most_cells = 500'000;     // list items and context entries made
inline constexpr long long most_bytes = 16LL << 20;  // of text made
inline constexpr std::size_t most_causes = 50;
inline constexpr std::size_t most_trace_steps = 20'000;  // of one evaluation

}  // namespace pleno::feel
