#include "rules/result_checks.h"

#include <algorithm>
#include <array>

#include "domain/evidence.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::rules {
namespace {

bool uses_only(const feel::Expression& e, const std::vector<std::string_view>& names) {
  return std::all_of(e.names().begin(), e.names().end(), [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  });
}

// Every combination of attendance and the scheme's outcome: 12 worlds.
std::vector<feel::Context> worlds() {
  std::vector<feel::Context> out;
  for (const Attendance a :
       {Attendance::Present, Attendance::Absent, Attendance::Withdrawn, Attendance::Disqualified}) {
    for (const std::optional<bool> competent :
         {std::optional(true), std::optional(false), std::optional<bool>()}) {
      feel::Context asesi;
      asesi.set("hadir", a == Attendance::Present);
      asesi.set("kehadiran", to_text(a));
      feel::Context skema;
      skema.set("kompeten", competent);
      skema.set("kode", "skema");
      feel::Context world;
      world.set("asesi", std::move(asesi));
      world.set("skema", std::move(skema));
      out.push_back(std::move(world));
    }
  }
  return out;
}

// Marks the worlds where each row is the first to hold. A row on other facts may hold anywhere or
// nowhere, so it takes no world away from the rows below it.
void check_reach(const RuleParts& parts, const std::vector<RowSource>& sources, YamlReading& yaml) {
  std::vector<feel::Context> open = worlds();
  for (std::size_t i = 0; i < parts.rows.size(); ++i) {
    const feel::Expression& when = parts.rows[i].when;
    if (when.empty() || when.text() == "true" || !uses_only(when, {"asesi", "skema"})) continue;
    const auto holds = [&](const feel::Context& world) {
      return feel::evaluate(when, feel::Scope(world)).is_true();
    };
    const auto first_taken =
        std::partition(open.begin(), open.end(), [&](const auto& w) { return !holds(w); });
    if (first_taken == open.end()) {
      yaml.report(*sources[i].when,
                  say("baris ini tidak pernah berlaku: '{}'", "this row can never hold: '{}'", when.text()),
                  say("baris di atasnya sudah mencakup semua keadaannya, atau syaratnya tidak mungkin",
                      "the rows above take all its cases, or its condition is impossible"));
    }
    open.erase(first_taken, open.end());
  }
}

}  // namespace

void check_rows(const RuleParts& parts, const YamlNode& table, const std::vector<RowSource>& sources,
                YamlReading& yaml) {
  if (parts.rows.empty()) {
    yaml.report(table, say("'hasil' tidak punya baris", "'hasil' has no rows"));
    return;
  }
  for (std::size_t i = 0; i < parts.rows.size(); ++i) {
    const std::string& text = parts.rows[i].when.text();
    for (std::size_t j = 0; j < i; ++j) {
      const bool all_taken = parts.rows[j].when.text() == "true";
      if (text.empty() || (!all_taken && parts.rows[j].when.text() != text)) continue;
      yaml.report(*sources[i].when,
                  all_taken ? say("baris ini tidak pernah berlaku: di atasnya ada bila: true",
                                  "this row can never hold: there is bila: true above it")
                            : say("baris ini tidak pernah berlaku: syaratnya sama dengan baris {}",
                                  "this row can never hold: its condition equals row {}", j + 1),
                  say("hapus, atau pindahkan ke atas", "remove it, or move it up"));
      return;
    }
  }
  if (parts.rows.back().when.text() != "true" && !parts.rows.back().when.empty()) {
    yaml.report(*sources.back().when,
                say("'hasil' tanpa baris terakhir untuk semua keadaan lain", "'hasil' without a default row"),
                "- { bila: true, maka: belum-diputus }");
    return;
  }
  if (!has_errors(yaml.found())) check_reach(parts, sources, yaml);
}

}  // namespace pleno::rules
