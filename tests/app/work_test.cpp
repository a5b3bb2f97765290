// Several processes on one database: what they make together is what one would have made alone.
#include "app/whole_job.h"
#include "support/running_postgres.h"

namespace pleno::testing {
namespace {

// Shell text for one command on the site, with its environment.
std::string command(const SampleSite& site, const std::string& url, const std::string& arguments) {
  return "PLENO_NOW=2026-11-23T02:00:00Z PLENO_STATE_URL=" + quoted(url) +
         " PLENO_SITE=" + quoted(site.path().string()) + " PLENO_LANG=id " PLENO_PROGRAM " " + arguments;
}

TEST(Work, HowManyHelpDoesNotShow) {
  const std::string many = "--candidates 320";  // several chunks
  const SampleSite alone(many);
  alone.pleno("nightly");
  alone.pleno("resolve 2026-11 --adopt-all");
  alone.pleno("nightly");
  SampleSite together(many);
  const std::string url = RunningPostgres::shared().fresh_database();
  together.set("PLENO_STATE_URL", url);
  together.pleno("nightly");
  together.pleno("resolve 2026-11 --adopt-all");
  const std::string work = command(together, url, "work");
  const Ran ran = run_shell(work + " & a=$!; " + work + " & b=$!; " + work + " & c=$!; " +
                            "wait $a; echo kode $?; wait $b; echo kode $?; wait $c; echo kode $?");
  EXPECT_EQ(ran.out.find("kode 7"), std::string::npos) << ran.out << ran.err;
  together.pleno("nightly");
  EXPECT_EQ(together.pleno("audit").code, 0) << together.pleno("audit").err;
  EXPECT_EQ(digests_of(together.path() / "dokumen"), digests_of(alone.path() / "dokumen"));
  EXPECT_EQ(digests_of(together.path() / "mail").size(), digests_of(alone.path() / "mail").size());
}

TEST(Work, ASecondNightIsRefused) {
  const SampleSite one("--candidates 3000");
  const SampleSite other;
  const std::string url = RunningPostgres::shared().fresh_database();
  // Another machine's night on the same database, as far as the second can see: another site folder.
  const std::string planned =
      "psql " + quoted(url) + " -Atc \"select 1 from lease where owner <> ''\" 2>&1 | grep -qx 1";
  const Ran ran = run_shell(command(one, url, "nightly") + " & p=$!; while kill -0 $p && ! " + planned +
                            "; do sleep 0.02; done; " + command(other, url, "nightly") +
                            "; echo kode $?; wait $p; echo pertama $?");
  EXPECT_TRUE(contains(ran.out, "kode 75\n")) << ran.out << ran.err;
  EXPECT_TRUE(contains(ran.err, "malam lain sedang berjalan di basis data ini")) << ran.err;
}

TEST(Work, AServerThatMayForgetIsRefused) {
  RunningPostgres cluster;
  cluster.run_sql("alter system set full_page_writes = off");
  cluster.run_sql("select pg_reload_conf()");
  SampleSite site;
  site.set("PLENO_STATE_URL", cluster.fresh_database());
  const Ran ran = site.pleno("nightly");
  EXPECT_EQ(ran.code, 78) << ran.out << ran.err;
  EXPECT_TRUE(contains(ran.err, "full_page_writes = off")) << ran.err;
}

}  // namespace
}  // namespace pleno::testing
