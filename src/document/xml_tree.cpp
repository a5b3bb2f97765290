#include "document/xml_tree.h"

#include <Poco/SAX/Attributes.h>
#include <Poco/SAX/DefaultHandler.h>
#include <Poco/SAX/LexicalHandler.h>
#include <Poco/SAX/Locator.h>
#include <Poco/SAX/SAXException.h>
#include <Poco/SAX/SAXParser.h>

#include "text/language.h"
#include "text/utf8.h"

namespace pleno::document {
namespace {

constexpr std::size_t size_limit = 1 << 20;
constexpr std::size_t depth_limit = 100;

struct Refused {     // leaves Poco's parser; caught below
  int line, column;  // the locator dies with the parser
  std::string message;
};

// Byte offsets of line starts, so that Poco's line and column can be turned into an offset.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {
    starts_.push_back(0);
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\n') starts_.push_back(at + 1);
    }
  }
  std::size_t offset(int line, int column) const {
    if (line < 1 || static_cast<std::size_t>(line) > starts_.size()) return text_.size();
    std::size_t at = starts_[static_cast<std::size_t>(line) - 1];
    for (int i = 1; i < column && at < text_.size(); ++i) next_code_point(text_, at);
    return at;
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Where each attribute's value begins inside a start tag, found by reading the tag again: SAX tells only
// where the tag begins.
class TagReader {
 public:
  TagReader(std::string_view text, std::size_t at, int line, int column)
      : text_(text), at_(at), line_(line), column_(column) {
    while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '>') step();
  }
  // The next attribute: its name and its value's place. False at the end of the tag.
  bool next(std::string& name, PlacedText::Mark& mark) {
    while (at_ < text_.size() && is_space(text_[at_])) step();
    if (at_ >= text_.size() || text_[at_] == '>' || text_[at_] == '/') return false;
    name.clear();
    for (; at_ < text_.size() && text_[at_] != '=' && !is_space(text_[at_]); step()) name += text_[at_];
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\'') step();
    if (at_ >= text_.size()) return false;
    const char quote = text_[at_];
    step();
    mark = {0, line_, column_};
    while (at_ < text_.size() && text_[at_] != quote) step();
    if (at_ < text_.size()) step();
    return true;
  }

 private:
  void step() {
    const bool line_feed = text_[at_] == '\n';
    next_code_point(text_, at_);
    column_ = line_feed ? 1 : column_ + 1;
    if (line_feed) ++line_;
  }
  std::string_view text_;
  std::size_t at_;
  int line_, column_;
};

class Builder : public Poco::XML::DefaultHandler, public Poco::XML::LexicalHandler {
 public:
  explicit Builder(std::string_view text) : text_(text), lines_(text) {}
  std::optional<XmlNode> root;

  void setDocumentLocator(const Poco::XML::Locator* locator) override { locator_ = locator; }
  void startElement(const Poco::XML::XMLString&, const Poco::XML::XMLString& local_name,
                    const Poco::XML::XMLString&, const Poco::XML::Attributes& attributes) override {
    if (open_.size() >= depth_limit) {
      throw Refused{
          line(), column(),
          say("elemen bersarang lebih dari {} tingkat", "elements nested deeper than {}", depth_limit)};
    }
    XmlNode node;
    node.name = local_name;
    node.line = line();
    node.column = column();
    TagReader tag(text_, lines_.offset(node.line, node.column), node.line, node.column);
    std::string name;
    PlacedText::Mark mark;
    while (tag.next(name, mark)) {
      const int index = attributes.getIndex("", name);
      if (index < 0 || name.find(':') != std::string::npos) continue;  // namespaces say nothing here
      node.attributes.push_back({name, {attributes.getValue(index), {mark}}});
    }
    open_.push_back(std::move(node));
  }
  void endElement(const Poco::XML::XMLString&, const Poco::XML::XMLString&,
                  const Poco::XML::XMLString&) override {
    XmlNode node = std::move(open_.back());
    open_.pop_back();
    if (open_.empty()) {
      root = std::move(node);
    } else {
      open_.back().children.push_back(std::move(node));
    }
  }
  void characters(const Poco::XML::XMLChar letters[], int start, int length) override {
    if (open_.empty()) return;
    auto& children = open_.back().children;
    if (children.empty() || !children.back().is_text()) {
      children.emplace_back();
      children.back().line = line();
      children.back().column = column();
    }
    PlacedText& text = children.back().text;
    text.marks.push_back({text.text.size(), line(), column()});
    text.text.append(letters + start, static_cast<std::size_t>(length));
  }
  void startDTD(const Poco::XML::XMLString&, const Poco::XML::XMLString&,
                const Poco::XML::XMLString&) override {
    throw Refused{line(), column(),
                  say("DOCTYPE tidak diperbolehkan dalam templat", "a DOCTYPE is not allowed in a template")};
  }
  void endDTD() override {}
  void startEntity(const Poco::XML::XMLString&) override {}
  void endEntity(const Poco::XML::XMLString&) override {}
  void startCDATA() override {}
  void endCDATA() override {}
  void comment(const Poco::XML::XMLChar[], int, int) override {}

  int line() const { return locator_ != nullptr ? locator_->getLineNumber() : 0; }
  int column() const { return locator_ != nullptr ? locator_->getColumnNumber() + 1 : 0; }

 private:
  std::string_view text_;
  Lines lines_;
  const Poco::XML::Locator* locator_ = nullptr;
  std::vector<XmlNode> open_;
};

void report(Diagnostics& found, std::string_view xml, const Place& at, std::string message) {
  found.push_back({.at = at, .message = std::move(message), .hint = {}, .excerpt = line_of(xml, at.line)});
}

}  // namespace

Place PlacedText::place(std::size_t offset, const std::string& file) const {
  Place out{file, 0, 0, {}};
  for (const Mark& mark : marks) {
    if (mark.offset > offset && out.line > 0) break;
    out.line = mark.line;
    out.column = mark.column;
    for (std::size_t at = mark.offset; at < offset && at < text.size();) {
      const bool line_feed = text[at] == '\n';
      next_code_point(text, at);
      out.column = line_feed ? 1 : out.column + 1;
      if (line_feed) ++out.line;
    }
  }
  return out;
}

const XmlAttribute* XmlNode::find(std::string_view attribute) const {
  for (const XmlAttribute& one : attributes) {
    if (one.name == attribute) return &one;
  }
  return nullptr;
}

std::optional<XmlNode> parse_xml(std::string_view xml, const std::string& file, Diagnostics& found) {
  if (xml.size() > size_limit) {
    report(found, {}, {file, 0, 0, {}},
           say("templat lebih besar dari 1 MiB", "the template is larger than 1 MiB"));
    return {};
  }
  if (const auto bad = first_bad_utf8(xml)) {
    int line = 1;
    for (std::size_t i = 0; i < *bad; ++i) line += xml[i] == '\n' ? 1 : 0;
    report(found, {}, {file, line, 0, {}}, say("bukan UTF-8 yang sah", "not valid UTF-8"));
    return {};
  }
  Builder builder(xml);
  try {
    Poco::XML::SAXParser parser;
    parser.setContentHandler(&builder);
    parser.setProperty(Poco::XML::XMLReader::PROPERTY_LEXICAL_HANDLER,
                       static_cast<Poco::XML::LexicalHandler*>(&builder));
    parser.parseMemoryNP(xml.data(), xml.size());
  } catch (const Refused& refused) {
    report(found, xml, {file, refused.line, refused.column, {}}, refused.message);
    return {};
  } catch (const Poco::XML::SAXParseException& error) {
    const std::string what =
        error.message().substr(0, error.message().find(" in line "));  // said by the place
    report(found, xml, {file, error.getLineNumber(), error.getColumnNumber() + 1, {}},
           say("bukan XML yang benar: {}", "not well-formed XML: {}", what));
    return {};
  } catch (const Poco::Exception& error) {
    report(found, {}, {file, 0, 0, {}},
           say("bukan XML yang benar: {}", "not well-formed XML: {}", error.displayText()));
    return {};
  }
  return std::move(builder.root);
}

}  // namespace pleno::document
