#include "source/xlsx.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "source/formula_shield.h"
#include "source/xlsx_workbook.h"
#include "source/xml_events.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

constexpr std::size_t largest_file = std::size_t{32} << 20;
constexpr std::size_t largest_cell = std::size_t{64} << 10;
constexpr std::size_t most_rows = 100'000;
constexpr int most_columns = 16'384, last_row = 1'048'576;
constexpr std::size_t exact_digits = 15;  // a spreadsheet's number holds no more

struct Reference {
  int row = 0, column = -1;  // row from 1, column from 0
};

std::string column_letters(int column) {
  std::string out;
  for (int at = column + 1; at > 0; at = (at - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (at - 1) % 26));
  return out;
}

// "F12"; nothing when it is none.
std::optional<Reference> parse_reference(std::string_view text) {
  std::size_t at = 0;
  int column = 0;
  for (; at < text.size() && at < 3 && text[at] >= 'A' && text[at] <= 'Z'; ++at)
    column = column * 26 + (text[at] - 'A' + 1);
  int row = 0;
  const auto read = std::from_chars(text.data() + at, text.data() + text.size(), row);
  if (column < 1 || column > most_columns || row < 1 || row > last_row ||
      read.ptr != text.data() + text.size())
    return std::nullopt;
  return Reference{row, column - 1};
}

std::string place_of(const std::string& sheet, int row, int column) {
  return say("Lembar '{}' sel {}{}", "sheet '{}' cell {}{}", sheet, column_letters(column), row);
}

std::string save_as() {
  return say("simpan ulang sebagai 'Excel Workbook (.xlsx)'", "save it again as 'Excel Workbook (.xlsx)'");
}

// A number as the file has it, when it surely is what was typed: up to 15 digits, no exponent.
bool is_exact(std::string_view number) {
  const auto digits =
      std::count_if(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  return static_cast<std::size_t>(digits) <= exact_digits &&
         number.find_first_not_of("-.0123456789") == std::string_view::npos;
}

// The cells of one sheet that hold something, and what is wrong with each.
class SheetReader : public XmlSink {
 public:
  struct Row {
    std::map<int, std::string> cells;  // by column
    std::map<int, Diagnostic> faults;
    bool hidden = false;
  };
  std::map<int, Row> rows;
  std::vector<std::pair<Reference, Reference>> merged;
  bool malformed = false;

  SheetReader(const Workbook& book, const std::string& sheet, const std::string& file)
      : book_(book), sheet_(sheet), file_(file) {}

  void begin(const std::string& name, const XmlAttributes& attributes) override {
    in_value_ = false;
    if (name == "row") {
      begin_row(attributes);
    } else if (name == "c") {
      begin_cell(attributes);
    } else if (name == "f") {
      formula_ = true;
    } else if (name == "v" || (name == "t" && spoken_ == 0)) {
      in_value_ = has_value_ = true;
    } else if (name == "rPh") {
      ++spoken_;
    } else if (name == "mergeCell") {
      const std::string_view range = attributes["ref"];
      const auto colon = range.find(':');
      const auto from = parse_reference(range.substr(0, colon));
      const auto to = colon == std::string_view::npos ? from : parse_reference(range.substr(colon + 1));
      if (from && to) merged.emplace_back(*from, *to);
    }
  }
  void end(const std::string& name) override {
    in_value_ = false;
    if (name == "rPh") --spoken_;
    if (name == "c") end_cell();
  }
  void text(std::string_view part) override {
    if (in_value_ && value_.size() <= largest_cell) value_ += part;
  }
  void fault(int row, int column, std::string message, std::string hint) {
    rows[row].faults[column] = {.at = {.file = file_, .record = place_of(sheet_, row, column)},
                                .message = std::move(message),
                                .hint = std::move(hint)};
  }

 private:
  void begin_row(const XmlAttributes& attributes) {
    const std::string_view number = attributes["r"];
    row_ += 1;
    column_ = -1;
    if (!number.empty()) std::from_chars(number.data(), number.data() + number.size(), row_);
    hidden_ = attributes.is_true("hidden");
    malformed = malformed || row_ < 1 || row_ > last_row;
  }
  void begin_cell(const XmlAttributes& attributes) {
    const std::string_view reference = attributes["r"];
    if (reference.empty()) {
      ++column_;
    } else if (const auto at = parse_reference(reference)) {
      row_ = at->row;
      column_ = at->column;
    } else {
      malformed = true;
    }
    type_ = attributes["t"];
    style_ = 0;
    const std::string_view style = attributes["s"];
    std::from_chars(style.data(), style.data() + style.size(), style_);
    value_.clear();
    formula_ = has_value_ = false;
  }

  void end_cell() {
    malformed = malformed || column_ < 0 || column_ >= most_columns || row_ < 1;
    if (malformed) return;
    if (formula_ && !has_value_) {
      fault(row_, column_, say("rumus tanpa nilai tersimpan", "a formula without its value"),
            say("buka dan simpan ulang di program lembar sebar, atau tulis nilainya",
                "open and save it in the spreadsheet program, or write the value"));
    } else if (auto text = cell_text()) {
      const std::string_view kept = trimmed(*text);
      if (kept.empty()) return;
      if (!rows[row_].cells.emplace(column_, unshielded(std::string(kept))).second) malformed = true;
    }
    if (const auto row = rows.find(row_); row != rows.end()) row->second.hidden = hidden_;
  }

  // What the cell says; nothing when that is a fault, which is then noted.
  std::optional<std::string> cell_text() {
    if (value_.size() > largest_cell) {
      fault(row_, column_, say("sel lebih panjang dari 64 KiB", "a cell longer than 64 KiB"), {});
      return std::nullopt;
    }
    if (type_ == "s") {
      std::size_t number = 0;
      const auto read = std::from_chars(value_.data(), value_.data() + value_.size(), number);
      if (has_value_ && read.ec == std::errc() && number < book_.texts.size()) return book_.texts[number];
      malformed = malformed || has_value_;
      return std::string();
    }
    if (type_ == "str" || type_ == "inlineStr") return without_escapes(value_);
    if (type_ == "b") return std::string(value_ == "1" ? "TRUE" : "FALSE");
    if (type_ == "e") {
      fault(row_, column_, say("sel berisi galat rumus {}", "the cell holds the error {}", value_),
            say("tulis nilainya", "write the value"));
      return std::nullopt;
    }
    return number_text();
  }

  std::optional<std::string> number_text() {
    const std::string hint = say("ubah format sel menjadi 'Teks', lalu ketik ulang isinya",
                                 "set the cell's format to 'Text', then type it again");
    if (value_.empty()) return std::string();
    if (type_ == "d" || (style_ < book_.date_styles.size() && book_.date_styles[style_])) {
      fault(row_, column_,
            say("isi diubah menjadi tanggal ({})", "the text was turned into a date ({})", value_), hint);
      return std::nullopt;
    }
    if (is_exact(value_)) return value_;
    // Not the number itself: it may be what is left of an NIK.
    fault(row_, column_,
          say("isi diubah menjadi bilangan, dan angka di belakang yang ke-15 hilang",
              "the text was turned into a number, and its digits behind the 15th are lost"),
          hint);
    return std::nullopt;
  }

  const Workbook& book_;
  const std::string& sheet_;
  const std::string& file_;
  int row_ = 0, column_ = -1;
  std::size_t style_ = 0;
  std::string type_, value_;
  bool hidden_ = false, formula_ = false, has_value_ = false, in_value_ = false;
  int spoken_ = 0;
};

// The rows under their header.
class TableBuilder {
 public:
  TableBuilder(const std::string& sheet, const std::string& file, Diagnostics& found)
      : sheet_(sheet), file_(file), found_(found) {
    table_.sheet = sheet;
  }

  std::optional<SheetTable> build(SheetReader& reader) {
    if (reader.malformed) return refuse({}, say("lembar rusak", "the sheet is damaged"), save_as());
    std::erase_if(reader.rows,
                  [](const auto& one) { return one.second.cells.empty() && one.second.faults.empty(); });
    mark_merged(reader);
    for (const auto& [number, row] : reader.rows) {
      if (row.hidden) {
        return refuse(say("Lembar '{}' baris {}", "sheet '{}' row {}", sheet_, number),
                      say("baris tersembunyi", "a hidden row"),
                      say("tampilkan semua baris (hapus filter), lalu simpan",
                          "show all rows (remove the filter), then save"));
      }
    }
    if (reader.rows.empty())
      return refuse(say("Lembar '{}'", "sheet '{}'", sheet_), say("lembar kosong", "the sheet is empty"), {});
    if (reader.rows.size() > most_rows)
      return refuse({}, say("lebih dari {} baris", "more than {} rows", most_rows), {});
    if (!take_header(reader.rows.begin()->first, reader.rows.begin()->second)) return std::nullopt;
    for (auto row = std::next(reader.rows.begin()); row != reader.rows.end(); ++row)
      take_row(row->first, row->second);
    return std::move(table_);
  }

 private:
  std::optional<SheetTable> refuse(std::string record, std::string message, std::string hint) {
    found_.push_back({.at = {.file = file_, .record = std::move(record)},
                      .message = std::move(message),
                      .hint = std::move(hint)});
    return std::nullopt;
  }

  // Every row of a merged range that holds something is in doubt: its value shows in cells that have none.
  static void mark_merged(SheetReader& reader) {
    for (const auto& [from, to] : reader.merged) {
      for (auto row = reader.rows.lower_bound(from.row); row != reader.rows.end() && row->first <= to.row;
           ++row) {
        reader.fault(
            row->first, from.column, say("sel gabungan", "a merged cell"),
            say("pisahkan sel gabungan, lalu isi setiap sel", "unmerge the cells, then fill each of them"));
      }
    }
  }

  bool take_header(int number, const SheetReader::Row& row) {
    for (const auto& [column, fault] : row.faults) found_.push_back(fault);
    bool good = row.faults.empty();
    for (const auto& [column, name] : row.cells) {
      if (std::find(table_.header.begin(), table_.header.end(), name) != table_.header.end()) {
        found_.push_back({.at = {.file = file_, .record = place_of(sheet_, number, column)},
                          .message = say("kolom '{}' ada dua kali", "column '{}' is there twice", name)});
        good = false;
      }
      table_.header.push_back(name);
      table_.columns.push_back(column);
    }
    return good;
  }

  void take_row(int number, SheetReader::Row& row) {
    SheetRow out{number, std::vector<std::string>(table_.header.size())};
    bool good = row.faults.empty();
    for (const auto& [column, fault] : row.faults) found_.push_back(fault);
    for (auto& [column, text] : row.cells) {
      const auto known = std::lower_bound(table_.columns.begin(), table_.columns.end(), column);
      if (known == table_.columns.end() || *known != column) {
        found_.push_back({.at = {.file = file_, .record = place_of(sheet_, number, column)},
                          .message = say("isi di luar tabel: kolom ini tanpa judul",
                                         "text outside the table: this column has no header"),
                          .hint = say("pindahkan atau hapus isi sel ini", "move or delete it")});
        good = false;
      } else {
        out.cells[static_cast<std::size_t>(known - table_.columns.begin())] = std::move(text);
      }
    }
    if (good) table_.rows.push_back(std::move(out));
  }

  const std::string& sheet_;
  const std::string& file_;
  Diagnostics& found_;
  SheetTable table_;
};

// An old or encrypted workbook is a compound file (MS-CFB); its streams' names are UTF-16.
ZipFault fault_of_compound(std::string_view bytes) {
  std::string name;
  for (const char c : std::string_view("EncryptedPackage")) name += {c, '\0'};
  if (bytes.find(name) != std::string_view::npos) {
    return {say("berkas dilindungi kata sandi", "the file is protected by a password"),
            say("simpan ulang tanpa kata sandi", "save it again without a password")};
  }
  return {say("berkas Excel lama (.xls)", "an old Excel file (.xls)"), save_as()};
}

// Which sheet to read; nothing, with `fault`, when that is in doubt.
const WorkbookSheet* chosen_sheet(const Workbook& book, const std::string& wanted, ZipFault& fault) {
  for (const WorkbookSheet& sheet : book.sheets) {
    if (!sheet.hidden) continue;
    fault = {say("lembar '{}' tersembunyi", "sheet '{}' is hidden", sheet.name),
             say("tampilkan atau hapus lembar itu, lalu simpan", "show or delete that sheet, then save")};
    return nullptr;
  }
  for (const WorkbookSheet& sheet : book.sheets) {
    if (sheet.name == wanted || book.sheets.size() == 1) return &sheet;
  }
  fault = {
      say("lembar '{}' tidak ada", "there is no sheet '{}'", wanted),
      say("beri nama itu kepada lembar yang berisi tabel", "give that name to the sheet with the table")};
  return nullptr;
}

}  // namespace

std::string SheetTable::place(int row, std::size_t column) const {
  return place_of(sheet, row, columns.at(column));
}

bool looks_like_spreadsheet(std::string_view bytes) {
  return bytes.substr(0, 4) == "PK\x03\x04" || bytes.substr(0, 4) == "\xD0\xCF\x11\xE0";
}

std::optional<SheetTable> parse_xlsx(std::string_view bytes, const std::string& file,
                                     const std::string& wanted, Diagnostics& found) {
  const auto refuse = [&](const ZipFault& fault) {
    found.push_back({.at = {.file = file}, .message = fault.message, .hint = fault.hint});
    return std::nullopt;
  };
  if (bytes.substr(0, 4) == "\xD0\xCF\x11\xE0") return refuse(fault_of_compound(bytes));
  if (bytes.size() > largest_file)
    return refuse({say("berkas lebih besar dari 32 MiB", "the file is larger than 32 MiB"), {}});
  ZipFault fault;
  const auto entries = ZipEntries::open(bytes, fault);
  if (!entries) return refuse(fault);
  const auto book = read_workbook(*entries, fault);
  if (!book) return refuse(fault);
  const WorkbookSheet* sheet = chosen_sheet(*book, wanted, fault);
  if (sheet == nullptr) return refuse(fault);
  const auto xml = entries->read(sheet->entry, fault);
  if (!xml) return refuse(fault);
  SheetReader reader(*book, sheet->name, file);
  if (const auto broken = read_xml(*xml, reader))
    return refuse({say("bagian '{}': {}", "entry '{}': {}", sheet->entry, *broken), {}});
  return TableBuilder(sheet->name, file, found).build(reader);
}

}  // namespace pleno::source
