// The end of a night: its figures, its report, what waits for people, and what it refuses to begin with.
#include "app/night_report.h"

#include "app/pleno_run.h"
#include "support/running_postgres.h"
#include "support/smtp_sink.h"
#include "text/language.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;
using journal::Figures;

constexpr const char* report_file = "laporan/malam-2026-11-23.txt";

// SQL behind the journal's back.
void change_state(const SampleSite& site, const std::string& sql) {
  const Ran ran = run_shell(
      "python3 -c \"import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); "
      "c.commit()\" " +
      quoted((site.path() / "state/pleno.db").string()) + " \"" + sql + "\"");
  ASSERT_EQ(ran.code, 0) << ran.err;
}

TEST(Night, FiguresAreComparedWithTheDatabase) {
  set_language(Language::Indonesian);
  const Figures before{.numbers = 10, .certificates = 9, .mails = 9, .attempts = 20, .sent = 8, .doubts = 1};
  const Figures did{.numbers = 3, .certificates = 2, .mails = 4, .attempts = 5, .sent = 4, .doubts = 1};
  Figures after = before;
  after += did;
  EXPECT_EQ(to_text(app::differences(did, before, after, true)), "");
  for (long long Figures::*one : {&Figures::numbers, &Figures::certificates, &Figures::mails,
                                  &Figures::attempts, &Figures::sent, &Figures::doubts}) {
    Figures more = after, less = after;
    ++(more.*one);
    --(less.*one);
    EXPECT_EQ(app::differences(did, before, more, true).size(), 1U);
    EXPECT_EQ(app::differences(did, before, less, true).size(), 1U);
    EXPECT_TRUE(app::differences(did, before, more, false).empty()) << "another worker's";
    EXPECT_EQ(app::differences(did, before, less, false).size(), 1U);
  }
  Figures lost = after;
  lost.sent -= 2;
  EXPECT_EQ(to_text(app::differences(did, before, lost, true)),
            "laporan malam: galat: surat terkirim: 4 menurut malam ini, 2 menurut basis data\n"
            "  saran: ada yang mengubah basis data selama malam ini\n");
}

// I11 through the whole program: a trigger adds an attempt to each that the night makes.
TEST(Night, FiguresThatDifferAreAnAlarm) {
  const SampleSite site;
  site.pleno("nightly");
  site.pleno("resolve 2026-11 --adopt-all");
  change_state(site,
               "create trigger palsu after insert on attempt when new.no < 50 begin insert into attempt"
               " select mail, no + 50, sending_at, ended_at, state, code, reply, '' from attempt"
               " where mail = new.mail and no = new.no; end");
  const Ran night = site.pleno("nightly");
  EXPECT_EQ(night.code, 70) << night.out << night.err;
  EXPECT_TRUE(contains(night.err, "laporan malam: galat: surat terkirim: 25 menurut malam ini, 50 menurut"))
      << night.err;
  EXPECT_TRUE(contains(night.err, "INTEGRITY ALARM: ")) << night.err;
}

TEST(Night, KeepsAReportThatAnchorsTheLedgers) {
  const SampleSite site;
  site.pleno("nightly");
  site.pleno("resolve 2026-11 --adopt-all");
  const std::string state = quoted((site.path() / "state").string());
  const std::string aside = quoted((site.path() / "lama").string());
  run_shell("cp -r " + state + " " + aside);
  const Ran night = site.pleno("nightly");
  EXPECT_EQ(night.code, 3);
  const std::string report = site.read(report_file);
  EXPECT_TRUE(contains(report, "malam ini: ")) << report;
  EXPECT_TRUE(contains(report, "25 surat terkirim, 0 surat tidak pasti")) << report;
  EXPECT_TRUE(contains(report, "Laporan malam 2026-11-23 (2026-11-23T02:00:00Z)")) << report;
  EXPECT_TRUE(contains(report, "Menunggu orang:")) << report;
  EXPECT_TRUE(contains(report, "    -> komite: putuskan satu per satu")) << report;
  EXPECT_TRUE(contains(report, "\npleno checkpoint 1\n")) << report;
  EXPECT_TRUE(contains(report, "\nledger\t")) << report;
  const std::string against = "audit --checkpoint " + quoted((site.path() / "anjungan.txt").string());
  site.write("anjungan.txt", report);
  EXPECT_EQ(site.pleno(against).code, 0) << site.pleno(against).err;
  // The database of the day before, with the checkpoint of the day before: only the report kept elsewhere
  // knows.
  run_shell("rm -r " + state + " && cp -r " + aside + " " + state);
  EXPECT_EQ(site.pleno("audit").code, 0);
  const Ran older = site.pleno(against);
  EXPECT_EQ(older.code, 70) << older.err;
  EXPECT_TRUE(contains(older.err, "INTEGRITY ALARM: basis data lebih tua dari sertifikat terakhir"))
      << older.err;
  site.write("anjungan.txt", "Laporan malam tanpa titik periksa\n");
  const Ran none = site.pleno(against);
  EXPECT_EQ(none.code, 65);
  EXPECT_TRUE(contains(none.err, "tidak ada titik periksa dalam berkas itu")) << none.err;
}

TEST(Night, ANumberThatWaitsForADayIsTold) {
  SampleSite site;
  site.pleno("nightly");
  site.pleno("resolve 2026-11 --adopt-all");
  site.take_numbers_only("2026-11");
  // Then somebody changes the certificate's form, so that they go on waiting.
  fs::create_directories(site.path() / "templates");
  site.write("templates/sertifikat.xml",
             text_of_file(PLENO_SOURCE_DIR "/templates/sertifikat.xml") + "\n<!-- baru -->\n");
  const Ran today = site.pleno("status");
  EXPECT_EQ(today.code, 0) << today.err;
  EXPECT_TRUE(contains(today.out, "diambil 2026-11-23T02:00:00Z, belum terbit")) << today.out;
  EXPECT_TRUE(contains(today.out, "-> pengelola: `pleno issue 2026-11`")) << today.out;
  site.set("PLENO_NOW", "2026-11-24T02:00:00Z");
  EXPECT_EQ(site.pleno("status").code, 0) << "a day to the second";
  site.set("PLENO_NOW", "2026-11-24T02:00:01Z");
  EXPECT_EQ(site.pleno("status").code, 3);
  EXPECT_EQ(site.pleno("status --json").code, 3);
  const Ran night = site.pleno("nightly");
  EXPECT_EQ(night.code, 3);
  EXPECT_TRUE(contains(night.err, "belum terbit: lebih dari 24 jam")) << night.err;
}

TEST(Night, DoubtsAreListedByMessageId) {
  SmtpSink sink;
  SampleSite site;
  site.set("PLENO_MAIL_URL", sink.url());
  site.pleno("nightly");
  site.pleno("resolve 2026-11 --adopt-all");
  sink.play("DOT", {{"", Answer::Then::Close}, {"", Answer::Then::Close}});
  const Ran night = site.pleno("nightly");
  EXPECT_EQ(night.code, 3);
  EXPECT_TRUE(contains(site.read(report_file), "2 surat tidak pasti")) << night.out;
  std::size_t listed = 0;
  for (std::size_t at = 0;
       (at = night.out.find("mungkin sampai dua kali: asesi 26-", at)) != std::string::npos; ++at) {
    ++listed;
    EXPECT_TRUE(contains(night.out.substr(at, 120), "surat <r1.")) << night.out;
  }
  EXPECT_EQ(listed, 2U) << night.out;
  EXPECT_TRUE(contains(site.read(report_file), "mungkin sampai dua kali: asesi 26-"));
}

TEST(Night, AClockThatWentBackIsTold) {
  SampleSite site;
  site.pleno("nightly");
  site.set("PLENO_NOW", "2026-11-22T02:00:00Z");
  const Ran night = site.pleno("nightly");
  EXPECT_TRUE(contains(night.err,
                       "sekarang 2026-11-22T02:00:00Z, padahal malam terakhir selesai 2026-11-23T02:00:00Z"))
      << night.err;
  site.set("PLENO_NOW", "2026-11-23T02:00:30Z");
  EXPECT_FALSE(contains(site.pleno("pull").err, "jam komputer"));
}

#ifdef PLENO_ELSEWHERE

TEST(Night, ClocksThatDisagreeAreToldAndThenRefused) {
  SampleSite site;
  site.set("PLENO_STATE_URL", RunningPostgres::shared().fresh_database());
  site.set("LD_PRELOAD", PLENO_ELSEWHERE);
  const auto pull_at = [&](const std::string& seconds) {
    site.set("ELSEWHERE_CLOCK", seconds);
    return site.pleno("pull");
  };
  site.forget("PLENO_NOW");  // the machine's clock, which PostgreSQL has too
  const Ran good = pull_at("30");
  EXPECT_EQ(good.code, 0) << good.err;
  EXPECT_FALSE(contains(good.err, "berselisih")) << good.err;
  for (const char* seconds : {"300", "-300"}) {
    const Ran told = pull_at(seconds);
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_TRUE(contains(told.err, "state.url: peringatan: jam komputer ini dan jam basis data berselisih"))
        << told.err;
  }
  for (const char* seconds : {"700", "-700"}) {
    const Ran refused = pull_at(seconds);
    EXPECT_EQ(refused.code, 78) << refused.err;
    EXPECT_TRUE(contains(refused.err, "state.url: galat: jam komputer ini dan jam basis data berselisih"))
        << refused.err;
  }
}

TEST(Night, AStateOnANetworkIsRefused) {
  SampleSite site;
  site.set("LD_PRELOAD", PLENO_ELSEWHERE);
  site.set("ELSEWHERE_FILE_SYSTEM", "0x6969");
  const Ran night = site.pleno("nightly");
  EXPECT_EQ(night.code, 78) << night.err;
  EXPECT_TRUE(contains(night.err, "sistem berkas jaringan (NFS)")) << night.err;
  site.set("PLENO_STATE_URL", RunningPostgres::shared().fresh_database());
  EXPECT_EQ(site.pleno("pull").code, 0) << "a server has its own disk";
}

#endif

}  // namespace
}  // namespace pleno::testing
