// What the judge remembers: each pattern has its own number, however many there are and however alike.
#include "rules/pattern_memory.h"

#include <gtest/gtest.h>

namespace pleno::rules {
namespace {

std::string pattern(std::uint32_t i) {
  std::string out(i % 40, '\0');  // many differ in length alone
  for (std::uint32_t rest = i; rest > 0; rest /= 40) out += static_cast<char>(rest % 40);
  return out + static_cast<char>(i % 40);
}

TEST(PatternMemory, KeepsANumberForEachPattern) {
  PatternMemory memory;
  EXPECT_EQ(memory.number_of(""), PatternMemory::unknown);
  memory.number_of("") = 7;
  constexpr std::uint32_t many = 20'000;
  for (std::uint32_t i = 0; i < many; ++i) {
    std::uint32_t& number = memory.number_of("p" + pattern(i));
    ASSERT_EQ(number, PatternMemory::unknown) << i;
    number = i;
  }
  for (std::uint32_t i = 0; i < many; ++i) ASSERT_EQ(memory.number_of("p" + pattern(i)), i);
  EXPECT_EQ(memory.number_of(""), 7U);
}

TEST(PatternMemory, IsFullByNumberAndBySizeUntilItIsCleared) {
  PatternMemory memory;
  for (std::uint32_t i = 0; i < 50'001; ++i) memory.number_of(std::to_string(i)) = i;
  EXPECT_TRUE(memory.is_full());
  memory.clear();
  EXPECT_FALSE(memory.is_full());
  EXPECT_EQ(memory.number_of("5"), PatternMemory::unknown);
  memory.number_of(std::string(std::size_t{9} << 20U, 'x')) = 1;
  EXPECT_TRUE(memory.is_full());
}

}  // namespace
}  // namespace pleno::rules
