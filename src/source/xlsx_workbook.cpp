#include "source/xlsx_workbook.h"

#include <charconv>
#include <map>

#include "source/xml_events.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

constexpr std::size_t most_texts = 2'000'000;

// The targets of a part's relationships by their id, with the kind's last word ("worksheet").
struct Relations : XmlSink {
  struct One {
    std::string target, kind;
  };
  std::map<std::string, One> by_id;

  void begin(const std::string& name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes["TargetMode"] == "External") return;
    const std::string_view type = attributes["Type"];
    by_id[std::string(attributes["Id"])] = {std::string(attributes["Target"]),
                                            std::string(type.substr(type.rfind('/') + 1))};
  }
  const One* of_kind(std::string_view kind) const {
    for (const auto& [id, one] : by_id) {
      if (one.kind == kind) return &one;
    }
    return nullptr;
  }
};

struct SheetNames : XmlSink {
  struct One {
    std::string name, relation;
    bool hidden;
  };
  std::vector<One> all;

  void begin(const std::string& name, const XmlAttributes& attributes) override {
    if (name != "sheet") return;
    const std::string_view state = attributes["state"];
    all.push_back({std::string(attributes["name"]), std::string(attributes["id"]),
                   state == "hidden" || state == "veryHidden"});
  }
};

// Plain and rich texts alike; how they are read aloud (rPh) is not part of them.
struct SharedTexts : XmlSink {
  std::vector<std::string>& texts;
  std::string open;
  bool in_text = false;
  int spoken = 0;

  explicit SharedTexts(std::vector<std::string>& out) : texts(out) {}
  void begin(const std::string& name, const XmlAttributes&) override {
    if (name == "si") open.clear();
    if (name == "rPh") ++spoken;
    in_text = name == "t" && spoken == 0;
  }
  void end(const std::string& name) override {
    if (name == "rPh") --spoken;
    if (name == "si" && texts.size() < most_texts) texts.push_back(without_escapes(open));
    in_text = false;
  }
  void text(std::string_view part) override {
    if (in_text) open += part;
  }
};

bool shows_date(std::string_view format) {
  bool quoted = false, bracket = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '\\') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == '[' || c == ']') {
      bracket = c == '[';
    } else if (!quoted && !bracket && std::string_view("ymdhYMDH").find(c) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

// ECMA-376 part 1, 18.8.30: the built-in formats 14 to 22 and 45 to 47 are dates and times.
struct Styles : XmlSink {
  std::vector<bool>& date_styles;
  std::map<int, bool> formats;
  bool in_cells = false;

  explicit Styles(std::vector<bool>& out) : date_styles(out) {}
  void begin(const std::string& name, const XmlAttributes& attributes) override {
    int id = 0;
    const std::string_view digits = attributes["numFmtId"];
    std::from_chars(digits.data(), digits.data() + digits.size(), id);
    if (name == "numFmt") formats[id] = shows_date(attributes["formatCode"]);
    if (name == "cellXfs") in_cells = true;
    if (name != "xf" || !in_cells) return;
    const auto own = formats.find(id);
    date_styles.push_back(own != formats.end() ? own->second
                                               : (id >= 14 && id <= 22) || (id >= 45 && id <= 47));
  }
  void end(const std::string& name) override {
    if (name == "cellXfs") in_cells = false;
  }
};

bool read_part(const ZipEntries& entries, const std::string& name, XmlSink& sink, ZipFault& fault) {
  const auto xml = entries.read(name, fault);
  if (!xml) return false;
  const auto broken = read_xml(*xml, sink);
  if (broken) fault = {say("bagian '{}': {}", "entry '{}': {}", name, *broken), {}};
  return !broken;
}

// A target as written in `part` ("xl/workbook.xml") as an entry's name.
std::string resolved(const std::string& part, const std::string& target) {
  if (!target.empty() && target.front() == '/') return target.substr(1);
  std::string folder = part.substr(0, part.rfind('/') + 1);
  std::string_view rest = target;
  while (rest.substr(0, 3) == "../" && !folder.empty()) {
    rest.remove_prefix(3);
    folder.pop_back();
    folder.resize(folder.rfind('/') + 1);
  }
  return folder + std::string(rest);
}

std::string relations_of(const std::string& part) {
  const std::size_t slash = part.rfind('/') + 1;
  return part.substr(0, slash) + "_rels/" + part.substr(slash) + ".rels";
}

struct ContentTypes : XmlSink {
  bool macros = false;
  void begin(const std::string&, const XmlAttributes& attributes) override {
    const std::string_view type = attributes["ContentType"];
    macros = macros || type.find("macroEnabled") != std::string_view::npos ||
             type.find("vbaProject") != std::string_view::npos;
  }
};

}  // namespace

std::string without_escapes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    char32_t code = 0;
    const bool escape = text.substr(at, 2) == "_x" && at + 7 <= text.size() && text[at + 6] == '_';
    const char* digits = text.data() + at + 2;
    std::uint32_t value = 0;
    if (escape && std::from_chars(digits, digits + 4, value, 16).ptr == digits + 4) {
      code = value;
      at += 7;
      append_utf8(out, code);
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::optional<Workbook> read_workbook(const ZipEntries& entries, ZipFault& fault) {
  ContentTypes types;
  if (!read_part(entries, "[Content_Types].xml", types, fault)) {
    fault.hint =
        say("simpan ulang sebagai 'Excel Workbook (.xlsx)'", "save it again as 'Excel Workbook (.xlsx)'");
    return std::nullopt;
  }
  if (types.macros) {
    fault = {say("berkas memuat makro (.xlsm)", "the file holds macros (.xlsm)"),
             say("simpan ulang sebagai 'Excel Workbook (.xlsx)', tanpa makro",
                 "save it again as 'Excel Workbook (.xlsx)', without macros")};
    return std::nullopt;
  }
  Relations package, relations;
  if (!read_part(entries, "_rels/.rels", package, fault)) return std::nullopt;
  const Relations::One* document = package.of_kind("officeDocument");
  const std::string part = document == nullptr ? "xl/workbook.xml" : resolved("", document->target);
  SheetNames names;
  if (!read_part(entries, part, names, fault) || !read_part(entries, relations_of(part), relations, fault))
    return std::nullopt;
  Workbook out;
  for (const SheetNames::One& sheet : names.all) {
    const auto relation = relations.by_id.find(sheet.relation);
    if (relation == relations.by_id.end() || relation->second.kind != "worksheet") continue;  // a chart
    out.sheets.push_back({sheet.name, resolved(part, relation->second.target), sheet.hidden});
  }
  if (const auto* texts = relations.of_kind("sharedStrings")) {
    SharedTexts sink(out.texts);
    if (!read_part(entries, resolved(part, texts->target), sink, fault)) return std::nullopt;
  }
  if (const auto* styles = relations.of_kind("styles")) {
    Styles sink(out.date_styles);
    if (!read_part(entries, resolved(part, styles->target), sink, fault)) return std::nullopt;
  }
  return out;
}

}  // namespace pleno::source
