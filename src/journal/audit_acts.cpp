// What people did: every void number has its act and every act its effect; the sheets add up.
#include <map>

#include "journal/acts.h"
#include "journal/audit.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

struct Sheet {
  std::string state;
  std::string number;
  bool operator==(const Sheet&) const = default;
};

// The stock as its acts tell it.
std::map<std::string, Sheet> sheets_told(Sql& sql) {
  std::map<std::string, Sheet> told;
  for (const ActRow& act :
       acts_from(sql.select(act_width, std::string(act_query) + " where series = :series order by seq",
                            {{"series", std::string(stock_series)}}))) {
    if (act.kind == "RECEIVE") {
      for (const std::string& serial : serials(act.subject, act.link)) told[serial] = {"stock", ""};
    } else if (act.kind == "USE") {
      told[act.subject] = {"used", act.link};
    } else {
      told[act.subject].state = act.kind == "SPOIL" ? "spoiled" : "returned";
    }
  }
  return told;
}

void add(Diagnostics& found, const std::string& record, std::string message) {
  found.push_back({.at = {.record = record}, .message = std::move(message)});
}

// Filed, ended, filed again: an end without its beginning, or two beginnings, is no way that the journal
// goes.
void audit_appeals(Sql& sql, Diagnostics& found) {
  std::map<std::string, std::string> last;
  for (const ActRow& act :
       acts_from(sql.select(act_width, std::string(act_query) + " where series = :series order by seq",
                            {{"series", std::string(appeal_series)}}))) {
    std::string& before = last[act.subject];
    if ((act.kind == appeal_filed) == (before == appeal_filed))
      add(found, act.subject,
          say("riwayat bandingnya tidak runtut", "the steps of its appeal are out of order"));
    before = act.kind;
  }
}

}  // namespace

void audit_acts(Sql& sql, Diagnostics& found) {
  audit_appeals(sql, found);
  for (const Row& row : sql.select(1,
                                   "select k.number from certificate k where (k.state = 'VOID') <> exists"
                                   " (select 1 from act a where a.series = k.series and a.subject = k.number"
                                   " and a.kind in ('VOID', 'REPLACE'))")) {
    add(found, row[0],
        say("batal tanpa dua orang dan alasan, atau sebaliknya",
            "void without two persons and a reason, or the reverse"));
  }
  for (const Row& row :
       sql.select(1,
                  "select k.number from certificate k left join certificate o on o.assessment = k.assessment"
                  " and o.revision = k.revision - 1 where case when k.revision = 1 then k.replaces <> ''"
                  " else coalesce(o.state, '') <> 'VOID' or coalesce(o.number, '') <> k.replaces end")) {
    add(found, row[0],
        say("pengganti yang tidak menunjuk sertifikat batal sebelumnya",
            "a replacement that does not stand for the void one before it"));
  }
}

void audit_sheets(Sql& sql, Diagnostics& found) {
  auto told = sheets_told(sql);
  for (const Row& row : sql.select(3, "select serial, state, number from sheet order by serial")) {
    const auto sheet = told.find(row[0]);
    if (sheet == told.end() || !(sheet->second == Sheet{row[1], row[2]})) {
      add(found, row[0], say("blanko tidak cocok dengan riwayatnya", "the sheet disagrees with its history"));
    }
    if (sheet != told.end()) told.erase(sheet);
  }
  for (const auto& [serial, sheet] : told)
    add(found, serial, say("blanko hilang dari persediaan", "the sheet is missing from the stock"));
}

}  // namespace pleno::journal
