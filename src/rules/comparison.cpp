#include "rules/comparison.h"

#include <fmt/format.h>

#include "text/language.h"

namespace pleno::rules {
namespace {

std::string name_of(const Finding& node, const std::string& unit) {
  switch (node.level) {
    case Level::Scheme:
    case Level::Unit: return node.code;
    case Level::Element: return fmt::format("{} {} {}", unit, say("elemen", "element"), node.code);
    case Level::Criterion: break;
  }
  return fmt::format("{} KUK {}", unit, node.code);
}

// Whether a turn was found at or below the pair of nodes.
bool collect(const Finding& before, const Finding& after, const std::string& unit, std::vector<Turn>& out) {
  bool explained = false;
  if (before.parts.size() == after.parts.size()) {
    for (std::size_t i = 0; i < after.parts.size(); ++i) {
      const std::string& within = after.parts[i].level == Level::Unit ? after.parts[i].code : unit;
      explained |= collect(before.parts[i], after.parts[i], within, out);
    }
  }
  if (explained || before.outcome == after.outcome) return explained;
  out.push_back({name_of(after, unit), before.outcome, after.outcome, after.rule, after.reason});
  return true;
}

}  // namespace

std::vector<Turn> turns(const Decision& before, const Decision& after) {
  std::vector<Turn> out;
  collect(before.scheme, after.scheme, {}, out);
  return out;
}

std::string turns_in_words(const Decision& before, const Decision& after, std::size_t most) {
  const std::vector<Turn> all = turns(before, after);
  if (all.empty()) {
    return say("{} menjadi {}: {}", "{} becomes {}: {}", before.rule, after.rule, after.reason);
  }
  std::string out;
  for (std::size_t i = 0; i < all.size() && i < most; ++i) {
    out += fmt::format("{}{}: {} -> {} [{}] {}", i > 0 ? "; " : "", all[i].node, to_text(all[i].before),
                       to_text(all[i].after), all[i].rule, all[i].reason);
  }
  if (all.size() > most) out += say("; dan {} simpul lain", "; and {} nodes more", all.size() - most);
  return out;
}

}  // namespace pleno::rules
