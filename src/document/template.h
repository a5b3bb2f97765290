// A template read, checked and ready to be filled any number of times, from any thread. Its nodes are the
// blocks of a Document with conditions, loops and holes; it never holds a candidate's data.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/document.h"
#include "feel/expression.h"
#include "text/diagnostic.h"

namespace pleno::document {

// An expression and where it stands, for messages while filling.
struct Hole {
  feel::Expression expression;
  Place at;
  std::string line_text;
  std::optional<std::string> when_null;  // text for null; nothing: null is an error
  std::uint16_t field = 0;               // index into Sheet::fields, for what stands in a paragraph
};

// Text with holes. A hole of a page number stands as its mark in `literal`.
struct Pattern {
  struct Part {
    std::string literal;
    std::optional<Hole> hole;
  };
  std::vector<Part> parts;
};

struct Loop {
  std::string name;
  std::string number;  // counts the items from 1; empty: nobody asked
  Hole list;
};

struct Splice {     // its children stand in its place
  std::string tag;  // b, i, u or s, for mails; the style is resolved already
};
struct TextNode {
  Pattern text;
  std::uint16_t style = 0;
};
struct BreakNode {
  std::uint16_t style = 0;
};
struct CheckNode {  // `yes` when the condition is true, else `no`
  Hole condition;
  std::string yes, no;
  std::uint16_t style = 0;
};
struct ChoiceNode {
  enum class Look { Strike, Box, BySite } look = Look::BySite;  // BySite: the fact lsp.gaya_pilihan
  std::vector<std::string> options;
  std::vector<std::string> separators;  // between them, as written: " / "
  Hole is;                              // a number from 1, or an option's text; null: none is chosen
  std::uint16_t style = 0, struck = 0, chosen = 0;
};
struct ListNode {  // the numbering of its items: "1.", "a.", "–"
  std::string marker;
};
struct ItemNode {
  Paragraph look;
};
struct PictureNode {
  Picture look;
  Pattern name;
};
struct QrNode {
  QrCode look;
  Pattern text;
};
struct AnchorNode {
  int level = 0;
  Pattern title;
};
struct RowNode {
  Row look;
  std::optional<Colour> shade;  // when `shade_if` is true, or always without it
  std::optional<Hole> shade_if;
  std::optional<Hole> keep_if;  // kept with the next one when true
};
struct CellNode {
  Cell look;
  std::optional<Hole> rows;
};
struct RowsNode {};  // mail only: label and value side by side
struct LabelledNode {
  Pattern label;
};

struct Node {
  Place at;
  Origin origin;
  std::optional<Loop> loop;
  std::optional<Hole> condition;
  std::variant<Splice, TextNode, BreakNode, CheckNode, ChoiceNode, ListNode, ItemNode, PictureNode, QrNode,
               AnchorNode, RowNode, CellNode, RowsNode, LabelledNode, Paragraph, Space, Rule, PageBreak,
               Table, Keep, Fixed>
      content;
  std::vector<Node> children;
};

struct EmbeddedFacts {  // a JSON file made of named texts
  std::string name, description;
  std::vector<std::pair<std::string, Pattern>> facts;
};

struct Watermark {
  std::optional<Hole> condition;
  std::string text;
};

struct Requirement {  // nothing is printed where the condition does not hold
  Hole condition;
  std::string otherwise;  // why, for whoever asked for the document
};

struct Template {
  enum class Kind { Document, Mail } kind = Kind::Document;
  std::string file;
  std::string code;
  std::shared_ptr<const Sheet> sheet;
  Pattern title, subject, author, identity, label, record, background;
  std::optional<Hole> date;
  float shift_x = 0, shift_y = 0;
  std::string language = "id";
  std::vector<Requirement> requirements;
  std::vector<Watermark> watermarks;  // the first that holds
  std::vector<std::string> attachments;
  std::vector<EmbeddedFacts> embedded;
  std::vector<Node> header, footer, body;
};

}  // namespace pleno::document
