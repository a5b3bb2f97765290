// `pleno decide --rules FILE --replay FROM..TO`: past candidates judged under another rule file, and whose
// result would change. Reads the journal and writes nothing, anywhere.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <utility>

#include "app/site.h"

namespace pleno::app {

// "2026-01-01..2026-12-31", both days included. Throws Error{Usage}.
std::pair<Date, Date> parse_period(const std::string& text);

struct Change {
  std::string assessment;
  std::string name;
  std::string scheme;
  Decision before;  // as kept, from the evidence that the plenary had before it
  Decision after;
};

struct ReplayCounts {
  long long judged = 0;
  long long changed = 0;
  long long not_covered = 0;  // of a scheme that the file is not for (`untuk`)
  long long undecided = 0;    // without a decision so far: nothing to compare with
};

// Judges every candidate with a decision whose assessment began in the period, whatever the file's own days
// of validity say, and hands on those whose result differs, ordered by registration number. Throws
// SiteFaults when the rule file has errors, Error{NoInput} when it or the journal is not there.
ReplayCounts replay(Site& site, const std::filesystem::path& rules, std::pair<Date, Date> period,
                    const std::function<void(const Change&)>& each);

}  // namespace pleno::app
