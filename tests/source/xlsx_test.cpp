#include "source/xlsx.h"

#include <gtest/gtest.h>

#include <sstream>

#include "case_file.h"
#include "zip_builder.h"

namespace pleno::source {
namespace {

using pleno::testing::ZipBuilder;

constexpr const char* package_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>)";
constexpr const char* package_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr const char* book_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="s1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="s2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/>)"
    R"(<Relationship Id="t" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>)"
    R"(<Relationship Id="y" Type="http://x/styles" Target="styles.xml"/>)"
    R"(<Relationship Id="x" Type="http://x/externalLink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>)";
constexpr const char* shared_texts =
    R"(<sst><si><t>id</t></si><si><t>nama</t></si><si><r><t>Siti </t></r><r><rPr/><t>Rahma</t></r><rPh><t>siti</t></rPh></si></sst>)";
constexpr const char* styles =
    R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-421]d\ mmmm\ yyyy"/><numFmt numFmtId="165" formatCode="0.00&quot; jam&quot;"/></numFmts>)"
    R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
    R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>)";

std::string workbook(const std::string& sheets) {
  return R"(<workbook xmlns:r="http://x"><sheets>)" + sheets + "</sheets></workbook>";
}
const std::string one_sheet = R"(<sheet name="Keputusan" sheetId="1" r:id="s1"/>)";

// All parts but those of the sheets.
ZipBuilder archive(const std::string& sheets = one_sheet) {
  ZipBuilder out;
  out.add("[Content_Types].xml", package_types, {.deflated = true})
      .add("_rels/.rels", package_relations)
      .add("xl/workbook.xml", workbook(sheets))
      .add("xl/_rels/workbook.xml.rels", book_relations)
      .add("xl/sharedStrings.xml", shared_texts)
      .add("xl/styles.xml", styles);
  return out;
}
std::string sheet_of(const std::string& data) {
  return "<worksheet><sheetData>" + data + "</sheetData></worksheet>";
}
const std::string small_table = sheet_of(
    R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
    R"(<row r="2"><c r="A2" t="inlineStr"><is><t>26-1</t></is></c><c r="B2" t="s"><v>2</v></c></row>)");

std::string read(const std::string& bytes) {
  Diagnostics found;
  const auto table = parse_xlsx(bytes, "isian.xlsx", "Keputusan", found);
  std::string out = to_text(found);
  if (!table) return out;
  const auto put = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? " | " : "") + cells[i];
    out += "\n";
  };
  put(table->header);
  for (const SheetRow& row : table->rows) {
    out += std::to_string(row.number) + ": ";
    put(row.cells);
  }
  return out;
}

// A case is a cell a line: "A1 t text", "A2 s 0" (shared), "A2 n 45000", "A2 d 45000" (shown as a date),
// "A2 f 1+1" (a formula without its value), "A2 v 2" (one with it), "A2 e #REF!"; "hide 3", "merge A2:B2".
std::string sheet_from_case(const std::string& text) {
  std::map<int, std::string> rows;
  std::set<int> hidden;
  std::string merged;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string at, kind, value;
    words >> at;
    if (at == "hide" || at == "merge") {
      words >> value;
      if (at == "hide") hidden.insert(rows.try_emplace(std::stoi(value)).first->first);
      if (at == "merge") merged += "<mergeCell ref=\"" + value + "\"/>";
      continue;
    }
    words >> kind;
    std::getline(words >> std::ws, value);
    const std::string c = "<c r=\"" + at + "\"";
    std::string& row = rows[std::stoi(at.substr(at.find_first_of("123456789")))];
    if (kind == "t") row += c + R"( t="inlineStr"><is><t>)" + value + "</t></is></c>";
    if (kind == "s") row += c + R"( t="s"><v>)" + value + "</v></c>";
    if (kind == "n") row += c + "><v>" + value + "</v></c>";
    if (kind == "d") row += c + R"( s="2"><v>)" + value + "</v></c>";
    if (kind == "f") row += c + "><f>" + value + "</f></c>";
    if (kind == "v") row += c + R"( t="str"><f>A1</f><v>)" + value + "</v></c>";
    if (kind == "e") row += c + R"( t="e"><v>)" + value + "</v></c>";
  }
  std::string data;
  for (const auto& [number, cells] : rows)
    data += "<row r=\"" + std::to_string(number) + "\"" + (hidden.contains(number) ? " hidden=\"1\"" : "") +
            ">" + cells + "</row>";
  return "<worksheet><sheetData>" + data + "</sheetData><mergeCells>" + merged + "</mergeCells></worksheet>";
}

TEST(Xlsx, Tables) {
  pleno::testing::expect_cases(
      pleno::testing::source_dir() / "tests/source/xlsx.case", [](const std::string& text) {
        return read(
            archive().add("xl/worksheets/sheet1.xml", sheet_from_case(text), {.deflated = true}).bytes());
      });
}

std::string refused(const std::string& bytes) {
  const std::string said = read(bytes);
  EXPECT_EQ(said.substr(0, 19), "isian.xlsx: galat: ") << said;
  return said.substr(std::min<std::size_t>(19, said.size()));
}
std::string with_sheet(const std::string& xml, const ZipBuilder::Look& look = {}) {
  return archive().add("xl/worksheets/sheet1.xml", xml, look).bytes();
}

TEST(Xlsx, OtherFilesAreRefusedWithHelp) {
  const std::string good = with_sheet(small_table);
  EXPECT_EQ(read(good), "id | nama\n2: 26-1 | Siti Rahma\n");
  EXPECT_NE(refused("\xD0\xCF\x11\xE0 old").find("berkas Excel lama (.xls)"), std::string::npos);
  std::string locked = "\xD0\xCF\x11\xE0";
  for (const char c : std::string("EncryptedPackage")) locked += {c, '\0'};
  EXPECT_NE(refused(locked).find("kata sandi"), std::string::npos);
  EXPECT_NE(refused("PK\x03\x04 nothing more").find("rusak atau terpotong"), std::string::npos);
  EXPECT_NE(refused(good.substr(0, good.size() / 2)).find("rusak atau terpotong"), std::string::npos);
  EXPECT_NE(refused(ZipBuilder().add("mimetype", "application/vnd.oasis.opendocument.spreadsheet").bytes())
                .find("saran: simpan ulang sebagai 'Excel Workbook (.xlsx)'"),
            std::string::npos);
  EXPECT_NE(
      refused(
          ZipBuilder()
              .add(
                  "[Content_Types].xml",
                  R"(<Types><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>)")
              .bytes())
          .find("makro (.xlsm)"),
      std::string::npos);
}

TEST(Xlsx, HostileArchivesAreRefused) {
  EXPECT_NE(refused(with_sheet(small_table, {.flags = 1})).find("kata sandi"), std::string::npos);
  EXPECT_NE(refused(with_sheet(small_table, {.method = 12})).find("dengan cara yang tidak dikenal"),
            std::string::npos);
  EXPECT_NE(refused(with_sheet(small_table, {.wrong_crc = true})).find("rusak"), std::string::npos);
  EXPECT_NE(refused(with_sheet(small_table, {.said_size = 10})).find("rusak"), std::string::npos);
  const std::string bomb = with_sheet(sheet_of(std::string(std::size_t{30} << 20, ' ')), {.deflated = true});
  EXPECT_LT(bomb.size(), std::size_t{100} << 10);
  EXPECT_NE(refused(bomb).find("bom zip"), std::string::npos);
  EXPECT_NE(refused(with_sheet("x", {.deflated = true, .said_size = 0x7fffffff})).find("bom zip"),
            std::string::npos);
  for (const char* name : {"../sheet1.xml", "/etc/passwd", "xl\\..\\x.xml", "xl/../../x.xml"})
    EXPECT_NE(refused(archive().add(name, "x").bytes()).find("menunjuk ke luar"), std::string::npos) << name;
  EXPECT_NE(refused(archive().add("xl/Workbook.xml", "x").bytes()).find("ada dua kali"), std::string::npos);
  ZipBuilder many;
  for (int i = 0; i < 1001; ++i) many.add(std::to_string(i), "");
  EXPECT_NE(refused(many.bytes()).find("terlalu banyak bagian"), std::string::npos);
}

TEST(Xlsx, HostileXmlIsRefused) {
  EXPECT_NE(
      refused(
          with_sheet(R"(<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>)"))
          .find("DOCTYPE"),
      std::string::npos);
  EXPECT_NE(refused(with_sheet("<worksheet><sheetData>")).find("bukan XML yang benar"), std::string::npos);
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_NE(refused(with_sheet(deep, {.deflated = true})).find("bersarang"), std::string::npos);
  EXPECT_NE(
      refused(with_sheet(sheet_of(R"(<row r="1"><c r="ABCD1"><v>1</v></c></row>)"))).find("lembar rusak"),
      std::string::npos);
  EXPECT_NE(
      refused(with_sheet(sheet_of(R"(<row r="1"><c r="A1" t="s"><v>99</v></c></row>)"))).find("lembar rusak"),
      std::string::npos);
}

TEST(Xlsx, TheSheetIsFoundByName) {
  const std::string both = R"(<sheet name="Catatan" sheetId="2" r:id="s2"/>)" + one_sheet;
  EXPECT_EQ(read(archive(both)
                     .add("xl/worksheets/sheet1.xml", small_table)
                     .add("xl/worksheets/sheet2.xml", sheet_of(""))
                     .bytes()),
            "id | nama\n2: 26-1 | Siti Rahma\n");
  const std::string hidden = one_sheet + R"(<sheet name="Lama" sheetId="2" state="veryHidden" r:id="s2"/>)";
  EXPECT_NE(refused(archive(hidden).add("xl/worksheets/sheet1.xml", small_table).bytes())
                .find("lembar 'Lama' tersembunyi"),
            std::string::npos);
  const std::string others =
      R"(<sheet name="A" sheetId="1" r:id="s1"/><sheet name="B" sheetId="2" r:id="s2"/>)";
  EXPECT_NE(refused(archive(others).bytes()).find("lembar 'Keputusan' tidak ada"), std::string::npos);
}

}  // namespace
}  // namespace pleno::source
