// What people get wrong in rule files, with the exact messages: tests/rules/errors.case. Each case changes
// words of base.yaml ("change old => new") or gives a whole file as a block under "file".
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rules/examples.h"
#include "rules/rules_from_yaml.h"
#include "rules/yaml_tree.h"
#include "support/case_file.h"
#include "test_schemes.h"
#include "text/language.h"

namespace pleno::test {
namespace {

const std::filesystem::path here = std::filesystem::path(PLENO_SOURCE_DIR) / "tests/rules";

// "\\n" in a change stands for a line end, "\\t" for a tab.
std::string with_line_ends(std::string text) {
  for (auto at = text.find('\\'); at != std::string::npos; at = text.find('\\', at + 1)) {
    if (text.substr(at, 2) == "\\n") text.replace(at, 2, "\n");
    if (text.substr(at, 2) == "\\t") text.replace(at, 2, "\t");
  }
  return text;
}

std::string changed(const Case& one) {
  std::string text = one.get("file");
  if (text.empty()) text = read_text(here / "base.yaml");
  for (const std::string& change : one.all("change")) {
    const auto arrow = change.find(" =>");
    if (arrow == std::string::npos) return "no arrow: " + change;
    const std::string from = with_line_ends(change.substr(0, arrow));
    const std::string to = with_line_ends(change.substr(std::min(arrow + 4, change.size())));
    const auto at = text.find(from);
    if (at == std::string::npos) return "no such text: " + change;
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string messages(const Case& one) {
  set_language(one.get("lang") == "en" ? Language::English : Language::Indonesian);
  Diagnostics found;
  const auto rules = rules::rules_from_yaml(changed(one), "aturan.yaml", "0", found);
  std::string out = to_text(found);
  if (rules) out += to_text(rules::run_examples(*rules, {small_scheme()}));
  set_language(Language::Indonesian);
  return out.empty() ? "tanpa galat" : out;
}

TEST(RuleErrors, SayWhereWhatAndHowToMend) { run_cases(here / "errors.case", messages); }

std::string problems(const std::string& text) {
  Diagnostics found;
  EXPECT_EQ(rules::rules_from_yaml(text, "aturan.yaml", "0", found), nullptr);
  return to_text(found);
}

TEST(RuleFiles, DeepNestingIsRefused) {
  std::string maps = "id: ";
  for (int i = 0; i < 10000; ++i) maps += "{a: ";
  EXPECT_THAT(problems(maps), testing::HasSubstr("bersarang terlalu dalam"));
  EXPECT_NE(problems("id: " + std::string(100000, '[')), "");
}

TEST(RuleFiles, TooLargeIsRefused) {
  EXPECT_THAT(problems(std::string(rules::yaml_size_limit + 1, '#')), testing::HasSubstr("1024 KiB"));
}

TEST(RuleFiles, TooManyNodesAreRefused) {
  std::string text = "id: [";
  for (int i = 0; i < 100001; ++i) text += "a,";
  EXPECT_THAT(problems(text + "]"), testing::HasSubstr("terlalu besar"));
}

TEST(RuleFiles, BytesThatAreNoTextAreRefused) {
  EXPECT_THAT(problems("id: a\njudul: \xff\n"),
              testing::HasSubstr("aturan.yaml:2:8: galat: bukan teks UTF-8"));
  EXPECT_THAT(problems(std::string("id: a\0b", 7)), testing::HasSubstr("bukan teks UTF-8"));
  EXPECT_NE(problems(""), "");
}

// Cutting the file anywhere gives messages, never a crash or silence about a broken rule.
TEST(RuleFiles, EveryCutIsSurvived) {
  const std::string text = read_text(here / "base.yaml");
  for (std::size_t length = 0; length < text.size(); ++length) {
    Diagnostics found;
    const auto rules = rules::rules_from_yaml(text.substr(0, length), "aturan.yaml", "0", found);
    EXPECT_EQ(rules == nullptr, has_errors(found)) << length;
  }
}

}  // namespace
}  // namespace pleno::test
