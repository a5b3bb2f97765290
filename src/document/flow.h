// Blocks set to a width, before they are put on pages: a row of pieces, each of which stays in one place.
// Tables are laid out here too; which page they land on is not known here.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <vector>

#include "document/pages_from_document.h"
#include "document/typesetter.h"

namespace pleno::document {

constexpr float overlooked = 54;  // a lower row, in points, looks lost alone on a page

// A line of text, a rule, an image, some rows of a table. Its items stand from (0, 0).
struct Piece {
  float before = 0, height = 0, after = 0;
  float grow = 0;
  bool keep_with_next = false;
  bool new_page = false;               // begins a page; has no height
  std::uint32_t first = 0, count = 0;  // in Layout::items
  int table = -1;                      // index into Layout::tables; the rows are [row, row_end)
  std::uint32_t row = 0, row_end = 0;
  const Fixed* fixed = nullptr;
  const Anchor* anchor = nullptr;
  Origin at;
  float baseline = 0, width = 0;  // drawn for debugging
  std::uint16_t field = 0;        // the first field of a line's paragraph, named beside it
};
using Flow = std::vector<Piece>;

struct CellLayout {
  const Cell* cell = nullptr;
  std::uint32_t row = 0, column = 0;
  float x = 0, width = 0, height = 0;  // height with padding
  Flow flow;
  std::optional<Flow> continued;  // with "(lanjutan)"; made when needed
  float continued_height = 0;
};

struct RowLayout {
  const Row* row = nullptr;
  float natural = 0;  // without the cells that span rows
  std::uint32_t cell = 0, cell_end = 0;
  std::uint32_t reach = 0;  // the first row whose cells reach here
};

struct TableLayout {
  const Table* table = nullptr;
  Origin at;
  float x = 0, width = 0;
  std::vector<float> columns;  // left edges, and the right edge of the last
  std::vector<RowLayout> rows;
  std::vector<CellLayout> cells;
  std::uint32_t head_rows = 0;
};

// What stands between a cell's edge and its text, left and right. A cell whose lines are left out, such as
// that of a signature below a list, stands on the page's margin.
inline float side_padding(const TableLayout& table, const CellLayout& cell) {
  return cell.cell->edges == 0 ? 0 : table.table->padding_x;
}

// One document being laid out: what all parts of the layout share.
struct Layout {
  const Document& document;
  const Sheet& sheet;
  const Measure& measure;
  Diagnostics& found;
  const LayoutOptions& options;
  Pages pages;
  std::vector<Item> items;
  std::deque<TableLayout> tables;
  std::deque<std::vector<Block>> continued;  // cells repeated on a next page
  std::set<const Anchor*> marked;            // whose bookmark is set
  Typesetter typesetter;

  Layout(const Document& d, const Measure& m, Diagnostics& f, const LayoutOptions& o)
      : document(d),
        sheet(*d.sheet),
        measure(m),
        found(f),
        options(o),
        typesetter(d, m, pages, items, f, o.memo) {}
};

// flow_from_blocks.cpp
void add_blocks(Layout& layout, Flow& flow, const std::vector<Block>& blocks, float width);
Flow flow_of(Layout& layout, const std::vector<Block>& blocks, float width);
float height_of(const Flow& flow, std::size_t begin, std::size_t end);  // with the distances between
inline float height_of(const Flow& flow) { return height_of(flow, 0, flow.size()); }

// table_layout.cpp
void add_table(Layout& layout, Flow& flow, const Table& table, const Origin& at, float width);
// What a cell takes where it is repeated on a next page with "(lanjutan)"; 0 for one that is not.
float continued_height(Layout& layout, TableLayout& table, CellLayout& cell);
// Heights of the rows [begin, end) when they stand together on one page, spanning cells included; `again`:
// said once more on a next page, with "(lanjutan)" where they have it.
std::vector<float> row_heights(Layout& layout, TableLayout& table, std::uint32_t begin, std::uint32_t end,
                               bool again = false);

// figures.cpp: numbers below each other, at one place before their decimal commas.
void align_figures(Layout& layout, TableLayout& table);
// The length of a run, or of its first `bytes`, in points.
float length_of(const Layout& layout, const TextRun& run, std::size_t bytes = std::string::npos);

// painting.cpp: pieces at their place.
void mark(Layout& layout, const Anchor& anchor);  // a bookmark to the page being painted, once
// The lines of a table on one page, gathered so that meeting borders become one line.
class Borders {
 public:
  void add(float x1, float y1, float x2, float y2);
  // Those of a cell's `edges` that the table's style draws.
  void add_edges(std::uint8_t edges, float x, float y, float width, float height);
  void begin(const TableLayout& table, float x, float y);
  void head_ends(float y) { head_end_ = y; }
  void ends(float y) { bottom_ = y; }
  void draw(std::vector<Item>& out, Colour ink);  // and forgets them

 private:
  struct Edge {
    float at, from, to;
  };
  void draw_merged(std::vector<Item>& out, std::vector<Edge>& edges, bool horizontal, Colour ink);
  std::vector<Edge> horizontal_, vertical_;
  const Table* table_ = nullptr;
  float left_ = 0, right_ = 0, top_ = 0, bottom_ = 0, head_end_ = 0;
};

void paint_items(Layout& layout, std::vector<Item>& out, const Piece& piece, float x, float y);
// Pieces below each other in a box; what is to spare goes to growing spaces, else above by `align`.
void paint_stack(Layout& layout, std::vector<Item>& out, const Flow& flow, std::size_t begin, std::size_t end,
                 float x, float y, float height, VerticalAlign align);
// Rows of a table from `y` on; heights and `again` as for row_heights. The lines go to `borders`.
void paint_rows(Layout& layout, std::vector<Item>& out, TableLayout& table, std::uint32_t begin,
                std::uint32_t end, const std::vector<float>& heights, float x, float y, Borders& borders,
                bool again = false);
void paint_fixed(Layout& layout, std::vector<Item>& out, const Fixed& fixed, const Origin& at);
void move_item(Item& item, float dx, float dy);

// row_parts.cpp: rows that are broken inside.
// What must stand on a page for such a row to begin there: of each cell its first lines.
float least_part(const Layout& layout, const TableLayout& table, std::uint32_t row);
// The parts of a row's cells that fit into `height`, from where `starts` stands, which moves on; a cell that
// began on an earlier page is named again if it says "continued", and one that stands at the bottom
// (`valign`) waits for the page on which the others end. Gives the height taken; 0 when nothing fits.
float paint_row_part(Layout& layout, std::vector<Item>& out, TableLayout& table, std::uint32_t row,
                     std::vector<std::size_t>& starts, float height, float x, float y, Borders& borders);

}  // namespace pleno::document
