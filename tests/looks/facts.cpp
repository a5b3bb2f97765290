#include "facts.h"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "feel/expression.h"

namespace pleno::looks {
namespace {

using feel::Context;
using feel::List;
using feel::Value;

constexpr const char* longest_name = "Raden Ajeng Siti Nurhaliza Kusumaningrum Wardhani Prawiradireja";
const std::string many_criteria = "1.1–1.7, 1.9, 2.2, 2.4–2.9, 3.1, 3.3–3.9";
constexpr const char* longest_unit =
    "Menyusun Pelayanan yang Khas Berdasarkan Merek Organisasi (Branded Service)";

std::string nine_units() {
  std::string out;
  for (int i = 1; i <= 9; ++i)
    out += fmt::format("{}M.70.MKT00.0{}.2 {}", i > 1 ? "; " : "", i + 20, longest_unit);
  return out;
}

// Every third is undecided and has the longest texts, every eleventh was absent, every seventh of the others
// is not yet competent.
Context participant(int number, int position) {
  const bool absent = number % 11 == 0, worst = !absent && number % 3 == 0;
  const bool not_yet = !absent && !worst && number % 7 == 0;
  Context out;
  out.set("nomor", position);
  out.set("no_pendaftaran", fmt::format("26-{:04}", number));
  out.set("nama", worst ? longest_name : number % 3 == 1 ? "Sukarno" : "Maria Goretti Simanjuntak");
  out.set("nik_samar", "3276********0001");
  out.set("lembaga",
          worst ? "Sekolah Tinggi Ilmu Ekonomi dan Manajemen Pemasaran Contoh Nusantara Raya" : "");
  out.set("skema", "Kualifikasi 6 Pemasaran Sub Bidang Layanan");
  out.set("jenjang", 6);
  out.set("tuk", "TUK Pemasaran Depok");
  out.set("tanggal_uji", "18–19 November 2026");
  out.set("asesor", worst ? "Dewi Lestari, S.E.; Prof. Dr. Ir. Bambang Setiawan Kartohadiprodjo, M.M., M.Si."
                          : "Dewi Lestari, S.E.");
  out.set("hadir", !absent);
  out.set("rekomendasi", absent ? "–" : worst || not_yet ? "BK" : "K");
  out.set("kompeten", absent || worst ? Value() : Value(!not_yet));
  out.set("hasil", absent ? "Tidak hadir" : worst ? "Belum diputus" : not_yet ? "BK" : "K");
  out.set("alasan", absent ? "Asesi tidak hadir pada asesmen." : "");
  out.set("kurang",
          worst ? "003.2 (KUK " + many_criteria + "); 041.2 (seluruh 27 KUK); 042.2 (KUK 1.2 belum dinilai)"
          : not_yet ? "026.1 (KUK 2.3)"
                    : "");
  out.set("unit_bk", absent  ? "Tidak hadir"
                     : worst ? nine_units()
                     : not_yet
                         ? "M.70.MKT00.026.1 Mengelola Risiko Reputasi Organisasi dalam Lingkungan Daring"
                         : "");
  out.set("dokumen", absent ? "–" : worst ? "APL.01, APL.02, AK.01, AK.02 belum ada" : "Lengkap");
  out.set("catatan", worst ? "Belum dapat diputus; asesor duduk dalam pleno" : "");
  out.set("perhatian", worst);
  out.set("dibahas", worst);
  out.set("putusan", absent ? "Tidak hadir" : worst ? "Ditunda" : not_yet ? "Belum Kompeten" : "Kompeten");
  return out;
}

// What `app` says of a row besides: VATM, no ruling before the meeting, and a number where one was given.
void complete(Context& row, bool draft, int& certificates) {
  if (draft) row.set("putusan", "");
  const bool present = row.find("hadir")->is_true();
  const std::string& result = *row.find("hasil")->text();
  for (const char* letter : {"valid", "asli", "terkini"}) row.set(letter, present ? Value(true) : Value());
  row.set("memadai", present ? Value(result == "K") : Value());
  const bool certified = !draft && *row.find("putusan")->text() == "Kompeten";
  if (certified) ++certificates;
  row.set("nomor_sertifikat",
          certified ? Value(fmt::format("70209 2431 6 {:07} 2026", 122 + certificates)) : Value());
  row.set("no_registrasi",
          certified ? Value(fmt::format("MKT 0000 {:05} 2026", 122 + certificates)) : Value());
}

// Whether `pembahasan` has the candidate of this number.
bool is_discussed(const Context& facts, const Value& number) {
  for (const Value& group : *facts.find("pembahasan")->list()) {
    for (const Value& one : *group.context()->find("peserta")->list()) {
      if (*one.context()->find("no_pendaftaran")->text() == *number.text()) return true;
    }
  }
  return false;
}

// Every third of `people` with reasons in so many rows, the texts at their longest.
List discussion_of(const List& people) {
  List discussed;
  for (const Value& one : people) {
    if (!one.context()->find("dibahas")->is_true()) continue;
    Context row = *one.context();
    row.set("komentar", std::string(300, 'x'));
    row.set("halaman_formulir", 1999);
    List tree;
    for (int i = 0; i < 30; ++i) {
      Context branch;
      branch.set("tingkat", i % 3 + 1);
      branch.set("kode", i % 3 == 0 ? "M.70.MKT00.003.2" : i % 3 == 1 ? "Elemen 12" : "KUK 12.10");
      branch.set("teks", std::string(longest_unit) + (i % 3 == 2 ? std::string(" ") + longest_unit : ""));
      branch.set("hasil", "BK");
      branch.set("alasan", "KUK " + many_criteria + " belum terpenuhi");
      tree.emplace_back(std::move(branch));
    }
    row.set("pohon", std::move(tree));
    discussed.emplace_back(std::move(row));
  }
  if (discussed.empty()) return {};
  Context group;
  group.set("judul", "Berkas belum lengkap, ditahan, atau asesor duduk dalam pleno");
  group.set("keterangan", "Hasilnya jelas menurut aturan, tetapi ada yang perlu diselesaikan rapat.");
  group.set("peserta", std::move(discussed));
  return {Value(std::move(group))};
}

}  // namespace

Context facts(const std::vector<std::string>& names) {
  Context out;
  for (const std::string& name : names) {
    const std::string file = std::string(PLENO_SOURCE_DIR) + "/tests/looks/facts/" + name + ".feel";
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    Diagnostics found;
    const feel::Expression expression =
        feel::parse(text.str(), {{.file = file, .line = 1, .column = 1, .record = {}}, {}}, found);
    const Value value = feel::evaluate(expression, feel::Scope(Context{}));
    if (value.context() == nullptr) throw std::runtime_error(file + ": " + to_text(found));
    for (std::size_t i = 0; i < value.context()->size(); ++i)
      out.set(value.context()->key(i), value.context()->value(i));
  }
  return out;
}

Context tally_of(const List& people, bool draft) {
  const std::vector<std::pair<const char*, const char*>> by_rules = {{"K", "kompeten"},
                                                                     {"BK", "belum_kompeten"},
                                                                     {"Belum diputus", "belum_diputus"},
                                                                     {"Tidak hadir", "tidak_hadir"}};
  const std::vector<std::pair<const char*, const char*>> by_ruling = {{"Kompeten", "kompeten"},
                                                                      {"Belum Kompeten", "belum_kompeten"},
                                                                      {"Ditunda", "ditunda"},
                                                                      {"Tindak lanjut", "tindak_lanjut"},
                                                                      {"Diskualifikasi", "diskualifikasi"},
                                                                      {"Tidak hadir", "tidak_hadir"}};
  std::map<std::string, int> counts;
  for (const Value& one : people) {
    if (one.context()->find("hadir")->is_true()) ++counts["hadir"];
    const std::string& word = *one.context()->find(draft ? "hasil" : "putusan")->text();
    for (const auto& [text, name] : draft ? by_rules : by_ruling) {
      if (word == text) ++counts[name];
    }
  }
  Context out;
  out.set("terdaftar", static_cast<int>(people.size()));
  for (const char* name : {"hadir", "kompeten", "belum_kompeten", "belum_diputus", "tidak_hadir", "ditunda",
                           "tindak_lanjut", "diskualifikasi"})
    out.set(name, counts[name]);
  return out;
}

Context plenary_facts(bool draft) {
  Context out = facts({"lsp", "pleno", "kelompok", "pembahasan"});
  out.set("draf", draft);
  List all, groups;
  int certificates = 0;
  for (const Value& group : *out.find("kelompok")->list()) {
    List rows;
    for (const Value& one : *group.context()->find("peserta")->list()) {
      Context row = *one.context();
      complete(row, draft, certificates);
      rows.emplace_back(row);
      row.set("nomor", static_cast<int>(all.size()) + 1);
      row.set("dibahas", is_discussed(out, *row.find("no_pendaftaran")));
      all.emplace_back(std::move(row));
    }
    Context with_rows = *group.context();
    with_rows.set("jumlah", tally_of(rows, draft));
    with_rows.set("peserta", std::move(rows));
    groups.emplace_back(std::move(with_rows));
  }
  out.set("kelompok", std::move(groups));
  out.set("jumlah", tally_of(all, draft));
  out.set("peserta", std::move(all));
  return out;
}

Context plenary_of(int people, bool draft) {
  constexpr int largest_group = 40;
  Context out = plenary_facts(draft);
  List all, groups;
  int certificates = 0;
  for (int first = 1; first <= people; first += largest_group) {
    List rows;
    for (int i = first; i < first + largest_group && i <= people; ++i) {
      Context row = participant(i, i - first + 1);
      complete(row, draft, certificates);
      rows.emplace_back(row);
      row.set("nomor", i);
      all.emplace_back(std::move(row));
    }
    Context group = *(*out.find("kelompok")->list())[0].context();
    group.set("jumlah", tally_of(rows, draft));
    group.set("peserta", std::move(rows));
    group.set("asesor", fmt::format("Dewi Lestari, S.E. (MET.000.{:06} 2021)", first));
    groups.emplace_back(std::move(group));
  }
  out.set("pembahasan", discussion_of(all));
  out.set("jumlah", tally_of(all, draft));
  out.set("peserta", std::move(all));
  out.set("kelompok", std::move(groups));
  return out;
}

Context report_facts() {
  Context out = facts({"lsp", "asesi"});
  const Context packet = facts({"kelompok"});
  out.set("peserta", *(*packet.find("kelompok")->list())[0].context()->find("peserta"));
  return out;
}

Context letter_facts(const std::string& ruling) {
  Context out = facts({"lsp", "pleno", "asesi"});
  put(out, "putusan.kode", ruling);
  put(out, "surat.nomor_hasil", "26-0413/SP-HASIL/LSP-CN/XI/2026");
  const auto text = [&]() -> std::string {
    if (ruling == "kompeten") return "Kompeten";
    if (ruling == "belum-kompeten") return "Belum Kompeten";
    if (ruling == "ditunda") return "Ditunda";
    if (ruling == "tindak-lanjut") return "Tindak lanjut";
    return ruling == "diskualifikasi" ? "Diskualifikasi" : "Tidak hadir";
  };
  put(out, "putusan.teks", text());
  if (ruling == "diskualifikasi")
    put(out, "putusan.alasan", "Bukti yang diserahkan terbukti bukan milik asesi.");
  if (ruling == "kompeten" || ruling == "tidak-hadir" || ruling == "diskualifikasi")
    put(out, "hasil.kurang", List{});
  return out;
}

Context worst_letter(const std::string& ruling) {
  Context out = letter_facts(ruling);
  put(out, "asesi.nama", longest_name);
  put(out, "putusan.alasan",
      "Bukti tidak langsung untuk beberapa unit sudah lebih lama dari batas yang ditetapkan, dan anggota "
      "rapat meminta bukti yang lebih baru.");
  out.set("asesor", List{(*out.find("asesor")->list())[0], (*out.find("asesor")->list())[0]});
  List gaps;
  for (int i = 1; i <= 9; ++i) {
    Context gap;
    gap.set("unit", fmt::format("M.70.MKT00.0{}.2", i + 20));
    gap.set("judul", longest_unit);
    gap.set("kuk", many_criteria);
    gap.set("alasan", "penilaian lanjut belum ditutup");
    gaps.emplace_back(std::move(gap));
  }
  put(out, "hasil.kurang", std::move(gaps));
  return out;
}

const std::vector<std::string>& rulings() {
  static const std::vector<std::string> all = {"kompeten",      "belum-kompeten", "ditunda",
                                               "tindak-lanjut", "diskualifikasi", "tidak-hadir"};
  return all;
}

void put(Context& facts, const std::string& path, Value value) {
  const std::size_t dot = path.find('.');
  if (dot == std::string::npos) {
    facts.set(path, std::move(value));
    return;
  }
  const std::string name = path.substr(0, dot);
  const Value* inside = facts.find(name);
  Context inner = inside != nullptr && inside->context() != nullptr ? *inside->context() : Context{};
  put(inner, path.substr(dot + 1), std::move(value));
  facts.set(name, std::move(inner));
}

}  // namespace pleno::looks
