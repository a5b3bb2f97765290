#include "app/decision_sheet.h"

#include <array>

#include "app/facts.h"
#include "app/propose.h"
#include "source/csv.h"
#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::app {
namespace {

const std::vector<std::string> columns = {"no_pendaftaran", "nama",   "skema",   "rekomendasi_asesor",
                                          "usulan",         "kurang", "putusan", "alasan",
                                          "abstain",        "sidik"};

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

std::vector<std::string> words(const std::string& list) {
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

}  // namespace

std::string decision_sheet(Site& site, const Plenary& plenary) {
  std::vector<std::vector<std::string>> rows;
  site.journal().each({.plenary = plenary.id, .by_ordinal = true}, [&](const journal::Record& record) {
    const auto [evidence, decision] = seen_by_plenary(site, record);
    const feel::Value row =
        participant_facts(1, {&site.scheme(evidence.scheme), &evidence, &decision}, record.held);
    rows.push_back({evidence.id, evidence.candidate.name, evidence.scheme, field(row, "rekomendasi"),
                    proposal_word(decision), field(row, "kurang"), "", "", "",
                    record.seen_decision_digest.substr(0, fingerprint_length)});
    return true;
  });
  return source::to_csv(columns, rows, ';');
}

std::optional<Ruling> ruling_in_sheet(const std::string& word) {
  if (word == "K") return Ruling::Competent;
  if (word == "BK") return Ruling::NotYetCompetent;
  return parse_ruling(word);
}

std::vector<SheetLine> read_decision_sheet(const std::string& text, const std::string& file,
                                           Diagnostics& found) {
  std::vector<SheetLine> out;
  const auto table = source::parse_csv(text, file, found);
  if (!table) return out;
  const auto column = [&](const std::string& name) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < table->header.size(); ++i) {
      if (table->header[i] == name) return i;
    }
    found.push_back({.at = {.file = file, .line = 1},
                     .message = say("kolom '{}' tidak ada", "there is no column '{}'", name),
                     .hint = did_you_mean(name, table->header)});
    return std::nullopt;
  };
  constexpr std::array names = {"no_pendaftaran", "putusan", "alasan", "abstain", "sidik"};
  std::array<std::optional<std::size_t>, names.size()> at;
  bool complete = true;
  for (std::size_t i = 0; i < names.size(); ++i) {
    at[i] = column(names[i]);
    complete = complete && at[i].has_value();
  }
  if (!complete) return out;
  for (const auto& row : table->rows) {
    const auto cell = [&](std::size_t i) { return std::string(trimmed(row.cells[*at[i]])); };
    out.push_back({row.line, cell(0), cell(1), cell(2), words(cell(3)), cell(4)});
  }
  return out;
}

}  // namespace pleno::app
