// Decisions as text: tests/rules/cases/*.case. A case names a rule file (below rules/, or beside the
// case), a scheme of test_schemes.h and what is given in the language of `contoh:`; expected is what
// `pleno explain` prints, and the follow-up of FR.AK.02.
#include <gtest/gtest.h>

#include "rules/decision_from_evidence.h"
#include "rules/example_evidence.h"
#include "rules/explanation.h"
#include "rules/rules_from_yaml.h"
#include "support/case_file.h"
#include "test_schemes.h"
#include "text/digest.h"

namespace pleno::test {
namespace {

const std::filesystem::path here = std::filesystem::path(PLENO_SOURCE_DIR) / "tests/rules";

Scheme scheme_of(const std::string& name) {
  return name == "layanan" ? layanan() : name == "penjualan" ? penjualan() : small_scheme();
}

std::string run(const Case& one) {
  const auto shipped = std::filesystem::path(PLENO_SOURCE_DIR) / "rules" / one.get("rules");
  const std::string text =
      read_text(std::filesystem::exists(shipped) ? shipped : here / "cases" / one.get("rules"));
  Diagnostics found;
  const auto rules = rules::rules_from_yaml(text, one.get("rules"), "0123456789", found);
  if (!rules) return to_text(found);
  const Scheme scheme = scheme_of(one.get("scheme"));
  const auto reading = rules::read_example(one.get("given"), *rules, scheme, rules->valid_from());
  if (!reading.evidence) return "galat: " + reading.problem + reading.unknown_unit;
  const Decision decision = rules::judge(*rules, scheme, *reading.evidence);
  const std::string depth = one.get("depth");
  const rules::Whys whys = rules::whys_of(*rules, scheme, *reading.evidence);
  if (depth == "json") return rules::explain_json(decision, scheme, whys);
  const std::string follow_up = rules::follow_up_text(decision, scheme);
  return rules::explain(decision, scheme, depth.empty() ? 2 : std::stoi(depth), whys) +
         (follow_up.empty() ? "" : "FR.AK.02: " + follow_up + "\n");
}

TEST(Decisions, AreAsTheCasesSay) {
  for (const auto& entry : std::filesystem::directory_iterator(here / "cases")) {
    if (entry.path().extension() == ".case") run_cases(entry.path(), run);
  }
}

}  // namespace
}  // namespace pleno::test
