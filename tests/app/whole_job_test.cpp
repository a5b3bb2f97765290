// The main job, end to end, through the real program: on SQLite, on PostgreSQL, through a real MTA.
#include "app/whole_job.h"
#include "support/running_mta.h"
#include "support/running_postgres.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

// What the reasons must be for the designed people of docs/sample.md: `explain`, first lines.
TEST(WholeJob, OnSqlite) {
  const SampleSite site;
  site.run_everything();
  expect_whole_job(site);
  EXPECT_EQ(site.pleno("audit").code, 0) << site.pleno("audit").err;
}

TEST(WholeJob, OnPostgres) {
  SampleSite site;
  site.set("PLENO_STATE_URL", RunningPostgres::shared().fresh_database());
  site.run_everything();
  expect_whole_job(site);
  EXPECT_FALSE(fs::exists(site.path() / "state" / "pleno.db"));
  EXPECT_EQ(site.pleno("audit").code, 0) << site.pleno("audit").err;
}

TEST(WholeJob, ASecondRunDoesNothingAndSaysSo) {
  const SampleSite site;
  site.run_everything();
  const auto before = digests_of(site.path() / "dokumen");
  const auto mails = digests_of(site.path() / "mail");
  const Ran again = site.pleno("nightly");
  EXPECT_EQ(again.code, 3);
  EXPECT_TRUE(contains(again.out, "tidak ada yang perlu dikerjakan")) << again.out;
  EXPECT_TRUE(contains(site.pleno("resolve 2026-11 --adopt-all").out, "tidak ada yang baru") ||
              contains(site.pleno("resolve 2026-11 --adopt-all").out, "0 putusan dikunci"));
  EXPECT_TRUE(contains(site.pleno("packet 2026-11").out, "sudah ada, tidak diubah"));
  EXPECT_EQ(digests_of(site.path() / "dokumen"), before);
  EXPECT_EQ(digests_of(site.path() / "mail"), mails);
}

// A header's value as it stands in a delivered mail, folded lines joined.
std::string header(const std::string& mail, const std::string& name) {
  const auto at = mail.find("\n" + name + ": ");
  if (at == std::string::npos) return {};
  return mail.substr(at + name.size() + 3, mail.find('\n', at + 1) - at - name.size() - 3);
}

TEST(WholeJob, MailThroughARealServer) {
  if (const std::string why = RunningMta::why_not(); !why.empty()) GTEST_SKIP() << why;
  RunningMta mta;
  SampleSite folder;  // the same night into a folder: the same Message-IDs
  folder.run_everything();
  const auto written = files_in(folder.path() / "mail", ".eml");
  SampleSite site;
  site.set("PLENO_MAIL_URL", mta.url());
  site.run_everything();
  const auto received = mta.mails(written.size());
  ASSERT_EQ(received.size(), written.size());
  std::set<std::string> expected, ids;
  for (const fs::path& file : written) expected.insert(header("\n" + text_of_file(file), "Message-ID"));
  for (const std::string& mail : received) {
    ids.insert(header(mail, "Message-ID") + "\r");
    EXPECT_TRUE(contains(mail, "From: LSP Contoh Nusantara <sertifikasi@lsp.contoh.example>"))
        << mail.substr(0, 900);
    EXPECT_EQ(header(mail, "Auto-Submitted"), "auto-generated");
  }
  EXPECT_EQ(ids, expected);
  // The attachment of a certificate mail is the stored PDF, byte for byte, by another program's reading.
  const Ran attached = run_shell("python3 " PLENO_SOURCE_DIR "/tests/app/attachment_digests.py " +
                                 quoted((folder.path() / "mail").string()));
  ASSERT_EQ(attached.code, 0) << attached.err;
  const auto stored = digests_of(site.path() / "state" / "store");
  std::set<std::string> digests;
  for (const auto& [file, digest] : stored) digests.insert(digest);
  std::size_t count = 0;
  for (std::size_t at = 0; at < attached.out.size(); at += 65, ++count) {
    EXPECT_EQ(digests.count(attached.out.substr(at, 64)), 1U) << attached.out.substr(at, 64);
  }
  EXPECT_GT(count, 30U);
}

}  // namespace
}  // namespace pleno::testing
