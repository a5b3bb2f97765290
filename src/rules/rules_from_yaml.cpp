#include "rules/rules_from_yaml.h"

#include <algorithm>
#include <array>

#include "domain/scheme.h"
#include "rules/result_checks.h"
#include "rules/rule_schema.h"
#include "rules/yaml_reading.h"
#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::rules {
namespace {

constexpr std::array<Level, 4> levels = {Level::Criterion, Level::Element, Level::Unit, Level::Scheme};
const std::vector<std::string> top_keys = {"id",      "judul",   "berlaku", "untuk",   "dasar",
                                           "catatan", "tetapan", "daftar",  "padanan", "kriteria",
                                           "elemen",  "unit",    "skema",   "hasil",   "contoh"};

// Letters, digits and _ : a name that FEEL reads as one word.
bool is_name(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !text.empty() && letter(text[0]) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

class RuleReader {
 public:
  RuleReader(const YamlNode& root, const YamlText& text, Diagnostics& found)
      : root_(root), yaml_(text, found) {}

  RuleParts read() {
    read_head();
    read_constants();
    read_lists();
    read_equivalences();
    know_top_keys();
    for (const Level level : levels) read_level(level);
    read_rows();
    read_examples();
    return std::move(parts_);
  }

 private:
  void read_head() {
    parts_.id = yaml_.word(root_, "id", true);
    parts_.title = yaml_.word(root_, "judul", true);
    parts_.basis = yaml_.word(root_, "dasar");
    parts_.note = yaml_.word(root_, "catatan");
    if (const YamlNode* schemes = root_.find("untuk");
        schemes != nullptr && yaml_.is_list(*schemes, "untuk")) {
      for (const YamlNode& id : schemes->items) {
        if (yaml_.is_scalar(id, "untuk")) parts_.schemes.push_back(id.text);
      }
    }
    const YamlNode* validity = root_.find("berlaku");
    if (validity == nullptr) {
      yaml_.report(root_, say("'berlaku' belum ada", "'berlaku' is missing"),
                   "berlaku: { dari: 2023-01-01 }");
      return;
    }
    parts_.at_validity = yaml_.source().place(validity->offset);
    if (!yaml_.is_map(*validity, "berlaku")) return;
    yaml_.know_keys(*validity, {"dari", "sampai"});
    if (const auto from = yaml_.day(*validity, "dari", true)) parts_.valid_from = *from;
    parts_.valid_to = yaml_.day(*validity, "sampai");
    if (parts_.valid_to && *parts_.valid_to < parts_.valid_from) {
      yaml_.report(*validity->find("sampai"), say("berakhir sebelum mulai berlaku", "ends before it begins"));
    }
  }

  // A constant's or list's name, once: it must not hide a fact or another name of the file.
  bool take_name(const YamlNode& key, feel::Type type) {
    if (!is_name(key.text)) {
      yaml_.report(key, say("'{}' bukan nama", "'{}' is not a name", key.text),
                   say("huruf, angka dan garis bawah, dimulai dengan huruf: nilai_lulus",
                       "letters, digits and underscores, beginning with a letter: nilai_lulus"));
      return false;
    }
    static const std::vector<std::string> reserved = reserved_names();
    if (std::find(reserved.begin(), reserved.end(), key.text) != reserved.end()) {
      yaml_.report(key,
                   say("'{}' sudah nama fakta atau kata FEEL",
                       "'{}' already names a fact or is a word of FEEL", key.text),
                   say("pilih nama lain", "choose another name"));
      return false;
    }
    for (const OwnName& own : own_) {
      if (own.name != key.text) continue;
      yaml_.report(key, say("nama '{}' sudah dipakai di berkas ini",
                            "the name '{}' is already used in this file", key.text));
      return false;
    }
    own_.push_back({key.text, type});
    return true;
  }

  // Scores run from 0 to 100: a pass mark of 0.7 would let everybody pass.
  void check_scale(const YamlEntry& entry, const feel::Value& value) {
    const bool of_scores = entry.key.text.starts_with("nilai") || entry.key.text.starts_with("rata_rata");
    const feel::Decimal* number = value.number();
    if (!of_scores || number == nullptr) return;
    const double size = std::stod(feel::to_text(value));
    if (size == 0 || (size >= 1 && size <= 100)) return;
    yaml_.report(entry.value,
                 say("'{}' di luar skala nilai 0 sampai 100", "'{}' is off the scale of scores, 0 to 100",
                     entry.key.text),
                 size > 0 && size < 1 ? say("tulis dalam persen: {}", "write per cents: {}", size * 100)
                                      : say("tulis dalam persen: 70", "write per cents: 70"));
  }

  void read_constants() {
    const YamlNode* map = root_.find("tetapan");
    if (map == nullptr || !yaml_.is_map(*map, "tetapan")) return;
    for (const YamlEntry& entry : map->entries) {
      feel::Value value = yaml_.constant(entry.value);
      check_scale(entry, value);
      if (take_name(entry.key, value.type())) parts_.constants.emplace_back(entry.key.text, std::move(value));
    }
  }

  CodeReference reference(const YamlNode& node, std::string_view text) {
    const auto cut = text.find_first_of("/ ");
    CodeReference out;
    out.unit = std::string(text.substr(0, cut));
    if (cut != std::string_view::npos) out.criterion = std::string(trimmed(text.substr(cut + 1)));
    out.at = yaml_.source().place(node.offset);
    out.excerpt = yaml_.source().problem(node, {}).excerpt;
    return out;
  }

  void read_lists() {
    const YamlNode* map = root_.find("daftar");
    if (map == nullptr || !yaml_.is_map(*map, "daftar")) return;
    for (const YamlEntry& entry : map->entries) {
      if (!take_name(entry.key, feel::Type::List) || !yaml_.is_list(entry.value, entry.key.text)) continue;
      CodeList& list = parts_.lists.emplace_back();
      list.name = entry.key.text;
      for (const YamlNode& item : entry.value.items) {
        if (yaml_.is_scalar(item, entry.key.text)) list.members.push_back(reference(item, item.text));
      }
    }
  }

  void read_equivalences() {
    const YamlNode* list = root_.find("padanan");
    if (list == nullptr || !yaml_.is_list(*list, "padanan")) return;
    for (const YamlNode& item : list->items) {
      if (!yaml_.is_map(item, "padanan")) continue;
      yaml_.know_keys(item, {"unit", "sama_dengan", "dari", "sampai", "dasar"});
      Equivalence e{yaml_.word(item, "unit", true), yaml_.word(item, "sama_dengan", true),
                    yaml_.day(item, "dari"), yaml_.day(item, "sampai")};
      if (!e.unit.empty() && normalised_code(e.unit) == normalised_code(e.equals)) {
        yaml_.report(item, say("unit disamakan dengan dirinya sendiri", "a unit is equalled with itself"));
      }
      parts_.equivalences.push_back(std::move(e));
    }
  }

  // "unit inti" is the rule for the units of the list `inti`.
  static std::pair<std::string, std::string> split_level_key(const std::string& key) {
    const auto blank = key.find(' ');
    if (blank == std::string::npos) return {key, {}};
    return {key.substr(0, blank), single_spaced(key.substr(blank))};
  }

  void know_top_keys() {
    std::vector<std::string> known = top_keys;
    for (const CodeList& list : parts_.lists) {
      for (const Level level : levels) {
        if (level != Level::Scheme) known.push_back(std::string(to_text(level)) + " " + list.name);
      }
    }
    yaml_.know_keys(root_, known);
  }

  void read_level(Level level) {
    const std::string word(to_text(level));
    const feel::Schema schema = schema_for(level, own_);
    std::vector<LevelRule>& rules = parts_.levels[static_cast<std::size_t>(level)];
    std::optional<LevelRule> general;
    for (const YamlEntry& entry : root_.entries) {
      const auto [name, list] = split_level_key(entry.key.text);
      if (name != word || !yaml_.is_map(entry.value, entry.key.text)) continue;
      if (level != Level::Criterion) needs_units(entry.key, list);
      LevelRule rule = level_rule(entry, level, schema);
      rule.list = list;
      if (list.empty()) {
        general = std::move(rule);
      } else {
        rules.push_back(std::move(rule));
      }
    }
    if (general) {
      rules.push_back(std::move(*general));
    } else if (root_.find(word) == nullptr) {
      yaml_.report(root_, say("'{}' belum ada", "'{}' is missing", word), sample_of(level));
    }
  }

  // "unit kritis" and "elemen kritis" need a list of whole units.
  void needs_units(const YamlNode& key, const std::string& name) {
    for (const CodeList& list : parts_.lists) {
      if (list.name != name) continue;
      for (const CodeReference& member : list.members) {
        if (member.criterion.empty()) continue;
        yaml_.report(
            key,
            say("daftar '{}' berisi KUK ({}/{}), bukan unit",
                "list '{}' holds a criterion ({}/{}), not units", name, member.unit, member.criterion),
            say("untuk KUK tulis 'kriteria {}'", "for criteria write 'kriteria {}'", name));
        return;
      }
    }
  }

  static std::string sample_of(Level level) {
    switch (level) {
      case Level::Criterion:
        return "kriteria: { kompeten: 'if bukti = [] then null else some m in bukti satisfies m.kompeten' }";
      case Level::Element: return "elemen: { kompeten: every k in kriteria satisfies k.kompeten }";
      case Level::Unit: return "unit: { kompeten: every e in elemen satisfies e.kompeten }";
      case Level::Scheme: break;
    }
    return "skema: { kompeten: every u in unit satisfies u.kompeten }";
  }

  LevelRule level_rule(const YamlEntry& entry, Level level, const feel::Schema& schema) {
    LevelRule rule;
    rule.name = single_spaced(entry.key.text);
    rule.at = yaml_.source().spot(entry.key);
    yaml_.know_keys(entry.value, {"kompeten", "alasan", "dasar", "catatan"});
    if (const YamlNode* node = entry.value.find("kompeten")) {
      rule.competent = condition(*node, "kompeten", schema);
      rule.forks = yaml_.source().forks(*node, rule.competent);
    } else {
      yaml_.report(entry.key, say("'{}' tanpa 'kompeten'", "'{}' without 'kompeten'", rule.name),
                   sample_of(level));
    }
    const YamlNode* reasons = entry.value.find("alasan");
    if (reasons == nullptr || !yaml_.is_map(*reasons, "alasan")) return rule;
    std::vector<std::string> known = {"K", "BK", "kosong"};
    if (level == Level::Criterion) known.emplace_back("lanjut");
    yaml_.know_keys(*reasons, known);
    rule.when_competent = reason(*reasons, "K", schema);
    rule.when_not = reason(*reasons, "BK", schema);
    rule.when_empty = reason(*reasons, "kosong", schema);
    if (level == Level::Criterion) rule.when_open = reason(*reasons, "lanjut", schema);
    return rule;
  }

  feel::Expression condition(const YamlNode& node, const std::string& what, const feel::Schema& schema) {
    if (!yaml_.is_scalar(node, what)) return {};
    return yaml_.source().expression(node, schema, yaml_.found());
  }

  Reason reason(const YamlNode& map, const std::string& key, const feel::Schema& schema) {
    const YamlNode* node = map.find(key);
    if (node == nullptr || !yaml_.is_scalar(*node, key)) return std::nullopt;
    return yaml_.source().text(*node, schema, yaml_.found());
  }

  void read_rows() {
    const YamlNode* list = root_.find("hasil");
    if (list == nullptr) {
      yaml_.report(root_, say("'hasil' belum ada", "'hasil' is missing"));
      return;
    }
    if (!yaml_.is_list(*list, "hasil")) return;
    const feel::Schema schema = schema_for_result(own_);
    std::vector<RowSource> sources;
    for (const YamlNode& item : list->items) {
      if (!yaml_.is_map(item, "hasil")) continue;
      yaml_.know_keys(item, {"bila", "maka", "tindak_lanjut", "alasan", "catatan"});
      ResultRow& row = parts_.rows.emplace_back();
      const YamlNode* when = item.find("bila");
      row.spot = yaml_.source().spot(when != nullptr ? *when : item);
      if (when != nullptr) {
        row.when = condition(*when, "bila", schema);
        row.forks = yaml_.source().forks(*when, row.when);
      } else {
        yaml_.report(item, say("baris tanpa 'bila'", "a row without 'bila'"),
                     say("baris terakhir: bila: true", "the last row: bila: true"));
      }
      row.result = result_word(item);
      row.follow_up = yaml_.word(item, "tindak_lanjut");
      row.reason = reason(item, "alasan", schema);
      sources.push_back({when != nullptr ? when : &item});
    }
    check_rows(parts_, *list, sources, yaml_);
  }

  std::string result_word(const YamlNode& row) {
    std::string word = yaml_.word(row, "maka", true);
    const auto& known = result_words();
    if (!word.empty() && std::find(known.begin(), known.end(), word) == known.end()) {
      yaml_.report(*row.find("maka"), say("hasil '{}' tidak dikenal", "unknown result '{}'", word),
                   did_you_mean(word, known));
    }
    return word;
  }

  void read_examples() {
    const YamlNode* list = root_.find("contoh");
    if (list == nullptr || !yaml_.is_list(*list, "contoh")) return;
    for (const YamlNode& item : list->items) {
      if (!yaml_.is_map(item, "contoh")) continue;
      yaml_.know_keys(item, {"jika", "maka", "sebab", "alasan", "tindak_lanjut", "skema", "catatan"});
      Example& example = parts_.examples.emplace_back();
      example.given = yaml_.word(item, "jika", true);
      example.result = result_word(item);
      example.reason = yaml_.word(item, "alasan");
      example.follow_up = yaml_.word(item, "tindak_lanjut");
      example.scheme = yaml_.word(item, "skema");
      const YamlNode& given = item.find("jika") != nullptr ? *item.find("jika") : item;
      const YamlNode& result = item.find("maka") != nullptr ? *item.find("maka") : item;
      example.at = yaml_.source().place(given.offset);
      example.excerpt = yaml_.source().problem(given, {}).excerpt;
      example.at_result = yaml_.source().place(result.offset);
      example.excerpt_result = yaml_.source().problem(result, {}).excerpt;
      const YamlNode* missing = item.find("sebab");
      if (missing == nullptr || !yaml_.is_list(*missing, "sebab")) continue;
      example.missing.emplace();
      for (const YamlNode& gap : missing->items) {
        if (yaml_.is_scalar(gap, "sebab")) example.missing->push_back(reference(gap, gap.text));
      }
    }
  }

  const YamlNode& root_;
  YamlReading yaml_;
  RuleParts parts_;
  std::vector<OwnName> own_;
};

}  // namespace

std::shared_ptr<const Rules> rules_from_yaml(std::string_view text, const std::string& file,
                                             const std::string& digest, Diagnostics& found) {
  Diagnostics here;
  const YamlText source(text, file);
  std::shared_ptr<const Rules> rules;
  if (const auto root = yaml_tree(text, file, here)) {
    if (root->kind == YamlNode::Kind::Map) {
      RuleParts parts = RuleReader(*root, source, here).read();
      if (!has_errors(here)) rules = std::make_shared<const Rules>(std::move(parts), file, digest);
    } else {
      here.push_back(source.problem(0, say("ini bukan berkas aturan", "this is not a rule file"),
                                    say("berkas aturan dimulai dengan id:, judul:, berlaku:",
                                        "a rule file begins with id:, judul:, berlaku:")));
    }
  }
  std::stable_sort(here.begin(), here.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
  });
  found.insert(found.end(), here.begin(), here.end());
  return rules;
}

}  // namespace pleno::rules
