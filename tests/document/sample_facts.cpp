#include "sample_facts.h"

#include <array>

namespace pleno::test {
namespace {

using feel::Context;
using feel::List;
using feel::Value;
using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

Date date(int y, unsigned m, unsigned d) { return Date{year{y}, month{m}, day{d}}; }

struct UnitText {
  const char* code;
  const char* title;
  const char* english;
  const char* methods;  // a letter for each method that gave proof
};
constexpr std::array<UnitText, 9> units = {{
    {"M.70.MKT00.003.2", "Melaksanakan Analisis Lingkungan Bisnis",
     "Conducting Business Environment Analysis", "opl"},
    {"M.70.MKT00.004.1", "Mengembangkan dan Menerapkan Strategi Bisnis",
     "Developing and Implementing Business Strategies", "olt"},
    {"M.70.MKT00.019.2", "Mengelola Momen Kebenaran (Moment of Truth)", "Managing the Moment of Truth", "ol"},
    {"M.70.MKT00.022.2", "Mengelola Lingkungan Layanan (Service Environment)",
     "Managing the Service Environment", "opt"},
    {"M.70.MKT00.025.2", "Merancang Cetak-Biru Layanan", "Designing Service Blueprints", "opk"},
    {"M.70.MKT00.026.1", "Mengelola Risiko Reputasi Organisasi dalam Lingkungan Daring",
     "Managing Organisational Reputation Risk in the Online Environment", "olt"},
    {"M.70.MKT00.027.2", "Menyusun Pelayanan yang Khas Berdasarkan Merek Organisasi (Branded Service)",
     "Developing Distinctive Services Based on the Organisation's Brand (Branded Service)", "ow"},
    {"M.70.MKT00.030.1", "Merencanakan Pengembangan Layanan ke Mancanegara",
     "Planning the Expansion of Services Abroad", "ot"},
    {"M.70.MKT00.042.1", "Mengembangkan Pola Komunikasi Efektif kepada Pemangku Kepentingan",
     "Developing Effective Communication Patterns with Stakeholders", "ol"},
}};

Context group(std::vector<std::pair<std::string, Value>> members) {
  Context out;
  for (auto& [name, value] : members) out.set(name, std::move(value));
  return out;
}

Value unit(std::size_t index, bool gaps) {
  const UnitText& text = units[index];
  const std::string_view methods = text.methods;
  const auto by = [&](char letter) { return Value(methods.find(letter) != std::string_view::npos); };
  const Value good(!(gaps && index == 5));
  List criteria;
  for (int i = 1; i <= 3; ++i) {
    criteria.emplace_back(
        group({{"nomor", Value("1." + std::to_string(i))},
               {"teks", Value("Data yang dibutuhkan diidentifikasi sesuai kebutuhan organisasi")},
               {"kompeten", good},
               {"alasan", Value("terpenuhi melalui observasi")},
               {"lanjut", Value(false)}}));
  }
  const Value element(group({{"nomor", Value(1)},
                             {"judul", Value("Mengidentifikasi informasi")},
                             {"kompeten", good},
                             {"alasan", Value("")},
                             {"kriteria", Value(criteria)}}));
  return Value(group({{"nomor", Value(static_cast<int>(index) + 1)},
                      {"kode", Value(text.code)},
                      {"judul", Value(text.title)},
                      {"judul_inggris", Value(text.english)},
                      {"kompeten", good},
                      {"alasan", Value("")},
                      {"metode", Value(group({{"observasi", by('o')},
                                              {"portofolio", by('p')},
                                              {"pihak_ketiga", by('w')},
                                              {"lisan", by('l')},
                                              {"tertulis", by('t')},
                                              {"proyek", by('k')},
                                              {"lainnya", by('x')}}))},
                      {"elemen", Value(List{element})}}));
}

Context body() {
  return group(
      {{"nama", Value("Lembaga Sertifikasi Profesi Contoh Nusantara")},
       {"nama_pendek", Value("LSP Contoh Nusantara")},
       {"nama_inggris", Value("Professional Certification Body of Contoh Nusantara")},
       {"lisensi", Value("BNSP-LSP-0000-ID")},
       {"sk_lisensi", Value("KEP.0000/BNSP/V/2025")},
       {"alamat", Value("Jl. Contoh No. 1, Depok 16424")},
       {"situs", Value("lsp-contoh.id")},
       {"email", Value("info@lsp-contoh.id")},
       {"kota", Value("Depok")},
       {"logo", Value("")},
       {"ketua", Value(group({{"nama", Value("Dr. Ratna Kusumaningrum, M.M.")},
                              {"jabatan", Value("Ketua")},
                              {"jabatan_inggris", Value("Chairman")}}))},
       {"manajer", Value(group({{"nama", Value("Siti Rahma Wulandari, S.E.")},
                                {"jabatan", Value("Manajer Sertifikasi")},
                                {"jabatan_inggris", Value("Manager of Certification")}}))},
       {"dasar_hukum", Value(List{Value("Undang-Undang Nomor 13 Tahun 2003 tentang Ketenagakerjaan")})},
       {"tembusan", Value(List{Value("Dewan Pengarah")})},
       {"batas_banding", Value(7)},
       {"gaya_pilihan", Value("coret")},
       {"edisi_formulir", Value("")}});
}

Context participant(int number, const char* name, bool present) {
  return group({{"nomor", Value(number)},
                {"no_pendaftaran", Value("26-04" + std::to_string(10 + number))},
                {"nama", Value(name)},
                {"nik_samar", Value("3276********0001")},
                {"lembaga", Value("PT Contoh Sejahtera")},
                {"skema", Value("Kualifikasi 6 Pemasaran Sub Bidang Layanan")},
                {"jenjang", Value(6)},
                {"tuk", Value("TUK Pemasaran Depok")},
                {"tanggal_uji", Value("18–19 November 2026")},
                {"asesor", Value("Bambang Setiawan, M.M.")},
                {"hadir", Value(present)},
                {"rekomendasi", Value("K")},
                {"kompeten", Value(present)},
                {"hasil", Value("K")},
                {"alasan", Value("")},
                {"kurang", Value("")},
                {"unit_bk", Value("")},
                {"dokumen", Value("Lengkap")},
                {"catatan", Value("")},
                {"perhatian", Value(!present)},
                {"putusan", Value("")}});
}

Context decision(bool gaps) {
  List missing;
  if (gaps) {
    missing.emplace_back(group({{"unit", Value("M.70.MKT00.026.1")},
                                {"judul", Value(units[5].title)},
                                {"kuk", Value("2.3, 3.1")},
                                {"alasan", Value("belum terpenuhi")}}));
  }
  return group({{"kode", Value(gaps ? "belum-kompeten" : "kompeten")},
                {"kompeten", Value(!gaps)},
                {"alasan", Value("semua unit kompeten")},
                {"tindak_lanjut", Value(gaps ? "Diperlukan uji ulang pada kriteria tersebut." : "")},
                {"kurang", Value(missing)},
                {"beda", Value(false)},
                {"aturan", Value(group({{"id", Value("bnsp-semua-kompeten")},
                                        {"judul", Value("Aturan baku BNSP")},
                                        {"sidik", Value("3f9a61")}}))}});
}

}  // namespace

feel::Context sample_facts(bool gaps) {
  List all;
  for (std::size_t i = 0; i < units.size(); ++i) all.push_back(unit(i, gaps));
  Context facts;
  facts.set("lsp", Value(body()));
  facts.set("contoh", Value(true));
  facts.set("draf", Value(false));
  facts.set("asesi", Value(group({{"no_pendaftaran", Value("26-0412")},
                                  {"nama", Value("I Gusti Ngurah Bagus Oka Wiranata")},
                                  {"nama_gelar", Value("I Gusti Ngurah Bagus Oka Wiranata, S.E.")},
                                  {"nik_samar", Value("3276********0001")},
                                  {"lembaga", Value("PT Contoh Sejahtera")},
                                  {"email", Value("oka@contoh.id")},
                                  {"hadir", Value(true)},
                                  {"kehadiran", Value("hadir")}})));
  facts.set("skema",
            Value(group({{"kode", Value("layanan")},
                         {"judul", Value("Kualifikasi 6 Pemasaran Sub Bidang Layanan")},
                         {"judul_inggris", Value("Level 6 Qualification in Marketing, Service Sub-Field")},
                         {"nomor", Value("SKM/CONTOH/00013/1/2026/6")},
                         {"jenis", Value("KKNI")},
                         {"jenjang", Value(6)},
                         {"bidang", Value("Pemasaran")},
                         {"bidang_inggris", Value("Marketing")},
                         {"kompeten", Value(!gaps)},
                         {"alasan", Value("")},
                         {"unit", Value(all)}})));
  facts.set("tuk", Value(group({{"nama", Value("TUK Pemasaran Depok")},
                                {"jenis", Value("Tempat Kerja")},
                                {"alamat", Value("Jl. Margonda No. 2, Depok")}})));
  facts.set("jadwal", Value(group({{"kode", Value("2026-11-A")},
                                   {"mulai", Value(date(2026, 11, 18))},
                                   {"selesai", Value(date(2026, 11, 19))}})));
  facts.set("asesor", Value(List{Value(group({{"nama", Value("Bambang Setiawan, M.M.")},
                                              {"no_reg", Value("MET.000.002233 2021")}}))}));
  facts.set(
      "rekomendasi",
      Value(group(
          {{"kompeten", Value(!gaps)},
           {"komentar",
            Value(
                "Asesi menguasai analisis lingkungan bisnis; prosedur tanggapan daring belum tertulis.")}})));
  facts.set("dokumen", Value(List{Value(group({{"kode", Value("APL.01")}, {"ada", Value(true)}}))}));
  facts.set("hasil", Value(decision(gaps)));
  facts.set("pleno",
            Value(group({{"kode", Value("2026-11")},
                         {"tanggal", Value(date(2026, 11, 21))},
                         {"waktu", Value("09.00 WIB s.d. 12.00 WIB")},
                         {"tempat", Value("Ruang Rapat LSP")},
                         {"badan", Value("Komite Teknis")},
                         {"notulis", Value("Rina Marlina")},
                         {"ketua", Value("Dr. Agus Salim")},
                         {"nomor_tugas", Value("011/ST/LSP/XI/2026")},
                         {"nomor_ba", Value("012/BA/LSP/XI/2026")},
                         {"nomor_sk", Value("013/KPTS/LSP/XI/2026")},
                         {"tanggal_sk", Value(date(2026, 11, 21))},
                         {"anggota", Value(List{Value(group({{"nama", Value("Dr. Agus Salim")},
                                                             {"no_reg", Value("MET.000.000001 2019")},
                                                             {"jabatan", Value("Ketua")}}))})}})));
  facts.set("putusan",
            Value(group({{"kode", Value("kompeten")}, {"teks", Value("Kompeten")}, {"alasan", Value("")}})));
  facts.set("sertifikat",
            Value(group({{"nomor", Value("70209 2431 6 0000123 2026")},
                         {"no_registrasi", Value("MKT 0000 00123 2026")},
                         {"tanggal", Value(date(2026, 11, 21))},
                         {"berlaku_tahun", Value(3)},
                         {"berlaku_dari", Value(date(2026, 11, 21))},
                         {"berlaku_sampai", Value(date(2029, 11, 21))},
                         {"kode", Value("7F3KQ2MD9TXA0000000000000A")},
                         {"kode_kelompok", Value("7F3K-Q2MD-9TXA-0000-0000-0000-0A")},
                         {"alamat", Value("https://verifikasi.lsp-contoh.id/s/7F3KQ2MD9TXA0000000000000A")},
                         {"alamat_pendek", Value("verifikasi.lsp-contoh.id")}})));
  const List participants{Value(participant(1, "Aisyah Rahmawati", true)),
                          Value(participant(2, "Sukarno", false)),
                          Value(participant(3, "Ma'ruf Hidayat", true))};
  const Context count = group({{"terdaftar", Value(3)},
                               {"hadir", Value(2)},
                               {"kompeten", Value(2)},
                               {"belum_kompeten", Value(0)},
                               {"belum_diputus", Value(0)},
                               {"tidak_hadir", Value(1)},
                               {"ditunda", Value(0)},
                               {"tindak_lanjut", Value(0)},
                               {"diskualifikasi", Value(0)}});
  facts.set("peserta", Value(participants));
  facts.set("jumlah", Value(count));
  facts.set("kelompok",
            Value(List{Value(group({{"skema", Value("Kualifikasi 6 Pemasaran Sub Bidang Layanan")},
                                    {"nomor_skema", Value("SKM/CONTOH/00013/1/2026/6")},
                                    {"tuk", Value("TUK Pemasaran Depok (Tempat Kerja)")},
                                    {"asesor", Value("Bambang Setiawan, M.M.")},
                                    {"tanggal_uji", Value("18–19 November 2026")},
                                    {"peserta", Value(participants)},
                                    {"jumlah", Value(count)}}))}));
  return facts;
}

void put(feel::Context& facts, const std::string& path, feel::Value value) {
  const std::size_t dot = path.find('.');
  if (dot == std::string::npos) {
    facts.set(path, std::move(value));
    return;
  }
  const std::string head = path.substr(0, dot);
  const feel::Value* old = facts.find(head);
  feel::Context inner = old != nullptr && old->context() != nullptr ? *old->context() : feel::Context{};
  put(inner, path.substr(dot + 1), std::move(value));
  facts.set(head, feel::Value(std::move(inner)));
}

}  // namespace pleno::test
