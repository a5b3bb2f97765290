// Columns of figures: the numbers stand below each other digit for digit, and the whole of them in the middle
// of the column.
#include <algorithm>

#include "document/flow.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::document {
namespace {

double in_mm(float points) { return static_cast<double>(points) * 25.4 / 72; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Where a text's figures are aligned: before the decimal comma, else behind the last digit, else at the end.
std::size_t anchor_of(const std::string& text) {
  std::size_t last = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool comma = text[i] == ',' && i > 0 && is_digit(text[i - 1]);
    if (comma && i + 1 < text.size() && is_digit(text[i + 1])) return i;
    if (is_digit(text[i])) last = i + 1;
  }
  return last;
}

// A line of a cell: its runs, set to the right edge, and how far they reach before and behind the anchor.
struct FigureLine {
  const Piece* piece;
  float head = 0, tail = 0;
};

FigureLine measured(const Layout& layout, const Piece& piece) {
  std::string text;
  for (std::uint32_t i = piece.first; i < piece.first + piece.count; ++i) {
    if (const auto* run = std::get_if<TextRun>(&layout.items[i])) text += run->text;
  }
  std::size_t anchor = anchor_of(text);
  FigureLine out{&piece};
  for (std::uint32_t i = piece.first; i < piece.first + piece.count; ++i) {
    const auto* run = std::get_if<TextRun>(&layout.items[i]);
    if (run == nullptr) continue;
    const std::size_t before = std::min(anchor, run->text.size());
    anchor -= before;
    const float head = length_of(layout, *run, before);
    out.head += head;
    out.tail += length_of(layout, *run) - head;
  }
  return out;
}

// The lines of a cell that hold figures; none of a cell with anything but paragraphs.
void add_lines(const Layout& layout, const CellLayout& cell, std::vector<FigureLine>& out) {
  for (const Block& block : cell.cell->blocks) {
    const auto* paragraph = std::get_if<Paragraph>(&block.content);
    if (paragraph == nullptr || paragraph->align != Align::Figures) return;
  }
  for (const Piece& piece : cell.flow) out.push_back(measured(layout, piece));
}

void align_column(Layout& layout, const TableLayout& table, std::size_t column) {
  std::vector<FigureLine> lines;
  float width = 0;
  for (const CellLayout& cell : table.cells) {
    if (cell.column != column || cell.cell->columns > 1 || cell.cell->turned) continue;
    add_lines(layout, cell, lines);
    width = cell.width - 2 * table.table->padding_x;
  }
  float head = 0, tail = 0;
  for (const FigureLine& line : lines) {
    head = std::max(head, line.head);
    tail = std::max(tail, line.tail);
  }
  if (head + tail > width + 0.05F) {
    layout.typesetter.report(table.at,
                             say("angka kolom ke-{} tidak muat: perlu {:.1f} mm, tersedia {:.1f} mm",
                                 "the figures of column {} do not fit: they need {:.1f} mm, there "
                                 "are {:.1f} mm",
                                 column + 1, in_mm(head + tail), in_mm(width)));
    return;
  }
  const float anchor = (width - head - tail) / 2 + head;
  for (const FigureLine& line : lines) {
    const float now = width - line.tail;  // as it was set: to the right
    for (std::uint32_t i = line.piece->first; i < line.piece->first + line.piece->count; ++i)
      move_item(layout.items[i], anchor - now, 0);
  }
}

}  // namespace

float length_of(const Layout& layout, const TextRun& run, std::size_t bytes) {
  float out = 0;
  const auto face = layout.measure.face(layout.pages.faces[run.face]);
  if (!face) return out;
  std::size_t letter = 0;
  for (std::size_t at = 0; at < std::min(bytes, run.text.size()); ++letter) {
    out += layout.measure.advance(*face, next_code_point(run.text, at)) * run.size / 1000 + run.tracking;
    if (letter < run.kerning.size()) out += static_cast<float>(run.kerning[letter]) * run.size / 1000;
  }
  return out;
}

void align_figures(Layout& layout, TableLayout& table) {
  const auto& aligns = table.table->aligns;
  for (std::size_t column = 0; column < aligns.size(); ++column) {
    if (aligns[column] == Align::Figures) align_column(layout, table, column);
  }
}

}  // namespace pleno::document
