// Leases and fences: of two workers on one candidate one writes, and one that slept past its lease, wherever
// it fell asleep, writes nothing.
#include <gmock/gmock.h>
#include <signal.h>

#include "journal/backends.h"

namespace pleno::journal {
namespace {

using Waiting = Journal::Waiting;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Lease : public OnBothDatabases {
 protected:
  Lease() { resolve(*journal_, 1, 4); }
  std::unique_ptr<Journal> worker(const std::string& name, int lease_seconds = 600) {
    Settings settings = settings_;
    settings.owner = "mesin:/situs:" + name;
    settings.lease_seconds = lease_seconds;
    return Journal::open(settings);
  }
  std::vector<std::string> ids(const std::vector<Record>& records) {
    std::vector<std::string> out;
    for (const Record& record : records) out.push_back(record.evidence.assessment);
    return out;
  }
  // Everything that a late write could change.
  std::string content() {
    return ask("select count(*) from ledger") + " " + ask("select count(*) from document") + " " +
           ask("select count(*) from outbox") + " " + ask("select count(*) from attempt") + " " +
           ask("select total from tally where name = 'candidate'") + " " +
           ask("select total from tally where name = 'certificate'");
  }
};
ON_BOTH_DATABASES(Lease);

std::vector<std::pair<std::string, std::string>> rendered(int n) { return {{id_of(n), pdf_of(n).sha256}}; }

TEST_P(Lease, each_candidate_has_one_worker) {
  issue_all(*journal_, 1, 1);
  journal_->allocate("MKT-2026", 1, requests(2, 4), name, now);
  const auto one = worker("1");
  const auto other = worker("2");
  EXPECT_THAT(ids(one->claim("2026-11", Waiting::ForIssue, 0, 2)),
              ::testing::ElementsAre(id_of(2), id_of(3)));
  EXPECT_THAT(ids(other->claim("2026-11", Waiting::ForIssue, 0, 9)), ::testing::ElementsAre(id_of(4)));
  EXPECT_THAT(ids(one->claim("2026-11", Waiting::ForIssue, 0, 9)), SizeIs(2)) << "its own again";
  one->release({id_of(2)});
  EXPECT_THAT(ids(other->claim("2026-11", Waiting::ForIssue, 0, 9)),
              ::testing::ElementsAre(id_of(2), id_of(4)));
  EXPECT_EQ(kind_thrown([&] { one->note_rendered(rendered(2)); }), Kind::TryAgain);
  other->note_rendered(rendered(2));
  EXPECT_EQ(audit(), "");
}

TEST_P(Lease, dead_workers_of_a_site_are_cleared_at_once) {
  worker("1")->claim("2026-11", Waiting::ForConclusion, 0, 9);
  journal_->allocate("MKT-2026", 1, requests(1, 4), name, now);
  worker("1")->claim("2026-11", Waiting::ForIssue, 0, 9);
  const auto next = worker("2");
  EXPECT_THAT(next->claim("2026-11", Waiting::ForIssue, 0, 9), IsEmpty());
  next->end_leases("mesin:/lain:");
  EXPECT_THAT(next->claim("2026-11", Waiting::ForIssue, 0, 9), IsEmpty());
  next->end_leases("mesin:/situs:");
  EXPECT_THAT(next->claim("2026-11", Waiting::ForIssue, 0, 9), SizeIs(4));
}

TEST_P(Lease, a_named_lease_has_one_holder) {
  const auto one = worker("1");
  const auto other = worker("2", 0);
  EXPECT_TRUE(one->take("malam"));
  EXPECT_TRUE(one->take("malam")) << "renewed";
  EXPECT_FALSE(other->take("malam"));
  other->give_back("malam");
  EXPECT_FALSE(other->take("malam"));
  one->give_back("malam");
  EXPECT_TRUE(other->take("malam"));
  EXPECT_TRUE(one->take("malam")) << "a lease of no seconds has run out";
}

TEST_P(Lease, a_late_answer_to_a_mail_taken_over_is_refused) {
  issue_all(*journal_, 1, 1);
  const auto one = worker("1");
  const auto other = worker("2");
  const long long mail = one->due_mails(1, now).at(0).id;
  one->mark_sending(mail, now);
  EXPECT_EQ(other->recover_mails(now, now), 0) << "its sender lives";
  sql("update outbox set lease_until = 0");
  EXPECT_EQ(other->recover_mails(now, now), 1);
  other->mark_sending(mail, now);
  const std::string before = content();
  EXPECT_EQ(kind_thrown([&] { one->note_sent(mail, MailState::Sent, 250, "ok", "", now); }), Kind::TryAgain);
  EXPECT_EQ(content(), before);
  other->note_sent(mail, MailState::Sent, 250, "ok", "", now);
  EXPECT_EQ(audit(), "");
}

// The real thing: a process stopped by SIGSTOP before each of its writes, past its lease; another does the
// work; then it goes on.
void sleepy_worker(Settings settings, int sleep_before) {
  settings.owner = "mesin:/situs:tidur";
  settings.lease_seconds = 1;
  const auto journal = Journal::open(settings);
  int step = 0;
  const auto doze = [&] {
    if (++step == sleep_before) ::raise(SIGSTOP);
  };
  try {
    journal->claim("2026-11", Waiting::ForNumber, 0, 1);
    doze();
    journal->allocate("MKT-2026", 1, {request(1)}, name, now);
    doze();
    journal->release({id_of(1)});
    if (journal->claim("2026-11", Waiting::ForIssue, 0, 1).empty()) ::_exit(3);
    doze();
    journal->note_rendered(rendered(1));
    doze();
    journal->issue({issue_of(1)}, now);
  } catch (const Error& error) {
    ::_exit(error.kind == Kind::TryAgain ? 3 : 1);
  }
  ::_exit(0);
}

TEST_P(Lease, one_stopped_past_its_lease_writes_nothing) {
  for (const int sleep_before : {1, 2, 3, 4}) {
    journal_.reset();
    Settings settings = settings_;
    settings.url = on_sqlite() ? fmt::format("sqlite3://{}/tidur{}.db", folder_.path().string(), sleep_before)
                               : testing::RunningPostgres::shared().fresh_database();
    settings_ = settings;
    journal_ = Journal::open(settings);
    resolve(*journal_, 1, 1);
    const pid_t child = in_child([&] { sleepy_worker(settings, sleep_before); });
    int status = 0;
    ::waitpid(child, &status, WUNTRACED);
    ASSERT_TRUE(WIFSTOPPED(status)) << sleep_before;
    ::usleep(1'200'000);  // its lease runs out
    const auto other = worker("segar");
    if (!other->claim("2026-11", Waiting::ForNumber, 0, 1).empty()) {
      other->allocate("MKT-2026", 1, {request(1)}, name, now);
      other->release({id_of(1)});
    }
    ASSERT_THAT(other->claim("2026-11", Waiting::ForIssue, 0, 1), SizeIs(1)) << sleep_before;
    other->note_rendered(rendered(1));
    other->issue({issue_of(1)}, now);
    const std::string before = content();
    ::kill(child, SIGCONT);
    const int code = WEXITSTATUS(status_of(child));
    // Refused; or, when all was done already, content with it.
    EXPECT_TRUE(code == 3 || (sleep_before == 4 && code == 0)) << code << " before " << sleep_before;
    EXPECT_EQ(content(), before) << sleep_before;
    EXPECT_EQ(ask("select count(*) from certificate"), "1");
    EXPECT_EQ(ask("select count(*) from outbox"), "1");
    EXPECT_EQ(audit(), "") << sleep_before;
  }
}

}  // namespace
}  // namespace pleno::journal
