// decisions [N] [RULES.yaml …]: N candidates of 132 KUK, made in memory, judged with their trace on one core;
// by default the default rule and the costliest worked files. Making the evidence is not counted.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "figures.h"
#include "guarded.h"
#include "rules/decision_from_evidence.h"
#include "rules/rules_from_yaml.h"
#include "rules/test_schemes.h"

namespace pleno::bench {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t portion = 250;

class Dice {
 public:
  std::uint32_t below(std::uint32_t bound) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state_ >> 33U) % bound;
  }

 private:
  std::uint64_t state_ = 26;
};

Proof mark(std::uint32_t criterion, Method method, Date day, Dice& dice) {
  Proof p;
  p.criterion = criterion;
  p.method = method;
  const std::uint32_t luck = dice.below(1000);
  p.mark = luck < 970   ? Mark::Competent
           : luck < 985 ? Mark::NotYetCompetent
           : luck < 995 ? Mark::FurtherAssessment
                        : Mark::None;
  p.kind = dice.below(4) == 0 ? EvidenceKind::Indirect : EvidenceKind::Direct;
  for (Judged& letter : p.vatm) letter = dice.below(200) == 0 ? Judged::No : Judged::Yes;
  p.date = add_days(day, -static_cast<int>(dice.below(30)));
  return p;
}

// One mark for each KUK by changing methods; `scores`: an observation and a written test with points.
Evidence candidate(const Scheme& scheme, std::size_t number, bool scores, Dice& dice) {
  Evidence e;
  e.id = fmt::format("26-{:06}", number);
  e.scheme = scheme.id;
  e.session.begins = e.session.ends = *parse_date("2026-11-21");
  e.assessors.resize(1);
  e.enclosures = {{"AK.01", true}, {"APL.01", true}, {"APL.02", true}, {"foto", true}};
  const std::uint32_t count = static_cast<std::uint32_t>(scheme.criterion_count());
  for (std::uint32_t c = 0; c < count; ++c) {
    const bool written = !scores && dice.below(5) == 0;
    e.proofs.push_back(mark(c, written ? Method::Written : Method::Observation, e.session.begins, dice));
    if (!scores) continue;
    e.proofs.back().score = static_cast<std::int32_t>(5500 + dice.below(91) * 50);
    e.proofs.push_back(mark(c, Method::Written, e.session.begins, dice));
    e.proofs.back().score = static_cast<std::int32_t>(5500 + dice.below(91) * 50);
  }
  return e;
}

std::shared_ptr<const rules::Rules> rules_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  Diagnostics found;
  auto rules = rules::rules_from_yaml(text, file.string(), "0", found);
  if (rules == nullptr) throw std::runtime_error(to_text(found));
  return rules;
}

void measure(const fs::path& file, std::size_t count, bool scores, double goal, Figures& figures) {
  const auto rules = rules_of(file);
  const Scheme scheme = test::penjualan();
  rules::Judge judge(*rules, scheme);
  Dice dice;
  double seconds = 0, marks = 0;
  std::size_t competent = 0;
  for (std::size_t done = 0; done < count; done += portion) {
    std::vector<Evidence> some;
    for (std::size_t i = 0; i < portion; ++i) some.push_back(candidate(scheme, done + i, scores, dice));
    const double before = cpu_seconds();
    for (const Evidence& e : some) {
      const Decision d = judge(e, "-");
      competent += d.outcome == Outcome::Competent ? 1 : 0;
      marks += static_cast<double>(e.proofs.size());
    }
    seconds += cpu_seconds() - before;
  }
  using enum Figures::Goal;
  const std::string name = file.stem().string() + (scores ? ", scores" : "");
  figures.add(name, static_cast<double>(count) / seconds, "cand/s", goal > 0 ? AtLeast : None, goal);
  figures.add("  marks", marks / seconds, "/s");
  figures.add("  competent", 100.0 * static_cast<double>(competent) / static_cast<double>(count), "%");
}

void run(const std::vector<std::string>& words) {
  const bool counted = !words.empty() && words[0].find_first_not_of("0123456789") == std::string::npos;
  const std::size_t count = counted ? std::stoul(words[0]) : 20'000;
  const fs::path folder = PLENO_SOURCE_DIR "/rules";
  Figures figures(fmt::format("decisions, N = {}, 132 KUK, one core, trace included", count));
  for (std::size_t i = counted ? 1 : 0; i < words.size(); ++i) {
    measure(words[i], count, false, 0, figures);
    measure(words[i], count, true, 0, figures);
  }
  if (words.size() == (counted ? 1U : 0U)) {
    measure(folder / "bnsp.yaml", count, false, 20'000, figures);
    for (const char* name :
         {"02-bagian-minimum", "05-dua-metode", "07-bukti-langsung", "08-vatm", "19-prasyarat"})
      measure(folder / "contoh" / (std::string(name) + ".yaml"), count, false, 20'000, figures);
    for (const char* name : {"09-ujian-tertulis", "10-nilai-berbobot"})
      measure(folder / "contoh" / (std::string(name) + ".yaml"), count, true, 20'000, figures);
  }
  figures.add("CPU in all", cpu_seconds(), "s");
  figures.add("peak memory", peak_megabytes(), "MB", Figures::Goal::AtMost, 200);
  figures.print();
}

}  // namespace
}  // namespace pleno::bench

int main(int argc, char** argv) {
  return pleno::bench::guarded([&] { pleno::bench::run({argv + 1, argv + argc}); });
}
