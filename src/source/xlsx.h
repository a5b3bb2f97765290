// A table out of an XLSX workbook that people filled in. Never runs a formula or a macro, never follows a
// link, and never takes a number or a date for a text that a spreadsheet program has changed.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace pleno::source {

struct SheetRow {
  int number = 0;  // as the spreadsheet shows it, from 1
  std::vector<std::string> cells;
  bool operator==(const SheetRow&) const = default;
};

struct SheetTable {
  std::string sheet;
  std::vector<std::string> header;
  std::vector<int> columns;    // of each header, from 0: A
  std::vector<SheetRow> rows;  // each with as many cells as the header; empty rows are left out

  // "Lembar 'Keputusan' sel F12": for messages. `column` counts in `header`.
  std::string place(int row, std::size_t column) const;
};

// Whether these bytes are meant as a spreadsheet file (a ZIP archive or an old .xls) rather than text.
bool looks_like_spreadsheet(std::string_view bytes);

// The sheet called `wanted`, or the only one. Its first row that is not empty names the columns.
// Nothing, with errors in `found`: an .xls or .xlsm file, a password, a damaged archive (ZipEntries), a
// DOCTYPE, hidden sheets or rows, a header that is empty or double, a cell over 64 KiB, over 100,000 rows.
// With errors by cell, and the other rows given: merged cells, a formula without its value, an error value,
// a date or a long number where a text was, text outside the table.
std::optional<SheetTable> parse_xlsx(std::string_view bytes, const std::string& file,
                                     const std::string& wanted, Diagnostics& found);

}  // namespace pleno::source
