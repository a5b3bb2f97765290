// What people do after the fact: void, replace, print again, and the stock of sheets.
#include <gmock/gmock.h>

#include "journal/backends.h"

namespace pleno::journal {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

const ActWords two = {.reason = "nama salah cetak", .person = "Siti Rahma, S.E.", .confirmed_by = "Ratna K."};
const ActWords one = {.reason = "blanko rusak", .person = "Siti Rahma", .confirmed_by = ""};

class Acts : public OnBothDatabases {
 protected:
  Acts() {
    resolve(*journal_, 1, 4);
    issue_all(*journal_, 1, 3);
  }
  std::string number(int n) { return journal_->find(id_of(n))->certificate->number; }
  State state(int n) { return journal_->find(id_of(n))->state; }
  std::string balance() {
    std::string out;
    for (const auto& [name, count] : journal_->status().sheets) out += fmt::format("{} {} ", count, name);
    return out;
  }
  std::string ledger_of(const std::string& act) {
    return ask("select count(*) from ledger where body like '{\"act\":\"" + act + "\"%'");
  }
};
ON_BOTH_DATABASES(Acts);

TEST_P(Acts, a_void_number_stays_taken) {
  const std::string void_number = number(2);
  journal_->void_certificate(void_number, two, now);
  EXPECT_EQ(state(2), State::Void);
  EXPECT_EQ(journal_->certificate(void_number)->state, "VOID");
  EXPECT_EQ(ledger_of("VOID"), "1");
  EXPECT_EQ(journal_->due_mails(10, now).size(), 2U) << "its letter waits no more";
  issue_all(*journal_, 4, 4);
  EXPECT_EQ(journal_->find(id_of(4))->certificate->no, 4);
  EXPECT_EQ(journal_->bytes(pdf_of(2).sha256)->substr(0, 4), "%PDF") << "the file stays";
  EXPECT_EQ(audit(), "");
  EXPECT_EQ(kind_thrown([&] { journal_->void_certificate(void_number, two, now); }), Kind::Data);
}

TEST_P(Acts, one_that_cannot_be_printed_is_given_up) {
  journal_->allocate("MKT-2026", 1, requests(4, 4), name, now);
  journal_->void_certificate(number(4), two, now);
  EXPECT_EQ(state(4), State::Void);
  EXPECT_EQ(audit(), "");
}

TEST_P(Acts, a_replacement_has_its_own_number_and_names_the_void_one) {
  const std::string old_number = number(2);
  journal_->keep_evidence({frozen(2, "nama benar")}, now);
  EXPECT_TRUE(journal_->find(id_of(2))->changed_after_plan);
  const DecisionRow today = decision(frozen(2, "nama benar"));
  journal_->replace_certificate(old_number, today, two, now);
  const Record waiting = journal_->find(id_of(2)).value();
  EXPECT_EQ(waiting.state, State::Resolved);
  EXPECT_EQ(waiting.revision, 2);
  EXPECT_FALSE(waiting.certificate);
  EXPECT_FALSE(waiting.changed_after_plan);
  EXPECT_EQ(waiting.resolution->decision_digest, today.digest) << "the guard compares with today's";
  EXPECT_EQ(waiting.seen_decision_digest, decision(frozen(2)).digest) << "the list says what it saw";
  EXPECT_EQ(audit(), "");

  AllocationRequest again = request(2);
  again.public_id = crockford(sha256("kedua"), 130);
  again.decision_digest = today.digest;
  EXPECT_EQ(kind_thrown([&] { journal_->allocate("MKT-2026", 1, {again}, name, now); }), Kind::TryAgain)
      << "whoever had it before the replacement is out";
  ASSERT_EQ(journal_->claim("2026-11", Journal::Waiting::ForNumber, 0, 1).at(0).evidence.assessment,
            id_of(2));
  journal_->allocate("MKT-2026", 1, {again}, name, now);
  const Artifact pdf = artifact("sertifikat", id_of(2), "%PDF pengganti");
  journal_->note_rendered({{id_of(2), pdf.sha256}});
  NewMail mail = mail_of(2, "sertifikat pengganti");
  mail.kind = "sertifikat";
  mail.revision = 2;
  journal_->issue(
      {{.assessment = id_of(2), .certificate = {.key = "kedua", .artifact = pdf}, .mails = {mail}}}, now);
  const Record issued = journal_->find(id_of(2)).value();
  EXPECT_EQ(issued.state, State::Issued);
  EXPECT_EQ(issued.certificate->no, 4);
  EXPECT_EQ(issued.certificate->replaces, old_number);
  EXPECT_EQ(journal_->certificate(old_number)->state, "VOID");
  EXPECT_EQ(ask("select count(*) from ledger where body like '%\"replaces\":\"" + old_number + "\"%'"), "1");
  EXPECT_EQ(audit(), "");
  EXPECT_EQ(kind_thrown([&] { journal_->replace_certificate(old_number, today, two, now); }), Kind::Data);
  EXPECT_EQ(kind_thrown([&] { journal_->void_certificate(old_number, two, now); }), Kind::Data);

  // A later change of the source is a change after what the replacement rests on.
  EXPECT_EQ(journal_->keep_evidence({frozen(2, "lain lagi")}, now).review, 1);
  EXPECT_TRUE(journal_->find(id_of(2))->changed_after_plan);
  EXPECT_EQ(audit(), "");
}

TEST_P(Acts, a_void_one_can_be_replaced_later) {
  const std::string old_number = number(1);
  journal_->void_certificate(old_number, two, now);
  journal_->replace_certificate(old_number, decision(frozen(1)), two, now);
  EXPECT_EQ(state(1), State::Resolved);
  EXPECT_EQ(journal_->acts_on(old_number).size(), 2U);
  EXPECT_EQ(audit(), "");
}

TEST_P(Acts, two_persons_and_a_reason) {
  for (const ActWords& words :
       {ActWords{"", "A", "B"}, ActWords{"x", "", "B"}, ActWords{"x", "A", ""}, ActWords{"x", "A", "A"},
        ActWords{"x", "Siti Rahma, S.E.", " siti  rahma SE"}}) {
    EXPECT_EQ(kind_thrown([&] { journal_->void_certificate(number(1), words, now); }), Kind::Usage);
    EXPECT_EQ(kind_thrown([&] { journal_->replace_certificate(number(1), decision(frozen(1)), words, now); }),
              Kind::Usage);
  }
  EXPECT_EQ(kind_thrown([&] { journal_->void_certificate("70209 0", two, now); }), Kind::NoInput);
  EXPECT_EQ(state(1), State::Issued);
}

TEST_P(Acts, a_reprint_is_the_same_bytes_and_noted) {
  EXPECT_EQ(*journal_->reprint(number(1), one, now), *pdf_of(1).bytes);
  EXPECT_EQ(*journal_->reprint(number(1), one, now), *pdf_of(1).bytes);
  EXPECT_EQ(ledger_of("REPRINT"), "2");
  EXPECT_EQ(journal_->status().series.at(0).second, 3) << "no new number";
  journal_->void_certificate(number(1), two, now);
  EXPECT_EQ(kind_thrown([&] { journal_->reprint(number(1), one, now); }), Kind::Data);
  EXPECT_EQ(audit(), "");
}

TEST_P(Acts, the_ledger_names_nobody) {
  journal_->void_certificate(number(1), two, now);
  EXPECT_EQ(ask("select count(*) from ledger where body like '%Siti%' or body like '%nama salah%'"), "0");
  const auto acts = journal_->acts_on(number(1));
  ASSERT_THAT(acts, SizeIs(1));
  EXPECT_EQ(acts[0].words.confirmed_by, "Ratna K.");
}

TEST_P(Acts, every_sheet_is_accounted_for) {
  journal_->receive_sheets("A 0098", "A 0102", one, now);
  EXPECT_EQ(balance(), "5 stock 0 used 0 spoiled 0 returned ");
  journal_->use_sheet("A 0098", number(1), one, now);
  journal_->use_sheet("A 0099", number(2), one, now);
  journal_->end_sheet("A 0099", Journal::SheetEnd::Spoiled, two, now);
  journal_->use_sheet("A 0100", number(2), one, now);
  journal_->end_sheet("A 0102", Journal::SheetEnd::Returned, two, now);
  journal_->end_sheet("A 0099", Journal::SheetEnd::Returned, two, now);
  EXPECT_EQ(balance(), "1 stock 2 used 0 spoiled 2 returned ");
  EXPECT_EQ(audit(), "");
  EXPECT_THAT(journal_->acts_on(number(2)), SizeIs(4)) << "two uses, and the way of the spoiled sheet";
  sql("update sheet set state = 'stock' where serial = 'A 0099'");
  EXPECT_THAT(audit(), HasSubstr("blanko tidak cocok dengan riwayatnya"));
}

TEST_P(Acts, a_sheet_goes_one_way) {
  journal_->receive_sheets("A 0098", "A 0102", one, now);
  journal_->use_sheet("A 0098", number(1), one, now);
  const auto data = [&](const std::function<void()>& call) { EXPECT_EQ(kind_thrown(call), Kind::Data); };
  data([&] { journal_->receive_sheets("A 0102", "A 0103", one, now); });
  data([&] { journal_->use_sheet("A 0098", number(2), one, now); });
  data([&] { journal_->use_sheet("A 0099", number(1), one, now); });
  data([&] { journal_->use_sheet("B 0001", number(2), one, now); });
  data([&] { journal_->use_sheet("A 0099", "70209 0", one, now); });
  journal_->end_sheet("A 0099", Journal::SheetEnd::Returned, two, now);
  data([&] { journal_->end_sheet("A 0099", Journal::SheetEnd::Spoiled, two, now); });
  data([&] { journal_->end_sheet("A 9999", Journal::SheetEnd::Spoiled, two, now); });
  const auto usage = [&](const std::function<void()>& call) { EXPECT_EQ(kind_thrown(call), Kind::Usage); };
  usage([&] { journal_->end_sheet("A 0100", Journal::SheetEnd::Spoiled, one, now); });
  usage([&] { journal_->receive_sheets("A 0110", "B 0120", one, now); });
  usage([&] { journal_->receive_sheets("A 0120", "A 0110", one, now); });
  usage([&] { journal_->receive_sheets("A 0", "A 9999999", one, now); });
  EXPECT_EQ(balance(), "3 stock 1 used 0 spoiled 1 returned ");
  EXPECT_EQ(audit(), "");
}

}  // namespace
}  // namespace pleno::journal
