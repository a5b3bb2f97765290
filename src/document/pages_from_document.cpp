#include "document/pages_from_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "document/flow.h"
#include "text/language.h"

namespace pleno::document {
namespace {

constexpr float tolerance = 0.05F;
// A row is broken only if it is higher than this, and only where so much of it stays; in points.
constexpr float least_broken = 110, least_row_part = 40;
// So many rows that are tied by a spanning cell stand on either side of a page's end.
constexpr std::uint32_t least_rows = 2;

double in_mm(float points) { return static_cast<double>(points) * 25.4 / 72; }

// Cuts a flow into pages: each piece goes below the last one, or to the next page together with what it
// must stand with.
class Paginator {
 public:
  // `header` is the height that it takes from pages that have one.
  Paginator(Layout& layout, const Flow& flow, float header, float bottom)
      : layout_(layout),
        flow_(flow),
        header_(header),
        bottom_(bottom),
        ink_(layout.sheet.styles.front().colour) {}

  void run() {
    new_page();
    for (std::size_t i = 0; i < flow_.size();) {
      if (flow_[i].new_page) {
        pending_break_ = true;
        ++i;
        continue;
      }
      if (pending_break_) new_page();
      i = place_from(i);
    }
    close_table();
  }

 private:
  float remaining() const { return bottom_ - y_; }
  float gap(const Piece& piece) const { return empty_ ? 0 : std::max(last_after_, piece.before); }

  // The rows that are said again before `row` on a new page: the head's, then that of the row's group.
  template <typename Take>
  static void each_repeated(const TableLayout& table, std::uint32_t row, const Take& take) {
    if (!table.table->repeat_head || row < table.head_rows) return;
    if (table.head_rows > 0) take(0, table.head_rows);
    if (row < table.rows.size() && table.rows[row].row->group_head) return;
    for (std::uint32_t above = row; above-- > table.head_rows;) {
      if (table.rows[above].row->group_head) return take(above, above + 1);
    }
  }

  // The height of a repeated head that must come before this piece on a new page.
  float head_height(const Piece& piece) const {
    if (piece.table < 0) return 0;
    TableLayout& table = layout_.tables[static_cast<std::size_t>(piece.table)];
    if (open_ == piece.table) return 0;
    float height = 0;
    each_repeated(table, piece.row, [&](std::uint32_t begin, std::uint32_t end) {
      for (const float h : row_heights(layout_, table, begin, end, true)) height += h;
    });
    return height;
  }

  // What of a piece must stand on a page for it to begin there.
  float least_height(const Piece& piece) const {
    if (piece.table < 0) return piece.height;
    TableLayout& table = layout_.tables[static_cast<std::size_t>(piece.table)];
    if (table.table->whole) return piece.height;
    if (piece.row_end - piece.row >= 2 * least_rows) {
      float height = 0;
      for (const float h : row_heights(layout_, table, piece.row, piece.row + least_rows)) height += h;
      return height;
    }
    const Row& row = *table.rows[piece.row].row;
    if (piece.row_end - piece.row == 1 && row.breaks) {
      const float page = bottom_ - layout_.sheet.top - header_;
      if (piece.height > (row.over_page ? page : least_broken))
        return std::min(piece.height, std::max(least_row_part, least_part(layout_, table, piece.row)));
    }
    return piece.height;
  }

  std::size_t place_from(std::size_t i) {
    std::size_t end = i + 1;  // behind the last piece that must stand together with this one
    while (end < flow_.size() && flow_[end - 1].keep_with_next && !flow_[end].new_page) ++end;
    float needed = gap(flow_[i]) + head_height(flow_[i]);
    for (std::size_t k = i; k < end; ++k) {
      if (k > i) needed += std::max(flow_[k - 1].after, flow_[k].before);
      needed += k + 1 == end ? least_height(flow_[k]) : flow_[k].height;
    }
    const bool too_much = needed > remaining() + tolerance;
    if (too_much && !empty_) {
      new_page();
      return i;
    }
    for (const std::size_t first = i; i < end; ++i) {
      // More than a page is to be kept together: it breaks where a page ends.
      if (too_much && i > first && next_needs(i, end) > remaining() + tolerance) new_page();
      place(flow_[i]);
    }
    return end;
  }

  // What a piece takes here with the least of the one behind it.
  float next_needs(std::size_t i, std::size_t end) const {
    const float needed = gap(flow_[i]) + head_height(flow_[i]);
    if (i + 1 == end) return needed + least_height(flow_[i]);
    return needed + flow_[i].height + std::max(flow_[i].after, flow_[i + 1].before) +
           least_height(flow_[i + 1]);
  }

  void place(const Piece& piece) {
    if (piece.table != open_) close_table();
    if (piece.anchor != nullptr) {
      mark(layout_, *piece.anchor);
      return;
    }
    if (piece.fixed != nullptr) {
      check_box(piece);
      paint_fixed(layout_, page().items, *piece.fixed, piece.at);
      return;
    }
    if (piece.table >= 0) {
      place_rows(piece);
      return;
    }
    if (piece.height > bottom_ - top_ + tolerance) report_too_high(piece, piece.height);
    y_ += gap(piece);
    paint_items(layout_, page().items, piece, layout_.sheet.left, y_);
    advance(piece.height, piece.after);
  }

  void place_rows(const Piece& piece) {
    TableLayout& table = layout_.tables[static_cast<std::size_t>(piece.table)];
    open_table(piece, table);
    for (std::uint32_t row = piece.row; row < piece.row_end;) {
      std::uint32_t end = piece.row_end;
      std::vector<float> heights;
      for (; end > row; --end) {
        const std::uint32_t left = piece.row_end - end;
        if (left > 0 && left < least_rows && end - row > least_rows) continue;  // would stand alone
        heights = row_heights(layout_, table, row, end);
        float height = 0;
        for (const float h : heights) height += h;
        if (height <= remaining() + tolerance) {
          paint_rows(layout_, page().items, table, row, end, heights, layout_.sheet.left, y_, borders_);
          advance(height, end == piece.row_end ? piece.after : 0);
          break;
        }
      }
      if (end == row) {  // not even one row fits
        place_in_parts(table, row);
        end = row + 1;
        if (end == piece.row_end) last_after_ = piece.after;
      }
      row = end;
      if (row < piece.row_end) {
        new_page();
        open_table(piece, table);
      }
    }
  }

  // A row that is higher than what is left, or than a page: by lines, from page to page.
  void place_in_parts(TableLayout& table, std::uint32_t row) {
    const RowLayout& laid = table.rows[row];
    const int index = open_;
    std::vector<std::size_t> starts(laid.cell_end - laid.cell, 0);
    const auto done = [&] {
      for (std::uint32_t c = laid.cell; c < laid.cell_end; ++c) {
        if (starts[c - laid.cell] < table.cells[c].flow.size()) return false;
      }
      return true;
    };
    while (!done()) {
      const float taken = paint_row_part(layout_, page().items, table, row, starts, remaining(),
                                         layout_.sheet.left, y_, borders_);
      if (taken == 0 && fresh_) {
        Piece piece;
        piece.at = laid.row->at;
        report_too_high(piece, laid.natural);
        return;
      }
      if (taken > 0) advance(taken, 0);
      if (done()) return;
      new_page();
      open_rows(index, table, row);
    }
  }

  void open_table(const Piece& piece, TableLayout& table) {
    if (open_ == piece.table) return;
    if (piece.row == 0) y_ += gap(piece);
    open_rows(piece.table, table, piece.row);
  }
  void open_rows(int index, TableLayout& table, std::uint32_t row) {
    borders_.begin(table, layout_.sheet.left + table.x, y_);
    open_ = index;
    each_repeated(table, row, [&](std::uint32_t begin, std::uint32_t end) {
      const auto heights = row_heights(layout_, table, begin, end, true);
      paint_rows(layout_, page().items, table, begin, end, heights, layout_.sheet.left, y_, borders_, true);
      for (const float height : heights) y_ += height;
    });
  }
  void close_table() {
    if (open_ >= 0) borders_.draw(page().items, ink_);
    open_ = -1;
  }

  void advance(float height, float after) {
    y_ += height;
    last_after_ = after;
    empty_ = fresh_ = false;
  }

  // A fixed block stands on the page, all of it.
  void check_box(const Piece& piece) {
    const Fixed& box = *piece.fixed;
    const Sheet& sheet = layout_.sheet;
    const float beyond =
        std::max({-box.x, -box.y, box.x + box.width - sheet.width, box.y + box.height - sheet.height});
    if (beyond > tolerance) {
      layout_.typesetter.report(piece.at,
                                say("blok keluar dari halaman sejauh {:.1f} mm",
                                    "the block leaves the page by {:.1f} mm", in_mm(beyond)),
                                say("halaman {:.0f} x {:.0f} mm; ubah x, y, width atau height",
                                    "the page is {:.0f} x {:.0f} mm; change x, y, width or height",
                                    in_mm(sheet.width), in_mm(sheet.height)));
    }
  }

  void report_too_high(const Piece& piece, float height) {
    layout_.typesetter.report(piece.at,
                              say("isi tidak muat di satu halaman: perlu {:.1f} mm, tersedia {:.1f} mm",
                                  "the text does not fit on a page: it needs {:.1f} mm, there are {:.1f} mm",
                                  in_mm(height), in_mm(bottom_ - top_)));
  }

  void new_page() {
    if (!layout_.pages.pages.empty()) close_table();
    Page fresh;
    fresh.width = layout_.sheet.width;
    fresh.height = layout_.sheet.height;
    layout_.pages.pages.push_back(std::move(fresh));
    const bool has_header = layout_.sheet.header_first || layout_.pages.pages.size() > 1;
    y_ = top_ = layout_.sheet.top + (has_header ? header_ : 0);
    last_after_ = 0;
    empty_ = fresh_ = true;
    pending_break_ = false;
  }
  Page& page() { return layout_.pages.pages.back(); }

  Layout& layout_;
  const Flow& flow_;
  float header_, bottom_;
  float top_ = 0;  // of the text on this page
  Colour ink_;
  float y_ = 0, last_after_ = 0;
  bool empty_ = true;  // nothing stands on the page yet
  bool fresh_ = true;  // nothing but a repeated head
  bool pending_break_ = false;
  int open_ = -1;  // the table whose lines are being gathered
  Borders borders_;
};

// What lies under the text of every page: watermark, frames, blocks that every page has.
std::vector<Item> background(Layout& layout) {
  std::vector<Item> out;
  const Sheet& sheet = layout.sheet;
  if (const std::string& image = layout.document.background; !image.empty()) {
    if (layout.measure.image(image)) {
      out.emplace_back(ImageItem{0, 0, sheet.width, sheet.height, image});
    } else {
      layout.typesetter.report(
          {0, 1}, say("gambar latar '{}' tidak ada", "there is no background '{}'", image),
          say("simpan sebagai PNG di folder assets situs", "store it as PNG in the site's assets folder"));
    }
  }
  if (!layout.document.watermark.empty()) {
    // On the rising diagonal, half of it long.
    const SetLine plain = layout.typesetter.set_line(layout.document.watermark, sheet.watermark_style, 1);
    const float diagonal = std::hypot(sheet.width, sheet.height),
                angle = std::atan2(sheet.height, sheet.width);
    const float scale = std::min(diagonal * 0.5F / std::max(1.0F, plain.width),
                                 170 / sheet.styles[sheet.watermark_style].size);
    const SetLine line = layout.typesetter.set_line(layout.document.watermark, sheet.watermark_style, scale);
    const float length = line.width, capitals = line.baseline - (line.height - line.baseline);
    for (std::uint32_t i = line.first; i < line.first + line.count; ++i) {
      auto* run = std::get_if<TextRun>(&layout.items[i]);
      if (run == nullptr) continue;
      const float along = run->x + length / 2 - length, across = capitals / 2;
      run->x = sheet.width / 2 + along * std::cos(angle) + across * std::sin(angle);
      run->y = sheet.height / 2 - along * std::sin(angle) + across * std::cos(angle);
      run->angle = angle * 180 / 3.14159265F;
      out.emplace_back(*run);
    }
  }
  for (const Frame& frame : sheet.frames) {
    out.emplace_back(Box{frame.inset,
                         frame.inset,
                         sheet.width - 2 * frame.inset,
                         sheet.height - 2 * frame.inset,
                         {},
                         frame.colour,
                         frame.width,
                         false});
  }
  for (const Block& block : layout.document.body) {
    const auto* fixed = std::get_if<Fixed>(&block.content);
    if (fixed != nullptr && fixed->every_page) paint_fixed(layout, out, *fixed, block.at);
  }
  return out;
}

void paint_part(Layout& layout, Page& page, const std::vector<Block>& blocks, float y, float width) {
  const Flow flow = flow_of(layout, blocks, width);
  paint_stack(layout, page.items, flow, 0, flow.size(), layout.sheet.left, y, 0, VerticalAlign::Top);
}

}  // namespace

Pages lay_out(const Document& document, const Measure& measure, Diagnostics& found,
              const LayoutOptions& options) {
  Layout layout(document, measure, found, options);
  Pages& pages = layout.pages;
  pages.title = document.title;
  pages.subject = document.subject;
  pages.author = document.author;
  pages.language = document.language;
  pages.identity = document.identity;
  pages.date = document.date;
  pages.files = document.files;
  pages.plan = document.sheet->plan;
  if (layout.sheet.styles.empty()) return std::move(pages);  // a template without any text

  const Sheet& sheet = layout.sheet;
  const float width = sheet.width - sheet.left - sheet.right;
  layout.typesetter.set_page(88, 88);  // for the height only
  const float header =
      document.header.empty() ? 0 : height_of(flow_of(layout, document.header, width)) + sheet.header_gap;
  const float footer =
      document.footer.empty() ? 0 : height_of(flow_of(layout, document.footer, width)) + sheet.footer_gap;
  const Flow flow = flow_of(layout, document.body, width);
  Paginator(layout, flow, header, sheet.height - sheet.bottom - footer).run();

  const std::vector<Item> under = background(layout);
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    Page& page = pages.pages[i];
    layout.typesetter.set_page(options.pages_before + i + 1,
                               options.pages_in_all > 0 ? options.pages_in_all : pages.pages.size());
    // In reading order: what lies under the text, the header, the text, the footer.
    std::vector<Item> text = std::move(page.items);
    page.items = under;
    if (header > 0 && (i > 0 || sheet.header_first))
      paint_part(layout, page, document.header, sheet.top, width);
    page.items.insert(page.items.end(), std::make_move_iterator(text.begin()),
                      std::make_move_iterator(text.end()));
    if (footer > 0)
      paint_part(layout, page, document.footer, sheet.height - sheet.bottom - footer + sheet.footer_gap,
                 width);
    if (!document.label.empty()) page.label = document.label + std::to_string(i + 1);
    const Shift& side = i % 2 == 0 ? options.odd : options.even;
    const float right = document.shift_x + side.right, down = document.shift_y + side.down;
    if (right == 0 && down == 0) continue;
    for (Item& item : page.items) move_item(item, right, down);
  }
  return std::move(pages);
}

}  // namespace pleno::document
