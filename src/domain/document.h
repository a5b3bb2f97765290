// A filled form: what it says and how it shall look, before anything has a position. Made by
// document::fill, read by document::lay_out; it never refers to facts, files or font measures.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "domain/pages.h"
#include "text/date.h"

namespace pleno {

// Figures: at the place before the decimal comma, for numbers below each other in a table's column.
enum class Align : std::uint8_t { Left, Right, Center, Justify, Figures };
enum class VerticalAlign : std::uint8_t { Top, Middle, Bottom };

// Lengths are points (1/72 inch); leading is a factor of the size, tracking a part of it (em).
struct TextStyle {
  std::uint16_t fonts = 0;  // index into Sheet::fonts
  bool bold = false, italic = false, underline = false, strike = false;
  float size = 10;
  float tracking = 0;
  Colour colour;
  bool operator==(const TextStyle&) const = default;
};

// Where in a template something was written: file by its index in Sheet::files.
struct Origin {
  std::uint16_t file = 0;
  int line = 0;
};

// A piece of text in one style. '\n' is a forced line break. In headers and footers page_mark stands for
// the page's number and pages_mark for the count of pages.
struct Span {
  std::string text;
  std::uint16_t style = 0;  // index into Sheet::styles
  Origin at;
  std::uint16_t field = 0;  // which expression gave it: index into Sheet::fields; 0: the template's own words
};
inline constexpr char32_t page_mark = 0xE000;
inline constexpr char32_t pages_mark = 0xE001;

struct Paragraph {
  Align align = Align::Left;
  float leading = 1.25F;
  float before = 0, after = 0;  // to its neighbours; the larger of two meeting distances counts
  float indent = 0;             // of all lines
  std::string marker;  // "1.", "–": stands at the left edge of the first line, in the first span's style
  std::optional<bool> kerning;  // nothing: where it shows, which is in large type and in bold
  bool keep_with_next = false;
  bool whole = false;  // never broken across pages
  float min_size = 0;  // above 0: shrinks to this size before it is an error that it does not fit
  int max_lines = 0;   // 0: any number
  std::vector<Span> spans;
};

struct Space {
  float height = 0;
  float grow = 0;  // share of the height that a fixed block has to spare
};

struct Rule {
  float length = 0;  // 0: the whole width
  float thickness = 0.5F;
  Colour colour;
  Align align = Align::Left;
  float before = 0, after = 0;
};

struct Picture {
  std::string name;
  float width = 0, height = 0;  // 0: from the other by the image's proportions
  Align align = Align::Left;
  float before = 0, after = 0;
};

struct QrCode {
  std::string text;
  float width = 0;
  Align align = Align::Left;
  Colour colour;
  float before = 0, after = 0;
};

struct Anchor {  // a bookmark that points to what follows
  int level = 0;
  std::string title;
};

struct PageBreak {};

struct Block;

enum Edge : std::uint8_t { edge_top = 1, edge_right = 2, edge_bottom = 4, edge_left = 8, edge_all = 15 };

struct Cell {
  int columns = 1, rows = 1;  // how many it spans
  VerticalAlign align = VerticalAlign::Top;
  std::optional<Colour> shade;
  std::uint8_t edges = edge_all;
  bool turned = false;    // text runs upwards
  std::string continued;  // set after the text where it is repeated on the next page: "(lanjutan)"
  Origin at;
  std::vector<Block> blocks;
};

struct Row {
  bool head = false;
  bool group_head = false;  // repeated, under the head, until the next such row
  bool breaks = false;      // may be broken inside where it does not fit
  bool over_page = false;   // but only if it is higher than a page
  bool keep_with_next = false;
  float min_height = 0;
  std::optional<Colour> shade;
  Origin at;
  std::vector<Cell> cells;
};

// The width of a column: points, a part of the table (percent) or a share of what is left.
struct ColumnWidth {
  enum class Unit : std::uint8_t { Points, Percent, Share } unit = Unit::Share;
  float value = 1;
};

enum class TableStyle : std::uint8_t { Grid, Ruled, Plain };

struct Table {
  TableStyle style = TableStyle::Grid;
  std::vector<ColumnWidth> columns;
  std::vector<Align> aligns;  // of each column's text that has no alignment of its own; may be fewer
  float padding_x = 4, padding_y = 3.5F;
  float width = 0;  // 0: all there is
  Align align = Align::Left;
  float before = 0, after = 0;
  bool repeat_head = true;
  bool whole = false;
  std::vector<Row> rows;
};

struct Keep {  // its blocks stay on one page
  std::vector<Block> blocks;
};

// At a fixed place of the page that the text has reached; takes no room in the text.
struct Fixed {
  float x = 0, y = 0, width = 0, height = 0;
  VerticalAlign align = VerticalAlign::Top;
  bool every_page = false;
  std::optional<Colour> fill, stroke;
  float line_width = 0.5F;
  bool ellipse = false;
  float padding = 0;
  std::vector<Block> blocks;
};

struct Block {
  Origin at;
  std::variant<Paragraph, Space, Rule, Picture, QrCode, Anchor, PageBreak, Table, Keep, Fixed> content;
};

struct Frame {  // a rectangle on every page
  float inset = 0, width = 0.5F;
  Colour colour;
};

// What all documents of one template share.
struct Sheet {
  std::vector<std::string> files;               // the template and what it includes
  std::vector<std::vector<std::string>> fonts;  // families, each with those that help out
  std::vector<TextStyle> styles;
  std::vector<std::string> fields{""};  // expressions as written, for messages
  std::shared_ptr<const FontPlan> plan;
  float width = 595.276F, height = 841.89F;
  float top = 0, right = 0, bottom = 0, left = 0;  // margins
  float header_gap = 0, footer_gap = 0;            // between them and the text
  bool header_first = true;                        // the first page has the header too
  std::vector<Frame> frames;
  std::uint16_t watermark_style = 0;
};

struct Document {
  std::shared_ptr<const Sheet> sheet;
  std::string code, title, subject, author, identity;
  std::string language = "id";
  std::string record;  // for messages: whose document this is
  std::optional<Date> date;
  std::string label;               // before the number in page labels
  std::string watermark;           // empty: none
  std::string background;          // image over each whole page, under everything; empty: none
  float shift_x = 0, shift_y = 0;  // moves everything: calibration for pre-printed stock
  std::vector<Block> header, footer, body;
  std::vector<EmbeddedFile> files;
};

}  // namespace pleno
