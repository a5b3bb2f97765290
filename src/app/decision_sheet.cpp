#include "app/decision_sheet.h"

#include <array>
#include <functional>

#include "app/facts.h"
#include "app/propose.h"
#include "app/routine.h"
#include "source/csv.h"
#include "source/xlsx.h"
#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::app {
namespace {

const std::vector<std::string> columns = {"no_pendaftaran", "nama",    "skema",   "rekomendasi_asesor",
                                          "usulan",         "kurang",  "putusan", "alasan",
                                          "abstain",        "menolak", "sidik"};

std::string field(const feel::Value& row, const char* name) {
  const feel::Value* value = row.context()->find(name);
  return value != nullptr && value->text() != nullptr ? *value->text() : std::string();
}

std::string proposal_word(const Decision& decision) {
  if (decision.result == "tidak-hadir") return "tidak-hadir";
  switch (decision.outcome) {
    case Outcome::Competent: return "K";
    case Outcome::NotYetCompetent: return "BK";
    case Outcome::Undecided: return "belum diputus";
  }
  return {};
}

// The columns that are read back, in the order of SheetLine.
constexpr std::array read_back = {"no_pendaftaran", "putusan", "alasan", "abstain", "menolak", "sidik"};
using Positions = std::array<std::size_t, read_back.size()>;

// Where they stand in `header`; nothing, with errors at `place`, when one is missing.
std::optional<Positions> find_columns(const std::vector<std::string>& header, const Place& place,
                                      Diagnostics& found) {
  Positions out{};
  bool complete = true;
  for (std::size_t i = 0; i < read_back.size(); ++i) {
    const auto at = std::find(header.begin(), header.end(), read_back[i]);
    out[i] = static_cast<std::size_t>(at - header.begin());
    if (at != header.end()) continue;
    complete = false;
    found.push_back({.at = place,
                     .message = say("kolom '{}' tidak ada", "there is no column '{}'", read_back[i]),
                     .hint = did_you_mean(read_back[i], header)});
  }
  if (!complete) return std::nullopt;
  return out;
}

SheetLine line_of(const std::vector<std::string>& cells, const Positions& at,
                  const std::function<Place(std::size_t column)>& place) {
  const auto cell = [&](std::size_t i) {
    return SheetCell{std::string(trimmed(cells[at[i]])), place(at[i])};
  };
  return {cell(0), cell(1), cell(2), cell(3), cell(4), cell(5)};
}

std::vector<SheetLine> read_csv(const std::string& text, const std::string& file, Diagnostics& found) {
  std::vector<SheetLine> out;
  const auto table = source::parse_csv(text, file, found);
  if (!table) return out;
  const auto at = find_columns(table->header, {.file = file, .line = 1}, found);
  if (!at) return out;
  for (const auto& row : table->rows) {
    const Place place{.file = file, .line = row.line, .record = std::string(trimmed(row.cells[(*at)[0]]))};
    out.push_back(line_of(row.cells, *at, [&](std::size_t) { return place; }));
  }
  return out;
}

std::vector<SheetLine> read_xlsx(const std::string& bytes, const std::string& file, Diagnostics& found) {
  std::vector<SheetLine> out;
  const auto table = source::parse_xlsx(bytes, file, decision_sheet_name, found);
  if (!table) return out;
  const std::string sheet = say("Lembar '{}'", "sheet '{}'", table->sheet);
  const auto at = find_columns(table->header, {.file = file, .record = sheet}, found);
  if (!at) return out;
  for (const auto& row : table->rows) {
    out.push_back(line_of(row.cells, *at, [&](std::size_t column) {
      return Place{.file = file, .record = table->place(row.number, column)};
    }));
  }
  return out;
}

}  // namespace

DecisionSheet decision_sheet(Site& site, const Plenary& plenary) {
  DecisionSheet out{columns, {}};
  site.journal().each({.plenary = plenary.id, .by_ordinal = true}, [&](const journal::Record& record) {
    const auto [evidence, decision] = seen_by_plenary(site, record);
    if (goes_without_vote(site.settings().plenary, record, decision, evidence)) return true;
    const feel::Value row =
        participant_facts(1, {&site.scheme(evidence.scheme), &evidence, &decision}, record.held);
    out.rows.push_back({evidence.id, evidence.candidate.name, evidence.scheme, field(row, "rekomendasi"),
                        proposal_word(decision), field(row, "kurang"), "", "", "", "",
                        record.seen_decision_digest.substr(0, fingerprint_length)});
    return true;
  });
  return out;
}

std::string to_csv(const DecisionSheet& sheet) { return source::to_csv(sheet.columns, sheet.rows, ';'); }

std::optional<Ruling> ruling_in_sheet(const std::string& word) {
  if (word == "K") return Ruling::Competent;
  if (word == "BK") return Ruling::NotYetCompetent;
  return parse_ruling(word);
}

std::vector<std::string> words_of(const std::string& list) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : list + ",") {
    if (c != ',' && c != ' ' && c != ';') {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

std::vector<SheetLine> read_decision_sheet(const std::string& bytes, const std::string& file,
                                           Diagnostics& found) {
  return source::looks_like_spreadsheet(bytes) ? read_xlsx(bytes, file, found) : read_csv(bytes, file, found);
}

}  // namespace pleno::app
