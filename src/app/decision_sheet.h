// The sheet that goes to the plenary and comes back: one line a candidate, as CSV with semicolons, the
// way Indonesian spreadsheets open it. Never trusts what comes back.
#pragma once
#include <string>
#include <vector>

#include "app/site.h"

namespace pleno::app {

// The whole sheet. Columns: no_pendaftaran, nama, skema, rekomendasi_asesor, usulan, kurang, putusan,
// alasan, abstain, sidik. `putusan`, `alasan` and `abstain` are for people to fill in.
std::string decision_sheet(Site& site, const Plenary& plenary);

// One filled line. `line` for messages.
struct SheetLine {
  int line = 0;
  std::string assessment;
  std::string ruling;  // as written: "K", "kompeten", "ditunda", …; empty: left open
  std::string reason;
  std::vector<std::string> abstained;
  std::string fingerprint;  // the first letters of the decision's digest
};
// Faults with file, line and column name; the lines that are good.
std::vector<SheetLine> read_decision_sheet(const std::string& text, const std::string& file,
                                           Diagnostics& found);
// "K", "BK" and the spellings of to_text(Ruling).
std::optional<Ruling> ruling_in_sheet(const std::string& word);

constexpr std::size_t fingerprint_length = 12;

}  // namespace pleno::app
