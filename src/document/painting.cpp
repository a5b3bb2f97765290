// Pieces at their place: items are moved from the layout's store to a page, tables get shades and lines.
#include <algorithm>
#include <cmath>

#include "document/flow.h"
#include "text/language.h"

namespace pleno::document {
namespace {

constexpr float grid_width = 0.5F, heavy_width = 1, head_width = 0.6F, hairline_width = 0.3F;  // looks: Lines
constexpr Colour hairline{0x9a, 0xa3, 0xb5};
constexpr Colour debug_box{0xe0, 0x60, 0xc0}, debug_baseline{0x40, 0xb0, 0xe0};

double in_mm(float points) { return static_cast<double>(points) * 25.4 / 72; }

// Turned a quarter counter-clockwise: what went right goes up. (x, y) is where the text's corner goes.
void turn_item(Item& item, float x, float y) {
  const auto turn = [x, y](float& px, float& py) {
    const float right = px, down = py;
    px = x + down;
    py = y - right;
  };
  if (auto* run = std::get_if<TextRun>(&item)) {
    turn(run->x, run->y);
    run->angle += 90;
  } else if (auto* line = std::get_if<Line>(&item)) {
    turn(line->x1, line->y1);
    turn(line->x2, line->y2);
  } else if (auto* box = std::get_if<Box>(&item)) {
    turn(box->x, box->y);
    box->y -= box->w;
    std::swap(box->w, box->h);
  }
}

// What --debug-layout shows of a piece, from (0, 0): its box, its baseline, the template's line at the left
// and the field that it prints at the right.
std::vector<Item> debug_marks(Layout& layout, const Piece& piece) {
  std::vector<Item> out;
  out.emplace_back(Box{0, 0, piece.width, piece.height, {}, debug_box, 0.2F, false});
  if (piece.baseline > 0)
    out.emplace_back(Line{0, piece.baseline, piece.width, piece.baseline, 0.2F, debug_baseline});
  const auto write = [&](const std::string& text, bool right) {
    const SetLine line = layout.typesetter.set_line(text, 0, 0.4F);
    for (std::uint32_t i = line.first; i < line.first + line.count; ++i) {
      out.push_back(layout.items[i]);
      move_item(out.back(), right ? piece.width - line.width : -8, 0);
      if (auto* run = std::get_if<TextRun>(&out.back())) run->colour = debug_box;
    }
  };
  write(std::to_string(piece.at.line), false);
  if (piece.field > 0) write(layout.sheet.fields[piece.field], true);
  return out;
}

float spare_of(const Flow& flow, std::size_t begin, std::size_t end, float height, float& grow) {
  grow = 0;
  for (std::size_t i = begin; i < end; ++i) grow += flow[i].grow;
  return std::max(0.0F, height - height_of(flow, begin, end));
}

void paint_cell_text(Layout& layout, std::vector<Item>& out, TableLayout& table, CellLayout& cell,
                     bool continues, float x, float y, float height) {
  const Table& look = *table.table;
  if (cell.cell->turned) {
    const float across = height_of(cell.flow);
    const float left = x + std::max(0.0F, cell.width - across) / 2;
    float down = 0;
    for (const Piece& piece : cell.flow) {
      for (std::uint32_t i = piece.first; i < piece.first + piece.count; ++i) {
        Item item = layout.items[i];
        turn_item(item, left + down, y + height - look.padding_y);
        out.push_back(std::move(item));
      }
      if (layout.options.debug) {
        for (Item& item : debug_marks(layout, piece)) {
          turn_item(item, left + down, y + height - look.padding_y);
          out.push_back(std::move(item));
        }
      }
      down += piece.height;
    }
    return;
  }
  const Flow* flow = continues ? (cell.continued ? &*cell.continued : nullptr) : &cell.flow;
  if (flow == nullptr) return;
  paint_stack(layout, out, *flow, 0, flow->size(), x + side_padding(table, cell), y + look.padding_y,
              height - 2 * look.padding_y, cell.cell->align);
}

}  // namespace

void mark(Layout& layout, const Anchor& anchor) {
  // Heads of tables are painted on each page: the first is meant.
  if (layout.pages.pages.empty() || !layout.marked.insert(&anchor).second) return;
  layout.pages.bookmarks.push_back({anchor.level, anchor.title, layout.pages.pages.size() - 1});
}

void move_item(Item& item, float dx, float dy) {
  std::visit(
      [dx, dy](auto& one) {
        using Kind = std::decay_t<decltype(one)>;
        if constexpr (std::is_same_v<Kind, Line>) {
          one.x1 += dx;
          one.x2 += dx;
          one.y1 += dy;
          one.y2 += dy;
        } else if constexpr (std::is_same_v<Kind, Polyline>) {
          for (auto& point : one.points) {
            point[0] += dx;
            point[1] += dy;
          }
        } else {
          one.x += dx;
          one.y += dy;
        }
      },
      item);
}

void Borders::begin(const TableLayout& table, float x, float y) {
  table_ = table.table;
  left_ = x;
  right_ = x + table.width;
  top_ = bottom_ = y;
  head_end_ = 0;
}

void Borders::add(float x1, float y1, float x2, float y2) {
  if (y1 == y2)
    horizontal_.push_back({y1, x1, x2});
  else
    vertical_.push_back({x1, y1, y2});
}

void Borders::add_edges(std::uint8_t edges, float x, float y, float width, float height) {
  if (table_ == nullptr || table_->style == TableStyle::Plain) return;
  if (edges & edge_top) add(x, y, x + width, y);
  if (edges & edge_bottom) add(x, y + height, x + width, y + height);
  if (table_->style != TableStyle::Grid) return;
  if (edges & edge_left) add(x, y, x, y + height);
  if (edges & edge_right) add(x + width, y, x + width, y + height);
}

void Borders::draw_merged(std::vector<Item>& out, std::vector<Edge>& edges, bool horizontal, Colour ink) {
  const bool ruled = table_->style == TableStyle::Ruled;
  const auto same = [](float a, float b) { return std::abs(a - b) < 0.05F; };
  std::sort(edges.begin(), edges.end(),
            [&](const Edge& a, const Edge& b) { return same(a.at, b.at) ? a.from < b.from : a.at < b.at; });
  for (std::size_t i = 0; i < edges.size();) {
    Edge line = edges[i];
    for (++i; i < edges.size() && same(edges[i].at, line.at) && edges[i].from <= line.to + 0.1F; ++i) {
      line.to = std::max(line.to, edges[i].to);
    }
    if (ruled && (same(line.at, top_) || same(line.at, bottom_) || same(line.at, head_end_))) continue;
    const float width = ruled ? hairline_width : grid_width;
    const Colour colour = ruled ? hairline : ink;
    if (horizontal)
      out.emplace_back(Line{line.from, line.at, line.to, line.at, width, colour});
    else
      out.emplace_back(Line{line.at, line.from, line.at, line.to, width, colour});
  }
  edges.clear();
}

void Borders::draw(std::vector<Item>& out, Colour ink) {
  if (table_ == nullptr) return;
  draw_merged(out, horizontal_, true, ink);
  draw_merged(out, vertical_, false, ink);
  if (table_->style == TableStyle::Ruled) {
    out.emplace_back(Line{left_, top_, right_, top_, heavy_width, ink});
    if (head_end_ > 0 && head_end_ < bottom_)
      out.emplace_back(Line{left_, head_end_, right_, head_end_, head_width, ink});
    out.emplace_back(Line{left_, bottom_, right_, bottom_, heavy_width, ink});
  }
  table_ = nullptr;
}

void paint_items(Layout& layout, std::vector<Item>& out, const Piece& piece, float x, float y) {
  for (std::uint32_t i = piece.first; i < piece.first + piece.count; ++i) {
    out.push_back(layout.items[i]);
    move_item(out.back(), x, y);
  }
  if (!layout.options.debug || piece.height <= 0) return;
  for (Item& item : debug_marks(layout, piece)) {
    move_item(item, x, y);
    out.push_back(std::move(item));
  }
}

void paint_stack(Layout& layout, std::vector<Item>& out, const Flow& flow, std::size_t begin, std::size_t end,
                 float x, float y, float height, VerticalAlign align) {
  float grow = 0;
  const float spare = spare_of(flow, begin, end, height, grow);
  if (grow == 0 && align == VerticalAlign::Middle) y += spare / 2;
  if (grow == 0 && align == VerticalAlign::Bottom) y += spare;
  Borders borders;
  int open = -1;
  for (std::size_t i = begin; i < end; ++i) {
    const Piece& piece = flow[i];
    if (i > begin) y += std::max(flow[i - 1].after, piece.before);
    if (open >= 0 && piece.table != open) borders.draw(out, layout.sheet.styles.front().colour);
    if (piece.table >= 0) {
      TableLayout& table = layout.tables[static_cast<std::size_t>(piece.table)];
      if (piece.table != open) borders.begin(table, x + table.x, y);
      paint_rows(layout, out, table, piece.row, piece.row_end,
                 row_heights(layout, table, piece.row, piece.row_end), x, y, borders);
    } else if (piece.fixed != nullptr) {
      paint_fixed(layout, out, *piece.fixed, piece.at);
    } else if (piece.anchor != nullptr) {
      mark(layout, *piece.anchor);
    } else {
      paint_items(layout, out, piece, x, y);
    }
    open = piece.table;
    y += piece.height + (grow > 0 ? spare * piece.grow / grow : 0);
  }
  if (open >= 0) borders.draw(out, layout.sheet.styles.front().colour);
}

void paint_rows(Layout& layout, std::vector<Item>& out, TableLayout& table, std::uint32_t begin,
                std::uint32_t end, const std::vector<float>& heights, float x, float y, Borders& borders,
                bool again) {
  x += table.x;
  std::vector<float> tops{y};
  for (const float height : heights) tops.push_back(tops.back() + height);
  const auto each_cell = [&](const auto& act) {
    for (std::uint32_t r = table.rows[begin].reach; r < end; ++r) {
      for (std::uint32_t c = table.rows[r].cell; c < table.rows[r].cell_end; ++c) {
        CellLayout& cell = table.cells[c];
        const std::uint32_t last = std::min(end, r + static_cast<std::uint32_t>(cell.cell->rows));
        if (last <= begin) continue;
        const float top = tops[std::max(r, begin) - begin];
        act(cell, r < begin, *table.rows[r].row, top, tops[last - begin] - top);
      }
    }
  };
  each_cell([&](const CellLayout& cell, bool, const Row& row, float top, float height) {
    const auto& shade = cell.cell->shade ? cell.cell->shade : row.shade;
    if (shade) out.emplace_back(Box{x + cell.x, top, cell.width, height, shade, {}, 0, false});
  });
  each_cell([&](CellLayout& cell, bool continues, const Row&, float top, float height) {
    const bool named_again = continues || (again && !cell.cell->continued.empty());
    paint_cell_text(layout, out, table, cell, named_again, x + cell.x, top, height);
    borders.add_edges(cell.cell->edges, x + cell.x, top, cell.width, height);
  });
  if (end == table.head_rows) borders.head_ends(tops.back());
  borders.ends(tops.back());
}

void paint_fixed(Layout& layout, std::vector<Item>& out, const Fixed& fixed, const Origin& at) {
  if (fixed.fill || fixed.stroke) {
    out.emplace_back(Box{fixed.x, fixed.y, fixed.width, fixed.height, fixed.fill, fixed.stroke,
                         fixed.line_width, fixed.ellipse});
  }
  if (layout.options.debug) {
    Piece box;
    box.at = at;
    box.width = fixed.width;
    box.height = fixed.height;
    for (Item& item : debug_marks(layout, box)) {
      move_item(item, fixed.x, fixed.y);
      out.push_back(std::move(item));
    }
  }
  const float width = fixed.width - 2 * fixed.padding, height = fixed.height - 2 * fixed.padding;
  const Flow flow = flow_of(layout, fixed.blocks, width);
  const float needed = height_of(flow);
  if (needed > height + 0.5F) {
    layout.typesetter.report(at,
                             say("isi blok tidak muat: perlu {:.1f} mm, tersedia {:.1f} mm",
                                 "the block's text does not fit: it needs {:.1f} mm, there are {:.1f} mm",
                                 in_mm(needed), in_mm(height)),
                             say("tinggikan blok (height) atau pendekkan isinya",
                                 "make the block higher (height) or its text shorter"));
  }
  paint_stack(layout, out, flow, 0, flow.size(), fixed.x + fixed.padding, fixed.y + fixed.padding, height,
              fixed.align);
}

}  // namespace pleno::document
