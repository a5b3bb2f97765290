#include "source/optional_row.h"

#include <algorithm>

#include "source/database.h"
#include "source/row_check.h"
#include "source/sql_text.h"
#include "text/language.h"
#include "text/nearest.h"

namespace pleno::source {
namespace {

// Whether the query gives what it may: its key once, and known columns beside it.
void check_columns(const Query& query, const OptionalColumns& columns, const std::vector<std::string>& given,
                   Diagnostics& found) {
  const auto report = [&](std::string message, std::string hint) {
    found.push_back({.at = {.file = query.file}, .message = std::move(message), .hint = std::move(hint)});
  };
  const std::string_view key = columns.key;
  const std::vector<std::string> known(columns.columns.begin(), columns.columns.end());
  if (std::count(given.begin(), given.end(), key) != 1)
    report(say("kolom '{}' tidak ada", "column '{}' is missing", key),
           say("tambahkan '… as {}'", "add '… as {}'", key));
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i] == key) continue;
    if (std::find(known.begin(), known.end(), given[i]) == known.end())
      report(say("kolom '{}' tidak dikenal", "column '{}' is unknown", given[i]),
             did_you_mean(given[i], known));
    if (std::find(given.begin(), given.begin() + static_cast<std::ptrdiff_t>(i), given[i]) !=
        given.begin() + static_cast<std::ptrdiff_t>(i))
      report(say("kolom '{}' dua kali", "column '{}' twice", given[i]), {});
  }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> read_optional_row(const std::string& url, const Query& query,
                                                                   const OptionalColumns& columns,
                                                                   const std::string& wanted,
                                                                   Diagnostics& found) {
  std::vector<std::pair<std::string, std::string>> out;
  const std::string sql = bare_sql(query.sql);
  if (!is_reading(sql) || has_second_statement(sql)) {
    found.push_back(
        {.at = {.file = query.file},
         .message = say("kueri bukan satu perintah select", "the query is not one select statement")});
    return out;
  }
  Database database(url);
  std::string complaint;
  const std::vector<std::string> given = database.columns_of(sql, complaint);
  if (!complaint.empty()) {
    found.push_back(
        {.at = {.file = query.file},
         .message = say("kueri ditolak basis data: {}", "the database refuses the query: {}", complaint)});
    return out;
  }
  check_columns(query, columns, given, found);
  if (has_errors(found)) return out;
  const auto id =
      static_cast<std::size_t>(std::find(given.begin(), given.end(), columns.key) - given.begin());
  const Database::Snapshot snapshot(database);
  Tidied tidied;
  const auto rows = database.rows(query, given);
  while (rows->next()) {
    if ((*rows)[id] != wanted) continue;
    RowCheck cell(*rows, wanted, found, found, tidied);
    for (std::size_t column = 0; column < given.size(); ++column) {
      if (column == id) continue;
      std::string value = cell.text(column, given[column], RowCheck::Need::Optional);
      if (!value.empty()) out.emplace_back(given[column], std::move(value));
    }
    break;
  }
  return out;
}

}  // namespace pleno::source
