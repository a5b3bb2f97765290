#include "domain/decision.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "domain/words.h"
#include "text/digest.h"

namespace pleno {
namespace {

constexpr Words<Outcome, 3> outcomes = {
    {{Outcome::Competent, "K"}, {Outcome::NotYetCompetent, "BK"}, {Outcome::Undecided, "belum diputus"}}};
constexpr Words<Level, 4> levels = {{{Level::Scheme, "skema"},
                                     {Level::Unit, "unit"},
                                     {Level::Element, "elemen"},
                                     {Level::Criterion, "kriteria"}}};

// "skema layanan K | unit | semua unit kompeten", indented by depth. Built by appending: a night has
// two million of these lines.
void put(std::string& out, const Finding& finding, std::size_t depth) {
  out.append(2 * depth, ' ')
      .append(to_text(finding.level))
      .append(1, ' ')
      .append(finding.code)
      .append(1, ' ');
  out.append(to_text(finding.outcome))
      .append(" | ")
      .append(finding.rule)
      .append(" | ")
      .append(finding.reason);
  out.append(1, '\n');
  for (const Finding& part : finding.parts) put(out, part, depth + 1);
}

}  // namespace

std::string_view to_text(Outcome outcome) { return word_of(outcomes, outcome); }
std::string_view to_text(Level level) { return word_of(levels, level); }

std::string to_text(const Gap& gap) {
  if (gap.criteria.empty()) return fmt::format("{} {}", gap.unit, gap.reason);
  return fmt::format("{} KUK {} {}", gap.unit, fmt::join(gap.criteria, ", "), gap.reason);
}

std::string to_text(const Decision& d) {
  std::string out = fmt::format(
      "pleno decision 1\nassessment {}\noutcome {}\nresult {}\nrule {}\nreason {}\nfollow_up {}\nrules {} "
      "{}\nevidence {}\n",
      d.assessment, to_text(d.outcome), d.result, d.rule, d.reason, d.follow_up, d.rules_id, d.rules_digest,
      d.evidence_digest);
  for (const Gap& gap : d.gaps) out.append("gap ").append(to_text(gap)).append(1, '\n');
  put(out, d.scheme, 0);
  return out;
}

std::string digest_of(const Decision& decision) { return sha256(to_text(decision)); }

}  // namespace pleno
