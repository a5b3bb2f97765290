// The way of an evaluation, written down by the evaluation itself: the same value, and what decided it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "feel/trace.h"

namespace pleno::feel {
namespace {

Context mark(const char* method, Value competent, Value score) {
  Context out;
  out.set("metode", method);
  out.set("kompeten", std::move(competent));
  out.set("nilai", std::move(score));
  return out;
}

Context facts() {
  Context out;
  out.set("bukti", List{mark("observasi", false, Value()), mark("tertulis", Value(), 66)});
  out.set("lulus", 70);
  out.set("hadir", true);
  return out;
}

// The steps as an indented list: kind, words, values compared, outcome.
std::string walk(const Expression& e, const Trace& trace, std::size_t at, std::size_t depth) {
  static const char* const kinds[] = {"and", "or",      "not",     "some", "every",
                                      "if",  "compare", "between", "in",   "test"};
  const Step& s = trace.steps[at];
  std::string out = std::string(2 * depth, ' ') + kinds[static_cast<int>(s.kind)];
  if (s.kind == Step::Kind::Compare) {
    out += " " + to_text(s.left) + " " + s.sign + " " + to_text(s.right);
  } else if (s.kind == Step::Kind::Test) {
    out += " " + words_of(e, s.begin, s.length);
  } else if (s.kind == Step::Kind::If) {
    out += s.then ? " then" : " else";
  }
  if (s.item.context()) out += " of " + to_text(*s.item.context()->find("metode"));
  out += !s.outcome ? ": null\n" : *s.outcome ? ": true\n" : ": false\n";
  for (const std::size_t part : inside(trace, at)) out += walk(e, trace, part, depth + 1);
  return out;
}

std::string way(const std::string& text) {
  Diagnostics found;
  const Expression e = parse(text, {}, found);
  EXPECT_EQ(to_text(found), "");
  const Context names = facts();
  Trace trace;
  const Value with = evaluate(e, Scope(names), trace);
  EXPECT_TRUE(with == evaluate(e, Scope(names)) || with.is_null()) << text;
  std::string out;
  for (std::size_t at = 0; at < trace.steps.size(); at = trace.steps[at].end) out += walk(e, trace, at, 0);
  return out;
}

TEST(Tracing, FollowsLogicIntoItsParts) {
  EXPECT_EQ(way("hadir and lulus > 80"), "and: false\n  test hadir: true\n  compare 70 > 80: false\n");
  EXPECT_EQ(way("not(hadir)"), "not: false\n  test hadir: true\n");
  EXPECT_EQ(way("not(lulus = 70)"), "not: false\n  compare 70 = 70: true\n");
  EXPECT_EQ(way("hadir"), "test hadir: true\n");
  EXPECT_EQ(way("false and hadir"), "and: false\n  test false: false\n");  // the right was not looked at
}

TEST(Tracing, NamesTheItemsAndTheBranch) {
  EXPECT_EQ(way("some m in bukti satisfies if m.nilai = null then m.kompeten else m.nilai >= lulus"),
            "some: false\n"
            "  if then of observasi: false\n"
            "    compare null = null: true\n"
            "    test m.kompeten: false\n"
            "  if else of tertulis: false\n"
            "    compare 66 = null: false\n"
            "    compare 66 >= 70: false\n");
  EXPECT_EQ(
      way("if bukti = [] then null else every m in bukti satisfies m.kompeten"),
      "if else: false\n"
      "  compare [{metode: \"observasi\", kompeten: false, nilai: null}, {metode: \"tertulis\", kompeten: "
      "null, nilai: 66}] = []: false\n"
      "  every: false\n"
      "    test m.kompeten of observasi: false\n");
}

TEST(Tracing, CallsThatAreNoConditionAreNoSteps) {
  EXPECT_EQ(way("count(bukti) >= 2"), "compare 2 >= 2: true\n");
  EXPECT_EQ(way("list contains(bukti.metode, \"lisan\")"),
            "test list contains(bukti.metode, \"lisan\"): false\n");
}

TEST(Tracing, IsBounded) {
  Diagnostics found;
  const Expression e = parse("every i in 1..100000 satisfies i > 0", {}, found);
  const Context none;
  Trace trace;
  EXPECT_TRUE(evaluate(e, Scope(none), trace).is_true());
  EXPECT_LE(trace.steps.size(), 20'000U);
}

TEST(Tracing, ForksAreAllBranches) {
  Diagnostics found;
  const Expression e = parse("if a then 1 else if b then 2 else [if c then 3 else 4]", {}, found);
  std::string out;
  for (const Fork& fork : forks(e)) {
    out += words_of(e, fork.then_begin, fork.then_length) + "|" +
           words_of(e, fork.else_begin, fork.else_length) + "\n";
  }
  EXPECT_EQ(out, "1|if b then 2 else [if c then 3 else 4]\n2|[if c then 3 else 4]\n3|4\n");
}

}  // namespace
}  // namespace pleno::feel
