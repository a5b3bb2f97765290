#include <gtest/gtest.h>

#include "domain/decision.h"
#include "domain/evidence.h"
#include "domain/issue.h"

namespace pleno {
namespace {

Scheme small_scheme() {
  Scheme scheme;
  scheme.id = "kecil";
  scheme.units = {
      {"M.70.MKT00.003.2", "Satu", "", {{1, "E", {{"1.1", "a"}, {"1.2", "b"}}}, {2, "F", {{"2.1", "c"}}}}},
      {"M.70.MKT00.004.1", "Dua", "", {{1, "G", {{"1.1", "d"}}}}}};
  return scheme;
}

TEST(Codes, TwoSpellingsOfOneUnit) {
  EXPECT_EQ(normalised_code("M.70.MKT00.003.2"), normalised_code("m.70MKT00.003.2"));
  EXPECT_NE(normalised_code("M.70.MKT00.042.1"), normalised_code("M.70.MKT00.042.2"));
  EXPECT_NE(normalised_code("M.70.MKT00.004.1"), normalised_code("M.70.PEM00.004.1"));
  EXPECT_EQ(normalised_code("TIK.JK01.001.01"), "TIK.JK01.001.01");
  EXPECT_EQ(normalised_code("N.821.100.002.02"), "N.821.100.002.02");
  EXPECT_EQ(short_code("M.70.MKT00.003.2"), "003.2");
}

TEST(Codes, CriterionPositionsFollowThePage) {
  const CriterionIndex index(small_scheme());
  EXPECT_EQ(index.size(), 4U);
  EXPECT_EQ(index.find("M.70MKT00.003.2", "2.1"), 2U);
  EXPECT_EQ(index.find("M.70.MKT00.004.1", "1.1"), 3U);
  EXPECT_FALSE(index.find("M.70.MKT00.004.1", "2.1"));
  EXPECT_FALSE(index.has_unit("M.70.MKT00.999.1"));
}

Evidence full_evidence() {
  Evidence e;
  e.id = "26-0412";
  e.scheme = "kecil";
  e.candidate = {
      "C-1", "Nur'aini Renée", "Dr.", "S.E., M.M.", "3276010101010001", "PT Contoh", "a b@c",
  };
  e.session = {"J-1",
               *parse_date("2026-11-18"),
               *parse_date("2026-11-19"),
               {"T-1", "TUK Depok", SiteKind::Workplace, "Jl. Contoh 1"}};
  e.assessors = {{"P-1", "Bambang, M.M.", "MET.000.002233 2021"}, {"P-2", "Dewi", ""}};
  e.recommendation = {false, "Perlu latihan"};
  e.enclosures = {{"AK.01", true}, {"APL.01", false}};
  e.proofs = {{0,
               Method::Observation,
               Mark::Competent,
               EvidenceKind::Direct,
               {Judged::Yes, Judged::Yes, Judged::No, Judged::Unknown},
               -1,
               parse_date("2026-11-18"),
               0},
              {0,
               Method::Written,
               Mark::FurtherAssessment,
               EvidenceKind::Indirect,
               {Judged::Unknown, Judged::Unknown, Judged::Unknown, Judged::Unknown},
               8750,
               std::nullopt,
               1},
              {3,
               Method::Observation,
               Mark::NotYetCompetent,
               EvidenceKind::Direct,
               {Judged::Yes, Judged::Yes, Judged::No, Judged::Unknown},
               -1,
               parse_date("2026-11-18"),
               0}};
  return e;
}

TEST(FrozenEvidence, ComesBackAsItWas) {
  const Evidence evidence = full_evidence();
  Diagnostics found;
  const auto back = parse_evidence(to_text(evidence), found);
  ASSERT_TRUE(back) << to_text(found);
  EXPECT_EQ(*back, evidence);
  EXPECT_EQ(digest_of(*back), digest_of(evidence));
}

TEST(FrozenEvidence, EveryFieldCountsInTheDigest) {
  const Evidence evidence = full_evidence();
  Evidence other = evidence;
  other.proofs[2].mark = Mark::Competent;
  EXPECT_NE(digest_of(other), digest_of(evidence));
  other = evidence;
  other.candidate.title_back.clear();
  EXPECT_NE(digest_of(other), digest_of(evidence));
  other = evidence;
  other.recommendation.competent.reset();
  EXPECT_NE(digest_of(other), digest_of(evidence));
}

TEST(FrozenEvidence, ForeignTextIsRefusedWithItsLine) {
  Diagnostics found;
  EXPECT_FALSE(parse_evidence("pleno evidence 1\nid X\nwarna biru\n", found));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].at.line, 3);
  EXPECT_FALSE(parse_evidence("", found));
}

struct Guards : testing::Test {
  Evidence evidence = full_evidence();
  Decision decision;
  Plenary plenary;
  Resolution resolution;

  Guards() {
    decision.assessment = evidence.id;
    decision.outcome = Outcome::Competent;
    plenary = {.id = "2026-11",
               .date = *parse_date("2026-11-21"),
               .minutes_number = "BA-1",
               .decree_number = "SK-1",
               .decree_date = parse_date("2026-11-23")};
    for (const char* id : {"P-11", "P-12", "P-13"}) plenary.members.push_back({id, id, "", "Anggota"});
    resolution = {plenary.id, evidence.id, Ruling::Competent, "", digest_of(decision), {}};
  }
  MeetingRules rules;

  // The codes of the refusals, or "token".
  std::string outcome() {
    const auto prepared = prepare(decision, evidence, resolution, plenary, rules);
    if (std::holds_alternative<IssueToken>(prepared)) return "token";
    std::string out;
    for (const Refusal& refusal : std::get<1>(prepared)) out += (out.empty() ? "" : " ") + refusal.code;
    return out;
  }
};

TEST_F(Guards, AllInOrderGivesAToken) {
  ASSERT_EQ(outcome(), "token");
  const auto prepared = prepare(decision, evidence, resolution, plenary, rules);
  EXPECT_EQ(iso(std::get<IssueToken>(prepared).issue_date()), "2026-11-23");
}
TEST_F(Guards, EvidenceChangedAfterThePlenary) {
  decision.reason = "lain";
  EXPECT_EQ(outcome(), "digest");
}
TEST_F(Guards, AssessorInTheCommittee) {
  plenary.members.push_back({"P-1", "Bambang", "", "Anggota"});
  EXPECT_EQ(outcome(), "conflict");
  resolution.abstained = {"P-1"};
  EXPECT_EQ(outcome(), "token");
}
TEST_F(Guards, TooFewMembers) {
  plenary.members[0].present = false;
  EXPECT_EQ(outcome(), "quorum");
  plenary.members[0].present = true;
  resolution.abstained = {"P-12"};
  EXPECT_EQ(outcome(), "quorum");
}
TEST_F(Guards, AShareOfTheMembers) {
  plenary.members.push_back({"P-13", "Dewi", "", "Anggota", false});
  rules.quorum_percent = 75;  // 3 of 4
  EXPECT_EQ(outcome(), "token");
  rules.quorum_percent = 76;  // rounded up
  EXPECT_EQ(outcome(), "quorum");
}
TEST_F(Guards, WhoHasNoVoteCountsForNoQuorum) {
  plenary.members[0].votes = false;
  EXPECT_EQ(outcome(), "quorum");
}
TEST_F(Guards, VotesAgainst) {
  resolution.objected = {plenary.members[0].person_id};
  EXPECT_EQ(outcome(), "vote");
  rules.voting = Voting::Majority;
  EXPECT_EQ(outcome(), "token");  // two of three
  resolution.objected.push_back(plenary.members[1].person_id);
  EXPECT_EQ(outcome(), "vote");
  plenary.members[1].votes = false;  // a vote that is none
  plenary.members.push_back({"P-13", "Dewi", "", "Anggota"});
  EXPECT_EQ(outcome(), "token");
}
TEST_F(Guards, HalfTheVotesAreNoMajority) {
  plenary.members.push_back({"P-13", "Dewi", "", "Anggota"});
  rules.voting = Voting::Majority;
  resolution.objected = {"P-13", plenary.members[0].person_id};
  EXPECT_EQ(outcome(), "vote");
}
TEST_F(Guards, MinutesAndDecreeFirst) {
  plenary.minutes_number.clear();
  plenary.decree_date.reset();
  EXPECT_EQ(outcome(), "minutes decree");
}
TEST_F(Guards, OnlyTheCompetent) {
  decision.outcome = Outcome::Undecided;
  resolution.decision_digest = digest_of(decision);
  EXPECT_EQ(outcome(), "outcome");
  decision.outcome = Outcome::Competent;
  resolution.decision_digest = digest_of(decision);
  resolution.ruling = Ruling::Deferred;
  EXPECT_EQ(outcome(), "ruling");
}

}  // namespace
}  // namespace pleno
