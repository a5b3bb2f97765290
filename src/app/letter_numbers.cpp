#include "app/letter_numbers.h"

#include <fmt/format.h>

#include "app/facts.h"
#include "app/yaml_map.h"
#include "feel/schema.h"
#include "text/indonesian.h"
#include "text/language.h"

namespace pleno::app {
namespace {

constexpr const char* own_part = "no_pendaftaran";  // what no two candidates share

feel::Schema facts_of_patterns() {
  feel::Schema out{.type = feel::Type::Context, .members = {}, .items = nullptr};
  const auto text = std::make_shared<const feel::Schema>(feel::Schema{feel::Type::String, {}, nullptr});
  for (const char* name : {own_part, "nomor_sk", "pleno", "skema", "tahun", "bulan", "bulan_romawi"})
    out.members[name] = text;
  return out;
}

feel::Text read_pattern(YamlMap& map, const char* key) {
  const std::string text = map.text(key, false);
  if (text.empty()) return {};
  Diagnostics found;
  const feel::Source source{{.file = "pleno.yaml", .record = std::string("letters.") + key}, text};
  feel::Text out = feel::parse_text(text, source, found);
  feel::check(out, facts_of_patterns(), source, found);
  if (has_errors(found)) map.fault(key, found.front().message, found.front().hint);
  if (text.find(own_part) == std::string::npos) {
    map.fault(key, say("semua surat akan bernomor sama", "all letters would have the same number"),
              say("pakai {{{{{}}}}}", "use {{{{{}}}}}", own_part));
  }
  return out;
}

}  // namespace

LetterSettings read_letters(YamlMap map) {
  LetterSettings out{read_pattern(map, "result"), read_pattern(map, "statement")};
  map.finish();
  return out;
}

feel::Value letter_facts(const LetterSettings& settings, const Case& one) {
  const Date day = one.plenary->decree_date.value_or(one.plenary->date);
  const std::string date = iso(day);
  feel::Context parts;
  parts.set(own_part, one.evidence->id);
  parts.set("nomor_sk", one.plenary->decree_number);
  parts.set("pleno", one.plenary->id);
  parts.set("skema", one.scheme->id);
  parts.set("tahun", date.substr(0, 4));
  parts.set("bulan", date.substr(5, 2));
  parts.set("bulan_romawi", roman(static_cast<int>(static_cast<unsigned>(day.month()))));
  const feel::Scope scope(parts);
  feel::Context out;
  out.set("nomor_hasil", feel::fill(settings.result, scope));
  out.set("nomor_keterangan", feel::fill(settings.statement, scope));
  return out;
}

}  // namespace pleno::app
