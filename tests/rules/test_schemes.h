// Schemes for tests: the two real ones by their counts (units, elements, KUK per element), and a small one
// whose whole tree can be read.
#pragma once
#include <string>
#include <vector>

#include "domain/scheme.h"

namespace pleno::test {

inline Unit test_unit(const std::string& code, const std::string& title, const std::vector<int>& counts) {
  Unit unit;
  unit.code = code;
  unit.title = title;
  for (std::size_t e = 0; e < counts.size(); ++e) {
    Element element;
    element.number = static_cast<int>(e) + 1;
    element.title = "Elemen " + std::to_string(e + 1);
    for (int k = 1; k <= counts[e]; ++k) {
      const std::string number = std::to_string(e + 1) + "." + std::to_string(k);
      element.criteria.push_back({number, "Kriteria " + number});
    }
    unit.elements.push_back(std::move(element));
  }
  return unit;
}

inline Scheme small_scheme() {
  Scheme s;
  s.id = "kecil";
  s.title = "Skema Kecil";
  s.units = {test_unit("M.70.MKT00.003.2", "Melaksanakan Analisis Lingkungan Bisnis", {2, 3}),
             test_unit("M.70.MKT00.026.1", "Mengelola Risiko Reputasi", {1, 2}),
             test_unit("M.70.MKT00.042.1", "Mengembangkan Pola Komunikasi", {2})};
  return s;
}

inline Scheme layanan() {
  Scheme s;
  s.id = "layanan";
  s.title = "Kualifikasi 6 Pemasaran Sub Bidang Layanan";
  s.units = {test_unit("M.70.MKT00.003.2", "Melaksanakan Analisis Lingkungan Bisnis", {2, 3, 2, 3, 4}),
             test_unit("M.70.MKT00.004.1", "Mengembangkan dan Menerapkan Strategi Bisnis", {4, 4, 4}),
             test_unit("M.70.MKT00.019.2", "Mengelola Momen Kebenaran", {3, 4, 2}),
             test_unit("M.70.MKT00.022.2", "Mengelola Lingkungan Layanan", {3, 4, 2}),
             test_unit("M.70.MKT00.025.2", "Merancang Cetak-Biru Layanan", {2, 2, 2, 2, 3}),
             test_unit("M.70.MKT00.026.1", "Mengelola Risiko Reputasi Organisasi", {2, 4, 3, 4}),
             test_unit("M.70.MKT00.027.2", "Menyusun Pelayanan yang Khas", {3, 3}),
             test_unit("M.70.MKT00.030.1", "Merencanakan Pengembangan Layanan", {8, 5, 5}),
             test_unit("M.70.MKT00.042.1", "Mengembangkan Pola Komunikasi Efektif", {7, 3, 2, 3})};
  return s;
}

inline Scheme penjualan() {
  Scheme s;
  s.id = "penjualan";
  s.title = "Kualifikasi 6 Pemasaran Sub Bidang Penjualan";
  s.units = {test_unit("M.70.MKT00.003.2", "Melaksanakan Analisis Lingkungan Bisnis", {2, 3, 2, 3, 4}),
             test_unit("M.70.MKT00.041.2", "Mengelola Stres", {5, 7, 5, 5, 5}),
             test_unit("M.70.MKT00.042.2", "Mengembangkan Pola Komunikasi Efektif", {7, 3, 2, 3}),
             test_unit("M.70.MKT00.043.2", "Mengembangkan Struktur Organisasi", {4, 4, 8}),
             test_unit("M.70.MKT00.045.1", "Mengembangkan Keterampilan", {4, 4}),
             test_unit("M.70.MKT00.046.1", "Memimpin Tim Operasional Penjualan", {6, 6, 5}),
             test_unit("M.70.MKT00.047.1", "Mengembangkan Strategi Penjualan", {3, 4, 3}),
             test_unit("M.70.MKT00.048.1", "Mengelola Target dan Pencapaian Penjualan", {5, 4, 4}),
             test_unit("M.70.PEM00.004.1", "Mengembangkan dan Menerapkan Strategi Bisnis", {4, 4, 4})};
  return s;
}

}  // namespace pleno::test
