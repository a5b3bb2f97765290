// How every page looks: the digests of its picture in gray at 50 dots per inch, in pictures.txt. When one
// changed, `scripts/look` shows old beside new; `scripts/accept` writes what you have looked at.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "sets.h"
#include "studio.h"
#include "support/server_process.h"
#include "text/digest.h"

namespace pleno::looks {
namespace {

const std::string file_of_digests = PLENO_SOURCE_DIR "/tests/looks/pictures.txt";

// "pdftoppm version 22.12.0"; empty when it is not installed. Another poppler draws other pictures.
std::string poppler_version() {
  FILE* pipe = popen("pdftoppm -v 2>&1", "r");
  char line[200] = {};
  if (fgets(line, sizeof line, pipe) == nullptr) line[0] = 0;
  pclose(pipe);
  const std::string out(line);
  return out.find("version") == std::string::npos ? "" : out.substr(0, out.find('\n'));
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// A line for each page: "fr-ak-02 terpanjang 3 5d41402abc4b2a76".
std::string pictures_of(const Set& set, const std::filesystem::path& folder) {
  Diagnostics found;
  const Pages pages = Studio::shared().pages(set.form, set.facts, found);
  if (pages.pages.empty()) return {};
  const std::string pdf = (folder / "page.pdf").string();
  std::ofstream(pdf, std::ios::binary) << Studio::shared().pdf(pages);
  const std::string command = "pdftoppm -r 50 -gray " + pdf + " " + (folder / "page").string();
  if (std::system(command.c_str()) != 0) return set.name() + " cannot be drawn\n";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".pgm") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::string out;
  for (std::size_t i = 0; i < files.size(); ++i) {
    out += fmt::format("{} {} {}\n", set.name(), i + 1, sha256(bytes_of(files[i])).substr(0, 16));
    std::filesystem::remove(files[i]);
  }
  return out;
}

TEST(Pictures, LookAsTheyDid) {
  const std::string version = poppler_version();
  if (version.empty()) GTEST_SKIP() << "pdftoppm is not installed";
  const std::string expected = bytes_of(file_of_digests);
  const bool accept = std::getenv("PLENO_ACCEPT") != nullptr;
  if (!accept && expected.substr(0, expected.find('\n')) != version)
    GTEST_SKIP() << "the pictures were made with '" << expected.substr(0, expected.find('\n'))
                 << "', here is '" << version << "'";
  const testing::TemporaryFolder folder("pleno-pictures");
  std::string got = version + "\n";
  for (const Set& set : all_sets()) got += pictures_of(set, folder.path());
  if (accept) {
    std::ofstream(file_of_digests, std::ios::binary) << got;
    return;
  }
  std::istringstream lines(expected);
  std::set<std::string> known;
  for (std::string line; std::getline(lines, line);) known.insert(line);
  std::istringstream now(got);
  for (std::string line; std::getline(now, line);)
    EXPECT_TRUE(known.erase(line) == 1)
        << line << " looks different: `scripts/look` shows it, `scripts/accept` keeps it";
  for (const std::string& line : known) ADD_FAILURE() << line << " is gone";
}

}  // namespace
}  // namespace pleno::looks
