// The decision sheet as a workbook that people fill in.
#include <xlsxwriter.h>

#include <array>

#include "app/decision_sheet.h"
#include "source/formula_shield.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

constexpr lxw_color_t head_shade = 0xE9ECF1, fill_shade = 0xFBF4E3, ink = 0x1D2B44, hairline = 0x9AA3B5;
constexpr std::array rulings = {"K", "BK", "ditunda", "tindak-lanjut", "diskualifikasi", "tidak-hadir"};

// In characters: how wide people need each column.
double width_of(const std::string& column) {
  if (column == "nama") return 34;
  if (column == "kurang" || column == "alasan") return 40;
  if (column == "no_pendaftaran" || column == "rekomendasi_asesor") return 18;
  return 15;
}

bool is_filled_in(const std::string& column) {
  return column == "putusan" || column == "alasan" || column == "abstain" || column == "menolak";
}

[[noreturn]] void fail(lxw_error error) {
  throw Error(Kind::CannotCreate, say("lembar keputusan tidak dapat dibuat: {}",
                                      "the decision sheet cannot be made: {}", lxw_strerror(error)));
}
void demand(lxw_error error) {
  if (error != LXW_NO_ERROR) fail(error);
}

class SheetWriter {
 public:
  SheetWriter(const DecisionSheet& sheet, lxw_workbook& book) : sheet_(sheet), book_(book) {
    head_ = format(head_shade);
    format_set_bold(head_);
    locked_ = format(0xFFFFFF);
    open_ = format(fill_shade);
    format_set_unlocked(open_);
  }

  void write(const Date& date) {
    out_ = workbook_add_worksheet(&book_, decision_sheet_name);
    if (out_ == nullptr) fail(LXW_ERROR_MEMORY_MALLOC_FAILED);
    for (std::size_t c = 0; c < sheet_.columns.size(); ++c) {
      const auto column = static_cast<lxw_col_t>(c);
      demand(worksheet_set_column(out_, column, column, width_of(sheet_.columns[c]), nullptr));
      put(0, column, sheet_.columns[c], head_);
      for (std::size_t r = 0; r < sheet_.rows.size(); ++r)
        put(static_cast<lxw_row_t>(r + 1), column, sheet_.rows[r][c],
            is_filled_in(sheet_.columns[c]) ? open_ : locked_);
      if (sheet_.columns[c] == "putusan" && !sheet_.rows.empty()) offer_rulings(column);
    }
    lxw_protection allowed{};
    allowed.format_columns = allowed.format_rows = LXW_TRUE;  // widths are the reader's own
    worksheet_protect(out_, nullptr, &allowed);
    worksheet_freeze_panes(out_, 1, 2);
    worksheet_set_landscape(out_);
    worksheet_set_paper(out_, 9);  // A4
    worksheet_fit_to_pages(out_, 1, 0);
    demand(worksheet_repeat_rows(out_, 0, 0));
    note_date(date);
  }

 private:
  lxw_format* format(lxw_color_t shade) {
    lxw_format* out = workbook_add_format(&book_);
    if (out == nullptr) fail(LXW_ERROR_MEMORY_MALLOC_FAILED);
    format_set_num_format_index(out, 0x31);  // "@": text, so that nothing becomes a number or a date
    format_set_font_color(out, ink);
    format_set_bg_color(out, shade);
    format_set_border(out, LXW_BORDER_THIN);
    format_set_border_color(out, hairline);
    format_set_align(out, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(out);
    return out;
  }
  void put(lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* look) {
    demand(text.empty() ? worksheet_write_blank(out_, row, column, look)
                        : worksheet_write_string(out_, row, column, source::shielded(text).c_str(), look));
  }
  void offer_rulings(lxw_col_t column) {
    std::array<std::string, rulings.size()> words;
    std::array<char*, rulings.size() + 1> list{};  // the library wants them writable
    for (std::size_t i = 0; i < rulings.size(); ++i) {
      words[i] = rulings[i];
      list[i] = words[i].data();
    }
    std::string title = "Putusan", message = "Pilih salah satu dari daftar, atau biarkan kosong.";
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST;
    rule.value_list = list.data();
    rule.error_title = title.data();
    rule.error_message = message.data();
    demand(worksheet_data_validation_range(out_, 1, column, static_cast<lxw_row_t>(sheet_.rows.size()),
                                           column, &rule));
  }
  void note_date(const Date& date) {
    lxw_doc_properties properties{};
    properties.created = std::chrono::system_clock::to_time_t(std::chrono::sys_days{date});
    demand(workbook_set_properties(&book_, &properties));
  }

  const DecisionSheet& sheet_;
  lxw_workbook& book_;
  lxw_worksheet* out_ = nullptr;
  lxw_format *head_ = nullptr, *locked_ = nullptr, *open_ = nullptr;
};

}  // namespace

std::string to_xlsx(const DecisionSheet& sheet, const Date& date, const std::filesystem::path& scratch) {
  const std::string file = (scratch / "lembar-putusan.xlsx.part").string();
  std::string folder = scratch.string();
  lxw_workbook_options options{};
  options.tmpdir = folder.data();
  lxw_workbook* book = workbook_new_opt(file.c_str(), &options);
  if (book == nullptr) fail(LXW_ERROR_MEMORY_MALLOC_FAILED);
  try {
    SheetWriter(sheet, *book).write(date);
  } catch (...) {
    lxw_workbook_free(book);
    throw;
  }
  demand(workbook_close(book));
  std::string bytes = read_file(file);
  std::error_code stays;  // the next sheet writes over it
  std::filesystem::remove(file, stays);
  return bytes;
}

}  // namespace pleno::app
