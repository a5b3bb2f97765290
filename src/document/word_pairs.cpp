#include "document/word_pairs.h"

#include <array>

namespace pleno::document {
namespace {

constexpr char32_t times = 0xD7;       // ×
constexpr char32_t middle_dot = 0xB7;  // ·

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_capital(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7); }

template <std::size_t N>
bool is_one_of(const Word& word, const std::array<std::string_view, N>& texts) {
  return std::any_of(texts.begin(), texts.end(), [&](std::string_view text) { return word.is(text); });
}

constexpr std::array<std::string_view, 12> months = {"Januari",   "Februari", "Maret",    "April",
                                                     "Mei",       "Juni",     "Juli",     "Agustus",
                                                     "September", "Oktober",  "November", "Desember"};

// What is counted or measured: it stays with the number before it.
constexpr std::array<std::string_view, 41> units = {
    "mm",     "cm",         "m",      "km",     "kg",      "%",     "WIB",    "WITA",    "WIT",
    "tahun",  "hari",       "bulan",  "minggu", "jam",     "menit", "detik",  "orang",   "unit",
    "Unit",   "KUK",        "elemen", "lembar", "halaman", "buah",  "kali",   "peserta", "asesi",
    "asesor", "sertifikat", "blanko", "rupiah", "juta",    "ribu",  "persen", "titik",   "poin",
    "years",  "days",       "units",  "months", "pt"};

// What a number belongs to: it stays with the number behind it.
constexpr std::array<std::string_view, 45> before_numbers = {
    "KUK",      "No.",         "No",          "Nomor", "nomor",    "Rp",       "Rp.",    "pukul",
    "Pukul",    "jam",         "butir",       "Butir", "halaman",  "Halaman",  "hlm.",   "Pasal",
    "pasal",    "ayat",        "angka",       "huruf", "Bab",      "BAB",      "bab",    "Lampiran",
    "lampiran", "Tahun",       "tahun",       "Unit",  "unit",     "Elemen",   "elemen", "Jenjang",
    "jenjang",  "Kualifikasi", "KUALIFIKASI", "Level", "Kelompok", "kelompok", "KBLI",   "s.d.",
    "s/d",      "edisi",       "Edisi",       "versi", "Tabel"};

// Numbers in words, as they stand in brackets behind their figures: 3 (tiga), 14 (empat belas).
constexpr std::array<std::string_view, 29> number_words = {
    "nol",     "satu",    "dua",     "tiga",   "empat", "lima",   "enam",   "tujuh",  "delapan", "sembilan",
    "sepuluh", "sebelas", "seratus", "seribu", "one",   "two",    "three",  "four",   "five",    "six",
    "seven",   "eight",   "nine",    "ten",    "zero",  "eleven", "twelve", "twenty", "thirty"};

// Forms of address and degrees that stand before a name.
constexpr std::array<std::string_view, 16> titles = {"Dr.",   "dr.",  "drg.", "Ir.", "Drs.", "Dra.",
                                                     "Prof.", "Hj.",  "KH.",  "Rr.", "St.",  "Tn.",
                                                     "Ny.",   "Sdr.", "Yth.", "Apt."};

bool is_roman(const Word& word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char32_t c = word[i];
    if (c != 'I' && c != 'V' && c != 'X' && c != 'L' && c != 'C') return false;
  }
  return word.size() > 0;
}

bool number_and_unit(const Word& left, const Word& right) {
  if (left.last() == times) return is_digit(right.first());  // 3 × 4 cm
  // "3 (tiga) tahun", "14 (empat belas) hari"
  if (left.last() == ')') return is_one_of(right.bare(), units);
  if (!is_digit(left.last())) return false;
  // Figures in groups are one number: "70209 2431 6 0000123 2026".
  if (is_digit(right.first()) || right.first() == times) return true;
  const Word thing = right.bare();
  if (right.first() == '(') return is_one_of(thing, number_words);
  return is_one_of(thing, units) || (left.size() <= 5 && is_one_of(thing, months));
}

bool sign_and_number(const Word& left, const Word& right) {
  const Word sign = left.inside(), number = right.bare();
  if (number.size() == 0 || sign.size() == 0) return false;
  if (is_digit(number.first())) return is_one_of(sign, before_numbers);
  if (number.size() == 1 && sign.is("huruf")) return true;
  return is_roman(number) && (sign.is("Lampiran") || sign.is("lampiran") || sign.is("Bab") || sign.is("BAB"));
}

// "Dr. Ratna", "M. Zainal", "I Gusti": a line does not end with what only leads to the name.
bool leads_to_name(const Word& left, const Word& right) {
  if (!is_capital(right.first())) return false;
  if (left.last() != '.') return left.is("I");
  return (left.size() == 2 && is_capital(left.first())) || is_one_of(left, titles);
}

// "(saat ini BK)": a mark that ends what stands in brackets does not begin a line.
bool ends_with_mark(const Word& left, const Word& right) {
  const Word mark = right.bare();
  if (left.inside().size() == 0 || mark.size() == 0 || mark.size() > 2 || mark.size() == right.size())
    return false;
  if (right[mark.size()] != ')') return false;
  for (std::size_t i = 0; i < mark.size(); ++i) {
    if (!is_capital(mark[i])) return false;
  }
  return true;
}

}  // namespace

bool is_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char32_t c) { return is_lower(c) || (c >= 'A' && c <= 'Z') || c > 0xBF; }
bool is_dash(char32_t c) { return c == 0x2013 || c == 0x2014; }

Word Word::inside() const {
  const auto is_before = [](char32_t c) { return c == '(' || c == '[' || c == 0x201C || c == 0x2018; };
  Word out = *this;
  while (out.begin_ != out.end_ && is_before(out.begin_->code)) ++out.begin_;
  return out;
}

Word Word::bare() const {
  const auto is_behind = [](char32_t c) {
    return c == ',' || c == '.' || c == ';' || c == ':' || c == ')' || c == ']' || c == 0x201D ||
           c == 0x2019 || c == '*';
  };
  Word out = inside();
  while (out.begin_ != out.end_ && is_behind((out.end_ - 1)->code)) --out.end_;
  return out;
}

bool belong_together(const Word& left, const Word& right) {
  // No dash, colon, slash or dot that stands free begins a line.
  if (right.size() == 1 &&
      (is_dash(right.first()) || right.first() == ':' || right.first() == '/' || right.first() == middle_dot))
    return true;
  return number_and_unit(left, right) || sign_and_number(left, right) || leads_to_name(left, right) ||
         ends_with_mark(left, right);
}

}  // namespace pleno::document
