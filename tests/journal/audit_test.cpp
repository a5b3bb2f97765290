// What `audit` must find: every change behind the journal's back, each undone afterwards.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>
#include <random>

#include "journal/backends.h"

namespace pleno::journal {
namespace {

class Audit : public OnBothDatabases {
 protected:
  Audit() {
    resolve(*journal_, 1, 6);
    issue_all(*journal_, 1, 4);
    journal_->allocate("MKT-2026", 1, {request(5)}, name, now);
    const long long mail = journal_->due_mails(1, now).at(0).id;
    journal_->mark_sending(mail, now);
    journal_->note_sent(mail, MailState::Sent, 250, "ok", "", now);
  }
  struct Fault {
    const char* what;
    const char* break_it;
    const char* mend_it;
  };
  void finds(const Fault& fault) {
    sql(fault.break_it);
    EXPECT_NE(audit(false), "") << fault.what;
    sql(fault.mend_it);
    EXPECT_EQ(audit(false), "") << fault.what << ", mended";
  }
  void overwrite(const std::filesystem::path& path, const std::string& bytes) {
    ::chmod(path.c_str(), 0640);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  }
};
ON_BOTH_DATABASES(Audit);

TEST_P(Audit, finds_nothing_in_a_sound_journal) {
  EXPECT_EQ(audit(true), "");
  EXPECT_EQ(audit(false), "");
}

TEST_P(Audit, finds_changed_files) {
  const auto path = journal_->path_of(pdf_of(2).sha256);
  const std::string good = testing::text_of_file(path);
  std::string bad = good;
  bad[5] = static_cast<char>(bad[5] ^ 1);
  overwrite(path, bad);
  EXPECT_THAT(audit(true), ::testing::HasSubstr(pdf_of(2).sha256));
  EXPECT_THAT(audit(true), ::testing::HasSubstr("berkas sertifikat berubah"));
  overwrite(path, good.substr(0, 4));
  EXPECT_THAT(audit(false), ::testing::HasSubstr("berkas sertifikat berubah")) << "the size tells";
  std::filesystem::remove(path);
  EXPECT_THAT(audit(false), ::testing::HasSubstr("berkas sertifikat hilang"));
  overwrite(path, good);
  EXPECT_EQ(audit(true), "");
}

TEST_P(Audit, finds_changed_rows) {
  const std::vector<Fault> faults = {
      {"edited ledger row", "update ledger set body = replace(body, '0000002', '0000009') where seq = 2",
       "update ledger set body = replace(body, '0000009', '0000002') where seq = 2"},
      {"removed ledger row", "create table aside as select * from ledger where seq = 3", "drop table aside"},
      {"number changed", "update certificate set number = number || ' ' where no = 2",
       "update certificate set number = substr(number, 1, length(number) - 1) where no = 2"},
      {"gap in the numbers", "update certificate set no = 77 where no = 3",
       "update certificate set no = 3 where no = 77"},
      {"serial of the series", "update series set last_no = last_no + 1",
       "update series set last_no = last_no - 1"},
      {"series rolled back", "update series set last_no = last_no - 1",
       "update series set last_no = last_no + 1"},
      {"ledger head", "update series set ledger_seq = ledger_seq - 1",
       "update series set ledger_seq = ledger_seq + 1"},
      {"decision of a certificate",
       "update certificate set decision_digest = 'x' || decision_digest where no = 1",
       "update certificate set decision_digest = substr(decision_digest, 2) where no = 1"},
      {"date of issue", "update certificate set issue_date = '2027-11-21' where no = 1",
       "update certificate set issue_date = '2026-11-21' where no = 1"},
      {"void without a ledger entry", "update certificate set state = 'VOID' where no = 1",
       "update certificate set state = 'ISSUED' where no = 1"},
      {"state without a decision", "update candidate set state = 'judged' where assessment = '26-00006'",
       "update candidate set state = 'resolved' where assessment = '26-00006'"},
      {"issued without a certificate", "update candidate set state = 'issued' where assessment = '26-00006'",
       "update candidate set state = 'resolved' where assessment = '26-00006'"},
      {"decision exchanged after the list",
       "update decision set digest = 'x' || digest where assessment = '26-00001'",
       "update decision set digest = substr(digest, 2) where assessment = '26-00001'"},
      {"evidence exchanged", "update evidence set digest = 'x' || digest where assessment = '26-00001'",
       "update evidence set digest = substr(digest, 2) where assessment = '26-00001'"},
      {"list shortened", "update plenary_list set size = 5", "update plenary_list set size = 6"},
      {"ordinal moved", "update plenary_item set ordinal = 9 where ordinal = 6",
       "update plenary_item set ordinal = 6 where ordinal = 9"},
      {"mail of nothing issued", "update outbox set assessment = '26-00006' where assessment = '26-00004'",
       "update outbox set assessment = '26-00004' where assessment = '26-00006'"},
      {"sent without an attempt", "update outbox set state = 'sent' where assessment = '26-00003'",
       "update outbox set state = 'pending' where assessment = '26-00003'"},
  };
  for (const Fault& fault : faults) {
    if (std::string(fault.what) == "removed ledger row") {
      sql(fault.break_it);
      finds({fault.what, "delete from ledger where seq = 3", "insert into ledger select * from aside"});
      sql(fault.mend_it);
    } else {
      finds(fault);
    }
  }
}

TEST_P(Audit, finds_a_swapped_pdf) {
  const std::string first = pdf_of(1).sha256;
  const std::string second = pdf_of(2).sha256;
  const auto swap = [&] {
    sql("update certificate set pdf_sha256 = case no when 1 then '" + second + "' else '" + first +
        "' end where no in (1, 2)");
  };
  swap();
  EXPECT_THAT(audit(false), ::testing::HasSubstr("tidak cocok dengan sertifikat mana pun"));
  EXPECT_THAT(audit(false), ::testing::HasSubstr("bukan dokumen asesmen itu"));
  sql("update certificate set pdf_sha256 = case no when 1 then '" + first + "' else '" + second +
      "' end where no in (1, 2)");
  EXPECT_EQ(audit(false), "");
}

TEST_P(Audit, finds_every_changed_character_of_the_ledger) {
  std::mt19937 random(20261121);
  const char* const columns[] = {"prev", "body", "hash"};
  for (int i = 0; i < 30; ++i) {
    const std::string column = columns[random() % 3];
    const std::string row = " where seq = " + std::to_string(1 + random() % 9);
    const std::string good = ask("select " + column + " from ledger" + row);
    std::string bad = good;
    char& changed = bad[random() % bad.size()];
    changed = changed == '7' ? '8' : '7';
    sql("update ledger set " + column + " = '" + bad + "'" + row);
    EXPECT_NE(audit(false), "") << column << row << ": " << bad;
    sql("update ledger set " + column + " = '" + good + "'" + row);
  }
  EXPECT_EQ(audit(false), "");
}

void age(const std::filesystem::path& path, int days) {
  struct timespec times[2] = {{.tv_sec = ::time(nullptr) - days * 86400L, .tv_nsec = 0},
                              {.tv_sec = ::time(nullptr) - days * 86400L, .tv_nsec = 0}};
  ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
}

TEST_P(Audit, files_that_no_row_knows_are_set_aside_after_a_day) {
  const auto folder = settings_.store / "ab";
  const auto quarantine = settings_.store / "quarantine";
  std::filesystem::create_directories(folder);
  const std::string old_name = "ab" + std::string(62, '1');
  const std::string young_name = "ab" + std::string(62, '2');
  overwrite(folder / old_name, "%PDF yatim");
  overwrite(folder / young_name, "%PDF baru saja");
  age(folder / old_name, 2);
  age(journal_->path_of(pdf_of(1).sha256), 400);
  Swept swept = journal_->sweep_orphans();
  EXPECT_EQ(swept.set_aside, 1);
  EXPECT_EQ(swept.removed, 0);
  EXPECT_TRUE(std::filesystem::exists(quarantine / old_name));
  EXPECT_TRUE(std::filesystem::exists(folder / young_name)) << "its row may be on its way";
  EXPECT_EQ(audit(true), "") << "what a row names stays, however old";
  age(quarantine / old_name, 31);
  swept = journal_->sweep_orphans();
  EXPECT_EQ(swept.removed, 1);
  EXPECT_FALSE(std::filesystem::exists(quarantine / old_name));
}

TEST_P(Audit, the_ledger_holds_no_assessment_and_no_person) {
  EXPECT_EQ(ask("select count(*) from ledger where body like '%26-0000%' or body like '%peserta%'"), "0");
  EXPECT_THAT(ask("select body from ledger where seq = 1"),
              ::testing::StartsWith(R"({"act":"ALLOCATE","at":"2026-11-21T09:00:00Z","decision":")"));
}

}  // namespace
}  // namespace pleno::journal
