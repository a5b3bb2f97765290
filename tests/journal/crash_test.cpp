// Several processes at once, and processes killed at random moments.
#include <gmock/gmock.h>
#include <signal.h>

#include <random>
#include <set>

#include "journal/backends.h"

namespace pleno::journal {
namespace {

constexpr int candidates = 40;

// A whole night in small batches, from wherever the last one stopped.
void night(const Settings& settings) {
  const auto journal = Journal::open(settings);
  for (int n = 1; n <= candidates; n += 10) journal->keep_evidence(frozen_rows(n, n + 9), now);
  for (std::string after;;) {
    const auto page = journal->to_judge(after, 7);
    if (page.empty()) break;
    std::vector<DecisionRow> decisions;
    for (const Frozen& row : page) decisions.push_back(decision(row));
    journal->keep_decisions(decisions);
    after = page.back().assessment;
  }
  std::vector<std::string> ids;
  for (int n = candidates; n >= 1; --n) ids.push_back(id_of(n));
  journal->plan("2026-11", ids);
  journal->keep_documents({{.key = "paket", .artifact = artifact("paket", "2026-11", "%PDF paket")}});
  std::vector<Resolution> resolutions;
  for (int n = 1; n <= candidates; ++n) {
    resolutions.push_back(resolution("2026-11", n, n % 4 == 0 ? Ruling::NotYetCompetent : Ruling::Competent));
  }
  journal->keep_resolutions(resolutions, now);
  for (int n = 1; n <= candidates; n += 4) {
    issue_all(*journal, n, n + 2);
    journal->conclude({{.assessment = id_of(n + 3), .mails = {mail_of(n + 3, "hasil")}}}, now);
  }
  journal->recover_mails(now, "2026-11-22T09:00:00Z");  // not in this night
  for (const MailRow& mail : journal->due_mails(100, now)) {
    journal->mark_sending(mail.id, now);
    journal->note_sent(mail.id, MailState::Sent, 250, "ok", "", now);
  }
}

class Crash : public OnBothDatabases {
 protected:
  void expect_whole_night() {
    const Status status = journal_->status();
    EXPECT_EQ(status.series.at(0).second, candidates * 3 / 4);
    std::set<long long> numbers;
    journal_->each({.state = State::Issued}, [&](const Record& record) {
      numbers.insert(record.certificate->no);
      return true;
    });
    EXPECT_EQ(numbers.size(), candidates * 3U / 4);
    EXPECT_EQ(*numbers.rbegin(), candidates * 3 / 4);
    const auto mails = journal_->mails(std::nullopt);
    EXPECT_EQ(mails.size(), static_cast<std::size_t>(candidates));
    for (const MailRow& mail : mails) {
      EXPECT_TRUE(mail.state == MailState::Sent || mail.state == MailState::Unknown) << mail.message_id;
    }
    EXPECT_EQ(audit(), "");
  }
};
ON_BOTH_DATABASES(Crash);

TEST_P(Crash, a_night_twice_is_one_night) {
  night(settings_);
  night(settings_);
  expect_whole_night();
}

TEST_P(Crash, killed_at_any_moment_and_started_again) {
  std::mt19937 random(20261121);
  int kills = 0;
  for (int round = 0; round < 40; ++round) {
    const pid_t child = in_child([&] { night(settings_); });
    ::usleep(static_cast<useconds_t>(random() % (20000U + 2000U * static_cast<unsigned>(round))));
    ::kill(child, SIGKILL);
    const int status = status_of(child);
    kills += WIFSIGNALED(status) ? 1 : 0;
    EXPECT_TRUE(WIFSIGNALED(status) || status == 0);
    EXPECT_EQ(audit(), "") << "after kill " << kills;
  }
  EXPECT_GT(kills, 5);
  night(settings_);
  expect_whole_night();
}

TEST_P(Crash, two_processes_number_at_once) {
  resolve(*journal_, 1, 60);
  std::vector<pid_t> children;
  for (int child = 0; child < 4; ++child) {
    children.push_back(in_child([&] {  // each has a third of its own and shares the rest
      const auto journal = Journal::open(settings_);
      for (int n = 1; n <= 60; ++n) {
        const int at = child % 2 == 0 ? n : 61 - n;
        if (at % 4 != child) journal->allocate("MKT-2026", 1, {request(at)}, name, now);
      }
    }));
  }
  for (const pid_t child : children) EXPECT_EQ(status_of(child), 0);
  EXPECT_EQ(ask("select count(distinct no) from certificate"), "60");
  EXPECT_EQ(ask("select max(no) from certificate"), "60");
  EXPECT_EQ(audit(), "");
}

TEST_P(Crash, two_whole_nights_at_once) {
  std::vector<pid_t> children;
  for (int i = 0; i < 3; ++i) {
    children.push_back(in_child([&] {
      try {
        night(settings_);
      } catch (const Error& error) {  // the other one took the mail
        if (error.kind != Kind::TryAgain) throw;
      }
    }));
  }
  for (const pid_t child : children) EXPECT_EQ(status_of(child), 0);
  night(settings_);
  expect_whole_night();
}

}  // namespace
}  // namespace pleno::journal
