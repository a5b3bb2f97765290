#include "source/csv.h"

#include <algorithm>
#include <array>

#include "source/formula_shield.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

constexpr std::size_t largest_cell = std::size_t{64} << 10;
constexpr std::size_t largest_row = std::size_t{1} << 20;
constexpr std::size_t most_rows = 1'000'000;
constexpr std::string_view bom = "\xEF\xBB\xBF";

bool is_line_end(char c) { return c == '\r' || c == '\n'; }

class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& file, Diagnostics& found)
      : text_(text), file_(file), found_(found) {}

  std::optional<CsvTable> read() {
    if (!is_readable() || !find_separator()) return std::nullopt;
    CsvTable table;
    while (at_ < text_.size() && !failed_) {
      CsvRow row = read_row();
      if (failed_ || is_empty(row)) continue;
      if (table.header.empty()) {
        table.header = std::move(row.cells);
        check_header(table.header, row.line);
      } else {
        if (has_width(row, table.header.size())) table.rows.push_back(std::move(row));
        if (table.rows.size() > most_rows)
          stop(line_, say("lebih dari {} baris", "more than {} rows", most_rows),
               say("bagi menjadi beberapa lembar", "split it into several sheets"));
      }
    }
    if (table.header.empty() && !failed_)
      error(1, say("berkas kosong", "the file is empty"),
            say("baris pertama memuat nama kolom", "the first line names the columns"));
    if (failed_ || errors_) return std::nullopt;
    return table;
  }

 private:
  void error(int line, std::string message, std::string hint = {}) {
    errors_ = true;
    found_.push_back(
        {.at = {.file = file_, .line = line}, .message = std::move(message), .hint = std::move(hint)});
  }
  void stop(int line, std::string message, std::string hint = {}) {
    error(line, std::move(message), std::move(hint));
    failed_ = true;
  }

  bool is_readable() {
    if (text_.substr(0, bom.size()) == bom) text_.remove_prefix(bom.size());
    const std::string_view start = text_.substr(0, 2);
    const std::string save = say("simpan ulang sebagai 'CSV UTF-8'", "save it again as 'CSV UTF-8'");
    const std::size_t zero = text_.find('\0');
    const auto line_of = [&](std::size_t at) {
      return static_cast<int>(
          1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    };
    if (start == "\xFF\xFE" || start == "\xFE\xFF" || zero < 100) {
      stop(1, say("berkas ini UTF-16, bukan UTF-8", "this file is UTF-16, not UTF-8"), save);
    } else if (zero != std::string_view::npos) {
      stop(line_of(zero),
           say("bita ke-{} adalah NUL: ini bukan teks", "byte {} is NUL: this is no text", zero + 1), save);
    } else if (const auto bad = first_bad_utf8(text_)) {
      stop(line_of(*bad),
           say("bita ke-{} bukan UTF-8 (mungkin Windows-1252)", "byte {} is not UTF-8 (Windows-1252 perhaps)",
               *bad + 1),
           save);
    }
    return !failed_;
  }

  // The separator that stands most often in the header, outside quotes.
  bool find_separator() {
    if (text_.substr(0, 4) == "sep=" && text_.size() > 5 && is_line_end(text_[5])) {
      separator_ = text_[4];
      at_ = 5;
      skip_line_end();
      return true;
    }
    constexpr std::array candidates = {';', ',', '\t'};
    std::array<int, 3> counts = {};
    bool quoted = false;
    for (const char c : text_.substr(std::min(text_.find_first_not_of("\r\n"), text_.size()))) {
      if (c == '"') quoted = !quoted;
      if (!quoted && is_line_end(c)) break;
      for (std::size_t i = 0; i < candidates.size(); ++i) counts[i] += !quoted && c == candidates[i] ? 1 : 0;
    }
    const auto best = std::max_element(counts.begin(), counts.end());
    if (*best > 0 && std::count(counts.begin(), counts.end(), *best) > 1) {
      stop(1,
           say("pemisah kolom tidak jelas: ada beberapa macam",
               "the separator is in doubt: there are several"),
           say("pakai satu pemisah saja, atau tulis 'sep=;' sebagai baris pertama",
               "use one only, or write 'sep=;' as the first line"));
      return false;
    }
    separator_ = candidates[static_cast<std::size_t>(best - counts.begin())];
    return true;
  }

  void skip_line_end() {
    if (at_ >= text_.size()) return;
    at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
    ++line_;
  }

  CsvRow read_row() {
    CsvRow row;
    row.line = line_;
    const std::size_t begin = at_;
    while (!failed_) {
      row.cells.push_back(read_cell());
      if (at_ - begin > largest_row)
        stop(row.line, say("baris lebih panjang dari 1 MiB", "a row longer than 1 MiB"), not_a_sheet());
      if (at_ >= text_.size() || failed_) break;
      if (is_line_end(text_[at_])) {
        skip_line_end();
        break;
      }
      ++at_;  // the separator
    }
    return row;
  }

  std::string read_cell() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (at_ < text_.size() && text_[at_] == '"') return unshielded(read_quoted());
    at_ = begin;
    while (at_ < text_.size() && text_[at_] != separator_ && !is_line_end(text_[at_])) ++at_;
    check_size(at_ - begin);
    std::string_view cell = text_.substr(begin, at_ - begin);
    while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
    while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
    return unshielded(std::string(cell));
  }

  std::string read_quoted() {
    const int opened = line_;
    std::string out;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (text_.substr(at_, 2) != "\"\"") break;
        ++at_;
      } else if (text_[at_] == '\n' || (text_[at_] == '\r' && text_.substr(at_, 2) != "\r\n")) {
        ++line_;
      }
      out += text_[at_];
    }
    if (at_ >= text_.size()) {
      stop(opened, say("tanda kutip dibuka tetapi tidak ditutup", "a quote is opened and never closed"),
           say("tutup dengan \", atau gandakan bila bagian dari teks",
               "close it with \", or double it when it is part of the text"));
      return {};
    }
    check_size(out.size());
    ++at_;
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (at_ < text_.size() && text_[at_] != separator_ && !is_line_end(text_[at_])) {
      stop(line_, say("teks setelah tanda kutip penutup", "text behind a closing quote"),
           say("gandakan tanda kutip di dalam teks: \"\"", "double quotes inside a text: \"\""));
    }
    return out;
  }

  static std::string not_a_sheet() {
    return say("periksa apakah ini benar lembarnya; mungkin ada tanda kutip yang hilang",
               "check whether this is the sheet; a quote may be missing");
  }
  void check_size(std::size_t size) {
    if (size > largest_cell)
      stop(line_, say("sel lebih panjang dari 64 KiB", "a cell longer than 64 KiB"), not_a_sheet());
  }
  static bool is_empty(const CsvRow& row) {
    return std::all_of(row.cells.begin(), row.cells.end(),
                       [](const std::string& cell) { return cell.empty(); });
  }

  void check_header(const std::vector<std::string>& header, int line) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (header[i].empty())
        error(line, say("kolom ke-{} tanpa nama", "column {} has no name", i + 1),
              say("hapus kolom itu atau beri nama", "remove the column or name it"));
      if (std::find(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(i), header[i]) !=
          header.begin() + static_cast<std::ptrdiff_t>(i)) {
        error(line, say("kolom '{}' ada dua kali", "column '{}' is there twice", header[i]),
              say("hapus atau ganti nama salah satunya", "remove or rename one of them"));
      }
    }
  }

  // A ragged row is told and left out; the others count.
  bool has_width(const CsvRow& row, std::size_t width) {
    if (row.cells.size() == width) return true;
    found_.push_back({.at = {.file = file_, .line = row.line},
                      .message = say("baris ini {} kolom, judulnya {}; baris ini dilewati",
                                     "this row has {} columns, the header {}; the row is left out",
                                     row.cells.size(), width),
                      .hint = say("teks yang memuat '{}' harus diapit tanda kutip",
                                  "a text that holds '{}' must stand in quotes", separator_)});
    return false;
  }

  std::string_view text_;
  const std::string& file_;
  Diagnostics& found_;
  std::size_t at_ = 0;
  int line_ = 1;
  char separator_ = ',';
  bool failed_ = false;  // cannot go on
  bool errors_ = false;
};

void put_cell(std::string& out, const std::string& cell, char separator) {
  const std::string text = shielded(cell);
  const bool blank_ends = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!blank_ends && text.find_first_of(std::string("\"\r\n") + separator) == std::string::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  out += '"';
}

void put_row(std::string& out, const std::vector<std::string>& cells, char separator) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += separator;
    put_cell(out, cells[i], separator);
  }
  out += "\r\n";
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

std::optional<CsvTable> parse_csv(std::string_view text, const std::string& file, Diagnostics& found) {
  return CsvReader(text, file, found).read();
}

std::string to_csv(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows,
                   char separator) {
  std::string out(bom);
  put_row(out, header, separator);
  for (const auto& row : rows) put_row(out, row, separator);
  return out;
}

}  // namespace pleno::source
