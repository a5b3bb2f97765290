// Throws arbitrary bytes at the readers of texts that people hand in: CSV tables and scheme pages. Nothing
// may crash, hang or grow without bound; a table that was read is the same when it is written and read again.
#include <cstdint>
#include <cstdlib>

#include "source/csv.h"
#include "source/scheme_from_page.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pleno;
  using namespace pleno::source;
  const std::string text(data, data + size);
  Diagnostics found;
  if (const auto table = parse_csv(text, "x.csv", found)) {
    std::vector<std::vector<std::string>> rows;
    for (const CsvRow& row : table->rows) {
      if (row.cells.size() != table->header.size()) std::abort();
      rows.push_back(row.cells);
    }
    Diagnostics again;
    const auto second = parse_csv(to_csv(table->header, rows), "y.csv", again);
    if (!second || has_errors(again) || second->header != table->header || second->rows.size() != rows.size())
      std::abort();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (second->rows[i].cells != rows[i]) std::abort();
    }
  } else if (!has_errors(found)) {
    std::abort();
  }
  to_text(found);
  found.clear();
  if (const auto units = units_from_page(text, "x.txt", found)) {
    Scheme scheme;
    scheme.id = "x";
    scheme.units = *units;
    to_text(lint({scheme}));
  } else if (!has_errors(found)) {
    std::abort();
  }
  return 0;
}
