// placeholder while the reader is being written
#pragma once
#include <optional>
#include <string>
#include <vector>
#include "text/diagnostic.h"
namespace pleno::source {
struct CsvRow {
  int line = 0;
  std::vector<std::string> cells;
};
struct CsvTable {
  std::vector<std::string> header;
  std::vector<CsvRow> rows;
};
inline std::optional<CsvTable> parse_csv(const std::string& text, const std::string&, Diagnostics&) {
  CsvTable t;
  int line = 1;
  std::size_t at = 0;
  while (at < text.size()) {
    auto end = text.find('\n', at);
    if (end == std::string::npos) end = text.size();
    std::vector<std::string> cells;
    std::string cell;
    for (std::size_t i = at; i <= end; ++i) {
      if (i == end || text[i] == ';') {
        cells.push_back(cell);
        cell.clear();
      } else if (text[i] != '\r')
        cell += text[i];
    }
    if (line == 1)
      t.header = cells;
    else
      t.rows.push_back({line, cells});
    at = end + 1;
    ++line;
  }
  return t;
}
inline std::string to_csv(const std::vector<std::string>& h,
                          const std::vector<std::vector<std::string>>& rows, char sep) {
  std::string out;
  auto put = [&](const std::vector<std::string>& r) {
    for (std::size_t i = 0; i < r.size(); ++i) {
      if (i) out += sep;
      out += r[i];
    }
    out += "\r\n";
  };
  put(h);
  for (auto& r : rows) put(r);
  return out;
}
}  // namespace pleno::source
