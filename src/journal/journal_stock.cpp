// The stock of blank sheets: each one received, used, spoiled or returned, and every step in the ledger.
#include <fmt/format.h>

#include "journal/acts.h"
#include "journal/journal_soci.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

Error refused(const std::string& serial, const std::string& state) {
  return {Kind::Data,
          state.empty() ? say("blanko '{}' tidak pernah diterima", "sheet '{}' was never received", serial)
                        : say("blanko '{}' berstatus {}", "sheet '{}' is {}", serial, state),
          {},
          say("`pleno stock` menunjukkan sisa dan riwayat", "`pleno stock` shows balance and history")};
}

Row sheet_of(Sql& sql, const std::string& serial) {
  const auto rows =
      sql.select(2, std::string("select state, number from sheet where serial = :serial") + sql.for_update(),
                 {{"serial", serial}});
  return rows.empty() ? Row{"", ""} : rows[0];
}

}  // namespace

void JournalSoci::receive_sheets(const std::string& first, const std::string& last, const ActWords& words,
                                 const std::string& now) {
  demand_words(words, false);
  Batch batch({"serial"});
  for (const std::string& serial : serials(first, last)) batch.rows.push_back({serial});
  transact([&] {
    LedgerTail ledger = LedgerTail::lock(sql_, seals_, stock_series, 1);
    const auto known = sql_.select_each(
        2, "select s.serial, s.state from {batch} join sheet s on s.serial = batch.serial", batch);
    if (!known.empty()) throw refused(known[0][0], known[0][1]);
    seals_.fresh("sheet", {"serial"}, batch.rows);
    sql_.run_each("insert into sheet (serial, state) select batch.serial, 'stock' from {batch}", batch);
    note_act(ledger, {.series = stock_series,
                      .kind = "RECEIVE",
                      .subject = first,
                      .link = last,
                      .words = words,
                      .at = now});
  });
}

void JournalSoci::use_sheet(const std::string& serial, const std::string& number, const ActWords& words,
                            const std::string& now) {
  demand_words(words, false);
  const auto seen = certificate(number);
  if (!seen || seen->state != "ISSUED") {
    throw Error(Kind::Data, say("sertifikat '{}' tidak ada atau tidak berlaku",
                                "certificate '{}' does not exist or is void", number));
  }
  transact([&] {
    LedgerTail ledger = LedgerTail::lock(sql_, seals_, stock_series, 1);
    const Row sheet = sheet_of(sql_, serial);
    if (sheet[0] != "stock") throw refused(serial, sheet[0]);
    const auto other = sql_.select(1, "select serial from sheet where number = :number and state = 'used'",
                                   {{"number", number}});
    if (!other.empty()) {
      throw Error(
          Kind::Data,
          say("sertifikat {} sudah tercetak di blanko {}", "certificate {} is printed on sheet {} already",
              number, other[0][0]),
          {}, say("catat dahulu blanko itu rusak atau kembali", "first say that it is spoiled or returned"));
    }
    seals_.touch("sheet", {"serial"}, {{serial}});
    sql_.run("update sheet set state = 'used', number = :number where serial = :serial",
             {{"number", number}, {"serial", serial}});
    note_act(ledger, {.series = stock_series,
                      .kind = "USE",
                      .subject = serial,
                      .link = number,
                      .words = words,
                      .at = now});
  });
}

void JournalSoci::end_sheet(const std::string& serial, SheetEnd end, const ActWords& words,
                            const std::string& now) {
  demand_words(words, true);
  const bool spoiled = end == SheetEnd::Spoiled;
  transact([&] {
    LedgerTail ledger = LedgerTail::lock(sql_, seals_, stock_series, 1);
    const Row sheet = sheet_of(sql_, serial);
    const bool allowed = sheet[0] == "stock" || sheet[0] == "used" || (!spoiled && sheet[0] == "spoiled");
    if (!allowed) throw refused(serial, sheet[0]);
    seals_.touch("sheet", {"serial"}, {{serial}});
    sql_.run("update sheet set state = :state where serial = :serial",
             {{"state", std::string(spoiled ? "spoiled" : "returned")}, {"serial", serial}});
    note_act(ledger, {.series = stock_series,
                      .kind = spoiled ? "SPOIL" : "RETURN",
                      .subject = serial,
                      .link = sheet[1],
                      .words = words,
                      .at = now});
  });
}

}  // namespace pleno::journal
