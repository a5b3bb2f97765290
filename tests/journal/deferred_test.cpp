// What one plenary defers, the next one resolves: two lists, two letters, one number.
#include <gmock/gmock.h>

#include "journal/backends.h"

namespace pleno::journal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Then = Journal::Conclusion::Then;

const std::string autumn = "2026-11";
const std::string winter = "2026-12";

NewMail result_mail(int n, const std::string& plenary) {
  NewMail mail = mail_of(n, "hasil");
  mail.plenary = plenary;
  mail.message_id = "<" + plenary + "." + id_of(n) + "@lsp.example>";
  return mail;
}
Journal::Conclusion conclusion_of(int n, const std::string& plenary, Then then) {
  return {.assessment = id_of(n),
          .documents = {{.key = "surat " + plenary,
                         .artifact = artifact("surat", id_of(n), "%PDF surat " + plenary + id_of(n))}},
          .mails = {result_mail(n, plenary)},
          .then = then,
          .plenary = plenary};
}
Resolution resolution_on(const std::string& plenary, const Frozen& evidence, Ruling ruling) {
  Resolution out = resolution(plenary, 1, ruling);
  out.assessment = evidence.assessment;
  out.decision_digest = decision(evidence).digest;
  return out;
}

// In the plenary of autumn 1 and 3 are competent and 2 is deferred.
class Deferred : public OnBothDatabases {
 protected:
  Deferred() {
    journal_->keep_evidence(frozen_rows(1, 3), now);
    journal_->keep_decisions({decision(frozen(1)), decision(frozen(2)), decision(frozen(3))});
    journal_->plan(autumn, {id_of(1), id_of(2), id_of(3)});
    journal_->keep_resolutions(
        {resolution(autumn, 1), resolution(autumn, 2, Ruling::Deferred), resolution(autumn, 3)}, now);
  }
  void put_off() { journal_->conclude({conclusion_of(2, autumn, Then::NextPlenary)}, now); }
  Record today(int n) { return journal_->find(id_of(n)).value(); }
  std::vector<Record> list(const std::string& plenary, std::optional<State> state = std::nullopt) {
    std::vector<Record> out;
    journal_->each({.state = state, .plenary = plenary, .by_ordinal = true}, [&](const Record& record) {
      out.push_back(record);
      return true;
    });
    return out;
  }
  void expect_the_old_list() {
    const auto records = list(autumn);
    ASSERT_THAT(records, SizeIs(3));
    const Record& second = records[1];
    EXPECT_EQ(second.evidence.assessment, id_of(2));
    EXPECT_EQ(second.plenary, autumn);
    EXPECT_EQ(second.ordinal, 2);
    EXPECT_EQ(second.resolution, resolution(autumn, 2, Ruling::Deferred));
    EXPECT_EQ(second.state, State::Final) << "that plenary is done with it, wherever it stands today";
    EXPECT_EQ(second.seen_decision_digest, decision(frozen(2)).digest);
    EXPECT_EQ(second.seen_evidence_digest, frozen(2).digest);
    EXPECT_FALSE(second.certificate);
    EXPECT_FALSE(second.changed_after_plan);
    EXPECT_EQ(second.held, "");
  }
  std::vector<std::string> mails() {
    std::vector<std::string> out;
    for (const MailRow& mail : journal_->mails(std::nullopt)) {
      out.push_back(mail.assessment + " " + mail.kind + " " + mail.plenary);
    }
    return out;
  }
};
ON_BOTH_DATABASES(Deferred);

TEST_P(Deferred, one_is_free_again_and_its_list_keeps_it) {
  const std::string content = journal_->sessions().at(1).content_digest;
  put_off();
  const Record record = today(2);
  EXPECT_EQ(record.state, State::Judged);
  EXPECT_EQ(record.plenary, "");
  EXPECT_EQ(record.ordinal, 0);
  EXPECT_FALSE(record.resolution);
  EXPECT_EQ(record.seen_decision_digest, "");
  EXPECT_EQ(record.decision->digest, decision(frozen(2)).digest);
  EXPECT_NE(journal_->sessions().at(1).content_digest, content);
  expect_the_old_list();
  EXPECT_EQ(audit(), "");
}

TEST_P(Deferred, records_name_what_the_list_was_pinned_with) {
  EXPECT_EQ(today(1).seen_decision_digest, decision(frozen(1)).digest);
  EXPECT_EQ(today(1).seen_evidence_digest, frozen(1).digest);
  journal_->keep_evidence({frozen(1, "2")}, now);
  EXPECT_EQ(today(1).seen_evidence_digest, frozen(1).digest);
  EXPECT_NE(today(1).evidence.digest, today(1).seen_evidence_digest);
}

TEST_P(Deferred, the_next_plenary_makes_it_competent_with_one_number) {
  put_off();
  for (int twice = 0; twice < 2; ++twice) {
    EXPECT_EQ(journal_->plan(winter, {id_of(2), id_of(1)}), 1) << "1 is resolved";
  }
  EXPECT_EQ(today(2).state, State::Planned);
  EXPECT_EQ(today(2).plenary, winter);
  EXPECT_FALSE(today(2).resolution) << "that of the other plenary is not this one's";
  for (int twice = 0; twice < 2; ++twice) {
    EXPECT_THAT(journal_->keep_resolutions({resolution(winter, 2)}, now), IsEmpty());
  }
  EXPECT_EQ(today(2).resolution, resolution(winter, 2));
  expect_the_old_list();

  AllocationRequest wanted = request(2);
  wanted.plenary = winter;
  const auto number = journal_->allocate("MKT-2026", 1, {wanted}, name, now).at(0).number;
  EXPECT_EQ(journal_->allocate("MKT-2026", 1, {wanted}, name, now).at(0).number, number);
  journal_->note_rendered({{id_of(2), pdf_of(2).sha256}});
  Journal::Issue issue = issue_of(2);
  issue.mails = {result_mail(2, winter), mail_of(2, "sertifikat")};
  issue.mails[1].plenary = winter;
  for (int twice = 0; twice < 2; ++twice) journal_->issue({issue}, now);

  EXPECT_EQ(today(2).state, State::Issued);
  EXPECT_EQ(today(2).certificate->number, number);
  EXPECT_EQ(ask("select count(*) from certificate"), "1");
  EXPECT_EQ(list(winter).at(0).certificate->number, number);
  expect_the_old_list();
  EXPECT_THAT(mails(),
              ElementsAre("26-00002 hasil 2026-11", "26-00002 hasil 2026-12", "26-00002 sertifikat 2026-12"));
  put_off();
  EXPECT_EQ(today(2).state, State::Issued) << "a late repetition takes nothing back";
  EXPECT_THAT(mails(), SizeIs(3));
  EXPECT_EQ(audit(), "");
}

TEST_P(Deferred, a_repetition_does_nothing_wherever_it_stands) {
  put_off();
  put_off();
  EXPECT_EQ(today(2).state, State::Judged);
  journal_->unjudge();
  put_off();
  EXPECT_EQ(today(2).state, State::Imported);
  journal_->keep_decisions({decision(frozen(2))});
  journal_->plan(winter, {id_of(2)});
  put_off();
  EXPECT_EQ(today(2).state, State::Planned);
  journal_->keep_resolutions({resolution(winter, 2, Ruling::Deferred)}, now);
  put_off();
  EXPECT_EQ(today(2).state, State::Resolved) << "the ruling of autumn does not conclude that of winter";
  EXPECT_EQ(today(2).plenary, winter);
  EXPECT_THAT(mails(), ElementsAre("26-00002 hasil 2026-11"));
  EXPECT_EQ(journal_->plan(autumn, {id_of(2)}), 3);
  EXPECT_EQ(audit(), "");
}

TEST_P(Deferred, one_can_be_deferred_again_and_again) {
  put_off();
  for (const std::string plenary : {"2026-12", "2027-01", "2027-02"}) {
    EXPECT_EQ(journal_->plan(plenary, {id_of(2)}), 1);
    journal_->keep_resolutions({resolution(plenary, 2, Ruling::Deferred)}, now);
    journal_->conclude({conclusion_of(2, plenary, Then::NextPlenary)}, now);
    EXPECT_EQ(today(2).state, State::Judged);
    EXPECT_EQ(list(plenary).at(0).resolution, resolution(plenary, 2, Ruling::Deferred));
  }
  EXPECT_EQ(journal_->plan("2027-03", {id_of(2)}), 1);
  journal_->keep_resolutions({resolution("2027-03", 2, Ruling::NotYetCompetent)}, now);
  journal_->conclude({conclusion_of(2, "2027-03", Then::Final)}, now);
  EXPECT_EQ(today(2).state, State::Final);
  EXPECT_THAT(mails(), SizeIs(5));
  expect_the_old_list();
  EXPECT_EQ(audit(), "");
}

TEST_P(Deferred, resolutions_stay_locked_in_their_plenary) {
  put_off();
  const Resolution late = resolution(autumn, 2, Ruling::Competent);
  EXPECT_THAT(journal_->keep_resolutions({late}, now), ElementsAre(late));
  EXPECT_THAT(journal_->keep_resolutions({resolution(autumn, 2, Ruling::Deferred)}, now), IsEmpty());
  const Resolution early = resolution(winter, 2);
  EXPECT_THAT(journal_->keep_resolutions({early}, now), ElementsAre(early)) << "in no list of that plenary";
  journal_->plan(winter, {id_of(2)});
  EXPECT_THAT(journal_->keep_resolutions({late, early}, now), ElementsAre(late));
  const Resolution other = resolution(winter, 2, Ruling::Absent);
  EXPECT_THAT(journal_->keep_resolutions({other}, now), ElementsAre(other));
  EXPECT_EQ(today(2).resolution, early);
  expect_the_old_list();
  EXPECT_EQ(audit(), "");
}

TEST_P(Deferred, evidence_changed_between_the_plenaries_is_judged_again) {
  put_off();
  const PullCounts counts = journal_->keep_evidence({frozen(2, "2")}, now);
  EXPECT_EQ(counts.changed, 1);
  EXPECT_EQ(counts.review, 0);
  EXPECT_EQ(today(2).state, State::Imported);
  EXPECT_FALSE(today(2).changed_after_plan);
  EXPECT_FALSE(list(autumn).at(1).decision) << "today's: there is none yet";
  expect_the_old_list();
  EXPECT_EQ(audit(), "");

  journal_->keep_decisions({decision(frozen(2, "2"))});
  EXPECT_EQ(list(autumn).at(1).decision->digest, decision(frozen(2, "2")).digest);
  EXPECT_EQ(journal_->plan(winter, {id_of(2)}), 1);
  const Resolution competent = resolution_on(winter, frozen(2, "2"), Ruling::Competent);
  EXPECT_THAT(journal_->keep_resolutions({competent}, now), IsEmpty());
  EXPECT_EQ(today(2).seen_evidence_digest, frozen(2, "2").digest);
  expect_the_old_list();

  EXPECT_EQ(journal_->keep_evidence({frozen(2, "3")}, now).review, 1);
  EXPECT_TRUE(today(2).changed_after_plan);
  EXPECT_FALSE(list(autumn).at(1).changed_after_plan) << "the change came after the other list";
  journal_->keep_evidence({frozen(2, "2")}, now);
  EXPECT_FALSE(today(2).changed_after_plan) << "measured by the list it is in now";
  EXPECT_EQ(audit(), "");
}

TEST_P(Deferred, evidence_changed_before_the_conclusion_is_judged_again) {
  Frozen moved = frozen(2, "2");
  moved.session = "S-09";
  EXPECT_EQ(journal_->keep_evidence({moved}, now).review, 1);
  put_off();
  EXPECT_EQ(today(2).state, State::Imported) << "its decision was on the evidence of the old list";
  EXPECT_FALSE(today(2).decision);
  EXPECT_FALSE(today(2).changed_after_plan);
  EXPECT_EQ(today(2).evidence.session, "S-09");
  EXPECT_EQ(journal_->to_judge("", 10).at(0).digest, moved.digest);
  EXPECT_EQ(journal_->keep_evidence({moved}, now).unchanged, 1);
  expect_the_old_list();
  EXPECT_EQ(audit(), "");
}

TEST_P(Deferred, what_was_held_is_over) {
  journal_->hold(id_of(2), "kuorum kurang");
  put_off();
  EXPECT_EQ(today(2).held, "");
  journal_->hold(id_of(2), "nama tidak tercetak");
  EXPECT_EQ(list(autumn).at(1).held, "") << "a matter of today, not of the old list";
}

TEST_P(Deferred, filters_tell_today_from_the_old_list) {
  put_off();
  const auto ids = [&](const RecordFilter& filter) {
    std::string out;
    journal_->each(filter, [&](const Record& record) {
      out += record.evidence.assessment.substr(7) + ":" + record.plenary + " ";
      return true;
    });
    return out;
  };
  EXPECT_EQ(ids({}), "1:2026-11 2: 3:2026-11 ") << "each once";
  EXPECT_EQ(ids({.by_ordinal = true}), "2: 1:2026-11 3:2026-11 ");
  EXPECT_EQ(ids({.state = State::Judged}), "2: ");
  EXPECT_EQ(ids({.plenary = autumn}), "1:2026-11 2:2026-11 3:2026-11 ");
  EXPECT_THAT(list(autumn, State::Judged), IsEmpty());
  EXPECT_THAT(list(autumn, State::Final), SizeIs(1));
  journal_->plan(winter, {id_of(2)});
  EXPECT_EQ(ids({}), "1:2026-11 2:2026-12 3:2026-11 ");
  EXPECT_EQ(ids({.by_ordinal = true}), "1:2026-11 3:2026-11 2:2026-12 ");
  EXPECT_THAT(list(autumn, State::Resolved), SizeIs(2));
}

TEST_P(Deferred, only_a_deferred_one_returns) {
  for (const int n : {1, 9}) {
    EXPECT_EQ(kind_thrown([&] { journal_->conclude({conclusion_of(n, autumn, Then::NextPlenary)}, now); }),
              Kind::Internal);
  }
  EXPECT_EQ(
      kind_thrown([&] { journal_->conclude({{.assessment = id_of(2), .then = Then::NextPlenary}}, now); }),
      Kind::Internal)
      << "of which plenary?";
  journal_->conclude({conclusion_of(2, autumn, Then::Final)}, now);
  EXPECT_EQ(kind_thrown([&] { put_off(); }), Kind::Internal) << "final is final";
  EXPECT_EQ(today(1).state, State::Resolved);
  EXPECT_THAT(mails(), ElementsAre("26-00002 hasil 2026-11")) << "all of a call or nothing";
}

TEST_P(Deferred, audit_finds_a_list_left_without_reason) {
  put_off();
  const auto finds = [&](const char* break_it, const char* mend_it, const std::string& what) {
    sql(break_it);
    EXPECT_THAT(audit(false), ::testing::HasSubstr(what)) << break_it;
    sql(mend_it);
    EXPECT_EQ(audit(false), "") << mend_it;
  };
  finds("update resolution set ruling = 'kompeten' where assessment = '26-00002'",
        "update resolution set ruling = 'ditunda' where assessment = '26-00002'", "tanpa putusan ditunda");
  finds("update candidate set plenary = '2026-11' where assessment = '26-00002'",
        "update candidate set plenary = '' where assessment = '26-00002'", "daftar plenonya tidak cocok");
  finds("update candidate set plenary = '' where assessment = '26-00003'",
        "update candidate set plenary = '2026-11' where assessment = '26-00003'",
        "daftar plenonya tidak cocok");
  finds("update resolution set plenary = '2026-10' where assessment = '26-00002'",
        "update resolution set plenary = '2026-11' where assessment = '26-00002'",
        "daftarnya tidak memuatnya");
  finds("update outbox set plenary = '2026-12'", "update outbox set plenary = '2026-11'",
        "belum diputus pleno");
}

}  // namespace
}  // namespace pleno::journal
