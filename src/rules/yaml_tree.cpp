#include "rules/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "rules/yaml_text.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::rules {
namespace {

// Stops the parser at the first thing we refuse; the message is already in `found`.
struct Refused {};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const YamlText& places, Diagnostics& found)
      : places_(places), found_(found) {
    for (std::size_t at = 0; at != std::string_view::npos; at = text.find('\n', at)) {
      if (!line_starts_.empty()) ++at;
      line_starts_.push_back(at);
    }
  }

  YamlNode take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) {
      refuse(mark, say("hanya satu dokumen per berkas", "only one document per file"),
             say("hapus baris '---' ini", "remove this '---' line"));
    }
  }
  void OnDocumentEnd() override {}
  void OnAnchor(const YAML::Mark& mark, const std::string&) override { refuse_anchor(mark); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_anchor(mark); }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(mark, YamlNode::Kind::Null); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    check_tag(mark, tag);
    YamlNode& node = add(mark, YamlNode::Kind::Scalar);
    node.text = value;
    node.plain = tag == "?";
    finished();
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    check_tag(mark, tag);
    open(mark, YamlNode::Kind::List);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    check_tag(mark, tag);
    open(mark, YamlNode::Kind::Map);
  }
  void OnMapEnd() override { close(); }

  std::size_t offset(const YAML::Mark& mark) const {
    if (mark.line < 0 || static_cast<std::size_t>(mark.line) >= line_starts_.size()) return last_offset_;
    return line_starts_[static_cast<std::size_t>(mark.line)] + static_cast<std::size_t>(mark.column);
  }

 private:
  [[noreturn]] void refuse(const YAML::Mark& mark, std::string message, std::string hint) {
    found_.push_back(places_.problem(offset(mark), std::move(message), std::move(hint)));
    throw Refused{};
  }
  void refuse_anchor(const YAML::Mark& mark) {
    refuse(mark, say("jangkar dan alias YAML tidak dipakai", "YAML anchors and aliases are not used"),
           say("tuliskan nilainya di sini; teks yang dimulai dengan * atau & harus dalam tanda kutip",
               "write the value out here; a text that begins with * or & must stand in quotes"));
  }
  void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    refuse(mark, say("tanda tipe YAML '{}' tidak dipakai", "YAML tag '{}' is not used", tag),
           say("teks yang dimulai dengan ! harus dalam tanda kutip",
               "a text that begins with ! must stand in quotes"));
  }

  // The innermost open list or map; a map expects a key, then its value.
  YamlNode& add(const YAML::Mark& mark, YamlNode::Kind kind) {
    if (++nodes_ > yaml_node_limit) {
      refuse(mark, say("berkas terlalu besar", "the file is too large"), {});
    }
    last_offset_ = offset(mark);
    YamlNode* node = &root_;
    if (!open_.empty()) {
      YamlNode& parent = *open_.back();
      if (parent.kind == YamlNode::Kind::List) {
        node = &parent.items.emplace_back();
      } else if (expects_value_.back()) {
        node = &parent.entries.back().value;
        expects_value_.back() = false;
      } else {
        node = &parent.entries.emplace_back().key;
        expects_value_.back() = true;
        if (kind != YamlNode::Kind::Scalar) {
          refuse(mark, say("kunci harus berupa kata", "a key must be a word"),
                 say("ekspresi yang dimulai dengan {{ atau [ harus dalam tanda kutip",
                     "an expression that begins with {{ or [ must stand in quotes"));
        }
      }
    }
    node->kind = kind;
    node->offset = last_offset_;
    return *node;
  }
  void finished() {
    if (open_.empty() || open_.back()->kind != YamlNode::Kind::Map || !expects_value_.back()) return;
    const auto& entries = open_.back()->entries;
    const YamlNode& key = entries.back().key;
    for (std::size_t i = 0; i + 1 < entries.size(); ++i) {
      if (entries[i].key.text != key.text) continue;
      found_.push_back(places_.problem(
          key, say("kunci '{}' ditulis dua kali", "key '{}' is written twice", key.text),
          say("yang pertama di baris {}; hapus salah satu", "the first is on line {}; remove one",
              places_.place(entries[i].key.offset).line)));
      return;
    }
  }
  // Open nodes are kept by address: a list or map only grows while its last item is the open one.
  void open(const YAML::Mark& mark, YamlNode::Kind kind) {
    if (open_.size() >= yaml_depth_limit) {
      refuse(mark, say("bersarang terlalu dalam", "nested too deeply"),
             say("paling dalam {} tingkat", "at most {} levels", yaml_depth_limit));
    }
    YamlNode& node = add(mark, kind);
    open_.push_back(&node);
    expects_value_.push_back(false);
  }
  void close() {
    open_.pop_back();
    expects_value_.pop_back();
  }

  const YamlText& places_;
  Diagnostics& found_;
  YamlNode root_;
  std::vector<YamlNode*> open_;
  std::vector<bool> expects_value_;
  std::vector<std::size_t> line_starts_;
  std::size_t last_offset_ = 0;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

std::string hint_for(const std::string& line) {
  if (line.find('\t') != std::string::npos && line.find_first_not_of(" \t") > line.find('\t')) {
    return say("lekukan memakai spasi, bukan tab", "indent with blanks, not with tabs");
  }
  return say(
      "periksa lekukan; ekspresi yang memuat ': ', ' #', koma dalam {{ }} atau yang dimulai dengan [ {{ \" "
      "harus dalam tanda kutip '…'",
      "check the indentation; an expression with ': ', ' #', a comma inside {{ }}, or one that begins with "
      "[ {{ \" must stand in quotes '…'");
}

bool readable(std::string_view text, const YamlText& places, Diagnostics& found) {
  if (text.size() > yaml_size_limit) {
    found.push_back(places.problem(
        0, say("berkas lebih besar dari {} KiB", "the file is larger than {} KiB", yaml_size_limit / 1024)));
    return false;
  }
  auto bad = first_bad_utf8(text);
  if (!bad) {
    const auto nul = text.find('\0');
    if (nul != std::string_view::npos) bad = nul;
  }
  if (bad) {
    found.push_back(
        places.problem(*bad, say("bukan teks UTF-8", "not UTF-8 text"),
                       say("simpan berkas sebagai UTF-8 di editor Anda", "save the file as UTF-8")));
  }
  return !bad;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  const auto it =
      std::find_if(entries.begin(), entries.end(), [&](const YamlEntry& e) { return e.key.text == key; });
  return it == entries.end() ? nullptr : &it->value;
}

std::optional<YamlNode> yaml_tree(std::string_view text, const std::string& file, Diagnostics& found) {
  const YamlText places(text, file);
  if (!readable(text, places, found)) return std::nullopt;
  TreeBuilder builder(text, places, found);
  try {
    std::istringstream in{std::string(text)};
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Refused&) {
    return std::nullopt;
  } catch (const YAML::Exception& e) {
    const std::size_t at = std::min(builder.offset(e.mark), text.size());
    Diagnostic problem = places.problem(at, say("YAML tidak terbaca: {}", "unreadable YAML: {}", e.msg));
    problem.hint = hint_for(problem.excerpt);
    found.push_back(std::move(problem));
    return std::nullopt;
  }
  return builder.take();
}

}  // namespace pleno::rules
