// Tests written as text: `.case` files with named cases, each an input and what is said about it.
// With PLENO_ACCEPT=1 in the environment the expected parts are rewritten instead of compared.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

namespace pleno::testing {

// In a file:
//   === name of the case
//   input, as it stands
//   === expect
//   output, as it stands
struct Case {
  std::string name;
  std::string input;
  std::string expected;
};

inline std::vector<Case> read_cases(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  EXPECT_TRUE(in) << file;
  std::vector<Case> cases;
  bool expecting = false;
  for (std::string line; std::getline(in, line);) {
    if (line == "=== expect") {
      expecting = true;
    } else if (line.rfind("=== ", 0) == 0) {
      cases.push_back({line.substr(4), {}, {}});
      expecting = false;
    } else if (!cases.empty()) {
      (expecting ? cases.back().expected : cases.back().input) += line + "\n";
    }
  }
  EXPECT_FALSE(cases.empty()) << file;
  return cases;
}

// Runs every case of a file through `answer`.
inline void expect_cases(const std::filesystem::path& file,
                         const std::function<std::string(const std::string& input)>& answer) {
  auto cases = read_cases(file);
  const bool accept = std::getenv("PLENO_ACCEPT") != nullptr;
  std::ostringstream out;
  for (Case& one : cases) {
    const std::string got = answer(one.input);
    if (!accept) {
      EXPECT_EQ(got, one.expected) << file.filename() << ": " << one.name;
    }
    out << "=== " << one.name << "\n" << one.input << "=== expect\n" << got;
  }
  if (accept) std::ofstream(file, std::ios::binary) << out.str();
}

inline std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  EXPECT_TRUE(in) << file;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline std::filesystem::path source_dir() { return PLENO_SOURCE_DIR; }

}  // namespace pleno::testing
