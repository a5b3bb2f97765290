#include "app/packet_forms.h"

#include <algorithm>

#include "app/facts.h"
#include "app/parallel.h"
#include "app/propose.h"
#include "text/error.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::app {
namespace {

constexpr std::size_t at_once = 100;  // forms in memory: what they are made from is larger than they are

}  // namespace

PacketForms::PacketForms(Site& site, const Plenary& plenary) : site_(site), plenary_(plenary) {
  Diagnostics faults;
  form_ = site.press().form(template_name(site.settings().profile.result), faults);
  if (form_ == nullptr) throw SiteFaults{faults};
  site.journal().each({.plenary = plenary.id, .by_ordinal = true}, [&](const journal::Record& record) {
    const Evidence evidence = evidence_of(record);
    const std::string& name = evidence.candidate.name;
    entries_.push_back({site.scheme(evidence.scheme).title, lower(name), evidence.id, name});
    return true;
  });
  std::sort(entries_.begin(), entries_.end());
}

// As it stands in this plenary's list, which somebody may have left for a later one.
journal::Record PacketForms::record_of(const std::string& assessment) {
  std::optional<journal::Record> found = site_.journal().find(assessment);
  if (!found || found->plenary != plenary_.id) {
    site_.journal().each({.plenary = plenary_.id}, [&](const journal::Record& record) {
      if (record.evidence.assessment != assessment) return true;
      found = record;
      return false;
    });
  }
  if (!found)
    throw Error(Kind::Internal,
                say("asesi {} hilang dari daftar", "candidate {} is gone from the list", assessment));
  return *std::move(found);
}

std::vector<Pages> PacketForms::lay_out(std::size_t first, std::size_t end, std::vector<Diagnostics>& found) {
  std::vector<Seen> seen;
  for (std::size_t i = first; i < end; ++i)
    seen.push_back(seen_by_plenary(site_, record_of(entries_[i].assessment)));
  site_.facts();  // made once, before the threads
  std::vector<Pages> out(seen.size());
  found.assign(seen.size(), {});
  parallel(
      seen.size(), worker_threads(), [] { return 0; },
      [&](int, std::size_t i) {
        const Case one{&site_.scheme(seen[i].evidence.scheme), &seen[i].evidence, &seen[i].decision};
        out[i] = site_.press().lay_out(*form_, case_facts(site_.facts(), site_.settings(), one, Depth::Units),
                                       found[i]);
      });
  return out;
}

void PacketForms::count(Report& report) {
  for (std::size_t first = 0; first < entries_.size(); first += at_once) {
    std::vector<Diagnostics> found;
    const auto laid = lay_out(first, std::min(first + at_once, entries_.size()), found);
    for (std::size_t i = 0; i < laid.size(); ++i) {
      Entry& entry = entries_[first + i];
      if (!has_errors(found[i])) {
        entry.pages = laid[i].pages.size();
        continue;
      }
      ++report.failed;
      for (Diagnostic& one : found[i]) {
        if (one.at.record.empty()) one.at.record = say("asesi {}", "candidate {}", entry.assessment);
        report.found.push_back(std::move(one));
      }
    }
  }
  std::erase_if(entries_, [](const Entry& one) { return one.pages == 0; });
}

void PacketForms::each(std::size_t first, std::size_t end,
                       const std::function<void(const Entry&, Pages&&)>& take) {
  for (; first < end; first += at_once) {
    std::vector<Diagnostics> found;
    auto laid = lay_out(first, std::min(first + at_once, end), found);
    for (std::size_t i = 0; i < laid.size(); ++i) take(entries_[first + i], std::move(laid[i]));
  }
}

}  // namespace pleno::app
