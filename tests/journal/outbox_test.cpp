// The outbox: due, sending, sent, deferred, in doubt.
#include <gmock/gmock.h>

#include "journal/backends.h"

namespace pleno::journal {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class Outbox : public OnBothDatabases {
 protected:
  Outbox() {
    resolve(*journal_, 1, 3);
    std::vector<Journal::Conclusion> letters;
    for (int n = 1; n <= 3; ++n) {
      letters.push_back(
          {.assessment = id_of(n), .mails = {mail_of(n, "hasil")}, .then = Journal::Conclusion::Then::Stay});
    }
    letters[2].mails[0].recipient = "";
    letters[2].mails[0].held = "alamat kosong";
    journal_->conclude(letters, now);
    first_ = journal_->due_mails(1, now).at(0).id;
  }
  MailRow first() {
    for (const MailRow& row : journal_->mails(std::nullopt)) {
      if (row.id == first_) return row;
    }
    return {};
  }
  long long first_ = 0;
};
ON_BOTH_DATABASES(Outbox);

TEST_P(Outbox, pending_mails_are_due_and_held_ones_are_not) {
  const auto due = journal_->due_mails(10, now);
  ASSERT_THAT(due, SizeIs(2));
  EXPECT_EQ(due[0].assessment, id_of(1));
  EXPECT_EQ(due[0].recipient, "peserta1@example.org");
  EXPECT_EQ(due[0].mime_sha256, mail_of(1, "hasil").mime.sha256);
  EXPECT_EQ(due[0].message_id, mail_of(1, "hasil").message_id);
  const auto held = journal_->mails(MailState::Held);
  ASSERT_THAT(held, SizeIs(1));
  EXPECT_EQ(held[0].reply, "alamat kosong");
}

TEST_P(Outbox, sent_is_the_end) {
  journal_->mark_sending(first_, now);
  EXPECT_EQ(first().state, MailState::Sending);
  EXPECT_THAT(journal_->due_mails(10, now), SizeIs(1));
  journal_->note_sent(first_, MailState::Sent, 250, "2.0.0 Ok: queued as 4711", "", now);
  journal_->note_sent(first_, MailState::Sent, 250, "2.0.0 Ok: queued as 4711", "", now);
  EXPECT_EQ(first().state, MailState::Sent);
  EXPECT_EQ(first().attempts, 1);
  EXPECT_EQ(first().reply, "2.0.0 Ok: queued as 4711");
  EXPECT_EQ(kind_thrown([&] { journal_->mark_sending(first_, now); }), Kind::TryAgain);
  journal_->note_sent(first_, MailState::Deferred, 451, "later", now, now);
  EXPECT_EQ(first().state, MailState::Sent);
  EXPECT_EQ(audit(), "");
}

TEST_P(Outbox, only_one_run_sends_a_mail) {
  journal_->mark_sending(first_, now);
  journal_->mark_sending(first_, now);  // the answer to the first call was lost
  EXPECT_EQ(kind_thrown([&] { journal_->mark_sending(first_, "2026-11-21T09:00:01Z"); }), Kind::TryAgain);
}

TEST_P(Outbox, a_deferred_mail_comes_again_in_time) {
  journal_->mark_sending(first_, now);
  journal_->note_sent(first_, MailState::Deferred, 451, "greylisted", "2026-11-21T09:05:00Z", now);
  journal_->note_sent(first_, MailState::Deferred, 451, "greylisted", "2026-11-21T09:05:00Z", now);
  EXPECT_EQ(first().attempts, 1) << "the same note twice is one attempt";
  EXPECT_THAT(journal_->due_mails(10, now), SizeIs(1));
  EXPECT_THAT(journal_->due_mails(10, "2026-11-21T09:05:00Z"), SizeIs(2));
  journal_->mark_sending(first_, "2026-11-21T09:06:00Z");
  journal_->note_sent(first_, MailState::Refused, 550, "5.1.1 no such user", "", "2026-11-21T09:06:01Z");
  EXPECT_EQ(first().attempts, 2);
  EXPECT_THAT(journal_->mails(MailState::Refused), SizeIs(1));
  EXPECT_EQ(ask("select count(*) from attempt"), "2");
  EXPECT_EQ(audit(), "");
}

TEST_P(Outbox, refused_before_the_body_needs_no_sending) {
  journal_->note_sent(first_, MailState::Refused, 550, "5.1.1", "", now);
  EXPECT_EQ(first().attempts, 1);
  EXPECT_EQ(first().state, MailState::Refused);
}

TEST_P(Outbox, an_answer_and_the_next_mail_are_one_commit) {
  const long long second = journal_->due_mails(2, now).at(1).id;
  const MailOutcome sent{first_, MailState::Sent, 250, "2.0.0 Ok: queued as 4711", "", now};
  journal_->mark_sending(first_, now);
  journal_->note_and_mark(sent, second, "2026-11-21T09:00:01Z");
  journal_->note_and_mark(sent, second, "2026-11-21T09:00:01Z");  // the answer to the first call was lost
  EXPECT_EQ(first().state, MailState::Sent);
  EXPECT_EQ(first().reply, "2.0.0 Ok: queued as 4711");
  EXPECT_THAT(journal_->mails(MailState::Sending), SizeIs(1));
  EXPECT_EQ(ask("select count(*) from attempt"), "1");
  EXPECT_EQ(audit(), "");
  reopen();
  EXPECT_EQ(journal_->recover_mails(now, "2026-11-21T09:15:00Z"), 1) << "one doubt a killed run, not two";
}

TEST_P(Outbox, what_refuses_the_next_mail_leaves_the_answer_to_be_noted) {
  const long long second = journal_->due_mails(2, now).at(1).id;
  journal_->note_sent(second, MailState::Refused, 550, "5.1.1", "", now);
  journal_->mark_sending(first_, now);
  const MailOutcome sent{first_, MailState::Sent, 250, "ok", "", now};
  EXPECT_EQ(kind_thrown([&] { journal_->note_and_mark(sent, second, now); }), Kind::TryAgain);
  EXPECT_EQ(first().state, MailState::Sending) << "all or nothing";
  journal_->note_sent(first_, MailState::Sent, 250, "ok", "", now);
  EXPECT_EQ(first().state, MailState::Sent);
  EXPECT_EQ(audit(), "");
}

TEST_P(Outbox, a_killed_run_leaves_a_doubt) {
  journal_->mark_sending(first_, now);
  reopen();
  EXPECT_EQ(journal_->recover_mails(now, "2026-11-21T09:15:00Z"), 1);
  EXPECT_EQ(journal_->recover_mails(now, "2026-11-21T09:15:00Z"), 0);
  EXPECT_EQ(first().state, MailState::Unknown);
  EXPECT_EQ(first().attempts, 1);
  EXPECT_EQ(first().doubts, 1);
  EXPECT_THAT(journal_->due_mails(10, "2026-11-21T09:14:59Z"), SizeIs(1));
  EXPECT_THAT(journal_->due_mails(10, "2026-11-21T09:15:00Z"), SizeIs(2));
  EXPECT_EQ(audit(), "");
  journal_->note_sent(first_, MailState::Sent, 250, "found in the archive", "", "2026-11-21T10:00:00Z");
  EXPECT_EQ(first().state, MailState::Sent);
}

TEST_P(Outbox, a_second_doubt_is_held_for_a_person) {
  for (const char* time : {"2026-11-21T09:15:00Z", "2026-11-21T09:31:00Z"}) {
    journal_->mark_sending(first_, time);
    journal_->note_sent(first_, MailState::Unknown, 0, "the connection broke", "2026-11-21T09:30:00Z", time);
  }
  EXPECT_EQ(first().state, MailState::Held);
  EXPECT_EQ(first().doubts, 2);
  EXPECT_EQ(first().next_at, "");
  EXPECT_EQ(kind_thrown([&] { journal_->mark_sending(first_, now); }), Kind::TryAgain);
  EXPECT_EQ(ask("select count(*) from attempt where state = 'unknown'"), "2");
  EXPECT_EQ(audit(), "");
  // A person says: once more.
  journal_->note_sent(first_, MailState::Deferred, 0, "Rina: not in the archive", now,
                      "2026-11-22T09:00:00Z");
  EXPECT_THAT(journal_->due_mails(10, "2026-11-22T09:00:00Z"), SizeIs(2));
  journal_->mark_sending(first_, "2026-11-22T09:00:01Z");
  EXPECT_EQ(journal_->recover_mails("2026-11-22T09:00:02Z", "2026-11-22T09:15:02Z"), 1);
  EXPECT_EQ(first().state, MailState::Held);
  EXPECT_EQ(audit(), "");
}

TEST_P(Outbox, a_doubt_without_a_time_waits_for_a_person) {
  journal_->mark_sending(first_, now);
  journal_->note_sent(first_, MailState::Unknown, 0, "the connection broke", "", now);
  EXPECT_THAT(journal_->due_mails(10, "2027-01-01T00:00:00Z"), SizeIs(1));
}

TEST_P(Outbox, a_bounce_stays_with_a_mail_that_was_sent) {
  const std::string id = first().message_id;
  EXPECT_FALSE(journal_->note_bounced(id, "5.1.1 no such user", now)) << "it was never sent";
  journal_->mark_sending(first_, now);
  journal_->note_sent(first_, MailState::Sent, 250, "ok", "", now);
  EXPECT_TRUE(journal_->note_bounced(id, "5.1.1 no such user", now));
  EXPECT_TRUE(journal_->note_bounced(id, "5.1.1 no such user", "2026-11-22T09:00:00Z"));
  EXPECT_FALSE(journal_->note_bounced("<other@lsp.example>", "5.1.1", now));
  const auto found = journal_->find_mail(id);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->state, MailState::Sent);
  EXPECT_EQ(found->bounced_at, now);
  EXPECT_EQ(found->bounce, "5.1.1 no such user");
  EXPECT_EQ(journal_->find_mail(std::to_string(first_))->message_id, id);
  EXPECT_FALSE(journal_->find_mail("").has_value());
  EXPECT_EQ(audit(), "");
}

TEST_P(Outbox, a_job_is_queued_once) {
  NewMail again = mail_of(1, "hasil");
  again.message_id = "<other@lsp.example>";
  journal_->conclude({{.assessment = id_of(1), .mails = {again}, .then = Journal::Conclusion::Then::Stay}},
                     now);
  EXPECT_THAT(journal_->mails(std::nullopt), SizeIs(3));
  again.revision = 2;
  journal_->conclude({{.assessment = id_of(1), .mails = {again}, .then = Journal::Conclusion::Then::Stay}},
                     now);
  EXPECT_THAT(journal_->mails(std::nullopt), SizeIs(4));
}

TEST_P(Outbox, one_message_id_is_one_mail) {
  NewMail other = mail_of(2, "sertifikat");
  other.message_id = mail_of(1, "hasil").message_id;
  std::string message;
  EXPECT_EQ(kind_thrown(
                [&] {
                  journal_->conclude(
                      {{.assessment = id_of(2), .mails = {other}, .then = Journal::Conclusion::Then::Stay}},
                      now);
                },
                &message),
            Kind::Internal);
  EXPECT_THAT(message, ::testing::HasSubstr("bertentangan"));
  EXPECT_THAT(message, ::testing::Not(::testing::HasSubstr("example.org"))) << "no address in a message";
  EXPECT_THAT(journal_->mails(std::nullopt), SizeIs(3));
}

TEST_P(Outbox, an_unknown_mail_is_our_own_mistake) {
  EXPECT_EQ(kind_thrown([&] { journal_->note_sent(999, MailState::Sent, 250, "", "", now); }),
            Kind::Internal);
}

}  // namespace
}  // namespace pleno::journal
