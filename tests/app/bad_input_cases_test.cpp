// The whole program as text: shell lines in the folder of a sample site, and exactly what it says. The bad
// inputs, one file a surface, each case with its number in docs/reliability.md; and the variations of
// docs/rules.md that pleno.yaml decides, one file each.
#include "app/pleno_run.h"
#include "support/case_file.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

const fs::path app_tests = fs::path(PLENO_SOURCE_DIR) / "tests/app";

std::string without(std::string text, const std::string& part) {
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at))
    text.erase(at, part.size());
  return text;
}

// How many templates there are is no matter here.
std::string without_count_of_templates(std::string text) {
  const std::size_t at = text.find("dicoba dengan data terpanjang: ");
  if (at == std::string::npos) return text;
  text.erase(at, text.find('\n', at) - at + 1);
  return without_count_of_templates(std::move(text));
}

// Runs a case's lines; the answer has no folder names in it.
std::string transcript(const test::Case& one) {
  const TemporaryFolder work("pleno-input");
  const fs::path site = work.path() / "situs";
  const std::string program = PLENO_PROGRAM;
  const Ran made = run_shell(program + " init " + quoted(site.string()) + " --candidates 3");
  if (made.code != 0) return made.err;
  std::ofstream(work.path() / "case.sh") << one.get("do");
  const Ran ran =
      run_shell("cd " + quoted(site.string()) + " && PLENO_LANG=id PLENO_NOW=2026-11-23T02:00:00Z " +
                "PLENO_SITE=" + quoted(site.string()) + " PLENO_PROGRAM=" + quoted(program) +
                " PLENO_SHIPPED=" + quoted(PLENO_SOURCE_DIR) + " bash -c '. \"$0\"; . ../case.sh' " +
                quoted((app_tests / "bad_inputs/steps.sh").string()));
  std::string text = ran.err + ran.out;
  for (const std::string& name :
       {site.string() + "/", work.path().string() + "/", std::string(PLENO_SOURCE_DIR "/")})
    text = without(text, name);
  return without_count_of_templates(std::move(text));
}

std::vector<std::string> case_files(const char* folder) {
  std::vector<std::string> out;
  for (const fs::path& file : files_in(app_tests / folder, ".case")) out.push_back(file.stem().string());
  return out;
}

void run_file(const fs::path& path) {
  test::CaseFile file = test::parse_cases(test::read_text(path));
  for (const test::Case& one : file.cases) {
    if (one.get("needs") == "root" && ::geteuid() != 0) GTEST_SKIP() << one.name() << " needs root";
  }
  test::run_cases(path, transcript);
}

class BadInputs : public ::testing::TestWithParam<std::string> {};
TEST_P(BadInputs, AreSaid) { run_file(app_tests / "bad_inputs" / (GetParam() + ".case")); }
INSTANTIATE_TEST_SUITE_P(Files, BadInputs, ::testing::ValuesIn(case_files("bad_inputs")),
                         [](const auto& one) { return one.param; });

class Variations : public ::testing::TestWithParam<std::string> {};
TEST_P(Variations, OfTheSite) { run_file(app_tests / "variations" / (GetParam() + ".case")); }
INSTANTIATE_TEST_SUITE_P(Files, Variations, ::testing::ValuesIn(case_files("variations")),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace pleno::testing
