// Throws arbitrary bytes at the reader of spreadsheets. A first byte of 0 to 5 puts the rest into that part
// of an archive that is sound otherwise, so that the fuzzer gets past the archive's sums; others are an
// archive themselves. Nothing may crash, hang or grow without bound.
#include <cstdint>
#include <cstdlib>

#include "source/xlsx.h"
#include "source/xml_events.h"
#include "source/zip_builder.h"

namespace {

struct Part {
  const char* name;
  const char* text;
};
constexpr Part parts[] = {
    {"xl/worksheets/sheet1.xml",
     R"(<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
     R"(<row r="2"><c r="A2" t="inlineStr"><is><t>26-1</t></is></c><c r="B2" s="1"><v>45000</v></c></row></sheetData></worksheet>)"},
    {"xl/workbook.xml",
     R"(<workbook xmlns:r="http://x"><sheets><sheet name="Keputusan" sheetId="1" r:id="s1"/></sheets></workbook>)"},
    {"xl/sharedStrings.xml", R"(<sst><si><t>id</t></si><si><r><t>na</t></r><r><t>ma</t></r></si></sst>)"},
    {"xl/styles.xml",
     R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d mmmm yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>)"},
    {"xl/_rels/workbook.xml.rels",
     R"(<Relationships><Relationship Id="s1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>)"
     R"(<Relationship Id="t" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="http://x/styles" Target="styles.xml"/></Relationships>)"},
    {"_rels/.rels",
     R"(<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>)"}};

std::string archive_with(std::size_t hostile, const std::string& text) {
  pleno::testing::ZipBuilder out;
  out.add(
      "[Content_Types].xml",
      R"(<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>)");
  for (std::size_t i = 0; i < std::size(parts); ++i)
    out.add(parts[i].name, i == hostile ? text : parts[i].text);
  return out.bytes();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pleno;
  if (size == 0) return 0;
  const bool part = data[0] < std::size(parts);
  const std::string bytes =
      part ? archive_with(data[0], std::string(data + 1, data + size)) : std::string(data, data + size);
  Diagnostics found;
  source::looks_like_spreadsheet(bytes);
  const auto table = source::parse_xlsx(bytes, "x.xlsx", "Keputusan", found);
  to_text(found);
  if (!table) {
    if (!has_errors(found)) std::abort();
    return 0;
  }
  for (const source::SheetRow& row : table->rows) {
    if (row.cells.size() != table->header.size()) std::abort();
    for (std::size_t i = 0; i < row.cells.size(); ++i) table->place(row.number, i);
  }
  return 0;
}
