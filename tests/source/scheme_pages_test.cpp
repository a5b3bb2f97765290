#include <gtest/gtest.h>

#include "case_file.h"
#include "source/scheme_from_page.h"

namespace pleno::source {
namespace {

using pleno::testing::read_text;
using pleno::testing::source_dir;

const std::filesystem::path pages = source_dir() / "tests" / "source" / "pages";

Scheme real_scheme(const std::string& name) {
  const auto file = source_dir() / "samples" / "schemes" / (name + ".txt");
  Diagnostics found;
  auto units = units_from_page(read_text(file), name + ".txt", found);
  EXPECT_EQ(to_text(found), "");
  Scheme scheme;
  scheme.id = name;
  scheme.units = units.value_or(std::vector<Unit>{});
  return scheme;
}

TEST(SchemePages, CountsOfTheRealPages) {
  const Scheme layanan = real_scheme("layanan");
  EXPECT_EQ(layanan.units.size(), 9U);
  EXPECT_EQ(layanan.element_count(), 32U);
  EXPECT_EQ(layanan.criterion_count(), 107U);
  const Scheme penjualan = real_scheme("penjualan");
  EXPECT_EQ(penjualan.units.size(), 9U);
  EXPECT_EQ(penjualan.element_count(), 31U);
  EXPECT_EQ(penjualan.criterion_count(), 132U);
}

// The KUK per element of both pages, written out.
TEST(SchemePages, CriteriaPerElement) {
  const auto shape = [](const Scheme& scheme) {
    std::string out;
    for (const Unit& unit : scheme.units) {
      out += unit.code + " ";
      for (const Element& element : unit.elements) {
        out += (element.number > 1 ? "+" : "") + std::to_string(element.criteria.size());
      }
      out += "\n";
    }
    return out;
  };
  EXPECT_EQ(shape(real_scheme("layanan")),
            "M.70.MKT00.003.2 2+3+2+3+4\n"
            "M.70.MKT00.004.1 4+4+4\n"
            "M.70.MKT00.019.2 3+4+2\n"
            "M.70.MKT00.022.2 3+4+2\n"
            "M.70.MKT00.025.2 2+2+2+2+3\n"
            "M.70.MKT00.026.1 2+4+3+4\n"
            "M.70.MKT00.027.2 3+3\n"
            "M.70.MKT00.030.1 8+5+5\n"
            "M.70.MKT00.042.1 7+3+2+3\n");
  EXPECT_EQ(shape(real_scheme("penjualan")),
            "M.70.MKT00.003.2 2+3+2+3+4\n"
            "M.70.MKT00.041.2 5+7+5+5+5\n"
            "M.70.MKT00.042.2 7+3+2+3\n"
            "M.70.MKT00.043.2 4+4+8\n"
            "M.70.MKT00.045.1 4+4\n"
            "M.70.MKT00.046.1 6+6+5\n"
            "M.70.MKT00.047.1 3+4+3\n"
            "M.70.MKT00.048.1 5+4+4\n"
            "M.70.PEM00.004.1 4+4+4\n");
}

// Every line of the page can be written again from the values: nothing was lost, changed or moved.
TEST(SchemePages, TextsAreKeptLetterByLetter) {
  for (const std::string name : {"layanan", "penjualan"}) {
    const Scheme scheme = real_scheme(name);
    std::string page = "Terdapat 9 unit dalam skema ini:\nNo. | Kode Unit | Nama Unit |\n---|---|---|\n";
    for (std::size_t i = 0; i < scheme.units.size(); ++i) {
      page += std::to_string(i + 1) + " | " + scheme.units[i].code + " | " + scheme.units[i].title + " |\n";
    }
    for (const Unit& unit : scheme.units) {
      page += "Kode unit: " + unit.code + "\nElemen Kompetensi | Kriteria Unjuk Kerja |\n---|---|\n";
      for (const Element& element : unit.elements) {
        page += std::to_string(element.number) + ". " + element.title + " |\n";
        for (const Criterion& criterion : element.criteria)
          page += criterion.number + ". " + criterion.text + " ";
        page += "|\n";
      }
    }
    page += "© 2024 Lembaga Sertifikasi Profesi Universitas Gunadarma";
    EXPECT_EQ(page, read_text(source_dir() / "samples" / "schemes" / (name + ".txt")));
  }
}

TEST(SchemePages, SecondLayoutGivesEqualUnits) {
  for (const std::string name : {"layanan", "penjualan"}) {
    Diagnostics found;
    const auto units = units_from_page(read_text(pages / (name + "-second-layout.txt")), name, found);
    EXPECT_EQ(to_text(found), "");
    ASSERT_TRUE(units.has_value());
    EXPECT_EQ(*units, real_scheme(name).units);
  }
}

TEST(SchemePages, TabsCarriageReturnsAndByteOrderMarkChangeNothing) {
  std::string page = read_text(source_dir() / "samples" / "schemes" / "layanan.txt");
  std::string other = "\xEF\xBB\xBF";
  for (const char c : page) other += c == '|' ? '\t' : c == '\n' ? '\r' : c;
  Diagnostics found;
  const auto units = units_from_page(other, "layanan", found);
  EXPECT_EQ(to_text(found), "");
  ASSERT_TRUE(units.has_value());
  EXPECT_EQ(*units, real_scheme("layanan").units);
}

TEST(SchemePages, BrokenPages) {
  pleno::testing::expect_cases(pages / "broken.case", [](const std::string& page) {
    Diagnostics found;
    const auto units = units_from_page(page, "halaman.txt", found);
    EXPECT_NE(units.has_value(), has_errors(found));
    return to_text(found);
  });
}

TEST(SchemePages, WhatIsNotText) {
  const auto said = [](const std::string& page) {
    Diagnostics found;
    EXPECT_FALSE(units_from_page(page, "halaman.txt", found).has_value());
    return to_text(found);
  };
  EXPECT_EQ(said("Terdapat 1 unit\nKode unit: \xC3\x28"),
            "halaman.txt:2: galat: bita ke-28 bukan UTF-8\n  saran: simpan ulang halaman sebagai UTF-8\n");
  EXPECT_EQ(said(std::string("Terdapat\n\n1\x00 unit", 16)),
            "halaman.txt:3: galat: karakter kendali U+0000 di dalam teks\n"
            "  saran: salin ulang halaman sebagai teks biasa\n");
  EXPECT_NE(said(std::string(5 << 20, 'x')).find("terlalu besar"), std::string::npos);
  EXPECT_NE(said("").find("baris 'Terdapat"), std::string::npos);
}

// Cutting a real page anywhere, or taking out any one line, is never read as a smaller page.
TEST(SchemePages, NoPartOfAPagePassesForTheWhole) {
  const std::string page = read_text(source_dir() / "samples" / "schemes" / "penjualan.txt");
  const auto whole = real_scheme("penjualan").units;
  const auto passes = [&](const std::string& part) {
    Diagnostics found;
    const auto units = units_from_page(part, "halaman.txt", found);
    return units.has_value() && *units != whole;
  };
  for (std::size_t begin = 0; begin < page.size();) {
    const std::size_t end = std::min(page.find('\n', begin), page.size());
    const std::string line = page.substr(begin, end - begin);
    std::string without = page;
    without.erase(begin, line.size() + 1);
    EXPECT_FALSE(passes(without)) << "without: " << line;
    begin = end + 1;
  }
}

TEST(SchemeLint, OnTheRealPages) {
  const auto file = pages / "lint.txt";
  const std::string got = to_text(lint({real_scheme("layanan"), real_scheme("penjualan")}));
  if (std::getenv("PLENO_ACCEPT") != nullptr) std::ofstream(file, std::ios::binary) << got;
  EXPECT_EQ(got, read_text(file));
}

TEST(SchemeLint, WhatAPageMayHaveWrong) {
  Scheme scheme;
  scheme.id = "uji";
  scheme.units = {{"U.1",
                   "Mengelola risiko (risk",
                   "",
                   {{1,
                     "Menyusun rencana , lalu menilai",
                     {{"1.1", "Rencana  disusun"}, {"1.2", "Harga (price ) naik 1,5 persen (lihat 1.3)"}}}}}};
  EXPECT_EQ(to_text(lint({scheme})),
            "skema uji, unit U.1: peringatan: tanda kurung tanpa pasangan: '(risk'\n"
            "skema uji, unit U.1, elemen 1: peringatan: spasi sebelum tanda baca: 'rencana ,'\n"
            "skema uji, unit U.1, KUK 1.1: peringatan: spasi ganda\n"
            "skema uji, unit U.1, KUK 1.2: peringatan: spasi sebelum tanda baca: '(price )'\n");
}

}  // namespace
}  // namespace pleno::source
