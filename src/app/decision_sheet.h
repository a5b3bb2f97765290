// The sheet that goes to the plenary and comes back: one line a candidate, as CSV with semicolons, the
// way Indonesian spreadsheets open it, and as XLSX. Never trusts what comes back.
#pragma once
#include <string>
#include <vector>

#include "app/site.h"

namespace pleno::app {

// What the sheet says, before it is a file of either kind. Columns: no_pendaftaran, nama, skema,
// rekomendasi_asesor, usulan, kurang, putusan, alasan, abstain, menolak, sidik; `putusan`, `alasan`,
// `abstain` and `menolak` (who voted against) are for people to fill in.
struct DecisionSheet {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};
DecisionSheet decision_sheet(Site& site, const Plenary& plenary);

std::string to_csv(const DecisionSheet& sheet);
// One sheet "Keputusan": every cell a text, all locked but the four to fill in, the rulings as a list to
// choose from. `scratch` is a folder for the file that the library insists on; `date` is noted as the day it
// was made, so that the same sheet is the same bytes. Throws Error{CannotCreate}.
std::string to_xlsx(const DecisionSheet& sheet, const Date& date, const std::filesystem::path& scratch);

// One cell that came back, and where it stands: "isian.csv:5 (26-0404)",
// "isian.xlsx (Lembar 'Keputusan' sel G5)".
struct SheetCell {
  std::string text;
  Place at;
};
// One filled line.
struct SheetLine {
  SheetCell assessment;
  SheetCell ruling;  // as written: "K", "kompeten", "ditunda", …; empty: left open
  SheetCell reason;
  SheetCell abstained;    // person ids, apart by comma, semicolon or blank
  SheetCell objected;     // likewise
  SheetCell fingerprint;  // the first letters of the decision's digest
};
// The good lines of a CSV or XLSX file, told apart by their first bytes; faults by line and column name, or
// by cell. No line when the file as a whole is refused.
std::vector<SheetLine> read_decision_sheet(const std::string& bytes, const std::string& file,
                                           Diagnostics& found);
// "K", "BK" and the spellings of to_text(Ruling).
std::optional<Ruling> ruling_in_sheet(const std::string& word);
// "P-0003, P-0007" -> two words.
std::vector<std::string> words_of(const std::string& list);

constexpr std::size_t fingerprint_length = 12;
constexpr const char* decision_sheet_name = "Keputusan";

}  // namespace pleno::app
