#include "source/row_check.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

// Printable ASCII with single blanks inside: the usual cell, which needs no further look.
bool is_plain(std::string_view text) {
  char before = ' ';
  for (const char c : text) {
    if (c < 0x20 || c > 0x7E || (c == ' ' && before == ' ')) return false;
    before = c;
  }
  return text.empty() || before != ' ';
}

std::string without_invisible(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_invisible(c)) append_utf8(out, c);
  }
  return out;
}

// Latin letters beside Cyrillic or Greek ones: mostly a letter that only looks right.
bool mixes_scripts(std::string_view text) {
  bool latin = false;
  bool other = false;
  for (const char32_t c : code_points(text)) {
    latin = latin || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    other = other || (c >= 0x370 && c <= 0x52F);
  }
  return latin && other;
}

// Digits 7 to 12 of an NIK: ddmmyy, the day plus 40 for women. The century is not said, so any leap day is
// let pass.
bool has_date_of_birth(std::string_view nik) {
  const auto two = [&](std::size_t at) { return (nik[at] - '0') * 10 + (nik[at + 1] - '0'); };
  const int day = two(6) > 40 ? two(6) - 40 : two(6);
  const Date date{std::chrono::year{2000}, std::chrono::month{static_cast<unsigned>(two(8))},
                  std::chrono::day{static_cast<unsigned>(day)}};
  return date.ok();
}

// Digits 1 and 2: a province, those split off in 2022 among them.
bool has_province(std::string_view nik) {
  constexpr std::array<std::pair<int, int>, 8> provinces = {
      {{11, 19}, {21, 21}, {31, 36}, {51, 53}, {61, 65}, {71, 76}, {81, 82}, {91, 97}}};
  const int code = (nik[0] - '0') * 10 + nik[1] - '0';
  return std::any_of(provinces.begin(), provinces.end(),
                     [&](const auto& range) { return code >= range.first && code <= range.second; });
}

}  // namespace

void Tidied::add(const Rows& row, std::string_view column) {
  ++total_;
  for (Entry& entry : entries_) {
    if (entry.file != row.query().file || entry.column != column) continue;
    ++entry.count;
    return;
  }
  entries_.push_back({row.query().file, std::string(column), row.number(), 1});
}

Diagnostics Tidied::notes() const {
  Diagnostics out;
  for (const Entry& entry : entries_) {
    out.push_back(
        {.severity = Severity::Note,
         .at = {.file = entry.file, .record = say("baris {}", "row {}", entry.first_row)},
         .message = say("kolom '{}': {} nilai dirapikan (spasi, NFC, karakter tak terlihat, ejaan)",
                        "column '{}': {} values tidied (blanks, NFC, invisible characters, spelling)",
                        entry.column, entry.count)});
  }
  return out;
}

Place place_of(const Rows& row, std::string_view assessment) {
  return {.file = row.query().file,
          .record = assessment.empty()
                        ? say("baris {}", "row {}", row.number())
                        : say("baris {}, asesmen {}", "row {}, assessment {}", row.number(), assessment)};
}

// Sources use NIK and addresses as keys, and columns get swapped: neither is ever repeated.
std::string shown(std::string_view value) {
  std::size_t digits = 0;  // in a row, blanks and dots between them
  for (const char c : value) {
    if (is_digit(c)) ++digits;
    if (digits >= 12 || c == '@') return "…";
    if (!is_digit(c) && c != ' ' && c != '.') digits = 0;
  }
  std::string out;
  std::size_t count = 0;
  for (std::size_t at = 0; at < value.size();) {
    if (++count > 40) return out + "…";
    const char32_t c = next_code_point(value, at);
    append_utf8(out, is_forbidden_in_data(c) || is_invisible(c) ? U'·' : c);
  }
  return out;
}

void RowCheck::add(Diagnostics& to, Severity severity, std::string message, std::string hint) {
  to.push_back({.severity = severity,
                .at = place_of(row_, assessment_),
                .message = std::move(message),
                .hint = std::move(hint)});
}
void RowCheck::error(std::string message, std::string hint) {
  add(faults_, Severity::Error, std::move(message), std::move(hint));
}
void RowCheck::warn(std::string message, std::string hint) {
  add(remarks_, Severity::Warning, std::move(message), std::move(hint));
}
void RowCheck::note(std::string message, std::string hint) {
  add(remarks_, Severity::Note, std::move(message), std::move(hint));
}

void RowCheck::missing(std::string_view name) {
  error(say("kolom '{}' kosong atau NULL", "column '{}' is empty or NULL", name),
        say("isi data ini di basis data sumber, lalu tarik lagi",
            "fill it in in the source database, then pull again"));
}

void RowCheck::unknown(std::string_view name, std::string_view value, const std::vector<std::string>& known) {
  error(say("kolom '{}': '{}' tidak dikenal", "column '{}': '{}' is unknown", name, shown(value)),
        did_you_mean(value, known));
}

std::string RowCheck::cleaned(std::string_view raw, std::string_view name, std::size_t most) {
  if (is_plain(raw) && raw.size() <= most) return std::string(raw);
  if (const auto bad = first_bad_utf8(raw)) {
    error(say("kolom '{}': bita ke-{} bukan UTF-8", "column '{}': byte {} is not UTF-8", name, *bad + 1),
          say("perbaiki penyandian teks di basis data sumber",
              "mend the text's encoding in the source database"));
    return {};
  }
  std::size_t count = 0;
  for (const char32_t c : code_points(raw)) {
    ++count;
    if (!is_forbidden_in_data(c) || c == '\t') continue;
    error(
        say("kolom '{}': karakter terlarang U+{:04X} pada huruf ke-{}",
            "column '{}': forbidden character U+{:04X} at letter {}", name, static_cast<unsigned>(c), count),
        say("hapus karakter itu di basis data sumber", "remove that character in the source database"));
    return {};
  }
  std::string text = single_spaced(nfc(without_invisible(raw)));
  const std::size_t length = length_in_code_points(text);
  if (length > most) {
    error(say("kolom '{}': {} huruf, paling banyak {}", "column '{}': {} letters, at most {}", name, length,
              most),
          say("persingkat di basis data sumber", "shorten it in the source database"));
    return {};
  }
  if (text != raw) tidied_.add(row_, name);
  return text;
}

std::string RowCheck::text(std::size_t column, std::string_view name, Need need, std::size_t most) {
  const std::size_t before = faults_.size();
  std::string text = cleaned(row_[column], name, most);
  if (text.empty() && need == Need::Required && faults_.size() == before) missing(name);
  return text;
}

std::string RowCheck::remark(std::size_t column, std::string_view name) {
  std::string raw(row_[column]);
  for (char& c : raw) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  return cleaned(raw, name, 4000);
}

std::string RowCheck::person_name(std::size_t column, std::string_view name) {
  std::string out = text(column, name, Need::Required);
  const std::string small = lower(out);
  if (small == "-" || small == "null" || small == "n/a" || small == "tidak ada") {
    error(say("kolom '{}': '{}' bukan nama orang", "column '{}': '{}' is no person's name", name, out),
          say("isi nama sesuai KTP di basis data sumber",
              "enter the name as on the identity card in the source database"));
  }
  if (mixes_scripts(out)) {
    warn(say("kolom '{}': huruf Latin bercampur huruf Kiril atau Yunani",
             "column '{}': Latin letters mixed with Cyrillic or Greek ones", name),
         say("periksa ejaan; huruf yang tampak sama belum tentu sama",
             "check the spelling; letters that look alike may differ"));
  }
  return out;
}

std::string RowCheck::national_id(std::size_t column) {
  const std::string_view raw = trimmed(row_[column]);
  if (raw.empty()) return {};
  const std::string as_text =
      say("isi ulang NIK dari KTP sebagai teks", "enter the NIK again from the identity card, as text");
  const bool counted = raw.size() != 16 || !all_digits(raw);
  // The last four digits count persons from 0001; a spreadsheet that keeps 15 digits makes them 0000.
  if (!counted && raw.ends_with("0000")) {
    error(
        say("NIK berakhir 0000: digit ke-16 dirusak Excel", "the NIK ends in 0000: Excel destroyed digit 16"),
        as_text);
    return {};
  }
  if (!counted) {
    if (!has_province(raw)) {
      warn(say("NIK: dua digit pertama bukan kode provinsi", "NIK: the first two digits are no province's"),
           say("cocokkan dengan KTP", "compare it with the identity card"));
    }
    if (!has_date_of_birth(raw)) {
      warn(say("NIK: digit 7–12 bukan tanggal lahir", "NIK: digits 7–12 are no date of birth"),
           say("cocokkan dengan KTP", "compare it with the identity card"));
    }
    return std::string(raw);
  }
  if (raw.find_first_of(".,eE+") != std::string_view::npos && is_digit(raw.front())) {
    error(say("NIK tersimpan sebagai bilangan: digit terakhirnya sudah hilang (Excel)",
              "the NIK was kept as a number: its last digits are lost (Excel)"),
          as_text);
  } else if (all_digits(raw)) {
    error(say("NIK terdiri atas {} digit, seharusnya 16", "the NIK has {} digits, not 16", raw.size()),
          say("nol di depan hilang bila NIK disimpan sebagai bilangan",
              "leading zeros are lost when an NIK is kept as a number"));
  } else {
    error(say("NIK harus 16 digit tanpa huruf atau tanda", "an NIK is 16 digits without letters or signs"),
          say("bagi pemegang paspor, kosongkan kolom NIK", "leave it empty for holders of a passport"));
  }
  return {};
}

std::optional<Date> RowCheck::date(std::size_t column, std::string_view name, Need need) {
  const std::string_view raw = row_[column];
  if (raw.empty()) {
    if (need == Need::Required) missing(name);
    return std::nullopt;
  }
  const auto date = parse_date(raw);
  if (date) return date;
  std::string hint = say("tanggal ditulis 2026-11-21", "a date is written 2026-11-21");
  if (raw.size() > 10 && parse_date(raw.substr(0, 10))) {
    hint = say("hilangkan jamnya: cast({} as date)", "leave out the time: cast({} as date)", name);
  } else if (all_digits(raw) && raw.size() == 5) {
    hint = say("angka ini nomor hari Excel; simpan sebagai tanggal",
               "this is Excel's number of a day; keep it as a date");
  }
  error(say("kolom '{}': '{}' bukan tanggal", "column '{}': '{}' is no date", name, shown(raw)),
        std::move(hint));
  return std::nullopt;
}

std::int32_t RowCheck::score(std::size_t column) {
  const std::string_view raw = row_[column];
  if (raw.empty()) return -1;
  // Zeros behind the second decimal come from numeric columns: "87.5000".
  std::string_view digits = raw;
  const std::size_t dot = digits.find('.');
  while (dot != std::string_view::npos && digits.size() > dot + 3 && digits.back() == '0')
    digits.remove_suffix(1);
  const std::string_view whole = digits.substr(0, dot);
  const std::string_view part = dot == std::string_view::npos ? std::string_view() : digits.substr(dot + 1);
  const bool readable = !whole.empty() && whole.size() <= 3 && all_digits(whole) && part.size() <= 2 &&
                        all_digits(part) && (dot == std::string_view::npos || !part.empty());
  if (!readable) {
    // A longer text is no mistyped number but another column's value, perhaps a name.
    const std::string found = raw.size() <= 8 ? shown(raw) : "…";
    error(say("kolom 'score': '{}' bukan nilai", "column 'score': '{}' is no score", found),
          raw.find(',') != std::string_view::npos
              ? say("gunakan titik desimal: 87.5", "use a decimal point: 87.5")
              : say("nilai 0 sampai 100, paling banyak dua desimal", "0 to 100, at most two decimals"));
    return -1;
  }
  int value = 0;
  int hundredths = 0;
  std::from_chars(whole.data(), whole.data() + whole.size(), value);
  std::from_chars(part.data(), part.data() + part.size(), hundredths);
  if (part.size() == 1) hundredths *= 10;
  const std::int32_t out = value * 100 + hundredths;
  if (out > 10000) {
    error(say("kolom 'score': {} di luar 0 sampai 100", "column 'score': {} is not within 0 to 100",
              shown(raw)),
          say("nilai ditulis dalam persen", "scores are given in per cent"));
    return -1;
  }
  return out;
}

std::optional<bool> RowCheck::truth(std::size_t column, std::string_view name) {
  const std::string_view raw = row_[column];
  if (raw.empty()) return std::nullopt;
  if (raw == "1" || raw == "t" || raw == "true") return true;
  if (raw == "0" || raw == "f" || raw == "false") return false;
  error(say("kolom '{}': '{}' bukan ya atau tidak", "column '{}': '{}' is neither yes nor no", name,
            shown(raw)),
        say("gunakan 1 atau 0", "use 1 or 0"));
  return std::nullopt;
}

}  // namespace pleno::source
