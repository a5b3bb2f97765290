// The same night on another machine: by another user with another home, zone, language, clock, allocator and
// umask, in folders that list their files the other way round, and by three workers on another database. What
// it makes is the same, byte for byte; mails differ in their Date header alone.

#include "app/whole_job.h"
#include "support/running_postgres.h"

#ifdef PLENO_ELSEWHERE  // not under a sanitizer

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

const Ran& expect_code(const Ran& ran, const std::set<int>& codes) {
  EXPECT_EQ(codes.count(ran.code), 1U) << ran.code << "\n" << ran.out << ran.err;
  return ran;
}

// The mails by file name, without the Date header; its lines go to `dates`.
std::map<std::string, std::string> mails_of(const SampleSite& site, std::set<std::string>& dates) {
  std::map<std::string, std::string> out;
  for (const fs::path& file : files_in(site.path() / "mail", ".eml")) {
    std::string text = text_of_file(file);
    const auto at = text.find("\nDate: ") + 1;
    const auto end = text.find('\n', at) + 1;
    dates.insert(text.substr(at, end - at));
    out[file.filename().string()] = text.erase(at, end - at);
  }
  return out;
}

void move_away(SampleSite& site) {
  site.set("PLENO_NOW", "2026-11-25T17:30:00Z");  // already the 26th where the site is
  site.set("TZ", "America/New_York");
  site.set("LC_ALL", "C");
  site.set("LANG", "tr_TR.UTF-8");
  site.set("USER", "orang-lain");
  site.set("LOGNAME", "orang-lain");
  site.set("HOME", "/nonexistent");
  site.set("TMPDIR", "/var/tmp");
  site.set("MALLOC_PERTURB_", "165");
  site.set("LD_PRELOAD", PLENO_ELSEWHERE);
  site.set("ELSEWHERE_FOLDERS", "reversed");
}

void expect_same_bytes(const SampleSite& here, const SampleSite& there) {
  EXPECT_EQ(digests_of(there.path() / "dokumen"), digests_of(here.path() / "dokumen"));
  std::set<std::string> our_dates, their_dates;
  const auto ours = mails_of(here, our_dates);
  const auto theirs = mails_of(there, their_dates);
  ASSERT_GT(ours.size(), 20U);
  EXPECT_TRUE(ours == theirs);
  for (const auto& [name, mail] : ours) {
    const auto same = theirs.find(name);
    ASSERT_NE(same, theirs.end()) << name;
    ASSERT_EQ(same->second, mail) << name;
  }
  EXPECT_EQ(our_dates, (std::set<std::string>{"Date: Mon, 23 Nov 2026 09:00:00 +0700\r\n"}));
  EXPECT_EQ(their_dates, (std::set<std::string>{"Date: Thu, 26 Nov 2026 00:30:00 +0700\r\n"}));
}

TEST(Elsewhere, TheSameNightGivesTheSameBytes) {
  SampleSite here;
  here.run_everything();
  SampleSite there;
  move_away(there);
  there.set("PLENO_STATE_URL", RunningPostgres::shared().fresh_database());
  expect_code(there.pleno("nightly"), {0});
  expect_code(there.pleno("resolve 2026-11 --adopt-all"), {3});
  const std::string work = there.command("work");
  const Ran three =
      run_shell(work + " & a=$!; " + work + " & b=$!; " + work + " & c=$!; wait $a; echo kode $?; " +
                "wait $b; echo kode $?; wait $c; echo kode $?");
  EXPECT_EQ(three.out.find("kode 7"), std::string::npos) << three.out << three.err;
  expect_code(there.pleno("nightly"), {3});
  expect_same_bytes(here, there);
}

TEST(Elsewhere, AnotherUserGetsTheSameBytes) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can become another user";
  SampleSite here;
  here.run_everything();
  SampleSite there;
  move_away(there);
  there.give_to_user("nobody");
  there.run_everything();
  expect_same_bytes(here, there);
  const Ran owners = run_shell("find " + quoted((there.path() / "state").string()) + " -type f -user root");
  EXPECT_EQ(owners.out, "") << "written as nobody";
}

}  // namespace
}  // namespace pleno::testing

#endif
