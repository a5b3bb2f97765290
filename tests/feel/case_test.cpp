// Runs the .case files beside it: `expression => value`, both sides FEEL and equal in value and type.
// `with {…}` sets the facts for the lines below it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "feel/expression.h"
#include "feel/json.h"

namespace pleno::feel {
namespace {

Value evaluated(const std::string& text, const Context& facts, const std::string& where) {
  Diagnostics found;
  const Expression expression = parse(text, {}, found);
  EXPECT_TRUE(found.empty()) << where << "\n" << to_text(found);
  Causes causes;
  const Value value = evaluate(expression, Scope(facts), &causes);
  // The same path with and without causes.
  EXPECT_EQ(value, evaluate(expression, Scope(facts))) << where;
  return value;
}

class Cases : public testing::TestWithParam<std::string> {};

TEST_P(Cases, Hold) {
  std::ifstream file(PLENO_SOURCE_DIR "/tests/feel/" + GetParam());
  ASSERT_TRUE(file);
  Context facts;
  int line_number = 0, held = 0;
  for (std::string line; std::getline(file, line);) {
    ++line_number;
    if (line.empty() || line[0] == '#') continue;
    const std::string where = GetParam() + ":" + std::to_string(line_number) + ": " + line;
    if (line.starts_with("with ")) {
      facts = *evaluated(line.substr(5), {}, where).context();
      continue;
    }
    const std::size_t arrow = line.rfind(" => ");
    ASSERT_NE(arrow, std::string::npos) << where;
    const Value found = evaluated(line.substr(0, arrow), facts, where);
    const Value wanted = evaluated(line.substr(arrow + 4), {}, where);
    EXPECT_TRUE(found == wanted && found.type() == wanted.type())
        << where << "\n  wanted " << to_json(wanted) << " (" << type_name(wanted.type()) << ")\n  found  "
        << to_json(found) << " (" << type_name(found.type()) << ")";
    ++held;
  }
  EXPECT_GT(held, 10);
}

INSTANTIATE_TEST_SUITE_P(Feel, Cases,
                         testing::Values("logic.case", "numbers.case", "strings.case", "lists.case",
                                         "contexts.case", "dates.case", "ranges.case", "calls.case",
                                         "corners.case"),
                         [](const auto& one) { return one.param.substr(0, one.param.find('.')); });

}  // namespace
}  // namespace pleno::feel
