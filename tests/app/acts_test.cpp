// Void, replace, reprint, stock, checkpoint, pins and full disks through the real program.
#include "app/whole_job.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

const std::string words = " --reason 'nama salah cetak' --by 'Siti Rahma'";
const std::string agreed = words + " --confirm 'Ratna Kusumaningrum'";

TEST(Acts, AReplacementIsPrintedWithItsOwnNumber) {
  const SampleSite site;
  site.run_everything();
  const std::string number = "70209 2431 6 0000123 2026";
  const fs::path folder = site.path() / "dokumen" / "2026-11" / "sertifikat";
  const auto before = files_in(folder, ".pdf");
  EXPECT_EQ(site.pleno("void " + quoted(number) + words + " --confirm 'siti rahma'").code, 64)
      << "one person alone";
  EXPECT_EQ(site.pleno("void " + quoted("70209 0") + agreed).code, 66);
  const Ran replaced = site.pleno("replace " + quoted(number) + agreed);
  EXPECT_EQ(replaced.code, 0) << replaced.err;
  EXPECT_EQ(site.pleno("replace " + quoted(number) + agreed).code, 65) << "once";
  const Ran night = site.pleno("nightly");
  EXPECT_EQ(night.code, 3) << night.out << night.err;
  EXPECT_EQ(files_in(folder, ".pdf").size(), before.size());
  char last[32];
  std::snprintf(last, sizeof last, "70209 2431 6 %07zu 2026", 123 + before.size());
  int with_new_number = 0;
  for (const fs::path& file : files_in(folder, ".pdf")) {
    const std::string text = text_of_pdf(file);
    EXPECT_FALSE(contains(text, number)) << "the void one lies in no folder any more";
    with_new_number += contains(text, last) ? 1 : 0;
  }
  EXPECT_EQ(with_new_number, 1);
  EXPECT_TRUE(contains(site.pleno("status").out, "batal:       1 sertifikat"));
  EXPECT_EQ(site.pleno("audit").code, 0) << site.pleno("audit").err;
}

TEST(Acts, AReprintIsTheSameBytesAndSheetsAddUp) {
  const SampleSite site;
  site.run_everything();
  const std::string number = quoted("70209 2431 6 0000124 2026");
  const std::string copy = (site.path() / "lagi.pdf").string();
  ASSERT_EQ(site.pleno("reprint " + number + words + " -o " + quoted(copy)).code, 0);
  const std::string stored =
      site.state_of("select pdf_sha256 from certificate where number like '%0000124 2026'");
  EXPECT_EQ(run_shell("sha256sum " + quoted(copy)).out.substr(0, 64) + "\n", stored);
  EXPECT_EQ(site.pleno("stock receive 'A 0001' 'A 0010'" + words).code, 0);
  EXPECT_EQ(site.pleno("stock use 'A 0001' " + number + words).code, 0);
  EXPECT_EQ(site.pleno("stock spoil 'A 0002'" + words).code, 64) << "needs a second person";
  EXPECT_EQ(site.pleno("stock spoil 'A 0002'" + agreed).code, 0);
  EXPECT_EQ(site.pleno("stock return 'A 0003'" + agreed).code, 0);
  const Ran balance = site.pleno("stock --of 'A 0002'");
  EXPECT_TRUE(contains(balance.out, "10 diterima = 7 persediaan + 1 terpakai + 1 rusak + 1 dikembalikan"))
      << balance.out;
  EXPECT_TRUE(contains(balance.out, "SPOIL A 0002")) << balance.out;
  EXPECT_EQ(site.pleno("audit").code, 0);
}

TEST(Acts, AnOldDatabaseIsRefused) {
  const SampleSite site;
  site.pleno("nightly");
  const fs::path state = site.path() / "state";
  ASSERT_EQ(
      run_shell("cp -r " + quoted(state.string()) + " " + quoted((site.path() / "cadangan").string())).code,
      0);
  site.pleno("resolve 2026-11 --adopt-all");
  site.pleno("nightly");
  ASSERT_TRUE(fs::exists(state / "checkpoint"));
  // The database of before is put back; the checkpoint lies elsewhere and stays.
  run_shell("cd " + quoted(state.string()) + " && rm pleno.db* && cp ../cadangan/pleno.db* .");
  for (const char* command : {"nightly", "issue 2026-11", "audit", "status"}) {
    const Ran ran = site.pleno(command);
    EXPECT_EQ(ran.code, 70) << command;
    EXPECT_TRUE(
        contains(ran.err, "INTEGRITY ALARM: basis data lebih tua dari sertifikat terakhir yang terbit"))
        << ran.err;
  }
}

TEST(Acts, ANightEndsWithAnAudit) {
  const SampleSite site;
  site.run_everything();
  const auto files = files_in(site.path() / "dokumen" / "2026-11" / "sertifikat", ".pdf");
  run_shell("chmod u+w " + quoted(files.front().string()) + " && printf x >> " +
            quoted(files.front().string()));
  const Ran night = site.pleno("nightly");  // hard links: the stored file
  EXPECT_EQ(night.code, 70);
  EXPECT_TRUE(contains(night.err, "INTEGRITY ALARM: 1 temuan")) << night.err;
}

TEST(Acts, WhatChangedAfterTheNumberWasTakenDoesNotSlipIn) {
  const SampleSite site;
  site.pleno("nightly");
  site.pleno("resolve 2026-11 --adopt-all");
  site.take_numbers_only("2026-11");
  const std::string numbers = site.state_of("select count(*) from certificate where state = 'ALLOCATED'");
  ASSERT_NE(numbers, "0\n");
  // Mended, but meanwhile someone has changed the certificate's form.
  fs::create_directories(site.path() / "templates");
  site.write("templates/sertifikat.xml",
             text_of_file(PLENO_SOURCE_DIR "/templates/sertifikat.xml") + "\n<!-- baru -->\n");
  const Ran held = site.pleno("issue 2026-11");
  EXPECT_EQ(held.code, 3);
  EXPECT_TRUE(contains(held.err, "E-PINNED: aturan, templat, huruf atau konfigurasi berubah sesudah nomor"))
      << held.err;
  EXPECT_EQ(site.state_of("select count(*) from certificate where state <> 'ALLOCATED'"), "0\n");
  // The old form again, but another name of the chair: it would be printed.
  fs::remove(site.path() / "templates" / "sertifikat.xml");
  site.replace("pleno.yaml", "Dr. Ratna Kusumaningrum, M.M.", "Dr. Ratna Kusumaningrum, M.Si.");
  EXPECT_TRUE(contains(site.pleno("issue 2026-11").err, "E-PINNED")) << "the signature would be another";
  EXPECT_EQ(site.state_of("select count(*) from certificate where state <> 'ALLOCATED'"), "0\n");
  // All as it was where it is printed; what is not printed may change: a server, a limit, a pattern of
  // numbers still to come, a comment. Issued, with the numbers that were taken.
  site.replace("pleno.yaml", "Dr. Ratna Kusumaningrum, M.Si.", "Dr. Ratna Kusumaningrum, M.M.");
  site.replace("pleno.yaml", "url: eml:mail ", "url: eml:surat-keluar ");
  site.replace("pleno.yaml", "from_name: LSP Contoh Nusantara",
               "from_name: Sekretariat LSP Contoh Nusantara");
  site.replace("pleno.yaml", "  # per_minute: 60 ", "  per_minute: 6000 ");
  site.replace("pleno.yaml", "0000 {{urut_5}}", "1111 {{urut_5}}");
  site.replace("pleno.yaml", "# A sample site", "# Situs contoh");
  site.pleno("issue 2026-11");
  EXPECT_EQ(site.state_of("select count(*) from certificate where state = 'ISSUED'"), numbers);
  EXPECT_EQ(site.pleno("audit").code, 0);
}

// A file system of its own, as full as we want it; needs the right to mount one.
TEST(Acts, AFullDiskEndsClean) {
  SampleSite site;
  const std::string mount = "unshare -m sh -c 'mount -t tmpfs -o size=";
  if (run_shell(mount + "1m none /mnt'").code != 0) GTEST_SKIP() << "no right to mount a file system";
  site.pleno("nightly");
  site.pleno("resolve 2026-11 --adopt-all");
  const std::string state = (site.path() / "state").string();
  const std::string base =
      "PLENO_NOW=2026-11-23T02:00:00Z PLENO_SITE=" + site.path().string() + " PLENO_LANG=id " PLENO_PROGRAM;
  const auto on_tmpfs = [&](const std::string& size, const std::string& commands) {
    return run_shell(mount + size + " none " + state + " && cp -r " + site.path().string() + "/asli/. " +
                     state + " && " + commands + "'");
  };
  run_shell("cp -r " + state + " " + site.path().string() + "/asli");
  const Ran small = on_tmpfs("100m", base + " nightly");
  EXPECT_EQ(small.code, 73) << small.err;
  EXPECT_TRUE(contains(small.err, "ruang di")) << small.err;
  // Full on the way: the issue stops, and goes on once there is room.
  const Ran full =
      on_tmpfs("60m", "fallocate -l 3M " + state + "/sisa; dd if=/dev/zero of=" + state +
                          "/isi bs=1M 2>/dev/null; rm " + state + "/sisa; " + base +
                          " issue 2026-11; echo kode $?; rm " + state + "/isi; " + base +
                          " issue 2026-11 >/dev/null 2>&1; echo lalu $?; " + base + " audit; echo audit $?");
  EXPECT_TRUE(contains(full.out, "kode 3\n")) << full.out << full.err;
  EXPECT_TRUE(contains(full.err, "cakram penuh")) << full.err;
  EXPECT_TRUE(contains(full.out, "audit 0\n")) << full.out << full.err;
}

TEST(Acts, SigtermEndsTheNightCleanly) {
  const SampleSite site("--candidates 300");
  const std::string command =
      "PLENO_NOW=2026-11-23T02:00:00Z " PLENO_PROGRAM " nightly --site " + site.path().string();
  const Ran ran = run_shell(command + " & p=$!; sleep 0.4; kill -TERM $p; wait $p; echo kode $?");
  EXPECT_TRUE(contains(ran.out, "kode 0\n") || contains(ran.out, "kode 3\n")) << ran.out << ran.err;
  EXPECT_EQ(site.pleno("audit").code, 0);
  const Ran next = site.pleno("nightly");
  EXPECT_TRUE(next.code == 0 || next.code == 3) << next.err;
}

}  // namespace
}  // namespace pleno::testing
