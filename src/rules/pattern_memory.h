// Patterns of marks, byte by byte, with a number for each: what the judge has found for equal ones. Made for
// millions of look-ups a second. Never forgets by itself: whoever asks empties it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pleno::rules {

class PatternMemory {
 public:
  static constexpr std::uint32_t unknown = 0xFFFFFFFFU;
  // The number of a pattern, `unknown` when it is new: the caller sets it, before the next call.
  std::uint32_t& number_of(std::string_view pattern);
  // Whether it has become larger than a night may need.
  bool is_full() const { return size_ > most_patterns || bytes_.size() > most_bytes; }
  void clear();

 private:
  static constexpr std::size_t most_patterns = 50'000;
  static constexpr std::size_t most_bytes = std::size_t{8} << 20U;
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t begin = unknown;  // in bytes_; `unknown`: an empty slot
    std::uint32_t length = 0;
    std::uint32_t number = unknown;
  };
  Slot& slot_of(std::uint32_t hash, std::string_view pattern);
  void grow();

  std::vector<Slot> slots_;  // a power of two of them, at most half used; the next one when one is taken
  std::string bytes_;        // of all patterns, one behind the other
  std::size_t size_ = 0;
};

}  // namespace pleno::rules
