#include "rules/yaml_reading.h"

#include <algorithm>
#include <charconv>

#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::rules {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "70", "0.8", "-1": what people and YAML read alike. "010" and "1e3" are not.
bool is_number(std::string_view text) {
  if (text.starts_with("-")) text.remove_prefix(1);
  const auto dot = text.find('.');
  const std::string_view whole = text.substr(0, dot);
  if (!all_digits(whole) || (whole.size() > 1 && whole[0] == '0')) return false;
  return dot == std::string_view::npos || all_digits(text.substr(dot + 1));
}

bool begins_like_number(std::string_view text) {
  if (text.starts_with("-") || text.starts_with("+") || text.starts_with(".")) text.remove_prefix(1);
  return !text.empty() && text[0] >= '0' && text[0] <= '9' &&
         text.find_first_not_of("0123456789.,_eExXoO+-") == std::string_view::npos;
}

}  // namespace

feel::Value duration_in_words(const std::string& text) {
  const auto blank = text.find(' ');
  if (blank == std::string::npos || !all_digits(std::string_view(text).substr(0, blank))) return {};
  long long count = 0;
  std::from_chars(text.data(), text.data() + blank, count);
  const std::string unit = text.substr(blank + 1);
  if (count > 100000) return {};
  if (unit == "hari") return feel::Days{count * 86400};
  if (unit == "bulan") return feel::Months{count};
  if (unit == "tahun") return feel::Months{count * 12};
  return {};
}

void YamlReading::report(const YamlNode& at, std::string message, std::string hint) {
  found_.push_back(text_.problem(at, std::move(message), std::move(hint)));
}

bool YamlReading::is_map(const YamlNode& node, const std::string& what) {
  if (node.kind == YamlNode::Kind::Map) return true;
  report(node, say("'{}' harus berisi pasangan kunci: nilai", "'{}' must hold key: value pairs", what));
  return false;
}

bool YamlReading::is_list(const YamlNode& node, const std::string& what) {
  if (node.kind == YamlNode::Kind::List) return true;
  report(node, say("'{}' harus berupa daftar", "'{}' must be a list", what),
         say("tulis [a, b] atau satu baris '- …' untuk tiap butir", "write [a, b] or a line '- …' for each"));
  return false;
}

bool YamlReading::is_scalar(const YamlNode& node, const std::string& what) {
  if (node.kind == YamlNode::Kind::Scalar && !node.text.empty()) return true;
  if (node.kind == YamlNode::Kind::List || node.kind == YamlNode::Kind::Map) {
    report(node, say("'{}' harus berupa satu teks", "'{}' must be one text", what),
           say("teks yang dimulai dengan [ atau {{ harus dalam tanda kutip '…'",
               "a text that begins with [ or {{ must stand in quotes '…'"));
  } else {
    report(node, say("'{}' kosong", "'{}' is empty", what));
  }
  return false;
}

void YamlReading::know_keys(const YamlNode& map, const std::vector<std::string>& known) {
  for (const YamlEntry& entry : map.entries) {
    if (std::find(known.begin(), known.end(), entry.key.text) != known.end()) continue;
    report(entry.key, say("kunci '{}' tidak dikenal", "unknown key '{}'", entry.key.text),
           did_you_mean(entry.key.text, known));
  }
}

std::string YamlReading::word(const YamlNode& map, const std::string& key, bool needed) {
  const YamlNode* node = map.find(key);
  if (node == nullptr) {
    // A mistyped key is reported as such by know_keys; one message for one mistake.
    const bool mistyped = std::any_of(map.entries.begin(), map.entries.end(), [&](const YamlEntry& entry) {
      return !nearest(entry.key.text, {key}).empty();
    });
    if (needed && !mistyped) report(map, say("'{}' belum ada", "'{}' is missing", key));
    return {};
  }
  return is_scalar(*node, key) ? single_spaced(node->text) : std::string();
}

std::optional<Date> YamlReading::day(const YamlNode& map, const std::string& key, bool needed) {
  const std::string text = word(map, key, needed);
  if (text.empty()) return std::nullopt;
  const auto date = parse_date(text);
  if (!date) {
    report(*map.find(key), say("'{}' bukan tanggal", "'{}' is not a date", text),
           say("tulis tahun-bulan-hari: 2026-11-21", "write year-month-day: 2026-11-21"));
  }
  return date;
}

feel::Value YamlReading::plain_constant(const YamlNode& node) {
  const std::string& text = node.text;
  if (is_number(text)) return *feel::Decimal::parse(text);
  if (const auto date = parse_date(text)) return *date;
  if (text == "true" || text == "false") return text == "true";
  if (feel::Value duration = duration_in_words(text); !duration.is_null()) return duration;
  const std::string low = lower(text);
  if (is_one_of(low,
                {"no", "yes", "on", "off", "y", "n", "ya", "tidak", "benar", "salah", "true", "false"})) {
    report(node, say("'{0}' bermakna ganda", "'{0}' is ambiguous", text),
           say("tulis true atau false, atau \"{0}\" dalam tanda kutip bila ini teks",
               "write true or false, or \"{0}\" in quotes if it is a text", text));
  } else if (is_one_of(low, {"null", "~", "nil"})) {
    report(node, say("tetapan tanpa nilai", "a constant without a value"));
  } else if (begins_like_number(text)) {
    report(node, say("'{}' bukan bilangan atau tanggal", "'{}' is neither a number nor a date", text),
           say("bilangan tanpa nol di depan dan dengan titik desimal (10; 0.8); kode dalam tanda kutip "
               "(\"{0}\")",
               "numbers without leading zeros and with a decimal point (10; 0.8); codes in quotes (\"{0}\")",
               text));
  } else {
    return text;
  }
  return {};
}

feel::Value YamlReading::constant(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::List) {
    feel::List list;
    for (const YamlNode& item : node.items) list.push_back(constant(item));
    return list;
  }
  if (!is_scalar(node, "tetapan")) return {};
  return node.plain ? plain_constant(node) : feel::Value(node.text);
}

}  // namespace pleno::rules
