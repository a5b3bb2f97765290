// Document -> Pages: lines broken, tables cut into pages, everything at its place. A pure function: the same
// document and measures give the same pages; it reads no file, no clock and writes no PDF.
#pragma once
#include <cstddef>

#include "domain/document.h"
#include "domain/measure.h"
#include "domain/pages.h"
#include "text/diagnostic.h"

namespace pleno::document {

class Memo;

// In points, to the right and down: what a printer and a batch of pre-printed stock ask for.
struct Shift {
  float right = 0, down = 0;
};

struct LayoutOptions {
  bool debug = false;  // also draws boxes, baselines and the template's lines
  // For a document that is bound with others: {{halaman}} counts on from here, and {{jumlah_halaman}} is that
  // of the whole; 0: of this document.
  std::size_t pages_before = 0;
  std::size_t pages_in_all = 0;
  Memo* memo = nullptr;  // of the same Measure: paragraphs that come again are set once
  Shift odd, even;       // added to the template's own, on odd and on even pages: front and back of a sheet
};

// Errors, with the template's line and the record: text that does not fit (measured in mm), missing glyphs,
// fonts and images. Notes: text that was made smaller, with its size. Nothing is cut off silently.
Pages lay_out(const Document& document, const Measure& measure, Diagnostics& found,
              const LayoutOptions& options = {});

}  // namespace pleno::document
