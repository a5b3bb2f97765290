// Tables before they are cut into pages: columns, cells, the heights of rows.
#include <algorithm>

#include "document/flow.h"
#include "text/language.h"

namespace pleno::document {
namespace {

double in_mm(float points) { return static_cast<double>(points) * 25.4 / 72; }

void find_columns(Layout& layout, TableLayout& out, float available) {
  const Table& table = *out.table;
  float width = table.width > 0 ? table.width : available;
  float taken = 0, shares = 0;
  const auto fixed = [&](const ColumnWidth& column) {
    return column.unit == ColumnWidth::Unit::Points ? column.value : column.value / 100 * width;
  };
  for (const ColumnWidth& column : table.columns) {
    if (column.unit == ColumnWidth::Unit::Share)
      shares += column.value;
    else
      taken += fixed(column);
  }
  if (shares == 0 && table.width == 0) width = taken;
  if (taken > width + 1 || width > available + 1) {
    layout.typesetter.report(out.at, say("kolom tabel selebar {:.1f} mm, tersedia {:.1f} mm",
                                         "the table's columns take {:.1f} mm, there are {:.1f} mm",
                                         in_mm(std::max(taken, width)), in_mm(available)));
  }
  out.width = width;
  if (table.align == Align::Right) out.x = available - width;
  if (table.align == Align::Center) out.x = (available - width) / 2;
  float x = 0;
  for (const ColumnWidth& column : table.columns) {
    out.columns.push_back(x);
    x += column.unit == ColumnWidth::Unit::Share ? std::max(0.0F, width - taken) * column.value / shares
                                                 : fixed(column);
  }
  out.columns.push_back(x);
}

// Text that runs upwards is set to the row's height and grows to the right.
void measure_turned(Layout& layout, const TableLayout& table, CellLayout& cell, const Row& row) {
  const Table& look = *table.table;
  const float room = row.min_height > 0 ? row.min_height - 2 * look.padding_y : 100000;
  cell.flow = flow_of(layout, cell.cell->blocks, room);
  float longest = 0;
  bool other = false;  // than text and lines: nothing else turns
  for (const Piece& piece : cell.flow) {
    for (std::uint32_t i = piece.first; i < piece.first + piece.count; ++i) {
      // Runs know where they start; their length is measured anew, once per table.
      if (const auto* run = std::get_if<TextRun>(&layout.items[i]))
        longest = std::max(longest, run->x + length_of(layout, *run));
      else
        other = other || !std::holds_alternative<Line>(layout.items[i]);
    }
    other = other || piece.table >= 0 || piece.fixed != nullptr;
  }
  if (other) {
    layout.typesetter.report(
        cell.cell->at, say("sel tegak hanya dapat memuat teks", "a turned cell can hold nothing but text"));
    cell.flow.clear();
  }
  for (Piece& piece : cell.flow) piece.width = std::min(piece.width, longest);
  cell.height = longest + 2 * look.padding_y;
  const float across = height_of(cell.flow);
  if (across > cell.width + 0.5F) {
    layout.typesetter.report(
        cell.cell->at,
        say("teks tegak tidak muat: perlu {:.1f} mm, lebar sel {:.1f} mm",
            "the turned text does not fit: it needs {:.1f} mm, the cell is {:.1f} mm wide", in_mm(across),
            in_mm(cell.width)),
        say("perlebar kolomnya atau tinggikan barisnya (height)",
            "widen the column or make the row higher (height)"));
  }
}

void lay_out_cell(Layout& layout, const TableLayout& table, CellLayout& cell, const Row& row) {
  if (cell.cell->turned) {
    measure_turned(layout, table, cell, row);
    return;
  }
  const Table& look = *table.table;
  cell.flow = flow_of(layout, cell.cell->blocks, std::max(1.0F, cell.width - 2 * side_padding(table, cell)));
  cell.height = height_of(cell.flow) + 2 * look.padding_y;
}

void find_cells(Layout& layout, TableLayout& out) {
  const Table& table = *out.table;
  const std::size_t columns = table.columns.size();
  std::vector<std::uint32_t> free_from(columns, 0);  // the row from which a column is free again
  std::vector<std::uint32_t> owner(columns, 0);      // the row that took it
  std::size_t cell_count = 0;
  for (const Row& row : table.rows) cell_count += row.cells.size();
  out.cells.reserve(cell_count);
  out.rows.reserve(table.rows.size());
  for (std::uint32_t r = 0; r < table.rows.size(); ++r) {
    const Row& row = table.rows[r];
    RowLayout laid;
    laid.row = &row;
    laid.natural = row.min_height;
    laid.cell = static_cast<std::uint32_t>(out.cells.size());
    laid.reach = r;
    std::size_t column = 0;
    for (const Cell& cell : row.cells) {
      while (column < columns && free_from[column] > r) ++column;
      if (column >= columns) break;  // reported by fill
      CellLayout one;
      one.cell = &cell;
      one.row = r;
      one.column = static_cast<std::uint32_t>(column);
      const std::size_t end = std::min(columns, column + static_cast<std::size_t>(cell.columns));
      one.x = out.columns[column];
      one.width = out.columns[end] - one.x;
      lay_out_cell(layout, out, one, row);
      if (cell.rows == 1) laid.natural = std::max(laid.natural, one.height);
      for (; column < end; ++column) {
        free_from[column] = r + static_cast<std::uint32_t>(cell.rows);
        owner[column] = r;
      }
      out.cells.push_back(std::move(one));
    }
    for (std::size_t i = 0; i < columns; ++i) {
      if (free_from[i] > r) laid.reach = std::min(laid.reach, owner[i]);
    }
    laid.cell_end = static_cast<std::uint32_t>(out.cells.size());
    out.rows.push_back(laid);
  }
  while (out.head_rows < table.rows.size() && table.rows[out.head_rows].head) ++out.head_rows;
}

}  // namespace

float continued_height(Layout& layout, TableLayout& table, CellLayout& cell) {
  const std::string& said = cell.cell->continued;
  if (said.empty()) return 0;
  if (!cell.continued && said.find_first_not_of(' ') == std::string::npos && cell.cell->blocks.size() == 1) {
    cell.continued = cell.flow;  // a number, where it stands among the others
    cell.continued_height = cell.height;
  } else if (!cell.continued) {
    // Its first paragraph with what it says for "continued". The block must live as long as the layout.
    auto& blocks = layout.continued.emplace_back();
    for (const Block& block : cell.cell->blocks) {
      const auto* paragraph = std::get_if<Paragraph>(&block.content);
      if (paragraph == nullptr || paragraph->spans.empty()) continue;
      blocks.push_back(block);
      std::string& text = std::get<Paragraph>(blocks.back().content).spans.back().text;
      const bool colon = text.ends_with(':');
      if (colon) text.pop_back();
      text += " " + said + (colon ? ":" : "");
      break;
    }
    cell.continued = flow_of(layout, blocks, std::max(1.0F, cell.width - 2 * side_padding(table, cell)));
    cell.continued_height = height_of(*cell.continued) + 2 * table.table->padding_y;
  }
  return cell.continued_height;
}

std::vector<float> row_heights(Layout& layout, TableLayout& table, std::uint32_t begin, std::uint32_t end,
                               bool again) {
  std::vector<float> heights(end - begin);
  for (std::uint32_t r = begin; r < end; ++r) heights[r - begin] = table.rows[r].natural;
  for (std::uint32_t r = table.rows[begin].reach; r < end; ++r) {
    for (std::uint32_t c = table.rows[r].cell; c < table.rows[r].cell_end; ++c) {
      CellLayout& cell = table.cells[c];
      const std::uint32_t last = std::min(end, r + static_cast<std::uint32_t>(cell.cell->rows));
      if (cell.cell->rows == 1 && again)
        heights[r - begin] = std::max(heights[r - begin], continued_height(layout, table, cell));
      if (cell.cell->rows == 1 || last <= begin) continue;
      const float needed = r < begin ? continued_height(layout, table, cell) : cell.height;
      float there = 0;
      for (std::uint32_t i = std::max(r, begin); i < last; ++i) there += heights[i - begin];
      if (needed > there) heights[last - 1 - begin] += needed - there;
    }
  }
  return heights;
}

namespace {

// Without any border of its own a row, such as the signatures', belongs to the one above.
bool is_open(const Row& row) {
  return !row.cells.empty() &&
         std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return cell.edges == 0; });
}

// Neither the first nor the last row of a table, or of a group of its rows, stands alone on a page, unless
// it is so high that nobody overlooks it; nor do open rows at the table's end.
void keep_rows_together(const TableLayout& table, Flow& flow, std::size_t first) {
  const auto row = [&](std::size_t i) -> const Row& { return *table.rows[flow[i].row].row; };
  const auto single = [&](std::size_t i) {
    return flow[i].row_end == flow[i].row + 1 && !(row(i).breaks && flow[i].height >= overlooked);
  };
  const auto low = [&](std::size_t i) { return single(i) && flow[i].height < overlooked; };
  const std::size_t body = first + table.head_rows;
  std::size_t end = flow.size();
  while (end > body + 1 && is_open(row(end - 1))) flow[--end - 1].keep_with_next = true;
  for (std::size_t i = body; i + 1 < end; ++i) {
    if (row(i).group_head || row(i + 1).group_head) continue;
    const bool begins = i == body || row(i - 1).group_head;
    const bool ends = i + 2 == end || row(i + 2).group_head;
    if ((begins && low(i)) || (ends && single(i) && low(i + 1))) flow[i].keep_with_next = true;
  }
}

}  // namespace

void add_table(Layout& layout, Flow& flow, const Table& table, const Origin& at, float width) {
  if (table.rows.empty() || table.columns.empty()) return;
  TableLayout& out = layout.tables.emplace_back();
  const int index = static_cast<int>(layout.tables.size()) - 1;
  out.table = &table;
  out.at = at;
  find_columns(layout, out, width);
  find_cells(layout, out);
  align_figures(layout, out);
  const std::size_t first = flow.size();
  const auto count = static_cast<std::uint32_t>(out.rows.size());
  for (std::uint32_t r = 0; r < count;) {
    std::uint32_t end = r + 1;
    while (end < count && out.rows[end].reach <= r) ++end;  // rows tied by spanning cells are one piece
    Piece piece;
    piece.at = out.rows[r].row->at;
    piece.table = index;
    piece.row = r;
    piece.row_end = end;
    for (const float height : row_heights(layout, out, r, end)) piece.height += height;
    piece.keep_with_next = table.whole || out.rows[r].row->keep_with_next || r < out.head_rows;
    flow.push_back(piece);
    r = end;
  }
  keep_rows_together(out, flow, first);
  flow[first].before = table.before;
  flow.back().after = table.after;
  const Row& last = *out.rows.back().row;
  flow.back().keep_with_next = last.keep_with_next && !last.head && !last.group_head;
}

}  // namespace pleno::document
