#include "source/sample.h"

#include <gtest/gtest.h>

#include <set>

#include "databases.h"
#include "text/error.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

using namespace pleno::testing;

ReadResult sample_of(long long candidates) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "contoh.db";
  make_sample(file, real_schemes(), candidates);
  return read_all(*open_source("sqlite3://" + file.string(), sample_queries()), real_schemes());
}

TEST(Sample, AnyNumberIsReadWithoutAFaultAndTheFirstStayTheSame) {
  const ReadResult many = sample_of(700);
  EXPECT_EQ(many.kept.size(), 700U);
  EXPECT_EQ(many.rejected.size(), 0U);
  std::set<std::string> ids;
  for (const Evidence& one : many.kept) ids.insert(one.id);
  EXPECT_EQ(ids.size(), 700U);
  const ReadResult few = sample_of(44);
  for (std::size_t i = 0; i < few.kept.size(); ++i) EXPECT_EQ(to_text(many.kept[i]), to_text(few.kept[i]));
  EXPECT_EQ(sample_of(700).evidence_text(), many.evidence_text());
}

TEST(Sample, IdsSortAsTextWhenTheyGrowWider) {
  EXPECT_EQ(sample_of(1).kept.front().id, "26-0401");
  const auto wide = sample_of(9700).kept;
  EXPECT_EQ(wide.front().id, "26-00401");
  EXPECT_EQ(wide.back().id, "26-10100");
  EXPECT_EQ(wide.size(), 9700U);
}

// What the designed people must bring: see docs/sample.md.
TEST(Sample, TheDesignedPeople) {
  std::map<std::string, Evidence> by_id;
  std::map<std::string, int> emails;
  for (Evidence& one : sample_of(44).kept) {
    ++emails[one.candidate.email];
    EXPECT_TRUE(one.session.ends < Date(std::chrono::year{2026} / 11 / 21));
    EXPECT_EQ(one.enclosures.size(), 4U);
    by_id[one.id] = std::move(one);
  }
  EXPECT_EQ(by_id.at("26-0402").candidate.name, "Sukarno");
  EXPECT_EQ(by_id.at("26-0404").candidate.name, "Renée Larasati Wibowo");
  EXPECT_EQ(length_in_code_points(by_id.at("26-0406").candidate.name), 60U);
  EXPECT_EQ(by_id.at("26-0410").attendance, Attendance::Absent);
  EXPECT_TRUE(by_id.at("26-0410").proofs.empty());
  EXPECT_EQ(by_id.at("26-0414").candidate.email, "maria wulandari@contoh.example");
  EXPECT_EQ(by_id.at("26-0415").candidate.email, by_id.at("26-0416").candidate.email);
  EXPECT_EQ(by_id.at("26-0417").candidate.email, "");
  EXPECT_EQ(by_id.at("26-0423").assessors.front().person_id, "P-0003");
  EXPECT_EQ(by_id.at("26-0434").candidate.person_id, by_id.at("26-0401").candidate.person_id);
  EXPECT_EQ(by_id.at("26-0412").assessors.size(), 2U);
  EXPECT_FALSE(by_id.at("26-0418").recommendation.competent.has_value());
  for (const auto& [id, one] : by_id) {
    EXPECT_TRUE(one.candidate.email.empty() ||
                one.candidate.email.find("@contoh.example") != std::string::npos);
  }
}

TEST(Sample, NeverOverwritesAndLeavesNothingBehindWhenItFails) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "contoh.db";
  std::ofstream(file) << "milik orang";
  EXPECT_THROW(make_sample(file, real_schemes(), 1), Error);
  EXPECT_EQ(read_text(file), "milik orang");
  EXPECT_THROW(make_sample(folder.path() / "tak/ada.db", real_schemes(), 1), Error);
  EXPECT_THROW(make_sample(folder.path() / "b.db", {}, 1), Error);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "b.db"));
}

}  // namespace
}  // namespace pleno::source
