// Seeded corruption: every single change of a row or a file behind the journal's back is found; and given
// only the last checkpoint, every change of the ledger is, even by one who knows the key and mends all the
// hashes.
#include <gmock/gmock.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <random>

#include "journal/backends.h"
#include "journal/ledger.h"
#include "journal/seals.h"

namespace pleno::journal {
namespace {

const ActWords two = {.reason = "salah cetak", .person = "Siti", .confirmed_by = "Ratna"};
const std::string key = "kunci segel";

// A journal with at least two rows in every table.
void fill(Journal& journal) {
  resolve(journal, 1, 8);
  issue_all(journal, 1, 5);
  journal.allocate("MKT-2026", 1, requests(6, 6), name, now);
  journal.keep_rejected({{"26-9", "a", "b", "c"}, {"26-8", "d", "e", "f"}});
  journal.hold(id_of(8), "alamat kosong");
  journal.set_meta("last_nightly", now);
  const auto mails = journal.due_mails(3, now);
  for (const MailRow& mail : mails) {
    journal.mark_sending(mail.id, now);
    journal.note_sent(mail.id, MailState::Sent, 250, "ok", "", now);
  }
  for (const int n : {1, 2}) {
    journal.replace_certificate(journal.find(id_of(n))->certificate->number, decision(frozen(n)), two, now);
  }
  journal.receive_sheets("A 1", "A 4", two, now);
  journal.use_sheet("A 1", journal.find(id_of(3))->certificate->number, two, now);
  journal.end_sheet("A 2", Journal::SheetEnd::Spoiled, two, now);
  // A second plenary with a list of its own.
  journal.keep_evidence(frozen_rows(20, 22), now);
  journal.keep_decisions({decision(frozen(20)), decision(frozen(21)), decision(frozen(22))});
  journal.plan("2026-12", {id_of(20), id_of(21)});
}

class Corruption : public ::testing::Test {
 protected:
  Corruption() : folder_("pleno-corruption") {
    settings_ = {.url = "sqlite3://" + (folder_.path() / "a.db").string(),
                 .store = folder_.path() / "store",
                 .seal_key = key};
    journal_ = Journal::open(settings_);
    fill(*journal_);
    raw_.open(soci::sqlite3,
              "db=" + (folder_.path() / "a.db").string());  // no foreign keys: as a vandal would
  }
  std::size_t below(std::size_t end) { return random_() % end; }
  std::string text(const std::string& query) {
    std::string out;
    soci::indicator missing;
    raw_ << query, soci::into(out, missing);
    return out;
  }
  std::string findings() {
    Diagnostics found;
    try {
      journal_->audit(found, true);
    } catch (const Error& alarm) {  // a number that is none any more
      return alarm.what();
    }
    return to_text(found);
  }
  // Tries one change of a row; gives false when the database itself refuses it (a key twice).
  bool change_a_row(std::string& what, std::function<void()>& mend);
  void change_a_file(std::string& what, std::function<void()>& mend);

  testing::TemporaryFolder folder_;
  Settings settings_;
  std::unique_ptr<Journal> journal_;
  soci::session raw_;
  std::mt19937 random_{20261121};
};

std::string changed(std::string value, std::mt19937& random, bool numeric) {
  if (numeric) return std::to_string(std::stoll(value) + 1);
  if (value.empty()) return "x";
  char& one = value[random() % value.size()];
  one = static_cast<char>(one ^ (one >= '@' ? 1 : 2));  // one bit
  return value;
}

bool Corruption::change_a_row(std::string& what, std::function<void()>& mend) {
  auto tables = sealed_columns();
  tables.emplace_back("tally", std::vector<std::string>{"name", "rows", "total", "seal"});
  const auto& [table, columns] = tables[below(tables.size())];
  const auto count = static_cast<std::size_t>(std::stoi(text("select count(*) from " + table)));
  const auto row_at = [&](std::size_t n) {
    return text("select rowid from " + table + " limit 1 offset " + std::to_string(n));
  };
  const std::string row = row_at(below(count));
  const std::string where = " where rowid = " + row;
  const std::string column = columns[below(columns.size())];
  const std::string before = text("select cast(" + column + " as text) from " + table + where);
  const auto set = [this, table = table, column](const std::string& at, const std::string& value) {
    raw_ << "update " + table + " set " + column + " = :v where rowid = " + at, soci::use(value, "v");
  };
  try {
    switch (below(3)) {
      case 0: {  // one bit or one number
        const bool numeric = text("select typeof(" + column + ") from " + table + where) == "integer";
        what = "flip " + table + "." + column;
        const std::string after = changed(before, random_, numeric);
        const std::string moved = column == "id" ? after : row;  // it is the rowid itself
        set(row, after);
        mend = [set, moved, before] { set(moved, before); };
        return true;
      }
      case 1: {  // two rows exchange a value
        const std::string other = row_at(below(count));
        const std::string its =
            text("select cast(" + column + " as text) from " + table + " where rowid = " + other);
        if (its == before) return false;
        what = "swap " + table + "." + column;
        raw_ << "begin";
        try {
          set(row, its);
          set(other, before);
          raw_ << "commit";
        } catch (const soci::soci_error&) {
          raw_ << "rollback";
          return false;
        }
        mend = [set, row, other, before, its] {
          set(row, before);
          set(other, its);
        };
        return true;
      }
      default: {
        what = "remove from " + table;
        raw_ << "drop table if exists aside";
        raw_ << "create table aside as select * from " + table + where;
        raw_ << "delete from " + table + where;
        mend = [this, table = table] {
          raw_ << "insert into " + table + " select * from aside";
          raw_ << "drop table aside";
        };
        return true;
      }
    }
  } catch (const soci::soci_error&) {
    return false;
  }
}

void Corruption::change_a_file(std::string& what, std::function<void()>& mend) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(settings_.store)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  const auto path = files[below(files.size())];
  const std::string before = testing::text_of_file(path);
  const auto write = [](const std::filesystem::path& to, const std::string& bytes) {
    ::chmod(to.c_str(), 0640);
    std::ofstream(to, std::ios::binary | std::ios::trunc) << bytes;
  };
  mend = [write, path, before] { write(path, before); };
  std::string bytes = before;
  switch (below(4)) {
    case 0:
      what = "flip a bit of a file";
      bytes[below(bytes.size())] ^= static_cast<char>(1U << below(8));
      write(path, bytes);
      return;
    case 1:
      what = "truncate a file";
      bytes.resize(below(bytes.size()));
      write(path, bytes);
      return;
    case 2: {
      what = "exchange two files";
      const auto other =
          files[(below(files.size() - 1) + 1 +
                 static_cast<std::size_t>(std::find(files.begin(), files.end(), path) - files.begin())) %
                files.size()];
      const std::string its = testing::text_of_file(other);
      if (other != path && its != before) {
        write(path, its);
        write(other, before);
        mend = [write, path, before, other, its] {
          write(path, before);
          write(other, its);
        };
        return;
      }
      [[fallthrough]];
    }
    default:
      what = "remove a file";
      std::filesystem::remove(path);
      return;
  }
}

TEST_F(Corruption, a_thousand_changes_are_found) {
  ASSERT_EQ(findings(), "");
  int tried = 0;
  int found = 0;
  std::map<std::string, int> kinds;
  while (tried < 1000) {
    std::string what;
    std::function<void()> mend;
    if (below(4) == 0)
      change_a_file(what, mend);
    else if (!change_a_row(what, mend))
      continue;
    ++tried;
    ++kinds[what.substr(0, what.find(' '))];
    if (findings().empty())
      ADD_FAILURE() << what;
    else
      ++found;
    mend();
  }
  EXPECT_EQ(findings(), "") << "mended";
  fmt::print("corruption: {} of {} found (", found, tried);
  for (const auto& [kind, times] : kinds) fmt::print(" {} {}", times, kind);
  fmt::print(" )\n");
}

// --- The ledger, given only the checkpoint ----------------------------------------------------------------

TEST_F(Corruption, a_thousand_changes_of_the_ledger_contradict_the_checkpoint) {
  const std::string checkpoint = journal_->checkpoint(now);
  journal_->compare(checkpoint);
  Sql sql({.url = settings_.url});
  Seals seals(sql, key);  // the vandal knows the key and has everything but the checkpoint
  std::vector<std::string> bodies;
  for (const Row& row : sql.read(
           [&] { return sql.select(1, "select body from ledger where series = 'MKT-2026' order by seq"); })) {
    bodies.push_back(row[0]);
  }
  const auto rewrite = [&](const std::vector<std::string>& entries) {
    sql.transact([&] {
      seals.open();
      seals.touch_all("ledger");
      seals.touch("series", {"series"}, {{"MKT-2026"}});
      sql.run("delete from ledger where series = 'MKT-2026'");
      std::string head = ledger_start();
      Batch batch({"seq", "prev", "body", "hash"});
      for (const std::string& body : entries) {
        const std::string hash = ledger_hash(head, body);
        batch.rows.push_back({std::to_string(batch.rows.size() + 1), head, body, hash});
        head = hash;
      }
      sql.run_each(
          "insert into ledger (series, seq, prev, body, hash) select 'MKT-2026', cast(batch.seq as bigint),"
          " batch.prev, batch.body, batch.hash from {batch}",
          batch);
      sql.run("update series set ledger_seq = :seq, ledger_head = :head where series = 'MKT-2026'",
              {{"seq", static_cast<long long>(entries.size())}, {"head", head}});
      seals.close();
    });
  };
  raw_ << "delete from act";  // rows that refer to the entries
  int found = 0;
  for (int i = 0; i < 1000; ++i) {
    std::vector<std::string> entries = bodies;
    const std::size_t at = below(entries.size());
    switch (i % 5) {
      case 0: entries[at] = changed(entries[at], random_, false); break;
      case 1: entries.erase(entries.begin() + static_cast<long>(at)); break;
      case 2:
        entries.insert(entries.begin() + static_cast<long>(at),
                       changed(entries[below(entries.size())], random_, false));
        break;
      case 3: std::swap(entries[at], entries[(at + 1 + below(entries.size() - 1)) % entries.size()]); break;
      default: entries.resize(at); break;  // rolled back
    }
    if (entries == bodies) {  // two equal entries exchanged places
      --i;
      continue;
    }
    rewrite(entries);
    try {
      journal_->compare(checkpoint);
      ADD_FAILURE() << "mutation " << i;
    } catch (const Error& alarm) {
      EXPECT_EQ(alarm.kind, Kind::Internal);
      ++found;
    }
  }
  rewrite(bodies);
  journal_->compare(checkpoint);
  fmt::print("ledger: {} of 1000 mutations found\n", found);
}

TEST_F(Corruption, an_older_database_is_refused) {
  journal_.reset();
  const auto file = folder_.path() / "a.db";
  raw_ << "pragma wal_checkpoint(truncate)";
  std::filesystem::copy_file(file, folder_.path() / "cadangan.db");
  journal_ = Journal::open(settings_);
  journal_->allocate("MKT-2026", 1, requests(7, 7), name, now);
  const std::string checkpoint = journal_->checkpoint(now);
  journal_->compare(checkpoint);
  settings_.url = "sqlite3://" + (folder_.path() / "cadangan.db").string();
  journal_ = Journal::open(settings_);
  std::string message;
  EXPECT_EQ(kind_thrown([&] { journal_->compare(checkpoint); }, &message), Kind::Internal);
  EXPECT_THAT(message,
              ::testing::StartsWith("INTEGRITY ALARM: basis data lebih tua dari sertifikat terakhir"));
  EXPECT_THAT(message, ::testing::HasSubstr("MKT-2026 70209 2642 0000007 2026"));
}

TEST_F(Corruption, a_changed_checkpoint_is_refused) {
  std::string checkpoint = journal_->checkpoint(now);
  checkpoint[checkpoint.find("ledger") + 7] ^= 1;
  EXPECT_EQ(kind_thrown([&] { journal_->compare(checkpoint); }), Kind::Internal);
  settings_.seal_key = "kunci lain";
  EXPECT_EQ(kind_thrown([&] { Journal::open(settings_)->compare(journal_->checkpoint(now)); }),
            Kind::Internal);
}

TEST_F(Corruption, a_changed_row_is_not_written_over) {
  raw_ << "update candidate set held = 'lain' where assessment = '26-00007'";
  std::string message;
  EXPECT_EQ(kind_thrown([&] { journal_->allocate("MKT-2026", 1, requests(7, 7), name, now); }, &message),
            Kind::Internal);
  EXPECT_THAT(message, ::testing::HasSubstr("INTEGRITY ALARM"));
}

}  // namespace
}  // namespace pleno::journal
