// Rows that are higher than what is left of a page: cut by lines, from page to page.
#include <algorithm>

#include "document/flow.h"

namespace pleno::document {
namespace {

constexpr std::size_t least_signed = 3;  // lines that stand with the signatures below which they end

// Signatures, which close a row: what stands at its bottom is whole, on the page where the rest ends. Where
// nothing else stands, or where it would hardly fit on a page, it is text like any other.
bool closes(const Layout& layout, const TableLayout& table, const RowLayout& row, const CellLayout& cell) {
  const auto at_bottom = [](const CellLayout& one) {
    return one.cell->align == VerticalAlign::Bottom && !one.cell->turned;
  };
  const Sheet& sheet = layout.sheet;
  return at_bottom(cell) && cell.height < 0.8F * (sheet.height - sheet.top - sheet.bottom) &&
         !std::all_of(table.cells.begin() + row.cell, table.cells.begin() + row.cell_end, at_bottom);
}

// Where each cell's text ends on a page with so much room.
struct Part {
  Layout& layout;
  TableLayout& table;
  const RowLayout& row;
  const std::vector<std::size_t>& starts;
  float room;
  std::vector<std::size_t> ends = starts;

  std::size_t count() const { return row.cell_end - row.cell; }
  CellLayout& cell(std::size_t i) const { return table.cells[row.cell + i]; }
  bool closing(std::size_t i) const { return closes(layout, table, row, cell(i)); }
  std::size_t whole(std::size_t i) const { return cell(i).flow.size(); }

  // What stands above the rest of a cell that goes on: its name with "(lanjutan)".
  float name_height(std::size_t i) const {
    if (starts[i] == 0 || cell(i).cell->continued.empty()) return 0;
    const float above = continued_height(layout, table, cell(i));
    const Flow& name = *cell(i).continued;
    return name.empty() ? 0 : above + name.back().after;
  }
  float height(std::size_t i) const {
    const float above = std::max(2 * table.table->padding_y, name_height(i));
    return height_of(cell(i).flow, starts[i], ends[i]) + above;
  }

  // No further than where a page may end.
  void step_back(std::size_t i) {
    const Flow& flow = cell(i).flow;
    while (ends[i] > starts[i] && ends[i] < flow.size() && flow[ends[i] - 1].keep_with_next) --ends[i];
  }
  void find_ends() {
    for (std::size_t i = 0; i < count(); ++i) {
      if (closing(i)) continue;
      const Flow& flow = cell(i).flow;
      const float above = std::max(2 * table.table->padding_y, name_height(i));
      while (ends[i] < flow.size() && height_of(flow, starts[i], ends[i] + 1) + above <= room) ++ends[i];
      step_back(i);
    }
    close();
  }
  // Signatures stand here if all ends here; else some lines wait for them.
  void close() {
    bool here = true, any = false;
    for (std::size_t i = 0; i < count(); ++i) {
      any = any || closing(i);
      here = here && (closing(i) ? cell(i).height <= room : ends[i] == whole(i));
    }
    if (!any) return;
    for (std::size_t i = 0; i < count(); ++i) {
      if (here) {
        ends[i] = whole(i);
      } else if (!closing(i) && ends[i] + least_signed > whole(i)) {
        ends[i] = std::max(starts[i], whole(i) - std::min(whole(i), least_signed));
        step_back(i);
      }
    }
  }
};

}  // namespace

float least_part(const Layout& layout, const TableLayout& table, std::uint32_t row) {
  const RowLayout& laid = table.rows[row];
  float least = 0;
  for (std::uint32_t c = laid.cell; c < laid.cell_end; ++c) {
    if (closes(layout, table, laid, table.cells[c])) continue;
    const Flow& flow = table.cells[c].flow;
    std::size_t end = 0;
    while (end < flow.size() && flow[end].keep_with_next) ++end;
    least = std::max(least, height_of(flow, 0, std::min(flow.size(), end + 1)));
  }
  return least + 2 * table.table->padding_y;
}

float paint_row_part(Layout& layout, std::vector<Item>& out, TableLayout& table, std::uint32_t row,
                     std::vector<std::size_t>& starts, float height, float x, float y, Borders& borders) {
  const RowLayout& laid = table.rows[row];
  Part part{layout, table, laid, starts, height};
  part.find_ends();
  if (part.ends == starts) return 0;
  float taken = 0;
  for (std::size_t i = 0; i < part.count(); ++i) taken = std::max(taken, part.height(i));
  const float padding = table.table->padding_y;
  for (std::size_t i = 0; i < part.count(); ++i) {
    CellLayout& cell = part.cell(i);
    const float left = x + table.x + cell.x, text = left + side_padding(table, cell);
    const float name = part.name_height(i);
    const auto& shade = cell.cell->shade ? cell.cell->shade : laid.row->shade;
    if (shade) out.emplace_back(Box{left, y, cell.width, taken, shade, {}, 0, false});
    float top = y + padding;
    if (name > 0) {
      paint_stack(layout, out, *cell.continued, 0, cell.continued->size(), text, top, taken,
                  VerticalAlign::Top);
      top += name - 2 * padding;
    }
    paint_stack(layout, out, cell.flow, starts[i], part.ends[i], text, top, taken - 2 * padding,
                part.closing(i) ? VerticalAlign::Bottom : VerticalAlign::Top);
    borders.add_edges(cell.cell->edges, left, y, cell.width, taken);
  }
  borders.ends(y + taken);
  starts = std::move(part.ends);
  return taken;
}

}  // namespace pleno::document
