// PDF readers of the system (qpdf, poppler, zbar) as questions about a file's bytes. Every answer holds
// what the tool said on both channels, so that a warning cannot be overlooked.
#pragma once
#include <gtest/gtest.h>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "support/temporary_folder.h"

namespace pleno::pdf {

using testing::TemporaryFolder;

inline void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  EXPECT_TRUE(out.good()) << path;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good()) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

// What a command prints, both channels together; fails the test when the command fails.
inline std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen((command + " 2>&1").c_str(), "r"),
                                                   [](FILE*) { return 0; });
  std::string output;
  std::array<char, 4096> buffer;
  while (const std::size_t got = fread(buffer.data(), 1, buffer.size(), pipe.get()))
    output.append(buffer.data(), got);
  EXPECT_EQ(pclose(pipe.get()), 0) << command << "\n" << output;
  return output;
}

// A PDF file on disk for as long as the test asks about it.
class PdfFile {
 public:
  explicit PdfFile(const std::string& bytes) : file_(folder_ / "berkas.pdf") { write_file(file_, bytes); }

  std::string ask(const std::string& tool, const std::string& arguments = {}) const {
    return output_of(tool + " '" + file_.string() + "' " + arguments);
  }
  std::string text() const { return ask("pdftotext -enc UTF-8", "-"); }
  std::string check() const { return ask("qpdf --check"); }
  std::string fonts() const { return ask("pdffonts"); }
  std::string info() const { return ask("pdfinfo"); }
  // Pages as PNG files in the folder, named page-1.png and so on.
  void draw(int dots_per_inch) const {
    EXPECT_EQ(
        ask("pdftoppm -png -r " + std::to_string(dots_per_inch), "'" + (folder_ / "page").string() + "'"),
        "");
  }
  const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_{"pleno-pdf"};
  std::filesystem::path file_;
};

}  // namespace pleno::pdf
