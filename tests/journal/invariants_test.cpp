// Each invariant of docs/reliability.md is broken once, by one who knows the seals' key and mends every seal
// behind himself: what finds it is the check of that invariant, and says so.
#include <gmock/gmock.h>

#include <fstream>

#include "journal/backends.h"
#include "journal/seals.h"

namespace pleno::journal {
namespace {

using ::testing::HasSubstr;

constexpr const char* key = "kunci segel";

struct Violation {
  const char* invariant;
  const char* what;
  const char* table;  // that is written
  const char* statement;
  const char* finding;  // part of what audit says
};

constexpr Violation violations[] = {
    {"I1", "a gap in the numbers", "certificate", "update certificate set no = 77 where no = 4",
     "nomor tidak rapat"},
    {"I1", "the counter ran ahead", "series", "update series set last_no = last_no + 1", "nomor tidak rapat"},
    {"I1", "void by nobody", "certificate", "update certificate set state = 'VOID' where no = 1",
     "batal tanpa dua orang dan alasan"},
    {"I1", "a number without a candidate who has it", "candidate",
     "update candidate set state = 'resolved' where assessment = '26-00005'",
     "status dan sertifikatnya tidak cocok"},
    {"I2", "issued, and the file is another's", "document",
     "update document set subject = '26-00002' where subject = '26-00001' and kind = 'sertifikat'",
     "PDF-nya bukan dokumen asesmen itu"},
    {"I3", "a mail of a certificate not issued", "outbox",
     "update outbox set assessment = '26-00005' where assessment = '26-00004'",
     "surat untuk sertifikat yang belum terbit"},
    {"I3", "a mail of a result that no plenary has seen", "outbox",
     "update outbox set plenary = '2027-01' where assessment = '26-00004'",
     "surat untuk hasil yang belum diputus pleno"},
    {"I4", "sent, and nobody sent it", "outbox",
     "update outbox set state = 'sent' where assessment = '26-00003'",
     "status surat tanpa catatan pengirimannya"},
    {"I5", "an attempt that is not noted", "outbox",
     "update outbox set attempts = attempts + 1 where assessment = '26-00002'",
     "catatan pengirimannya tidak lengkap"},
    {"I5", "sent once more after it was accepted", "attempt",
     "update attempt set state = 'sent' where mail = 2 and no = 1", "dikirim lagi sesudah diterima"},
    {"I6", "being sent by one without a fence", "outbox",
     "update outbox set state = 'sending', sending_at = '2026-11-21T09:00:00Z', fence = 0"
     " where assessment = '26-00003'",
     "dikerjakan tanpa nomor pagar"},
    {"I6", "worked on without a fence", "candidate",
     "update candidate set lease_until = 9, fence = 0 where assessment = '26-00005'",
     "dikerjakan tanpa nomor pagar"},
    {"I7", "in doubt for ever", "outbox",
     "update outbox set state = 'unknown', next_at = '' where assessment = '26-00003'",
     "surat yang menunggu selamanya"},
    {"I7", "waits without an address", "outbox",
     "update outbox set recipient = '' where assessment = '26-00003'", "surat yang menunggu selamanya"},
    {"I8", "two documents for one number", "certificate",
     "update certificate set unsigned_sha256 = 'x' || substr(unsigned_sha256, 2) where no = 2",
     "bukan satu-satunya yang dicetak"},
    {"I8", "one document for two numbers", "certificate",
     "update certificate set pdf_sha256 = (select pdf_sha256 from certificate where no = 1) where no = 2",
     "bukan satu-satunya yang dicetak"},
    {"I10", "an entry that tells something else", "ledger",
     "update ledger set body = replace(body, '0000002', '0000009') where seq = 2", "hash tidak cocok"},
    {"I10", "an entry that does not follow", "ledger", "update ledger set prev = hash where seq = 3",
     "rantai putus"},
    {"I10", "the end of another chain", "series", "update series set ledger_seq = ledger_seq - 1",
     "ujung buku besar"},
};

class Invariants : public ::testing::Test {
 protected:
  Invariants() : folder_("pleno-invariants") {
    settings_ = {.url = "sqlite3://" + (folder_.path() / "a.db").string(),
                 .store = folder_.path() / "store",
                 .seal_key = key};
    journal_ = Journal::open(settings_);
    resolve(*journal_, 1, 6);
    issue_all(*journal_, 1, 4);
    journal_->allocate("MKT-2026", 1, {request(5)}, name, now);
    const auto mails = journal_->due_mails(2, now);
    sent(mails.at(0), MailState::Sent);
    sent(mails.at(1), MailState::Deferred);
    sent(mails.at(1), MailState::Sent);
  }
  void sent(const MailRow& mail, MailState state) {
    journal_->mark_sending(mail.id, now);
    journal_->note_sent(mail.id, state, 250, "ok", state == MailState::Sent ? "" : now, now);
  }
  std::string audit() {
    Diagnostics found;
    journal_->audit(found, false);
    return to_text(found);
  }
  void write(const Violation& violation) {
    Sql sql({.url = settings_.url});
    Seals seals(sql, key);
    sql.transact([&] {
      seals.open();
      seals.touch_all(violation.table);
      EXPECT_GT(sql.run(violation.statement), 0) << violation.what;
      seals.close();
    });
  }

  testing::TemporaryFolder folder_;
  Settings settings_;
  std::unique_ptr<Journal> journal_;
};

class InvariantsBroken : public Invariants, public ::testing::WithParamInterface<Violation> {};

TEST_P(InvariantsBroken, AreFoundThoughEverySealFits) {
  ASSERT_EQ(audit(), "");
  write(GetParam());
  EXPECT_THAT(audit(), HasSubstr(GetParam().finding)) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(One, InvariantsBroken, ::testing::ValuesIn(violations), [](const auto& one) {
  std::string name = one.param.invariant;
  name += '_';
  for (const char* c = one.param.what; *c != '\0'; ++c) name += std::isalnum(*c) != 0 ? *c : '_';
  return name;
});

// I2 from the other side, and I9: a missing file is a finding, one too many is none.
TEST_F(Invariants, I2_a_row_without_its_file_and_I9_a_file_without_a_row) {
  const auto folder = settings_.store / "ab";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / ("ab" + std::string(62, '1'))) << "%PDF yatim";
  EXPECT_EQ(audit(), "");
  std::filesystem::remove(journal_->path_of(pdf_of(1).sha256));
  EXPECT_THAT(audit(), HasSubstr("berkas sertifikat hilang"));
}

TEST_F(Invariants, figures_are_those_of_the_tables) {
  EXPECT_EQ(journal_->figures(),
            (Figures{.numbers = 5, .certificates = 4, .mails = 4, .attempts = 3, .sent = 2, .doubts = 0}));
  const MailRow third = journal_->due_mails(1, now).at(0);
  sent(third, MailState::Unknown);
  EXPECT_EQ(journal_->figures().doubts, 1);
  ASSERT_EQ(journal_->doubted_mails(now).size(), 1U);
  EXPECT_EQ(journal_->doubted_mails(now)[0].message_id, third.message_id);
  EXPECT_TRUE(journal_->doubted_mails("2026-11-22T00:00:00Z").empty());
}

TEST_F(Invariants, numbers_that_wait_are_told_with_their_age) {
  const auto waiting = journal_->pending_numbers();
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].assessment, id_of(5));
  EXPECT_EQ(waiting[0].number, "70209 2642 0000005 2026");
  EXPECT_EQ(waiting[0].since, now);
}

// A state database on a network: told by the kind of file system, which is asked through a probe.
TEST(StateOnANetwork, IsRefused) {
  const testing::TemporaryFolder folder("pleno-network");
  Settings settings{.url = "sqlite3://" + (folder.path() / "a.db").string(),
                    .store = folder.path() / "store"};
  for (const auto& [magic, name] : {std::pair{0x6969L, "NFS"},
                                    {0xFF534D42L, "CIFS"},
                                    {0xFE534D42L, "SMB2"},
                                    {-11317950L, "CIFS"},  // the same, as a signed number of 32 bits
                                    {0x00C36400L, "Ceph"}}) {
    settings.file_system = [magic = magic](const auto&) { return magic; };
    std::string message;
    EXPECT_EQ(kind_thrown([&] { Journal::open(settings); }, &message), Kind::Configuration);
    EXPECT_THAT(message, HasSubstr(std::string("sistem berkas jaringan (") + name + ")"));
    EXPECT_THAT(message, HasSubstr(folder.path().string()));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "a.db")) << "nothing was made there";
  }
  settings.file_system = [](const auto&) { return std::optional<long>(); };
  EXPECT_NO_THROW(Journal::open(settings)) << "a system that does not tell is no reason to stop";
  EXPECT_NO_THROW(demand_local("postgresql://pleno@/lsp", [](const auto&) { return 0x6969L; }));
  EXPECT_TRUE(file_system_of(folder.path()));
  EXPECT_FALSE(file_system_of(folder.path() / "tidak ada"));
}

}  // namespace
}  // namespace pleno::journal
