// What must hold for every candidate: the rules against a slow oracle, a Judge that remembers against a
// fresh one, dated rule sets, units under other codes.
#include <gtest/gtest.h>

#include <algorithm>

#include "rules/decision_from_evidence.h"
#include "rules/equal_units.h"
#include "rules/explanation.h"
#include "rules/rules_from_yaml.h"
#include "support/case_file.h"
#include "test_schemes.h"

namespace pleno::test {
namespace {

std::shared_ptr<const rules::Rules> shipped(const std::string& name) {
  Diagnostics found;
  auto rules = rules::rules_from_yaml(read_text(std::filesystem::path(PLENO_SOURCE_DIR) / "rules" / name),
                                      name, "0123456789", found);
  EXPECT_NE(rules, nullptr) << to_text(found);
  return rules;
}

// Numbers that are the same on every machine and every day.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t bound) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state_ >> 33U) % bound;
  }

 private:
  std::uint64_t state_;
};

// Mostly K, so that whole units become competent; a few proofs per criterion, each field touched.
Evidence random_evidence(const Scheme& scheme, Dice& dice) {
  Evidence e;
  e.id = "26-" + std::to_string(dice.below(10000));
  e.scheme = scheme.id;
  e.session.begins = e.session.ends =
      Date{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{21}};
  e.assessors.resize(1 + dice.below(2));
  e.attendance = dice.below(10) == 0 ? static_cast<Attendance>(dice.below(4)) : Attendance::Present;
  if (dice.below(2) == 0) e.enclosures = {{"APL.01", true}, {"RPL", dice.below(2) == 0}};
  const std::uint32_t spoiled = dice.below(4);  // 0: all K
  for (std::uint32_t c = 0; c < scheme.criterion_count(); ++c) {
    const std::uint32_t proofs = spoiled > 1 && dice.below(20) == 0 ? dice.below(3) : 1;
    for (std::uint32_t p = 0; p < proofs; ++p) {
      Proof proof;
      proof.criterion = c;
      proof.method = static_cast<Method>(dice.below(method_count));
      proof.mark = spoiled > 0 && dice.below(25) == 0 ? static_cast<Mark>(dice.below(4)) : Mark::Competent;
      proof.kind = static_cast<EvidenceKind>(dice.below(3));
      for (auto& letter : proof.vatm) letter = static_cast<Judged>(dice.below(8) == 0 ? dice.below(3) : 1);
      if (dice.below(3) == 0) proof.score = static_cast<std::int32_t>(dice.below(10001));
      proof.date = add_days(e.session.begins, -static_cast<int>(dice.below(1000)));
      proof.assessor = static_cast<std::uint8_t>(dice.below(static_cast<std::uint32_t>(e.assessors.size())));
      e.proofs.push_back(proof);
    }
  }
  return e;
}

// The default rules in plain C++, one criterion at a time.
Outcome oracle(const Evidence& e, std::size_t criterion) {
  bool any = false;
  bool open = false;
  for (const Proof& p : e.proofs) {
    if (p.criterion != criterion || (p.mark == Mark::None && p.score < 0)) continue;
    if (p.mark == Mark::Competent) return Outcome::Competent;
    any = true;
    open |= p.mark != Mark::NotYetCompetent;
  }
  return !any || open ? Outcome::Undecided : Outcome::NotYetCompetent;
}

Outcome all_of(const std::vector<Finding>& parts) {
  const auto is = [&](Outcome o) {
    return std::any_of(parts.begin(), parts.end(), [&](const Finding& f) { return f.outcome == o; });
  };
  if (is(Outcome::NotYetCompetent)) return Outcome::NotYetCompetent;
  return is(Outcome::Undecided) ? Outcome::Undecided : Outcome::Competent;
}

TEST(Judging, AgreesWithASlowOracle) {
  const auto rules = shipped("bnsp.yaml");
  const Scheme scheme = penjualan();
  rules::Judge judge(*rules, scheme);
  Dice dice(26);
  int competent = 0;
  for (int i = 0; i < 500; ++i) {
    const Evidence e = random_evidence(scheme, dice);
    const Decision d = judge(e);
    std::size_t criterion = 0;
    for (const Finding& unit : d.scheme.parts) {
      for (const Finding& element : unit.parts) {
        for (const Finding& k : element.parts) ASSERT_EQ(k.outcome, oracle(e, criterion++)) << i;
        ASSERT_EQ(element.outcome, all_of(element.parts));
      }
      ASSERT_EQ(unit.outcome, all_of(unit.parts));
    }
    ASSERT_EQ(d.scheme.outcome, all_of(d.scheme.parts));
    ASSERT_EQ(d.evidence_digest, digest_of(e));
    if (e.attendance == Attendance::Present) {
      ASSERT_EQ(d.outcome, d.scheme.outcome);
      ASSERT_EQ(d.gaps.empty(), d.outcome == Outcome::Competent);
    } else {
      ASSERT_EQ(d.outcome, Outcome::Undecided);
    }
    competent += d.outcome == Outcome::Competent ? 1 : 0;
  }
  EXPECT_GT(competent, 50);
  EXPECT_LT(competent, 450);
}

// Memory changes no result: each shipped rule set, a Judge in use against a fresh one for each candidate.
TEST(Judging, RemembersWithoutForgettingWhatDiffers) {
  const auto folder = std::filesystem::path(PLENO_SOURCE_DIR) / "rules" / "contoh";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto rules = shipped("contoh/" + entry.path().filename().string());
    const Scheme scheme = small_scheme();
    rules::Judge used(*rules, scheme);
    Dice dice(4);
    for (int i = 0; i < 60; ++i) {
      const Evidence e = random_evidence(scheme, dice);
      ASSERT_EQ(to_text(used(e)), to_text(rules::judge(*rules, scheme, e))) << entry.path() << " " << i;
    }
  }
}

// Scores hardly ever come again: after a while a Judge stops remembering, and nothing changes by that.
TEST(Judging, WithoutMemoryTheSame) {
  const auto rules = shipped("contoh/10-nilai-berbobot.yaml");
  const Scheme scheme = small_scheme();
  rules::Judge used(*rules, scheme);
  Dice dice(9);
  for (int i = 0; i < 2000; ++i) {
    const Evidence e = random_evidence(scheme, dice);
    const Decision d = used(e, "-");
    if (i % 40 != 0) continue;
    ASSERT_EQ(to_text(d), to_text(rules::Judge(*rules, scheme)(e, "-"))) << i;
  }
}

TEST(Judging, OrderOfMarksDoesNotMatter) {
  const auto rules = shipped("bnsp.yaml");
  const Scheme scheme = small_scheme();
  Dice dice(7);
  for (int i = 0; i < 50; ++i) {
    Evidence e = random_evidence(scheme, dice);
    const Decision before = rules::judge(*rules, scheme, e);
    std::reverse(e.proofs.begin(), e.proofs.end());
    const Decision after = rules::judge(*rules, scheme, e);
    EXPECT_EQ(before.scheme, after.scheme);
  }
}

TEST(Judging, MarksBeyondTheSchemeAreNotLookedAt) {
  const auto rules = shipped("bnsp.yaml");
  Evidence e;
  e.id = "26-1";
  Proof stray;
  stray.criterion = 1000;
  stray.mark = Mark::NotYetCompetent;
  e.proofs = {stray};
  EXPECT_EQ(rules::judge(*rules, small_scheme(), e).result, "belum-diputus");
  EXPECT_EQ(rules::judge(*rules, Scheme{}, e).assessment, "26-1");
}

TEST(Explaining, JsonEscapesWhatItMust) {
  const auto rules = shipped("bnsp.yaml");
  Scheme scheme = small_scheme();
  scheme.title = "a \"b\" \\ \n\x01 ü";
  const std::string json = rules::explain_json(rules::judge(*rules, scheme, Evidence{}), scheme, {});
  EXPECT_NE(json.find(R"("judul":"a \"b\" \\ \n\u0001 ü")"), std::string::npos) << json;
  EXPECT_EQ(json.find('\n'), std::string::npos);
}

std::shared_ptr<const rules::Rules> dated(const std::string& id, const std::string& validity,
                                          const std::string& scheme = {}) {
  std::string text = read_text(std::filesystem::path(PLENO_SOURCE_DIR) / "tests/rules/base.yaml");
  text.replace(text.find("dasar"), 5, id);
  const std::string old = "{ dari: 2023-01-01 }";
  text.replace(text.find(old), old.size(), validity);
  if (!scheme.empty()) text += "untuk: [" + scheme + "]\n";
  Diagnostics found;
  auto rules = rules::rules_from_yaml(text, id + ".yaml", "0", found);
  EXPECT_NE(rules, nullptr) << to_text(found);
  return rules;
}

Date day(const std::string& text) { return *parse_date(text); }

TEST(RuleBook, TheDayOfAssessmentChoosesTheSet) {
  rules::RuleBook book;
  book.add(dated("baru", "{ dari: 2023-01-01 }"));
  book.add(dated("lama", "{ dari: 2018-01-01, sampai: 2022-12-31 }"));
  book.add(dated("layanan", "{ dari: 2024-01-01 }", "layanan"));
  EXPECT_EQ(book.on(day("2022-12-31"))->id(), "lama");
  EXPECT_EQ(book.on(day("2023-01-01"))->id(), "baru");
  EXPECT_EQ(book.on(day("2017-12-31")), nullptr);
  EXPECT_EQ(book.on(day("2023-12-31"), "layanan")->id(), "baru");
  EXPECT_EQ(book.on(day("2024-01-01"), "layanan")->id(), "layanan");
  EXPECT_EQ(book.on(day("2024-01-01"), "penjualan")->id(), "baru");
  EXPECT_EQ(to_text(book.check()), "");
}

TEST(RuleBook, OverlapsGapsAndTwinsAreReported) {
  rules::RuleBook overlap;
  overlap.add(dated("a", "{ dari: 2023-01-01 }"));
  overlap.add(dated("b", "{ dari: 2024-06-01 }"));
  EXPECT_EQ(to_text(overlap.check()),
            "b.yaml:3:10: galat: masa berlaku 'a' dan 'b' bertumpang tindih mulai 2024-06-01\n"
            "  saran: akhiri 'a' dengan sampai: 2024-05-31\n");
  rules::RuleBook gap;
  gap.add(dated("b", "{ dari: 2024-06-01 }"));
  gap.add(dated("a", "{ dari: 2023-01-01, sampai: 2024-04-30 }"));
  EXPECT_EQ(to_text(gap.check()),
            "b.yaml:3:10: peringatan: tidak ada aturan yang berlaku dari 2024-05-01 sampai 2024-05-31\n"
            "  saran: asesmen pada hari-hari itu tidak dapat diputuskan\n");
  rules::RuleBook twins;
  twins.add(dated("a", "{ dari: 2023-01-01, sampai: 2024-04-30 }"));
  twins.add(dated("a", "{ dari: 2024-05-01 }"));
  ASSERT_EQ(twins.check().size(), 1U);
  EXPECT_EQ(twins.check()[0].message, "id 'a' sudah dipakai oleh a.yaml");
}

std::string codes_of(const Scheme& scheme) {
  std::string out;
  for (const Unit& unit : scheme.units) {
    for (const OtherCode& other : unit.other_codes) {
      out += unit.code + " = " + other.code + " from " + iso(other.from) +
             (other.until ? " until " + iso(*other.until) : "") + "\n";
    }
  }
  return out;
}

TEST(Equivalences, AreLaidUponTheSchemesWithTheirDays) {
  rules::RuleBook book;
  book.add(shipped("contoh/21-padanan-unit.yaml"));
  const auto schemes = rules::with_equal_units({layanan(), penjualan()}, book);
  EXPECT_EQ(codes_of(schemes[0]),
            "M.70.MKT00.004.1 = M.70.PEM00.004.1 from 2023-01-01\n"
            "M.70.MKT00.042.1 = M.70.MKT00.042.2 from 2024-01-01\n");
  EXPECT_EQ(codes_of(schemes[1]),
            "M.70.MKT00.042.2 = M.70.MKT00.042.1 from 2024-01-01\n"
            "M.70.PEM00.004.1 = M.70.MKT00.004.1 from 2023-01-01\n");
}

TEST(Equivalences, EndWithTheRuleSetThatStatesThem) {
  rules::RuleBook book;
  book.add(
      dated("lama",
            "{ dari: 2023-01-01, sampai: 2023-12-31 }\npadanan: [{ unit: '042.1', sama_dengan: '042.2' }]"));
  book.add(dated("baru", "{ dari: 2024-01-01 }"));
  EXPECT_EQ(codes_of(rules::with_equal_units({penjualan()}, book)[0]),
            "M.70.MKT00.042.2 = 042.1 from 2023-01-01 until 2023-12-31\n");
}

// A list that names a unit by its other code means that unit only while the equivalence is in force.
TEST(Equivalences, CountInListsFromTheirDayOn) {
  std::string text = read_text(std::filesystem::path(PLENO_SOURCE_DIR) / "tests/rules/base.yaml");
  const std::string list = "inti: [003.2, 026.1]";
  text.replace(text.find(list), list.size(), "wajib: ['042.2']");
  text +=
      "padanan: [{ unit: '042.1', sama_dengan: '042.2', dari: 2026-06-01 }]\n"
      "unit wajib: { kompeten: 'false' }\n";
  Diagnostics found;
  const auto rules = rules::rules_from_yaml(text, "a.yaml", "0", found);
  ASSERT_NE(rules, nullptr) << to_text(found);
  const Scheme scheme = small_scheme();  // has 042.1
  rules::Judge judge(*rules, scheme);
  Evidence e;
  for (const char* on : {"2026-05-31", "2026-06-01", "2026-05-31"}) {
    e.session.begins = e.session.ends = day(on);
    EXPECT_EQ(judge(e).scheme.parts[2].rule, std::string(on) == "2026-06-01" ? "unit wajib" : "unit") << on;
  }
}

}  // namespace
}  // namespace pleno::test
