// The parts of an XLSX archive around its sheets: which sheet lies where, the shared texts, which styles
// show dates. Never reads a sheet's cells: that is xlsx.cpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/zip_entries.h"

namespace pleno::source {

struct WorkbookSheet {
  std::string name;
  std::string entry;  // "xl/worksheets/sheet1.xml"
  bool hidden = false;
};

struct Workbook {
  std::vector<WorkbookSheet> sheets;
  std::vector<std::string> texts;  // the shared ones, by their number
  std::vector<bool> date_styles;   // by the number of a cell's style
};

// Nothing, with `fault`, when it is no workbook, holds macros, or a part is broken.
std::optional<Workbook> read_workbook(const ZipEntries& entries, ZipFault& fault);

// "_x000A_" stands for a character that XML cannot hold.
std::string without_escapes(std::string_view text);

}  // namespace pleno::source
