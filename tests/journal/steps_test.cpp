// The way of a candidate through the journal, each call once and twice.
#include <gmock/gmock.h>

#include "journal/backends.h"

namespace pleno::journal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Steps : public OnBothDatabases {
 protected:
  State state(int n) { return journal_->find(id_of(n)).value().state; }
  long long count(const char* state) {
    for (const auto& [name, number] : journal_->status().states) {
      if (name == state) return number;
    }
    return -1;
  }
};
ON_BOTH_DATABASES(Steps);

TEST_P(Steps, pull_counts_fresh_unchanged_and_changed_rows) {
  const PullCounts first = journal_->keep_evidence(frozen_rows(1, 3), now);
  EXPECT_EQ(first.fresh, 3);
  const PullCounts again = journal_->keep_evidence(frozen_rows(1, 4), now);
  EXPECT_EQ(again.unchanged, 3);
  EXPECT_EQ(again.fresh, 1);
  const PullCounts changed = journal_->keep_evidence({frozen(2, "2")}, now);
  EXPECT_EQ(changed.changed, 1);
  EXPECT_EQ(journal_->find(id_of(2))->evidence.text, frozen(2, "2").text);
  EXPECT_EQ(journal_->evidence_of(id_of(2), frozen(2).digest)->text, frozen(2).text) << "the history stays";
  EXPECT_FALSE(journal_->evidence_of(id_of(2), sha256("?")));
  EXPECT_FALSE(journal_->find("26-99999"));
}

TEST_P(Steps, a_row_twice_in_a_batch_counts_as_its_last) {
  const PullCounts counts = journal_->keep_evidence({frozen(1), frozen(1, "2")}, now);
  EXPECT_EQ(counts.fresh, 1);
  EXPECT_EQ(journal_->find(id_of(1))->evidence.digest, frozen(1, "2").digest);
}

TEST_P(Steps, a_change_after_judging_is_judged_again) {
  journal_->keep_evidence({frozen(1)}, now);
  journal_->keep_decisions({decision(frozen(1))});
  EXPECT_EQ(state(1), State::Judged);
  EXPECT_EQ(journal_->keep_evidence({frozen(1, "2")}, now).changed, 1);
  EXPECT_EQ(state(1), State::Imported);
  EXPECT_FALSE(journal_->find(id_of(1))->decision) << "the old decision was on other evidence";
  journal_->keep_decisions({decision(frozen(1))});
  EXPECT_EQ(state(1), State::Imported) << "a decision on replaced evidence is no decision";
  journal_->keep_decisions({decision(frozen(1, "2"))});
  EXPECT_EQ(state(1), State::Judged);
}

TEST_P(Steps, a_change_after_the_list_is_kept_beside_and_flagged) {
  resolve(*journal_, 1, 2);
  EXPECT_EQ(journal_->keep_evidence({frozen(1, "2")}, now).review, 1);
  Record record = journal_->find(id_of(1)).value();
  EXPECT_TRUE(record.changed_after_plan);
  EXPECT_EQ(record.state, State::Resolved);
  EXPECT_EQ(record.evidence.digest, frozen(1, "2").digest);
  EXPECT_EQ(record.decision->digest, decision(frozen(1)).digest);
  EXPECT_EQ(journal_->status().changed_after_plan, 1);
  EXPECT_EQ(journal_->keep_evidence({frozen(1, "2")}, now).unchanged, 1);
  EXPECT_TRUE(journal_->find(id_of(1))->changed_after_plan);
  journal_->keep_evidence({frozen(1)}, now);
  EXPECT_FALSE(journal_->find(id_of(1))->changed_after_plan) << "corrected in the source";
  EXPECT_EQ(audit(), "");
}

TEST_P(Steps, rejected_rows_are_those_of_the_last_pull) {
  journal_->keep_rejected(
      {{"26-1", "peserta.sql baris 3", "alamat kosong", "isi alamat"}, {"26-2", "b", "c", ""}});
  EXPECT_THAT(journal_->rejected(), SizeIs(2));
  journal_->keep_rejected(
      {{"26-1", "peserta.sql baris 3", "alamat kosong", "isi alamat"}, {"26-4", "d", "e", ""}});
  EXPECT_EQ(audit(), "") << "a row that stays faulty, and another one in the place of the second";
  journal_->keep_rejected({{"26-3", "peserta.sql baris 9", "NIK \"317\" {rusak}", "perbaiki"}});
  const auto rows = journal_->rejected();
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].message, "NIK \"317\" {rusak}");
  EXPECT_EQ(rows[0].hint, "perbaiki");
  EXPECT_EQ(journal_->status().rejected, 1);
  journal_->keep_rejected({});
  EXPECT_THAT(journal_->rejected(), IsEmpty());
  EXPECT_EQ(audit(), "");
}

TEST_P(Steps, to_judge_gives_imported_rows_in_order_and_in_pages) {
  journal_->keep_evidence({frozen(3), frozen(1), frozen(2)}, now);
  const auto page = journal_->to_judge("", 2);
  ASSERT_THAT(page, SizeIs(2));
  EXPECT_EQ(page[0].assessment, id_of(1));
  EXPECT_EQ(page[1].text, frozen(2).text);
  EXPECT_EQ(journal_->to_judge(id_of(2), 2).at(0).assessment, id_of(3));
  journal_->keep_decisions({decision(frozen(1))});
  EXPECT_THAT(journal_->to_judge("", 10), SizeIs(2));
}

TEST_P(Steps, decisions_are_kept_once_and_unjudge_spares_a_list) {
  journal_->keep_evidence(frozen_rows(1, 2), now);
  journal_->keep_decisions({decision(frozen(1)), decision(frozen(2))});
  journal_->keep_decisions({decision(frozen(1), "lain")});
  EXPECT_EQ(journal_->find(id_of(1))->decision->rules_id, "bnsp") << "only Imported rows are judged";
  EXPECT_EQ(journal_->plan("2026-11", {id_of(1)}), 1);
  EXPECT_EQ(journal_->unjudge(), 1);
  EXPECT_EQ(journal_->unjudge(), 0);
  EXPECT_EQ(state(1), State::Planned);
  EXPECT_EQ(state(2), State::Imported);
}

TEST_P(Steps, a_list_is_pinned_in_its_order_once) {
  journal_->keep_evidence(frozen_rows(1, 4), now);
  journal_->keep_decisions({decision(frozen(1)), decision(frozen(2)), decision(frozen(3))});
  EXPECT_FALSE(journal_->is_planned("2026-11"));
  EXPECT_EQ(journal_->plan("2026-11", {}), 0);
  EXPECT_FALSE(journal_->is_planned("2026-11"));
  EXPECT_EQ(journal_->plan("2026-11", {id_of(3), id_of(4), id_of(1), id_of(3)}), 2) << "4 is not judged";
  EXPECT_TRUE(journal_->is_planned("2026-11"));
  EXPECT_EQ(journal_->plan("2026-11", {id_of(2)}), 2) << "left as it is";
  EXPECT_EQ(state(2), State::Judged);
  const Record record = journal_->find(id_of(1)).value();
  EXPECT_EQ(record.plenary, "2026-11");
  EXPECT_EQ(record.ordinal, 2);
  EXPECT_EQ(journal_->plan("2026-12", {id_of(1), id_of(2)}), 1) << "1 is in a list already";
  EXPECT_EQ(audit(), "");
}

TEST_P(Steps, resolutions_are_locked) {
  resolve(*journal_, 1, 3);
  EXPECT_EQ(state(1), State::Resolved);
  EXPECT_EQ(journal_->find(id_of(1))->resolution, resolution("2026-11", 1));
  EXPECT_THAT(journal_->keep_resolutions({resolution("2026-11", 1)}, now), IsEmpty()) << "the same again";
  const Resolution other = resolution("2026-11", 2, Ruling::Deferred);
  EXPECT_THAT(journal_->keep_resolutions({other}, now), ElementsAre(other));
  EXPECT_EQ(journal_->find(id_of(2))->resolution->ruling, Ruling::Competent);
  const Resolution unknown = resolution("2026-11", 99);
  EXPECT_THAT(journal_->keep_resolutions({unknown}, now), ElementsAre(unknown)) << "in no list";
}

TEST_P(Steps, a_resolution_clears_what_was_held) {
  journal_->keep_evidence({frozen(1)}, now);
  journal_->keep_decisions({decision(frozen(1))});
  journal_->plan("2026-11", {id_of(1)});
  journal_->hold(id_of(1), "kuorum kurang");
  EXPECT_EQ(journal_->status().held, 1);
  EXPECT_EQ(journal_->find(id_of(1))->held, "kuorum kurang");
  const Resolution elsewhere = resolution("2026-12", 1);
  EXPECT_THAT(journal_->keep_resolutions({elsewhere}, now), ElementsAre(elsewhere)) << "not that plenary's";
  EXPECT_EQ(journal_->status().held, 1);
  journal_->keep_resolutions({resolution("2026-11", 1)}, now);
  EXPECT_EQ(journal_->status().held, 0);
  journal_->hold(id_of(1), "anggota pernah menguji");
  journal_->hold(id_of(1), "");
  EXPECT_EQ(journal_->find(id_of(1))->held, "");
}

TEST_P(Steps, each_goes_in_pages_and_lets_the_callback_write) {
  resolve(*journal_, 1, 1203);
  long long seen = 0;
  std::string last;
  journal_->each({.state = State::Resolved}, [&](const Record& record) {
    EXPECT_LT(last, record.evidence.assessment);
    last = record.evidence.assessment;
    journal_->allocate("MKT-2026", 1, {request(static_cast<int>(record.ordinal))}, name, now);
    return ++seen < 1100;
  });
  EXPECT_EQ(seen, 1100);
  EXPECT_EQ(count("allocated"), 1100);
}

TEST_P(Steps, each_filters_and_orders) {
  journal_->keep_evidence(frozen_rows(1, 5), now);
  journal_->keep_decisions(
      {decision(frozen(1)), decision(frozen(2)), decision(frozen(3)), decision(frozen(4))});
  journal_->plan("2026-11", {id_of(4), id_of(1)});
  journal_->plan("2026-10", {id_of(3)});
  const auto ids = [&](const RecordFilter& filter) {
    std::vector<std::string> out;
    journal_->each(filter, [&](const Record& record) {
      out.push_back(record.evidence.assessment);
      return true;
    });
    return out;
  };
  EXPECT_THAT(ids({}), ElementsAre(id_of(1), id_of(2), id_of(3), id_of(4), id_of(5)));
  EXPECT_THAT(ids({.plenary = "2026-11"}), ElementsAre(id_of(1), id_of(4)));
  EXPECT_THAT(ids({.plenary = "2026-11", .by_ordinal = true}), ElementsAre(id_of(4), id_of(1)));
  EXPECT_THAT(ids({.by_ordinal = true}), ElementsAre(id_of(2), id_of(5), id_of(3), id_of(4), id_of(1)));
  EXPECT_THAT(ids({.session = "S-02"}), ElementsAre(id_of(2), id_of(4)));
  EXPECT_THAT(ids({.state = State::Planned, .session = "S-02"}), ElementsAre(id_of(4)));
}

TEST_P(Steps, sessions_change_with_their_content) {
  journal_->keep_evidence(frozen_rows(1, 4), now);
  const auto before = journal_->sessions();
  ASSERT_THAT(before, SizeIs(2));
  EXPECT_EQ(before[0].session, "S-01");
  EXPECT_EQ(before[0].candidates, 2);
  EXPECT_EQ(before[0].judged, 0);
  journal_->keep_decisions({decision(frozen(1))});
  const auto after = journal_->sessions();
  EXPECT_EQ(after[0].judged, 1);
  EXPECT_NE(after[0].content_digest, before[0].content_digest);
  EXPECT_EQ(after[1].content_digest, before[1].content_digest);
  journal_->plan("2026-11", {id_of(1)});
  EXPECT_EQ(journal_->sessions()[0].content_digest, after[0].content_digest) << "no opinion changed";
  journal_->keep_resolutions({resolution("2026-11", 1)}, now);
  EXPECT_NE(journal_->sessions()[0].content_digest, after[0].content_digest);
}

TEST_P(Steps, small_values_are_kept) {
  EXPECT_EQ(journal_->meta("last_nightly"), "");
  journal_->set_meta("last_nightly", now);
  journal_->set_meta("last_nightly", "2026-11-22");
  reopen();
  EXPECT_EQ(journal_->meta("last_nightly"), "2026-11-22");
}

TEST_P(Steps, documents_are_made_once_a_key) {
  const NewDocument first{.key = "k1", .artifact = artifact("FR.AK.02", id_of(1), "%PDF satu")};
  const NewDocument second{.key = "k2", .artifact = artifact("FR.AK.02", id_of(1), "%PDF dua")};
  journal_->keep_documents({first});
  journal_->keep_documents({first, second});
  EXPECT_EQ(journal_->document("FR.AK.02", id_of(1), "k1")->sha256, first.artifact.sha256);
  EXPECT_FALSE(journal_->document("FR.AK.02", id_of(1), "k3"));
  const DocumentRow latest = journal_->latest_document("FR.AK.02", id_of(1)).value();
  EXPECT_EQ(latest.key, "k2");
  EXPECT_EQ(latest.size, 8);
  EXPECT_EQ(latest.media_type, "application/pdf");
  EXPECT_FALSE(journal_->latest_document("paket", id_of(1)));
  EXPECT_THAT(journal_->document_keys("FR.AK.02"), ElementsAre(id_of(1) + "\nk1", id_of(1) + "\nk2"));
  EXPECT_EQ(*journal_->bytes(latest.sha256), "%PDF dua");
  EXPECT_EQ(audit(), "");
}

TEST_P(Steps, a_certificate_keeps_its_row_and_number) {
  resolve(*journal_, 1, 3);
  const auto first = journal_->allocate("MKT-2026", 124, requests(1, 2), name, now);
  ASSERT_THAT(first, SizeIs(2));
  EXPECT_EQ(first[0].no, 124);
  EXPECT_EQ(first[1].number, "70209 2642 0000125 2026");
  const auto again = journal_->allocate("MKT-2026", 124, {request(3), request(2), request(3)}, name, now);
  ASSERT_THAT(again, SizeIs(3));
  EXPECT_EQ(again[0].no, 126);
  EXPECT_EQ(again[1].number, first[1].number);
  EXPECT_EQ(again[2].no, 126);
  EXPECT_EQ(state(3), State::Allocated);
  EXPECT_THAT(journal_->status().series, ElementsAre(std::pair<std::string, long long>("MKT-2026", 126)));
  EXPECT_EQ(journal_->find(id_of(1))->certificate->registration, "MKT.1234.00124 2026");
  EXPECT_EQ(audit(), "");
}

TEST_P(Steps, no_number_without_a_resolution) {
  resolve(*journal_, 1, 1);
  journal_->keep_evidence({frozen(2)}, now);
  EXPECT_EQ(kind_thrown([&] { journal_->allocate("MKT-2026", 1, requests(1, 2), name, now); }),
            Kind::Internal);
  EXPECT_EQ(state(1), State::Resolved) << "all of a call or nothing";
  EXPECT_THAT(journal_->status().series, IsEmpty());
}

TEST_P(Steps, a_failure_while_naming_uses_no_number) {
  resolve(*journal_, 1, 3);
  const auto break_at_two = [](CertificateRow& row) {
    if (row.no == 2) throw Error(Kind::Data, "pola nomor");
    name(row);
  };
  EXPECT_EQ(kind_thrown([&] { journal_->allocate("MKT-2026", 1, requests(1, 3), break_at_two, now); }),
            Kind::Data);
  EXPECT_EQ(journal_->allocate("MKT-2026", 1, requests(3, 3), name, now)[0].no, 1);
  EXPECT_EQ(audit(), "");
}

TEST_P(Steps, issue_is_one_act) {
  resolve(*journal_, 1, 2);
  issue_all(*journal_, 1, 2);
  issue_all(*journal_, 1, 2);
  const Record record = journal_->find(id_of(1)).value();
  EXPECT_EQ(record.state, State::Issued);
  EXPECT_EQ(record.certificate->state, "ISSUED");
  EXPECT_EQ(record.certificate->pdf_sha256, pdf_of(1).sha256);
  EXPECT_EQ(journal_->latest_document("sertifikat", id_of(1))->sha256, pdf_of(1).sha256);
  EXPECT_THAT(journal_->mails(std::nullopt), SizeIs(2));
  EXPECT_EQ(ask("select count(*) from ledger"), "4");
  EXPECT_EQ(audit(), "");
}

TEST_P(Steps, different_bytes_for_a_number_are_an_alarm) {
  resolve(*journal_, 1, 1);
  journal_->allocate("MKT-2026", 1, requests(1, 1), name, now);
  journal_->note_rendered({{id_of(1), sha256("a")}});
  journal_->note_rendered({{id_of(1), sha256("a")}});
  std::string message;
  EXPECT_EQ(kind_thrown(
                [&] {
                  journal_->note_rendered({{id_of(1), sha256("b")}});
                },
                &message),
            Kind::Internal);
  EXPECT_THAT(message, ::testing::HasSubstr("INTEGRITY ALARM: E-NONDET"));
  EXPECT_EQ(journal_->find(id_of(1))->certificate->unsigned_sha256, sha256("a"));
}

TEST_P(Steps, nothing_is_issued_without_its_intent) {
  resolve(*journal_, 1, 1);
  EXPECT_EQ(kind_thrown([&] { journal_->issue({issue_of(1)}, now); }), Kind::Internal);
  EXPECT_EQ(kind_thrown([&] { journal_->note_rendered({{id_of(1), sha256("a")}}); }), Kind::Internal);
  journal_->allocate("MKT-2026", 1, requests(1, 1), name, now);
  EXPECT_EQ(kind_thrown([&] { journal_->issue({issue_of(1)}, now); }), Kind::Internal);
  EXPECT_FALSE(std::filesystem::exists(journal_->path_of(pdf_of(1).sha256)));
}

TEST_P(Steps, other_rulings_end_with_their_letters) {
  resolve(*journal_, 1, 1, Ruling::NotYetCompetent);
  const Journal::Conclusion letter{
      .assessment = id_of(1),
      .documents = {{.key = "k", .artifact = artifact("surat", id_of(1), "%PDF surat")}},
      .mails = {mail_of(1, "hasil")}};
  journal_->conclude({letter}, now);
  journal_->conclude({letter, letter}, now);
  EXPECT_EQ(state(1), State::Final);
  EXPECT_THAT(journal_->mails(MailState::Pending), SizeIs(1));
  EXPECT_EQ(audit(), "");
}

TEST_P(Steps, a_letter_of_a_competent_one_leaves_the_state) {
  resolve(*journal_, 1, 1);
  journal_->conclude(
      {{.assessment = id_of(1), .mails = {mail_of(1, "hasil")}, .then = Journal::Conclusion::Then::Stay}},
      now);
  EXPECT_EQ(state(1), State::Resolved);
  issue_all(*journal_, 1, 1);
  EXPECT_THAT(journal_->mails(std::nullopt), SizeIs(2));
  EXPECT_EQ(audit(), "");
}

}  // namespace
}  // namespace pleno::journal
