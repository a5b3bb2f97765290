// Whatever is written, reading and evaluating end soon and in little memory.
#include <gtest/gtest.h>

#include "feel/expression.h"
#include "feel/json.h"

namespace pleno::feel {
namespace {

std::string repeated(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

Value evaluated(const std::string& text, Causes* causes = nullptr) {
  Diagnostics found;
  const Context none;
  return evaluate(parse(text, {}, found), Scope(none), causes);
}

bool refused(const std::string& text) {
  Diagnostics found;
  return parse(text, {}, found).empty() && has_errors(found);
}

TEST(Limits, ReadingRefusesWhatIsTooDeepOrTooLong) {
  EXPECT_TRUE(refused(repeated("(", 30000)));
  EXPECT_TRUE(refused(repeated("[", 300) + repeated("]", 300)));
  EXPECT_TRUE(refused(repeated("-", 30000) + "1"));
  EXPECT_TRUE(refused("1" + repeated("+1", 30000)));
  EXPECT_TRUE(refused(repeated("if true then ", 4000) + "1"));
  EXPECT_TRUE(refused("x" + repeated("[1", 20000)));
  EXPECT_TRUE(refused("x" + repeated(".y", 20000)));
  EXPECT_TRUE(refused("x instance of " + repeated("list<", 10000)));
  EXPECT_TRUE(refused(std::string(70000, '1')));
  EXPECT_TRUE(refused("\"\xff\""));
  EXPECT_FALSE(refused(repeated("(", 90) + "1" + repeated(")", 90)));
  EXPECT_FALSE(refused("true" + repeated(" and true", 400)));
}

TEST(Limits, EvaluationStopsWithACause) {
  for (const std::string text :
       {"for i in 1..1000000000 return i", "some i in 1..1000000000 satisfies null",
        "for i in 1..1000, j in 1..1000, k in 1..1000 return null",
        "for i in 1..100 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])",
        "for i in 1..100 return if i = 1 then \"aaaaaaaa\" else partial[-1] + partial[-1]",
        "for i in 1..100 return string join([\"aaaaaaaa\", partial[-1], partial[-1]])"}) {
    Causes causes;
    EXPECT_TRUE(evaluated(text, &causes).is_null()) << text;
    ASSERT_FALSE(causes.list.empty()) << text;
    EXPECT_LE(causes.list.size(), 60U);
  }
}

TEST(Limits, ValuesCannotBeNestedWithoutEnd) {
  // Beyond the limit the item is null, and it starts anew: no stack and no printer has to follow.
  const Value deep = evaluated("for i in 1..100000 return [partial[-1]]");
  EXPECT_TRUE(deep.is_null() || to_text(deep).size() < 100'000'000);
  Value value = List{};
  for (int i = 0; i < 1000 && !value.is_null(); ++i) value = List{value};
  EXPECT_TRUE(value.is_null());
  value = List{1};
  for (int i = 0; i < 100 && !value.is_null(); ++i) value = List{value, value};
  EXPECT_TRUE(value.is_null());
}

TEST(Limits, ASlowSearchIsNotSlow) {
  const Value found = evaluated(
      "{a: for i in 1..18 return if i = 1 then \"aaaaaaaa\" else partial[-1] + partial[-1],"
      " c: contains(a[-1], a[-2] + \"b\")}.c");
  EXPECT_TRUE(found.is_false() || found.is_null());
}

TEST(Limits, NumbersOfAnySizeCanBePrinted) {
  EXPECT_EQ(to_text(evaluated("1e-6176")).size(), 6178U);
  EXPECT_EQ(to_text(evaluated("1e6144")).size(), 6145U);
  EXPECT_TRUE(evaluated("9e6144 * 10").is_null());
}

}  // namespace
}  // namespace pleno::feel
