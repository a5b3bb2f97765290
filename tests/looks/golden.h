// Golden text: compared with tests/looks/golden/NAME.txt, or written there when PLENO_ACCEPT=1
// (scripts/accept), to be reviewed as a diff.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace pleno::looks {

inline void expect_golden(const std::string& name, const std::string& text) {
  const std::string file = std::string(PLENO_SOURCE_DIR "/tests/looks/golden/") + name + ".txt";
  if (std::getenv("PLENO_ACCEPT") != nullptr) {
    std::ofstream(file, std::ios::binary) << text;
    return;
  }
  std::ifstream in(file, std::ios::binary);
  std::ostringstream expected;
  expected << in.rdbuf();
  EXPECT_EQ(text, expected.str()) << file;
}

}  // namespace pleno::looks
