#include <gtest/gtest.h>

#include "domain/criteria_words.h"

namespace pleno {
namespace {

using Numbers = std::vector<std::string>;

// Two elements whose numbers no arithmetic could put in order: 1.3 is missing, 1.10 stands behind 1.4.
Unit odd_unit() {
  Unit unit;
  unit.code = "M.70.MKT00.003.2";
  unit.elements = {{1, "E", {{"1.1", "a"}, {"1.2", "b"}, {"1.4", "c"}, {"1.10", "d"}, {"1.a", "e"}}},
                   {2, "F", {{"2.1", "f"}, {"2.2", "g"}, {"2.3", "h"}}}};
  return unit;
}

Finding tree_of(const Unit& unit) {
  Finding out;
  out.level = Level::Unit;
  for (const Element& element : unit.elements) {
    out.parts.emplace_back();
    for (const Criterion& criterion : element.criteria) {
      out.parts.back().parts.emplace_back();
      out.parts.back().parts.back().code = criterion.number;
    }
  }
  return out;
}

std::string both_ways(const Numbers& numbers) {
  const Unit unit = odd_unit();
  EXPECT_EQ(in_ranges(numbers, unit), in_ranges(numbers, tree_of(unit)));
  return listed(numbers, unit);
}

TEST(CriteriaWords, ThreeInARowAreARange) {
  EXPECT_EQ(both_ways({}), "");
  EXPECT_EQ(both_ways({"1.1"}), "1.1");
  EXPECT_EQ(both_ways({"1.1", "1.2"}), "1.1, 1.2");
  EXPECT_EQ(both_ways({"2.1", "2.2", "2.3"}), "2.1–2.3");
}

TEST(CriteriaWords, InARowIsWhatTheSchemeHasNext) {
  EXPECT_EQ(both_ways({"1.1", "1.2", "1.4"}), "1.1–1.4");  // the scheme has no 1.3
  EXPECT_EQ(both_ways({"1.2", "1.4", "1.10", "1.a"}), "1.2–1.a");
  EXPECT_EQ(both_ways({"1.1", "1.2", "1.10"}), "1.1, 1.2, 1.10");  // 1.4 lies between
}

TEST(CriteriaWords, ARangeStaysInItsElement) {
  EXPECT_EQ(both_ways({"1.10", "1.a", "2.1", "2.2"}), "1.10, 1.a, 2.1, 2.2");
  EXPECT_EQ(both_ways({"1.2", "1.4", "1.10", "1.a", "2.1", "2.2", "2.3"}), "1.2–1.a, 2.1–2.3");
}

TEST(CriteriaWords, AllOfAUnitAreOneRange) {
  EXPECT_EQ(both_ways({"1.1", "1.2", "1.4", "1.10", "1.a", "2.1", "2.2", "2.3"}), "1.1–2.3");
  const Unit unit = odd_unit();
  EXPECT_EQ(listed({"2.1", "2.2", "2.3"}, unit.elements[1]), "2.1–2.3");
  EXPECT_EQ(listed({"1.1"}, unit.elements[0]), "1.1");
  Unit two;
  two.elements = {{1, "E", {{"1.1", "a"}, {"1.2", "b"}}}};
  EXPECT_EQ(listed({"1.1", "1.2"}, two), "1.1, 1.2");
}

TEST(CriteriaWords, WhatTheUnitDoesNotHaveIsStillNamed) {
  EXPECT_EQ(both_ways({"1.1", "9.9"}), "1.1, 9.9");
  EXPECT_EQ(both_ways({"2.1", "1.1", "1.2"}), "2.1, 1.1, 1.2");  // out of order: nothing is lost
}

TEST(CriteriaWords, HowManyThereAre) {
  EXPECT_EQ(criteria_in(odd_unit()), 8U);
  EXPECT_EQ(criteria_in(tree_of(odd_unit())), 8U);
}

}  // namespace
}  // namespace pleno
