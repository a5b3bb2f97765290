// Throws arbitrary texts at the reader of rule files; what it accepts is judged, watched and explained, with
// its own examples. Nothing may crash, hang or grow without bound, and looking on may not change a decision.
#include <cstdint>
#include <cstdlib>

#include "rules/coverage.h"
#include "rules/decision_from_evidence.h"
#include "rules/examples.h"
#include "rules/explanation.h"
#include "rules/rules_from_yaml.h"
#include "rules/test_schemes.h"

namespace {

using namespace pleno;

Evidence evidence_with_everything() {
  Evidence e;
  e.id = "26-1";
  e.session.begins = e.session.ends = *parse_date("2026-11-21");
  e.assessors.resize(2);
  e.enclosures = {{"APL.01", true}, {"APL.02", false}};
  for (std::uint32_t c = 0; c < 10; ++c) {
    Proof p;
    p.criterion = c;
    p.method = static_cast<Method>(c % method_count);
    p.mark = static_cast<Mark>(c % 4);
    p.kind = static_cast<EvidenceKind>(c % 3);
    p.score = c % 2 == 0 ? 7050 : -1;
    p.date = e.session.begins;
    e.proofs.push_back(p);
  }
  return e;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Scheme scheme = test::small_scheme();
  static const Evidence evidence = evidence_with_everything();
  Diagnostics found;
  const std::string text(data, data + size);
  const auto rules = rules::rules_from_yaml(text, "x.yaml", "0", found);
  to_text(found);
  if ((rules == nullptr) != has_errors(found)) std::abort();
  if (rules == nullptr) return 0;
  const Decision decision = rules::judge(*rules, scheme, evidence);
  const rules::Whys whys = rules::whys_of(*rules, scheme, evidence);
  rules::explain(decision, scheme, 4, whys);
  rules::explain_json(decision, scheme, whys);
  to_text(rules::coverage_of(*rules, {scheme}).missing);
  rules::Judge again(*rules, scheme);
  again(evidence);
  if (to_text(again(evidence)) != to_text(decision)) std::abort();  // memory changes nothing
  return 0;
}
