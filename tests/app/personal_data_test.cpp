// Personal data stays where it belongs: whole nights of candidates whose NIK, e-mail address and name are
// canaries, with every fault that talks about a person provoked. None of them may be in what the program
// says, nor in names of files, nor in the ledger and the journal's notes. Records are named by registration
// numbers.
#include "app/pleno_run.h"
#include "support/running_postgres.h"
#include "support/smtp_sink.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* canaries[] = {"320115010190", "kanarisurel", "KANARINAMA", "KANARITEMPAT"};

// Each candidate a canary; then one of every kind that is refused, held or doubted.
constexpr const char* people =
    "update person set name = 'KANARINAMA ' || substr(id, 3), organisation = 'KANARITEMPAT', "
    "email = 'kanarisurel' || substr(id, 3) || '@contoh.example', "
    "national_id = '320115010190' || substr(id, 3, 4); "
    "update person set name = name || char(10) where id = 'P-1001'; "
    "update person set name = name || char(0x6F22) where id = 'P-1002'; "
    "update person set national_id = national_id || '11' where id = 'P-1004'; "
    "update person set national_id = '3201150101901005' where id = 'P-1006'; "
    "update person set email = 'kanarisurel spasi@contoh.example' where id = 'P-1008'; "
    "update person set email = 'kanarisurel@contoh.example' || char(13) || char(10) || 'Bcc: x' where id = "
    "'P-1009'; "
    "update person set name = 'KANARINAMA ' || substr(replace(hex(zeroblob(99)), '00', 'KANARINAMA '), 1, "
    "280) "
    "where id = 'P-1012'; "
    "update person set title_back = national_id || ' ' || email where id = 'P-1014'; "
    "update mark set score = 'KANARINAMA' where assessment_id = 15; "
    "update assessment set recommendation = '3201150101901016' where id = 16;";

// `grep -r` of one word in what a command prints; the files and lines where it stands.
std::string where(const std::string& word, const std::string& command) {
  return run_shell("(" + command + ") | grep -aF '" + word + "' | head -3").out;
}

TEST(PersonalData, IsInNothingThatIsSaidOrNoted) {
  SmtpSink sink;
  SampleSite site;
  site.sql(people);
  site.set("PLENO_MAIL_URL", sink.url());
  sink.play("RCPT", {{"550 5.1.1 <kanarisurel1003@contoh.example> no such user, NIK 3201150101901003\r\n"},
                     {"450 4.2.0 kanarisurel1005@contoh.example greylisted\r\n"}});
  sink.play("DOT", {{"554 5.7.1 mail to kanarisurel1007@contoh.example refused: KANARITIDAKADA\r\n"},
                    {"", Answer::Then::Abort}});
  std::string said;
  const auto say = [&](const std::string& arguments) {
    const Ran ran = site.pleno(arguments);
    said += "$ " + arguments + "\n" + ran.err + ran.out;
  };
  for (const char* command : {"nightly", "resolve 2026-11 --adopt-all", "nightly", "send", "status",
                              "status --json", "audit", "check", "check --json", "--lang en nightly",
                              "--lang en status", "pull", "explain 26-0406", "explain 26-0403 --json"}) {
    say(command);
  }
  EXPECT_TRUE(contains(said, "26-0401")) << said;  // named by its number
  EXPECT_TRUE(contains(said, "550")) << said;
  const std::string database = quoted((site.path() / "state/pleno.db").string());
  const std::string notes =
      "python3 -c \"import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
      "names=[r[0] for r in c.execute('select name from sqlite_master where type=\\'table\\'')]; "
      "[print(n, r) for n in names if n not in ('evidence', 'outbox') for r in c.execute('select * from ' + "
      "n)]; "
      "[print('outbox', r) for r in c.execute('select assessment, kind, message_id, reply from outbox')]\" " +
      database;
  EXPECT_GT(run_shell(notes).out.size(), 10'000U);
  const std::string names = "find " + quoted(site.path().string());
  const std::string checkpoint = "cat " + quoted(site.path().string()) + "/state/*.checkpoint " +
                                 quoted(site.path().string()) + "/state/checkpoint* 2>/dev/null";
  for (const char* word : canaries) {
    EXPECT_FALSE(contains(said, word)) << said.substr(std::max<std::size_t>(said.find(word), 300) - 300, 600);
    EXPECT_EQ(where(word, notes), "") << word;
    EXPECT_EQ(where(word, names), "") << word;
    EXPECT_EQ(where(word, checkpoint), "") << word;
  }
  EXPECT_FALSE(
      contains(run_shell("cat " + quoted(site.path().string()) + "/dokumen/2026-11/*.pdf | strings").out,
               "3201150101901005"));
}

// Every file of the site but those that must hold people: evidence and mails in the state, what is printed.
std::string papers(const SampleSite& site) {
  return "cd " + quoted(site.path().string()) +
         " && find . -type f ! -path './state/store/*' ! -path './state/pleno.db*' ! -path './mail/*' "
         "! -path './dokumen/*' ! -name 'lsp.db*' -exec cat {} + ; ls -R . ; true";
}

void expect_no_canary(const std::string& said, const SampleSite& site) {
  const std::string kept = run_shell(papers(site)).out;
  for (const char* word : canaries) {
    EXPECT_FALSE(contains(said, word)) << said.substr(std::max<std::size_t>(said.find(word), 300) - 300, 600);
    EXPECT_FALSE(contains(kept, word)) << kept.substr(std::max<std::size_t>(kept.find(word), 300) - 300, 600);
  }
}

// When the surroundings break: no room on the disk, a store that cannot be written, a mail server that goes.
TEST(PersonalData, IsInNothingWhenTheDiskOrTheServerFails) {
  SampleSite site;
  site.sql(people);
  std::string said;
  const auto say = [&](const Ran& ran) { said += std::to_string(ran.code) + "\n" + ran.err + ran.out; };
  say(site.pleno("nightly"));
  say(site.pleno("resolve 2026-11 --adopt-all"));
  // A file system of its own for the state, filled to the brim.
  const std::string state = quoted((site.path() / "state").string());
  const std::string copy = quoted((site.path() / "asli").string());
  run_shell("cp -r " + state + " " + copy);
  const Ran full = run_shell(
      "unshare -m sh -c \"mount -t tmpfs -o size=60m none " + state + " && cp -r " + copy + "/. " + state +
      " && dd if=/dev/zero of=" + state + "/isi bs=1M 2>/dev/null; " + site.command("issue 2026-11") + "; " +
      site.command("nightly") + "; " + site.command("pull") + "; " + site.command("audit") + "\"");
  const bool mounted = !contains(full.err, "unshare");
  EXPECT_TRUE(!mounted || contains(full.err, "cakram")) << full.err;
  say(full);
  run_shell("rm -r " + copy);
  // A mail server that is not there, and one that breaks off in the middle of a name.
  site.set("PLENO_MAIL_URL", "smtp://127.0.0.1:1");
  say(site.pleno("nightly"));
  SmtpSink sink;
  sink.play("RCPT", {{"550-5.1.1 <kanarisurel1003@contoh.example>\r\n550", Answer::Then::Close}});
  sink.play("CONNECT", {{"220 kanarisurel1003@contoh.example\r\n"}});
  site.set("PLENO_MAIL_URL", sink.url());
  site.set("PLENO_NOW", "2026-11-23T09:00:00Z");
  say(site.pleno("nightly"));
  say(site.pleno("status"));
  // A damaged row, a damaged file: the audit tells of them without their content.
  run_shell("for f in $(find " + state +
            "/store -type f | head -3); do chmod u+w $f; echo KANARINAMA >> $f; done");
  say(site.pleno("audit"));
  EXPECT_TRUE(contains(said, "INTEGRITY ALARM")) << said;
  expect_no_canary(said, site);
}

TEST(PersonalData, IsInNothingWhenTheDatabaseGoesAway) {
  RunningPostgres cluster;
  SampleSite site;
  site.sql(people);
  site.set("PLENO_STATE_URL", cluster.fresh_database());
  std::string said;
  const auto say = [&](const Ran& ran) { said += std::to_string(ran.code) + "\n" + ran.err + ran.out; };
  say(site.pleno("nightly"));
  // A constraint that the next writes break: the server's words would repeat the row.
  const std::string database = "uji1";
  cluster.run_sql("alter table outbox add check (recipient not like 'kanarisurel%')", database);
  cluster.run_sql("alter table evidence add check (body not like '%KANARINAMA%') not valid", database);
  say(site.pleno("resolve 2026-11 --adopt-all"));
  say(site.pleno("nightly"));
  site.sql("update person set name = name || ' LAGI'");
  say(site.pleno("pull"));
  EXPECT_TRUE(contains(said, "baris bertentangan")) << said;
  cluster.crash();
  say(site.pleno("nightly"));
  say(site.pleno("status"));
  EXPECT_TRUE(contains(said, "69\n")) << said;
  expect_no_canary(said, site);
}

// Passwords of the source, of the mail server and of the site stay in their files.
TEST(PersonalData, PasswordsAreInNothingThatIsSaid) {
  SampleSite site;
  const std::string secret = "kanari-sandi-9f3a";
  site.write("sandi.txt", secret + "\n");
  fs::permissions(site.path() / "sandi.txt", fs::perms::owner_read | fs::perms::owner_write);
  site.replace("pleno.yaml", "url: eml:mail",
               "url: smtp://127.0.0.1:1\n  user: pleno\n  password_file: sandi.txt");
  std::string said;
  for (const char* command :
       {"nightly", "resolve 2026-11 --adopt-all", "nightly", "status", "check", "check --json"}) {
    const Ran ran = site.pleno(command);
    said += ran.err + ran.out;
  }
  for (const std::string& url :
       {std::string("postgresql://pleno:") + secret + "@127.0.0.1:1/lsp",
        "mysql://pleno:" + secret + "@127.0.0.1:1/lsp", "postgresql:/" + secret + "@x",
        "postgresql://pleno@127.0.0.1:1/lsp?password=" + secret}) {
    for (const char* variable : {"PLENO_SOURCE_URL", "PLENO_STATE_URL"}) {
      SampleSite other;
      other.set(variable, url);
      const Ran ran = other.pleno("nightly");
      EXPECT_GE(ran.code, 64) << url;
      said += ran.err + ran.out + other.pleno("check").err;
    }
  }
  const Ran given = site.pleno("nightly --password " + secret);
  EXPECT_EQ(given.code, 64);
  said += given.err + given.out;
  EXPECT_FALSE(contains(said, secret))
      << said.substr(std::max<std::size_t>(said.find(secret), 300) - 300, 600);
}

}  // namespace
}  // namespace pleno::testing
