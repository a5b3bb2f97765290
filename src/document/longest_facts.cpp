#include "document/longest_facts.h"

#include <array>
#include <string>
#include <string_view>

#include "document/functions.h"
#include "domain/facts.h"

namespace pleno::document {
namespace {

using feel::Context;
using feel::List;
using feel::Value;

constexpr std::string_view person = "Raden Ajeng Siti Nurhaliza Kusumaningrum Wardhani Prawiradireja";
constexpr std::string_view person_with_titles =
    "Prof. Dr. Ir. Bambang Setiawan Kartohadiprodjo Sastrawinata, M.M., M.Si.";
constexpr std::string_view title =
    "Menyusun Pelayanan yang Khas Berdasarkan Merek Organisasi (Branded Service)";
constexpr std::size_t usual_title = 46;
constexpr std::string_view sentence =  // as long as the longest KUK
    "Hasil identifikasi kebutuhan dan harapan pelanggan terhadap produk dan layanan organisasi dianalisis"
    " dengan metode sesuai guna menyusun rancangan program layanan berdasarkan prosedur operasional ini";
constexpr std::string_view criteria =
    "1.1, 1.2, 1.4–1.7, 1.9, 2.1, 2.3, 2.4, 2.6, 2.7, 2.9, 3.1–3.3, 3.5, 3.6, 3.8, 3.9";

struct Longest {
  std::string_view name;  // the end of a fact's name
  std::string_view text;
};

// The first whose name ends the fact's. Where only some words are legal, one of them.
constexpr std::array texts = {
    Longest{"asesi.nama", person},
    Longest{"peserta[].nama", person},
    Longest{"nama_gelar", "Prof. Dr. Hj. Siti Nurhaliza Kusumaningrum Wardhani Prawiradireja, S.E., M.M."},
    Longest{"no_pendaftaran", "2026-11-000412"},
    Longest{"asesi.nik", "3276000000000000"},
    Longest{"nik_samar", "3276********0001"},
    Longest{"tempat_lahir", "Kabupaten Ogan Komering Ulu Selatan"},
    Longest{"jenis_kelamin", "Laki-laki"},
    Longest{"kebangsaan", "Indonesia"},
    Longest{"kode_pos", "16424"},
    Longest{"kode_pos_kantor", "16424"},
    Longest{"telepon_rumah", "+62 21 7786 0000"},
    Longest{"telepon_kantor", "+62 21 7786 0000"},
    Longest{".hp", "+62 812 0000 0000"},
    Longest{"telepon_lembaga", "+62 21 7786 0000"},
    Longest{"email_lembaga", "sekretariat@pemasaran.lsp.contoh.example"},
    Longest{"faks_lembaga", "+62 21 7786 0000"},
    Longest{"alamat_kantor",
            "Jalan Profesor Doktor Contoh Nusantara Raya Nomor 127 Blok C-12, Kabupaten Contoh"},
    Longest{"pendidikan", "Magister Manajemen Pemasaran, Universitas Contoh Nusantara Raya"},
    Longest{"permohonan.jabatan", "Kepala Bagian Pengembangan Pemasaran Wilayah"},
    Longest{"permohonan.tujuan", "Sertifikasi Ulang"},
    Longest{"permohonan.standar", "SKKNI Nomor 387 Tahun 2013"},
    Longest{
        "syarat_dasar",
        "Ijazah paling rendah Sarjana (S1) bidang pemasaran; Sertifikat pelatihan berbasis kompetensi bidang "
        "pemasaran; Surat keterangan pengalaman kerja paling sedikit dua tahun"},
    Longest{"syarat_administratif",
            "Salinan KTP; Pasfoto 3 × 4 berlatar merah; Daftar riwayat hidup; Formulir"},
    Longest{"permohonan.admin", person_with_titles},
    Longest{"nomor_sertifikat", "70209 2431 6 0000123 2026"},
    Longest{"lembaga", "Sekolah Tinggi Ilmu Ekonomi dan Manajemen Pemasaran Contoh Nusantara Raya"},
    Longest{"email", "raden.ajeng.siti.nurhaliza.kusumaningrum@pemasaran.lsp.contoh.example"},
    Longest{"kehadiran", "mengundurkan-diri"},
    Longest{"skema.jenis", "Okupasi"},
    Longest{"skema.kode", "layanan"},
    Longest{"skema.nomor", "SKM/LSP-CONTOH/00013/1/2026/7"},
    Longest{"nomor_skema", "SKM/LSP-CONTOH/00013/1/2026/7"},
    Longest{"unit[].kode", "M.70.MKT00.003.2"},
    Longest{"pohon[].kode", "M.70.MKT00.003.2"},
    Longest{"pohon[].hasil", "BK"},
    Longest{"kurang[].unit", "M.70.MKT00.003.2"},
    Longest{"kriteria[].nomor", "12.10"},
    Longest{"kriteria[].teks", sentence},
    Longest{"pohon[].teks", sentence},
    Longest{"observasi", "PL"},
    Longest{"tuk.jenis", "Tempat Kerja"},
    Longest{"tuk.nama", "TUK Pusat Pelatihan dan Sertifikasi Pemasaran Contoh Nusantara"},
    Longest{"[].tuk", "TUK Pusat Pelatihan dan Sertifikasi Contoh Nusantara (Tempat Kerja)"},
    Longest{"sertifikat.alamat",
            "https://verifikasi.lsp-contoh-nusantara.example/c/0123456789ABCDEFGHJKMNPQRS"},
    Longest{"alamat",
            "Jalan Profesor Doktor Contoh Nusantara Raya Nomor 127 Blok C-12, Kabupaten Contoh 16424"},
    Longest{"alamat_tuk",
            "Jalan Profesor Doktor Contoh Nusantara Raya Nomor 127 Blok C-12, Kabupaten Contoh"},
    Longest{"jadwal.kode", "J-2026-11-000123"},
    Longest{"asesor", person_with_titles},
    Longest{"no_reg", "MET.000.002233 2021"},
    Longest{"pukul_mulai", "08.00"},
    Longest{"pukul_selesai", "16.30"},
    Longest{"pelaksanaan.nomor_tugas", "015/ST-ASESOR/LSP-CONTOH/XII/2026"},
    Longest{"dokumen[].kode", "APL.01"},
    Longest{"kurang[].kuk", criteria},
    Longest{"elemen[].kuk_bk", "1.1, 1.2, 1.4, 1.5, 1.7–1.9"},
    Longest{"peserta[].kurang",
            "003.2 (KUK 1.1, 1.2, 2.1–2.4); 041.2 (seluruh 27 KUK); 042.2 (KUK 1.2 belum dinilai)"},
    Longest{"peserta[].dokumen", "APL.01, APL.02, AK.01, AK.02 belum ada"},
    Longest{"peserta[].hasil", "Belum diputus"},
    Longest{"peserta[].putusan", "Belum Kompeten"},
    Longest{"[].rekomendasi", "BK"},
    Longest{"hasil.kode", "belum-kompeten"},
    Longest{"hasil.lanjut", "uji-ulang"},
    Longest{"putusan.kode", "belum-kompeten"},
    Longest{"putusan.teks", "Belum Kompeten"},
    Longest{"aturan.sidik", "3f9a61"},
    Longest{"tanggal_uji", "30 September – 1 Oktober 2026"},
    Longest{"pleno.kode", "2026-11-luar-biasa"},
    Longest{"pleno.waktu", "09.00 WITA s.d. 12.30 WITA"},
    Longest{"pleno.badan", "Komite Teknis Penetapan Hasil Sertifikasi Kompetensi"},
    Longest{"anggota[].jabatan", "Anggota"},
    Longest{"nomor_hasil", "2026-11-000412/SP-HASIL/LSP-CONTOH/XII/2026"},
    Longest{"nomor_keterangan", "2026-11-000412/SKET-UNIT/LSP-CONTOH/XII/2026"},
    Longest{"formulir.sk", "sk"},
    Longest{"nomor_penunjukan", "014/SP-KOMITE/LSP-CONTOH/XII/2026"},
    Longest{"nomor_ba", "015/BA-PLENO/LSP-CONTOH/XI/2026"},
    Longest{"nomor_sk", "015/KPTS/LSP-CONTOH/XII/2026"},
    Longest{"sertifikat.nomor", "70209 2431 6 0000123 2026"},
    Longest{"no_registrasi", "MKT 0000 00123 2026"},
    Longest{"sertifikat.kode", "0123456789ABCDEFGHJKMNPQRS"},
    Longest{"kode_kelompok", "0123-4567-89AB-CDEF-GHJK-MNPQ-RS"},
    Longest{"alamat_pendek", "verifikasi.lsp-contoh-nusantara.example"},
    Longest{".judul", title},
    Longest{".judul_inggris", title},
    Longest{".skema", title},
    Longest{".bidang", title},
    Longest{".bidang_inggris", title},
    Longest{".nama", person_with_titles},
    Longest{".ketua", person_with_titles},
    Longest{".notulis", person_with_titles},
};

struct Count {
  std::string_view name;
  int count;
};
constexpr std::array counts = {
    Count{"skema.unit[]", 25}, Count{"kelompok_pekerjaan[]", 2},
    Count{"elemen[]", 3},      Count{"kriteria[]", 9},
    Count{"asesor[]", 3},      Count{"dokumen[]", 12},
    Count{"kurang[]", 25},     Count{"anggota[]", 9},
    Count{"peserta[]", 40},    Count{"pohon[]", 12},
};

constexpr std::array numbers = {
    Count{"jenjang", 9}, Count{"berlaku_tahun", 3}, Count{"elemen[].nomor", 12},
    Count{"tingkat", 3}, Count{"nomor", 1000},      Count{"batas_banding", 14},
};

template <typename Table, typename Result>
Result found_in(const Table& table, std::string_view name, Result otherwise) {
  for (const auto& row : table) {
    if (!name.ends_with(row.name)) continue;
    if constexpr (std::is_same_v<Result, int>)
      return row.count;
    else
      return row.text;
  }
  return otherwise;
}

class Maker {
 public:
  explicit Maker(bool truth) : truth_(truth) {}

  // The members of `path`, of which "seperti kelompok" says that they stand elsewhere.
  Context members(std::string_view path) const {
    Context out;
    for (const Fact& fact : document_facts()) {
      if (!fact.name.starts_with(path) || fact.name.size() <= path.size() || fact.name[path.size()] != '.')
        continue;
      const std::string_view rest = fact.name.substr(path.size() + 1);
      if (rest.find('.') == std::string_view::npos) out.set(plain(rest), value(fact));
    }
    return out;
  }

  Value value(const Fact& fact) const {
    switch (fact.type) {
      case FactType::Text: return Value(found_in(texts, fact.name, sentence.substr(0, 59)));
      case FactType::Number: return Value(found_in(numbers, fact.name, 1000));
      case FactType::Truth: return Value(truth_ || fact.name.ends_with("hadir"));
      case FactType::Day: return Value(Date{std::chrono::year{2026} / 9 / 30});
      case FactType::Group: return Value(members(source_of(fact)));
      case FactType::List: return Value(list(fact));
      case FactType::Function:
      case FactType::Any: break;
    }
    return {};
  }

  // "unit[]" -> "unit"
  static std::string plain(std::string_view name) {
    if (name.ends_with("[]")) name.remove_suffix(2);
    return std::string(name);
  }

 private:
  static std::string_view source_of(const Fact& fact) {
    constexpr std::string_view like = "seperti ";
    return fact.meaning.starts_with(like) ? fact.meaning.substr(like.size()) : fact.name;
  }
  List list(const Fact& fact) const {
    const std::string_view source = source_of(fact);
    const Context item = members(source);
    const Value one = item.size() > 0 ? Value(item) : Value(sentence);
    List out(static_cast<std::size_t>(found_in(counts, fact.name, 2)), one);
    if (item.size() == 0) return out;
    const Value* number = item.find("nomor");
    for (std::size_t i = 0; i < out.size(); ++i) {
      Context row = item;
      // Templates tell the first of a list from the others by comparing.
      if (number != nullptr)
        row.set("nomor", number->text() != nullptr ? Value("12." + std::to_string(i + 1))
                                                   : Value(static_cast<long long>(i + 1)));
      // No two persons have one registration number.
      if (row.find("no_reg") != nullptr) row.set("no_reg", "MET.000.00" + std::to_string(2233 + i) + " 2021");
      // No scheme has the longest titles only: every other unit has one of the usual length.
      if (fact.name.ends_with("unit[]") && i % 2 == 1) {
        for (const char* name : {"judul", "judul_inggris"}) row.set(name, title.substr(0, usual_title));
      }
      out[i] = Value(std::move(row));
    }
    return out;
  }

  bool truth_;
};

}  // namespace

Context longest_facts(const Context& own, bool truth) {
  Context out = indonesian_functions();
  for (const auto& [name, value] : own.entries()) out.set(name, value);
  const Maker maker(truth);
  for (const Fact& fact : document_facts()) {
    const bool inside = fact.name.find('.') != std::string_view::npos;
    const std::string name = Maker::plain(fact.name);
    if (inside || fact.type == FactType::Function || name == "halaman" || name == "jumlah_halaman") continue;
    const Value* given = out.find(name);
    if (given == nullptr) {
      out.set(name, maker.value(fact));
    } else if (fact.type == FactType::Group && given->context() != nullptr) {
      Context whole = maker.members(fact.name);
      for (const auto& [member, value] : given->context()->entries()) whole.set(member, value);
      out.set(name, std::move(whole));
    }
  }
  return out;
}

}  // namespace pleno::document
