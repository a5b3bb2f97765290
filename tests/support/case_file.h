// Tests as text: a .case file holds cases, each a few "key value" lines and indented blocks, ending in
// the expected text. With PLENO_ACCEPT=1 in the environment the expected parts are rewritten instead of
// compared; scripts/accept does this for all tests and shows the difference.
//
//   case    satu KUK belum dinilai
//   given   semua K kecuali 003.2/2.1 kosong
//   expect
//     26-0412: belum diputus
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace pleno::test {

inline bool accepting() {
  const char* accept = std::getenv("PLENO_ACCEPT");
  return accept != nullptr && std::string(accept) == "1";
}

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good()) << "cannot read " << path;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline void write_text(const std::filesystem::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  EXPECT_TRUE(out.good()) << "cannot write " << path;
}

struct Case {
  std::vector<std::pair<std::string, std::string>> fields;  // in order; the block of a key, without indent

  std::string get(const std::string& key) const {
    for (const auto& [known, value] : fields) {
      if (known == key) return value;
    }
    return {};
  }
  std::vector<std::string> all(const std::string& key) const {
    std::vector<std::string> out;
    for (const auto& [known, value] : fields) {
      if (known == key) out.push_back(value);
    }
    return out;
  }
  std::string name() const { return get("case"); }
};

// Lines before the first case (comments) are kept in `head`.
struct CaseFile {
  std::string head;
  std::vector<Case> cases;
};

inline CaseFile parse_cases(const std::string& text) {
  CaseFile file;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    const bool block = line.empty() || line[0] == ' ';
    if (!block && line.rfind("case", 0) == 0) file.cases.emplace_back();
    if (file.cases.empty()) {
      file.head += line + "\n";
    } else if (line.empty() && !file.cases.back().fields.back().second.empty() &&
               file.cases.back().fields.back().second.find('\n') == std::string::npos) {
      continue;  // between cases, behind a value of one line
    } else if (block) {
      file.cases.back().fields.back().second += (line.size() > 2 ? line.substr(2) : "") + "\n";
    } else {
      const auto blank = line.find(' ');
      const auto value = blank == std::string::npos ? blank : line.find_first_not_of(' ', blank);
      file.cases.back().fields.emplace_back(line.substr(0, blank),
                                            value == std::string::npos ? "" : line.substr(value));
    }
  }
  for (Case& one : file.cases) {  // blank lines at the end of a block only separate cases
    for (auto& [key, value] : one.fields) {
      while (value.ends_with("\n\n") || value == "\n") value.pop_back();
    }
  }
  return file;
}

inline std::string case_text(const CaseFile& file) {
  std::string out = file.head;
  for (std::size_t i = 0; i < file.cases.size(); ++i) {
    if (i > 0) out += "\n";
    for (const auto& [key, value] : file.cases[i].fields) {
      const bool block = key == "expect" || value.find('\n') != std::string::npos;
      out += key;
      if (!block && !value.empty()) out += std::string(key.size() < 8 ? 8 - key.size() : 1, ' ') + value;
      out += "\n";
      if (!block) continue;
      std::istringstream in(value);
      for (std::string line; std::getline(in, line);) out += line.empty() ? "\n" : "  " + line + "\n";
    }
  }
  return out;
}

// Runs every case of a file: `run` gives the text that stands under `expect`.
inline void run_cases(const std::filesystem::path& path, const std::function<std::string(const Case&)>& run) {
  CaseFile file = parse_cases(read_text(path));
  EXPECT_FALSE(file.cases.empty()) << path << " holds no case";
  bool changed = false;
  for (Case& one : file.cases) {
    std::string actual = run(one);
    if (!actual.empty() && actual.back() != '\n') actual += '\n';
    if (one.fields.back().first != "expect") one.fields.emplace_back("expect", "");
    std::string& expected = one.fields.back().second;
    if (accepting()) {
      changed |= expected != actual;
      expected = actual;
    } else {
      EXPECT_EQ(expected, actual) << path.filename() << ": " << one.name();
    }
  }
  if (changed) write_text(path, case_text(file));
}

// A golden file of one text.
inline void expect_golden(const std::filesystem::path& path, const std::string& actual) {
  if (accepting()) {
    if (!std::filesystem::exists(path) || read_text(path) != actual) write_text(path, actual);
  } else {
    EXPECT_EQ(read_text(path), actual) << path;
  }
}

}  // namespace pleno::test
