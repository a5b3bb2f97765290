#include "app/packet_forms.h"

#include <algorithm>

#include "app/facts.h"
#include "app/parallel.h"
#include "app/propose.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::app {
namespace {

// A candidate in the order of the packet, without what makes the form.
struct Listed {
  std::string scheme, sort_name, assessment;
  auto operator<=>(const Listed&) const = default;
};

std::vector<Listed> list_of(Site& site, const Plenary& plenary) {
  std::vector<Listed> out;
  site.journal().each({.plenary = plenary.id, .by_ordinal = true}, [&](const journal::Record& record) {
    const Evidence evidence = evidence_of(record);
    out.push_back({site.scheme(evidence.scheme).title, lower(evidence.candidate.name), evidence.id});
    return true;
  });
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<BoundForm> set_forms(Site& site, const Plenary& plenary, Report& report) {
  Diagnostics faults;
  const auto form = site.press().form(template_name(site.settings().profile.result), faults);
  if (form == nullptr) throw SiteFaults{faults};
  const std::vector<Listed> order = list_of(site, plenary);
  std::map<std::string, std::size_t> position;
  for (std::size_t i = 0; i < order.size(); ++i) position[order[i].assessment] = i;

  // In the order of the list, some at a time: what the forms are made from is larger than they are.
  constexpr std::size_t at_once = 100;
  std::vector<BoundForm> out(order.size());
  std::vector<std::pair<std::size_t, Seen>> seen;
  const auto flush = [&] {
    std::vector<Diagnostics> found(seen.size());
    parallel(
        seen.size(), worker_threads(), [] { return 0; },
        [&](int, std::size_t i) {
          const auto& [place, one] = seen[i];
          const Case facts{&site.scheme(one.evidence.scheme), &one.evidence, &one.decision};
          out[place] = {one.evidence.id, one.evidence.candidate.name, order[place].scheme,
                        site.press().lay_out(
                            *form, case_facts(site.facts(), site.settings(), facts, Depth::Units), found[i])};
        });
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if (!has_errors(found[i])) continue;
      ++report.failed;
      out[seen[i].first].pages = {};
      for (Diagnostic& one : found[i]) {
        if (one.at.record.empty())
          one.at.record = say("asesi {}", "candidate {}", seen[i].second.evidence.id);
        report.found.push_back(std::move(one));
      }
    }
    seen.clear();
  };
  site.facts();  // made once, before the threads
  site.journal().each({.plenary = plenary.id, .by_ordinal = true}, [&](const journal::Record& record) {
    seen.emplace_back(position.at(record.evidence.assessment), seen_by_plenary(site, record));
    if (seen.size() >= at_once) flush();
    return true;
  });
  flush();
  std::erase_if(out, [](const BoundForm& one) { return one.pages.pages.empty(); });
  return out;
}

}  // namespace pleno::app
