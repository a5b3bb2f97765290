#include "rules/result_checks.h"

#include "rules/result_worlds.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::rules {
namespace {

// A row that is the first to hold in no world can never speak.
void check_reach(const RuleParts& parts, const std::vector<RowSource>& sources, YamlReading& yaml) {
  const ResultWorlds worlds(parts.rows);
  const std::vector<bool> reached = worlds.reached();
  for (std::size_t i = 0; i < parts.rows.size(); ++i) {
    const feel::Expression& when = parts.rows[i].when;
    if (reached[i] || when.empty() || when.text() == "true") continue;
    yaml.report(*sources[i].when,
                say("baris ini tidak pernah berlaku: '{}'", "this row can never hold: '{}'", when.text()),
                say("baris di atasnya sudah mencakup semua keadaannya, atau syaratnya tidak mungkin",
                    "the rows above take all its cases, or its condition is impossible"));
  }
  if (!worlds.too_many()) return;
  Diagnostic note = yaml.source().problem(
      *sources.front().when, say("terlalu banyak syarat untuk membuktikan bahwa tiap baris dapat berlaku",
                                 "too many conditions to prove that every row can hold"));
  note.severity = Severity::Note;
  yaml.found().push_back(std::move(note));
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
