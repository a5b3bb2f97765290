// Holds the expression language against the cases of ../shared/feel, derived from the public DMN TCK.
// At least 95 % must agree; every case that does not is printed.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "feel/expression.h"
#include "feel/json.h"

namespace pleno::feel {
namespace {

using nlohmann::json;

Value value_of(const json& j) {
  if (j.is_boolean()) return j.get<bool>();
  if (j.is_number()) return Decimal::parse(j.dump()).value_or(Decimal{});
  if (j.is_string()) return j.get<std::string>();
  if (j.is_array()) {
    List list;
    for (const json& item : j) list.push_back(value_of(item));
    return list;
  }
  if (j.is_object()) {
    Context context;
    for (const auto& [key, member] : j.items()) context.set(key, value_of(member));
    return context;
  }
  return {};
}

// Numbers agree when their first twelve digits or so do: the cases were rounded.
bool agree(const json& expected, const json& found) {
  if (expected.is_number() && found.is_number()) {
    const double a = expected.get<double>(), b = found.get<double>();
    return std::abs(a - b) <= 1e-8 * std::max(1.0, std::abs(a));
  }
  if (expected.type() != found.type() || expected.size() != found.size()) return false;
  if (expected.is_array()) {
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (!agree(expected[i], found[i])) return false;
    }
    return true;
  }
  if (expected.is_object()) {
    for (const auto& [key, member] : expected.items()) {
      if (!found.contains(key) || !agree(member, found[key])) return false;
    }
    return true;
  }
  return expected == found;
}

bool type_agrees(const std::string& wanted, const Value& value) {
  switch (value.type()) {
    case Type::Date: return wanted == "date";
    case Type::Days:
    case Type::Months: return wanted == "duration";
    case Type::String: return wanted == "string";
    default: return true;
  }
}

Value evaluate_case(const json& one, Causes& causes) {
  Diagnostics found;
  const Expression expression = parse(one["expression"].get<std::string>(), {}, found);
  for (const Diagnostic& diagnostic : found) causes.list.push_back({0, "!" + diagnostic.message});
  const Value facts = value_of(one["context"]);
  const Context none;
  return evaluate(expression, Scope(facts.context() ? *facts.context() : none), &causes);
}

TEST(Conformance, AtLeast95PercentOfTheCases) {
  std::ifstream file(PLENO_SOURCE_DIR "/../shared/feel/cases.jsonl");
  if (!file) GTEST_SKIP() << "../shared/feel/cases.jsonl is not here";
  int all = 0, good = 0;
  for (std::string line; std::getline(file, line);) {
    const json one = json::parse(line);
    Causes causes;
    const Value value = evaluate_case(one, causes);
    ++all;
    if (type_agrees(one["type"], value) && agree(one["expected"], json::parse(to_json(value)))) {
      ++good;
      continue;
    }
    std::cout << one["id"].get<std::string>() << ": " << one["expression"].get<std::string>()
              << "\n    expected " << one["expected"].dump() << ", got " << to_json(value) << "\n";
    for (const Cause& cause : causes.list)
      std::cout << "    " << cause.offset << ": " << cause.message << "\n";
  }
  std::cout << good << " of " << all << " cases agree\n";
  EXPECT_GE(good * 100, all * 95);
}

}  // namespace
}  // namespace pleno::feel
