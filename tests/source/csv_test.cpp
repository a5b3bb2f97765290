#include "source/csv.h"

#include <gtest/gtest.h>

#include "case_file.h"

namespace pleno::source {
namespace {

// A table as "line: cell | cell", line ends inside cells as "\n".
std::string as_text(const std::optional<CsvTable>& table, const Diagnostics& found) {
  std::string out = to_text(found);
  if (!table) return out;
  const auto put = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out += i > 0 ? " | " : "";
      for (const char c : cells[i]) out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : std::string(1, c);
    }
    out += "\n";
  };
  put(table->header);
  for (const CsvRow& row : table->rows) {
    out += std::to_string(row.line) + ": ";
    put(row.cells);
  }
  return out;
}

std::string read(const std::string& text) {
  Diagnostics found;
  const auto table = parse_csv(text, "lembar.csv", found);
  EXPECT_TRUE(table.has_value() || has_errors(found));  // ragged rows are errors beside a table
  return as_text(table, found);
}

TEST(Csv, Tables) {
  pleno::testing::expect_cases(pleno::testing::source_dir() / "tests/source/csv.case", &read);
}

TEST(Csv, LineEndsAndByteOrderMarkAndEncodings) {
  const std::string plain = "a | b\n2: 1 | 2\n3: 3 | 4\n";
  EXPECT_EQ(read("a;b\n1;2\n3;4\n"), plain);
  EXPECT_EQ(read("a;b\r\n1;2\r\n3;4"), plain);
  EXPECT_EQ(read("a;b\r1;2\r3;4\r"), plain);
  EXPECT_EQ(read("a;b\r1;2\n3;4\r\n\r\n"), plain);
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "a\tb\n1\t2\n3\t4\n"),
            plain);
  EXPECT_EQ(
      read(std::string("\xFF\xFE"
                       "a\0;\0",
                       6)),
      "lembar.csv:1: galat: berkas ini UTF-16, bukan UTF-8\n  saran: simpan ulang sebagai 'CSV UTF-8'\n");
  EXPECT_EQ(read("a;b\nRen\xE9;2\n"),
            "lembar.csv:2: galat: bita ke-8 bukan UTF-8 (mungkin Windows-1252)\n  saran: simpan ulang "
            "sebagai 'CSV UTF-8'\n");
}

// Found by the fuzzer: such a table could not be read again once it was written.
TEST(Csv, NulIsNoText) {
  const std::string rows = "nomor;nama\n" + std::string(120, '1') + ";Siti\n2;" + std::string(1, '\0') + "\n";
  EXPECT_EQ(read(rows),
            "lembar.csv:3: galat: bita ke-140 adalah NUL: ini bukan teks\n  saran: simpan ulang sebagai 'CSV "
            "UTF-8'\n");
}

TEST(Csv, Limits) {
  const std::string hint =
      "  saran: periksa apakah ini benar lembarnya; mungkin ada tanda kutip yang hilang\n";
  EXPECT_EQ(read("a\n" + std::string(70'000, 'x')),
            "lembar.csv:2: galat: sel lebih panjang dari 64 KiB\n" + hint);
  EXPECT_EQ(read("a\n\"" + std::string(70'000, 'x') + "\""),
            "lembar.csv:2: galat: sel lebih panjang dari 64 KiB\n" + hint);
  std::string row;
  for (int i = 0; i < 40; ++i) row += std::string(30'000, 'x') + ";";
  EXPECT_EQ(read("a;b\n" + row), "lembar.csv:2: galat: baris lebih panjang dari 1 MiB\n" + hint);
}

TEST(Csv, WhatIsWrittenIsReadBack) {
  const std::vector<std::string> header = {"nama", "catatan"};
  const std::vector<std::vector<std::string>> rows = {{"Ma'ruf", "a;b"},
                                                      {"\"kutip\"", "dua\nbaris"},
                                                      {"=HYPERLINK(\"http://x\")", "+62"},
                                                      {"-", "@x"},
                                                      {"'=1", "''+1"},
                                                      {" spasi ", "\ttab"},
                                                      {"Renée", "\r"},
                                                      {"x", ""}};
  for (const char separator : {';', ',', '\t'}) {
    const std::string text = to_csv(header, rows, separator);
    EXPECT_EQ(text.substr(0, 3), "\xEF\xBB\xBF");
    EXPECT_NE(text.find("'=HYPERLINK"), std::string::npos);
    EXPECT_NE(text.find("'+62"), std::string::npos);
    Diagnostics found;
    const auto table = parse_csv(text, "lembar.csv", found);
    ASSERT_TRUE(table.has_value()) << to_text(found);
    EXPECT_EQ(table->header, header);
    ASSERT_EQ(table->rows.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(table->rows[i].cells, rows[i]);
  }
}

}  // namespace
}  // namespace pleno::source
