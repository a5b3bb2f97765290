#include "app/yaml_map.h"

#include <yaml-cpp/eventhandler.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "text/language.h"
#include "text/nearest.h"

namespace pleno::app {
namespace {

constexpr std::size_t largest_file = 1 << 20;

// Anchors would let a small file unfold into a huge one; nobody needs them in a site's files.
bool has_aliases(const std::string& text) {
  struct Finder : YAML::EventHandler {
    bool found = false;
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t anchor) override { found = found || anchor != 0; }
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override { found = true; }
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t anchor, const std::string&) override {
      found = found || anchor != 0;
    }
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
      found = found || anchor != 0;
    }
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
      found = found || anchor != 0;
    }
    void OnMapEnd() override {}
  } finder;
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  parser.HandleNextDocument(finder);
  return finder.found;
}

Diagnostic at_mark(const std::string& file, const std::string& source, const YAML::Mark& mark,
                   std::string message) {
  Diagnostic out;
  out.at.file = file;
  if (!mark.is_null()) {
    out.at.line = mark.line + 1;
    out.at.column = mark.column + 1;
    out.excerpt = line_of(source, out.at.line);
  }
  out.message = std::move(message);
  return out;
}

}  // namespace

YamlMap::YamlMap(const YAML::Node& node, std::string file, std::shared_ptr<const std::string> source,
                 Diagnostics* found, std::string path)
    : node_(node), file_(std::move(file)), source_(std::move(source)), found_(found), path_(std::move(path)) {
  std::vector<std::string> seen;
  if (!node_.IsMap()) return;
  for (const auto& entry : node_) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "?";
    if (std::find(seen.begin(), seen.end(), key) != seen.end()) {
      found_->push_back(at_mark(file_, *source_, entry.first.Mark(),
                                say("kunci '{}' tertulis dua kali", "key '{}' stands twice", key)));
      found_->back().hint = say("hapus salah satunya", "remove one of them");
    }
    seen.push_back(key);
  }
}

YamlMap YamlMap::parse(const std::string& text, const std::string& file, Diagnostics& found) {
  auto source = std::make_shared<const std::string>(text);
  const YAML::Node empty(YAML::NodeType::Map);
  try {
    if (text.size() > largest_file) {
      found.push_back({.at = {.file = file}, .message = say("berkas lebih dari 1 MiB", "file over 1 MiB")});
    } else if (has_aliases(text)) {
      found.push_back({.at = {.file = file},
                       .message = say("jangkar (&) dan alias (*) tidak diterima",
                                      "anchors (&) and aliases (*) are not accepted"),
                       .hint = say("tulis nilainya di setiap tempat", "write the value in each place")});
    } else {
      const YAML::Node root = YAML::Load(text);
      if (root.IsMap()) return {root, file, source, &found, ""};
      found.push_back(
          {.at = {.file = file, .line = 1},
           .message = say("isi berkas bukan daftar kunci: nilai", "the file is not a list of key: value")});
    }
  } catch (const YAML::Exception& broken) {
    found.push_back(
        at_mark(file, text, broken.mark, say("YAML tidak terbaca: {}", "not YAML: {}", broken.msg)));
  }
  return {empty, file, source, &found, ""};
}

bool YamlMap::has(const std::string& key) const { return node_.IsMap() && node_[key].IsDefined(); }

void YamlMap::fault(const std::string& key, std::string message, std::string hint) {
  const YAML::Node node = node_.IsMap() && has(key) ? node_[key] : node_;
  Diagnostic out = at_mark(file_, *source_, node.Mark(), std::move(message));
  out.hint = std::move(hint);
  found_->push_back(std::move(out));
}

YAML::Node YamlMap::ask(const std::string& key, bool required) {
  asked_.push_back(key);
  const std::string whole = path_.empty() ? key : path_ + "." + key;
  if (has(key) && !node_[key].IsNull()) return node_[key];
  if (required) {
    fault(key, say("'{}' belum diisi", "'{}' is not set", whole),
          say("nilai ini tidak punya bawaan; isi menurut LSP Anda",
              "this has no default; fill in your certification body's value"));
  }
  return YAML::Node(YAML::NodeType::Undefined);
}

std::string YamlMap::text(const std::string& key, bool required) {
  const YAML::Node node = ask(key, required);
  if (!node.IsDefined()) return {};
  if (node.IsScalar()) return node.Scalar();
  fault(key, say("'{}' harus teks", "'{}' must be text", key));
  return {};
}

long long YamlMap::integer(const std::string& key, long long low, long long high,
                           std::optional<long long> fallback) {
  const YAML::Node node = ask(key, !fallback);
  if (!node.IsDefined()) return fallback.value_or(low);
  const std::string digits = node.IsScalar() ? node.Scalar() : "";
  // "010" would be read as 8: only plain decimal digits count.
  const bool plain = !digits.empty() && digits.size() < 18 && (digits == "0" || digits.front() != '0') &&
                     digits.find_first_not_of("0123456789") == std::string::npos;
  const long long value = plain ? std::stoll(digits) : low - 1;
  if (plain && value >= low && value <= high) return value;
  fault(key,
        say("'{}' harus bilangan bulat {} sampai {}", "'{}' must be a whole number from {} to {}", key, low,
            high),
        say("tulis angkanya saja, tanpa satuan dan tanda kutip",
            "write the number alone, without unit or quotes"));
  return fallback.value_or(low);
}

double YamlMap::decimal(const std::string& key, double low, double high, double fallback) {
  const YAML::Node node = ask(key, false);
  if (!node.IsDefined()) return fallback;
  const std::string text = node.IsScalar() ? node.Scalar() : "";
  double value = 0;
  const auto [end, failed] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  const std::size_t point = text.find('.');
  const bool plain = failed == std::errc() && end == text.data() + text.size() &&
                     (point == std::string::npos || text.size() - point <= 3);
  if (plain && value >= low && value <= high) return value;
  fault(key, say("'{}' harus bilangan {} sampai {}", "'{}' must be a number from {} to {}", key, low, high),
        say("dengan titik desimal: 1.5", "with a decimal point: 1.5"));
  return fallback;
}

bool YamlMap::truth(const std::string& key, bool fallback) {
  const YAML::Node node = ask(key, false);
  if (!node.IsDefined()) return fallback;
  if (node.IsScalar() && (node.Scalar() == "true" || node.Scalar() == "false"))
    return node.Scalar() == "true";
  fault(key, say("'{}' harus true atau false", "'{}' must be true or false", key));
  return fallback;
}

std::optional<Date> YamlMap::date(const std::string& key, bool required) {
  const std::string value = text(key, required);
  if (value.empty()) return std::nullopt;
  const auto day = parse_date(value);
  if (!day)
    fault(key, say("'{}' bukan tanggal", "'{}' is not a date", value),
          say("tulis tahun-bulan-hari: 2026-11-21", "write year-month-day: 2026-11-21"));
  return day;
}

std::vector<std::string> YamlMap::texts(const std::string& key, bool required) {
  std::vector<std::string> out;
  const YAML::Node node = ask(key, required);
  if (!node.IsDefined()) return out;
  if (!node.IsSequence()) {
    fault(key, say("'{}' harus daftar", "'{}' must be a list", key), "- …");
    return out;
  }
  for (const YAML::Node& item : node) {
    if (item.IsScalar())
      out.push_back(item.Scalar());
    else
      fault(key, say("setiap butir '{}' harus teks", "each item of '{}' must be text", key));
  }
  return out;
}

YamlMap YamlMap::map(const std::string& key, bool required) {
  const YAML::Node node = ask(key, required);
  if (node.IsDefined() && !node.IsMap())
    fault(key, say("'{}' harus kelompok kunci", "'{}' must be a group of keys", key));
  const YAML::Node content = node.IsDefined() && node.IsMap() ? node : YAML::Node(YAML::NodeType::Map);
  return {content, file_, source_, found_, path_.empty() ? key : path_ + "." + key};
}

std::vector<YamlMap> YamlMap::maps(const std::string& key, bool required) {
  std::vector<YamlMap> out;
  const YAML::Node node = ask(key, required);
  if (!node.IsDefined()) return out;
  if (!node.IsSequence()) {
    fault(key, say("'{}' harus daftar", "'{}' must be a list", key));
    return out;
  }
  for (const YAML::Node& item : node) {
    if (item.IsMap())
      out.push_back({item, file_, source_, found_, path_.empty() ? key : path_ + "." + key});
    else
      fault(key,
            say("setiap butir '{}' harus kelompok kunci", "each item of '{}' must be a group of keys", key));
  }
  return out;
}

std::vector<std::string> YamlMap::keys() const {
  std::vector<std::string> out;
  if (!node_.IsMap()) return out;
  for (const auto& entry : node_) out.push_back(entry.first.Scalar());
  return out;
}

void YamlMap::finish() {
  if (!node_.IsMap()) return;
  for (const auto& entry : node_) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "?";
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    Diagnostic out = at_mark(file_, *source_, entry.first.Mark(),
                             say("kunci '{}' tidak dikenal", "unknown key '{}'", key));
    out.caret_length = static_cast<int>(key.size());
    out.hint = did_you_mean(key, asked_);
    found_->push_back(std::move(out));
  }
}

}  // namespace pleno::app
