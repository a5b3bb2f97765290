// Static checks of the table `hasil`: rows that can never hold, a missing default. Never evaluates
// evidence: it tries every state of affairs that the conditions can tell apart (result_worlds.h).
#pragma once
#include <vector>

#include "rules/rules.h"
#include "rules/yaml_reading.h"

namespace pleno::rules {

struct RowSource {
  const YamlNode* when;  // where the row's condition stands
};

void check_rows(const RuleParts& parts, const YamlNode& table, const std::vector<RowSource>& sources,
                YamlReading& yaml);

}  // namespace pleno::rules
