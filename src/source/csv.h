// Tables as CSV (RFC 4180), the way spreadsheets of either language write them. Never guesses an encoding and
// never takes a text for a number or a date.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace pleno::source {

struct CsvRow {
  int line = 0;  // of the file, from 1, where the row begins
  std::vector<std::string> cells;
  bool operator==(const CsvRow&) const = default;
};

struct CsvTable {
  std::vector<std::string> header;
  std::vector<CsvRow> rows;  // each with as many cells as the header
  bool operator==(const CsvTable&) const = default;

  // The position of a column by its exact name.
  std::optional<std::size_t> column(std::string_view name) const;
};

// UTF-8 with or without BOM; separated by `;`, `,` or tab, whichever the header uses most (or says in a first
// line "sep=;"); lines end in CRLF, LF or CR; quoted cells may hold line ends. Cells of header and rows lose
// blanks at their ends unless quoted, and the apostrophe that to_csv puts before a formula sign. Empty rows
// are left out. Nothing, with errors in `found`, when the text is no UTF-8, the separator is in doubt, a
// header name is empty or double, a quote is not closed (named at its opening line), or a limit is passed: 64
// KiB a cell, 1 MiB a row, a million rows. A row with more or fewer cells than the header is an error in
// `found` and left out; the others are given.
std::optional<CsvTable> parse_csv(std::string_view text, const std::string& file, Diagnostics& found);

// With BOM and CRLF, so that spreadsheets open it as it is. A cell that begins with = + - @ tab or CR gets an
// apostrophe before it: no spreadsheet takes it for a formula. parse_csv gives the same cells back.
std::string to_csv(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows,
                   char separator = ';');

}  // namespace pleno::source
