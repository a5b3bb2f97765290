// forms N [--threads n] [--only FORM]: the product's own documents of N candidates of the sample, from frozen
// evidence to bytes in memory: decided, FR.AK.02, FR.IA.01, certificate. Prints what each took.
#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

#include "app/commands.h"
#include "app/facts.h"
#include "app/propose.h"
#include "app/site.h"
#include "figures.h"
#include "guarded.h"
#include "stream.h"
#include "support/temporary_folder.h"

namespace pleno::bench {
namespace {

namespace fs = std::filesystem;
using namespace pleno::app;

struct Orders {
  std::size_t count = 0, threads = 1;
  std::string only;  // one form, or "decision"; empty: all
};

struct Form {
  std::string name;  // of the template
  std::string title;
  Depth depth;
  bool certificate;
  double goal;  // ms of CPU; 0: none
};
const std::vector<Form> forms = {{"fr-ak-02", "FR.AK.02", Depth::Units, false, 1.0},
                                 {"fr-ia-01", "FR.IA.01", Depth::Criteria, false, 4.0},
                                 {"sertifikat", "certificate of the sample site", Depth::Units, true, 0.8}};

struct Candidate {
  Evidence evidence;
  Decision decision;
};

// Every candidate of the sample who has a decision.
std::vector<Candidate> candidates_of(Site& site) {
  std::vector<Candidate> out;
  site.journal().each({}, [&](const journal::Record& record) {
    if (!record.decision) return true;
    Evidence evidence = evidence_of(record);
    Decision decision = decision_of(site, record, evidence);
    out.push_back({std::move(evidence), std::move(decision)});
    return true;
  });
  return out;
}

journal::CertificateRow certificate_of(const Evidence& evidence, std::size_t serial) {
  return {.assessment = evidence.id,
          .series = "sertifikat",
          .no = static_cast<long long>(serial),
          .number = fmt::format("70209 2431 6 {:07} 2026", serial),
          .registration = fmt::format("MKT 0000 {:05} 2026", serial),
          .public_id = "0123456789ABCDEFGHJKMNPQRS",
          .issue_date = "2026-11-21"};
}

void print_forms(Site& site, const std::vector<Candidate>& candidates, const Form& form, const Orders& orders,
                 Figures& figures) {
  Diagnostics found;
  const auto compiled = site.press().form(form.name, found);
  if (compiled == nullptr) throw SiteFaults{found};
  std::vector<const Candidate*> chosen;  // who would get it
  for (const Candidate& one : candidates) {
    site.scheme(one.evidence.scheme);  // read before the threads
    if (!form.certificate || one.decision.outcome == Outcome::Competent) chosen.push_back(&one);
  }
  const feel::Context& facts = site.facts();
  Press& press = site.press();
  std::size_t next = 0, pages = 0, bytes = 0;
  const double before = cpu_seconds();
  stream(
      {.threads = orders.threads, .window = 64},
      [&] { return next < orders.count ? std::optional(next++) : std::nullopt; },
      [&] { return press.writer(); },
      [&](pdf::Writer& writer, std::size_t i) {
        const Candidate& one = *chosen[i % chosen.size()];
        const auto certificate = certificate_of(one.evidence, i + 1);
        const Case all{
            &site.scheme(one.evidence.scheme),        &one.evidence, &one.decision, nullptr, nullptr,
            form.certificate ? &certificate : nullptr};
        Diagnostics faults;
        const Pages laid =
            press.lay_out(*compiled, case_facts(facts, site.settings(), all, form.depth), faults);
        if (has_errors(faults)) throw SiteFaults{faults};
        return std::pair{laid.pages.size(), writer.write(laid).size()};
      },
      [&](const std::pair<std::size_t, std::size_t>& one) {
        pages += one.first;
        bytes += one.second;
      });
  const double spent = (cpu_seconds() - before) * 1000;
  const auto count = static_cast<double>(orders.count);
  figures.add(form.title + ", CPU", spent / count, "ms",
              form.goal > 0 ? Figures::Goal::AtMost : Figures::Goal::None, form.goal);
  figures.add(form.title + ", pages", static_cast<double>(pages) / count, "");
  figures.add(form.title + ", CPU a page", spent / static_cast<double>(pages), "ms");
  figures.add(form.title + ", bytes", static_cast<double>(bytes) / count / 1000, "KB");
}

void decide_all(Site& site, const std::vector<Candidate>& candidates, const Orders& orders,
                Figures& figures) {
  const rules::Rules& rules = site.rules_for(candidates.front().evidence);
  const double before = cpu_seconds();
  std::size_t competent = 0;
  for (std::size_t i = 0; i < orders.count; ++i) {
    const Evidence& evidence = candidates[i % candidates.size()].evidence;
    if (site.judge(rules, evidence).outcome == Outcome::Competent) ++competent;
  }
  if (competent == 0) throw std::runtime_error("nobody is competent");
  figures.add("decision, CPU", (cpu_seconds() - before) * 1000 / static_cast<double>(orders.count), "ms");
}

void run(const Orders& orders) {
  const testing::TemporaryFolder folder("pleno-bench");
  command_init(folder.path(), 0);
  Site site(folder.path());
  pull(site);
  decide(site, false);
  const std::vector<Candidate> candidates = candidates_of(site);
  Figures figures(fmt::format("documents of the sample, N = {}, {} threads", orders.count, orders.threads));
  if (orders.only.empty() || orders.only == "decision") decide_all(site, candidates, orders, figures);
  for (const Form& form : forms) {
    if (!orders.only.empty() && orders.only != form.name) continue;
    if (fs::exists(site_or_shipped(folder.path(), "templates", form.name + ".xml")))
      print_forms(site, candidates, form, orders, figures);
  }
  figures.add("peak memory", peak_megabytes(), "MB");
  figures.print();
}

Orders orders_of(const std::vector<std::string>& words) {
  Orders orders;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool named = words[i].starts_with("--") && i + 1 < words.size();
    if (!named)
      orders.count = std::stoul(words[i]);
    else if (words[i] == "--threads")
      orders.threads = std::stoul(words[++i]);
    else if (words[i] == "--only")
      orders.only = words[++i];
  }
  if (orders.count == 0) throw std::runtime_error("usage: forms N [--threads n] [--only FORM]");
  return orders;
}

}  // namespace
}  // namespace pleno::bench

int main(int argc, char** argv) {
  using namespace pleno::bench;
  return guarded<pleno::app::SiteFaults>([&] { run(orders_of({argv + 1, argv + argc})); });
}
