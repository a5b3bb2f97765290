// The shipped rule files: they load without a word, and their examples hold for the real schemes.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "rules/examples.h"
#include "rules/rules_from_yaml.h"
#include "support/case_file.h"
#include "test_schemes.h"
#include "text/digest.h"

namespace pleno::test {
namespace {

const std::filesystem::path rules_folder = std::filesystem::path(PLENO_SOURCE_DIR) / "rules";

std::vector<std::filesystem::path> shipped() {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(rules_folder)) {
    if (entry.path().extension() == ".yaml") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

class ShippedRules : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(ShippedRules, LoadAndKeepTheirExamples) {
  const std::string text = read_text(GetParam());
  Diagnostics found;
  const auto rules = rules::rules_from_yaml(text, GetParam().filename(), sha256(text), found);
  ASSERT_EQ(to_text(found), "");
  ASSERT_NE(rules, nullptr);
  EXPECT_GE(rules->parts().examples.size(), 3U) << "a shipped file shows what it decides";
  EXPECT_EQ(to_text(rules::run_examples(*rules, {layanan(), penjualan()})), "");
}

INSTANTIATE_TEST_SUITE_P(Files, ShippedRules, testing::ValuesIn(shipped()), [](const auto& file) {
  std::string name = file.param.stem();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

// What docs/rules.md shows as a whole file is one, and decides what it says.
TEST(Documentation, ItsRuleFilesHold) {
  const std::string page = read_text(std::filesystem::path(PLENO_SOURCE_DIR) / "docs/rules.md");
  const std::string fence = "```yaml\n";
  int files = 0;
  for (auto at = page.find(fence); at != std::string::npos; at = page.find(fence, at + 1)) {
    const auto begin = at + fence.size();
    const std::string text = page.substr(begin, page.find("```", begin) - begin);
    if (!text.starts_with("id:")) continue;
    ++files;
    Diagnostics found;
    const auto rules = rules::rules_from_yaml(text, "docs/rules.md", "0", found);
    ASSERT_EQ(to_text(found), "");
    EXPECT_EQ(to_text(rules::run_examples(*rules, {layanan(), penjualan()})), "");
  }
  EXPECT_EQ(files, 2);
}

// The table of variations counts to 24; every file it names is there, every key stands in the sample's
// pleno.yaml.
TEST(Documentation, ItsVariationsAreThere) {
  const std::filesystem::path root(PLENO_SOURCE_DIR);
  const std::string page = read_text(root / "docs/rules.md");
  const std::string settings = read_text(root / "samples/site/pleno.yaml");
  const std::string table = page.substr(page.find("## Variasi"));
  for (int number = 1; number <= 24; ++number) {
    const auto begin = table.find("\n| " + std::to_string(number) + " | ");
    ASSERT_NE(begin, std::string::npos) << number;
    const std::string row = table.substr(begin + 1, table.find('\n', begin + 1) - begin - 1);
    int named = 0;
    for (auto at = row.find('`'); at != std::string::npos; at = row.find('`', at)) {
      const auto end = row.find('`', at + 1);
      const std::string word = row.substr(at + 1, end - at - 1);
      at = end + 1;
      const bool is_file = word.starts_with("rules/") || word.starts_with("tests/");
      const auto dot = word.find('.');
      const bool is_key =
          !is_file && dot != std::string::npos && word.find_first_of("*/ ") == std::string::npos;
      if (is_file) {
        EXPECT_TRUE(std::filesystem::exists(root / word)) << number << ": " << word;
      }
      if (is_key) {
        EXPECT_NE(settings.find(word.substr(0, dot) + ":"), std::string::npos) << number << ": " << word;
        EXPECT_NE(settings.find(" " + word.substr(dot + 1) + ":"), std::string::npos)
            << number << ": " << word;
      }
      named += is_file || is_key ? 1 : 0;
    }
    EXPECT_GT(named, 0) << number;
  }
}

TEST(Examples, AFailingOneShowsWhereTheTreeParts) {
  std::string text = read_text(rules_folder / "bnsp.yaml");
  const std::string before = "\"semua K kecuali 003.2/1.1 PL\", maka: belum-diputus, sebab: [\"003.2 1.1\"]";
  const auto at = text.find(before);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, before.size(), "\"semua K kecuali 003.2/1.1 PL\", maka: kompeten");
  Diagnostics found;
  const auto rules = rules::rules_from_yaml(text, "bnsp.yaml", "0", found);
  ASSERT_NE(rules, nullptr) << to_text(found);
  const Diagnostics failed = rules::run_examples(*rules, {small_scheme()});
  ASSERT_EQ(failed.size(), 1U) << to_text(failed);
  EXPECT_EQ(
      failed[0].message,
      "contoh \"semua K kecuali 003.2/1.1 PL\" tidak cocok pada skema kecil: diharapkan kompeten, menurut "
      "aturan belum-diputus: Unit M.70.MKT00.003.2: KUK 1.1 menunggu penilaian lanjut.\n"
      "  skema kecil: belum diputus (unit M.70.MKT00.003.2 belum diputus), diharapkan K\n"
      "    unit M.70.MKT00.003.2: belum diputus (KUK 1.1 belum diputus), diharapkan K\n"
      "      elemen 1: belum diputus (KUK 1.1 belum diputus), diharapkan K\n"
      "        kriteria 1.1: belum diputus (menunggu penilaian lanjut), diharapkan K");
  EXPECT_EQ(failed[0].at.column, 51);
}

}  // namespace
}  // namespace pleno::test
