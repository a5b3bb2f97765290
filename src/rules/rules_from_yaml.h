// Reads a rule file: YAML with FEEL expressions, docs/rules.md. Reads text only, never a file; and never
// stops at the first mistake: everything people can get wrong is in the diagnostics, at once.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.h"
#include "text/diagnostic.h"

namespace pleno::rules {

// The rules, or null when `found` holds errors: syntax, unknown or duplicate keys, unknown facts, wrong
// types, dates that are none, rows of `hasil` that can never hold, a missing default row. `file` is for
// places, `digest` (SHA-256 of the file's bytes) goes into every Decision.
std::shared_ptr<const Rules> rules_from_yaml(std::string_view text, const std::string& file,
                                             const std::string& digest, Diagnostics& found);

// The rule sets of a site. An assessment is judged by the set valid on its day .
class RuleBook {
 public:
  void add(std::shared_ptr<const Rules> rules) { sets_.push_back(std::move(rules)); }

  // The set valid on that day, or null. A set that names the scheme in `untuk` goes before one for all;
  // without a scheme only the sets for all are asked.
  std::shared_ptr<const Rules> on(Date day, std::string_view scheme = {}) const;

  // Sets with one id, sets of equal scope whose days overlap, and days between two sets that none covers.
  Diagnostics check() const;

  const std::vector<std::shared_ptr<const Rules>>& sets() const { return sets_; }

 private:
  std::vector<std::shared_ptr<const Rules>> sets_;
};

}  // namespace pleno::rules
