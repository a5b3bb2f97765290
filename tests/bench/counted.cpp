// counted: one certificate, one FR.AK.02 and one decision after a few others, for scripts/count-work, which
// counts the instructions of the three functions below under callgrind. Prints nothing.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "app/facts.h"
#include "app/press.h"
#include "app/scheme_files.h"
#include "app/settings.h"
#include "guarded.h"
#include "printer.h"
#include "rules/decision_from_evidence.h"
#include "rules/example_evidence.h"
#include "rules/rules_from_yaml.h"
#include "text/digest.h"

// Outside of any namespace and never inlined: callgrind finds them by these names.
[[gnu::noinline]] std::size_t counted_certificate(const pleno::bench::Printer& printer,
                                                  pleno::pdf::Writer& writer,
                                                  const pleno::feel::Context& shared,
                                                  const pleno::bench::Person& person) {
  return printer.print(writer, facts_of(shared, person)).size();
}

[[gnu::noinline]] std::size_t counted_form(const pleno::app::Press& press, pleno::pdf::Writer& writer,
                                           const pleno::document::Template& form,
                                           const pleno::feel::Context& site,
                                           const pleno::app::Settings& settings,
                                           const pleno::app::Case& one) {
  pleno::Diagnostics found;
  const pleno::feel::Context facts = case_facts(site, settings, one, pleno::app::Depth::Units);
  const pleno::Pages pages = press.lay_out(form, facts, found);
  if (has_errors(found)) throw std::runtime_error(to_text(found));
  return writer.write(pages).size();
}

[[gnu::noinline]] pleno::Decision counted_decision(pleno::rules::Judge& judge,
                                                   const pleno::Evidence& evidence) {
  return judge(evidence);
}

namespace pleno::bench {
namespace {

constexpr int rounds = 6;  // the last of each is counted

void certificates() {
  const std::filesystem::path data = PLENO_SOURCE_DIR "/tests/bench/data";
  const Printer printer(data, certificate_form());
  People people(data / "data.json");
  const feel::Context shared = shared_facts(people.units());
  pdf::Writer writer = printer.writer();
  for (int i = 1; i < rounds; ++i) writer.write(printer.lay_out(facts_of(shared, *people.next())));
  counted_certificate(printer, writer, shared, *people.next());
}

template <typename Value>
Value checked(Value value, const Diagnostics& found) {
  if (has_errors(found)) throw std::runtime_error(to_text(found));
  return value;
}

Evidence evidence_of(const rules::Rules& rules, const Scheme& scheme, int i) {
  auto reading = rules::read_example(i % 2 == 0 ? "semua K" : "semua K kecuali 003.2/1.2 BK", rules, scheme,
                                     *parse_date("2026-11-18"));
  if (!reading.evidence) throw std::runtime_error(reading.problem);
  Evidence out = *reading.evidence;
  out.id = fmt::format("26-{:04}", i);
  out.candidate.name = fmt::format("Ni Luh Putu {}", i);
  out.assessors = {
      {.person_id = "P-1", .name = "Rina Oktaviani, S.Kom.", .registration = "MET.000.001 2022"}};
  return out;
}

void forms_and_decisions() {
  Diagnostics found;
  const std::filesystem::path samples = PLENO_SOURCE_DIR "/samples";
  const auto scheme =
      app::read_scheme(samples / "schemes/layanan.txt", samples / "schemes/layanan.yaml", found);
  const std::string file = PLENO_SOURCE_DIR "/rules/bnsp.yaml";
  const std::string text = app::read_file(file);
  const auto rules = rules::rules_from_yaml(text, file, sha256(text), found);
  Diagnostics known;  // the sample's secret is readable by everyone in the source tree
  const app::Settings settings = app::read_settings(samples / "site", known);
  app::Press press(settings, found);
  const auto form = checked(press.form("fr-ak-02", found), found);
  const feel::Context site = app::site_facts(settings);
  pdf::Writer writer = press.writer();
  rules::Judge judge(*rules, *scheme);
  for (int i = 1; i <= rounds; ++i) {
    const Evidence evidence = evidence_of(*rules, *scheme, i);
    const bool last = i == rounds;
    const Decision decision = last ? counted_decision(judge, evidence) : judge(evidence);
    const app::Case one{&*scheme, &evidence, &decision};
    if (last) {
      counted_form(press, writer, *form, site, settings, one);
    } else {
      writer.write(press.lay_out(*form, case_facts(site, settings, one, app::Depth::Units), found));
    }
  }
  checked(0, found);
}

}  // namespace
}  // namespace pleno::bench

int main() {
  return pleno::bench::guarded([] {
    pleno::bench::certificates();
    pleno::bench::forms_and_decisions();
  });
}
