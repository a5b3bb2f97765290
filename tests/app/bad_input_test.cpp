// Faults of input through the real program: the message, the exit code, and that nothing is lost.
#include "app/pleno_run.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

void expect_said(const Ran& ran, int code, const std::vector<std::string>& parts) {
  EXPECT_EQ(ran.code, code) << ran.out << ran.err;
  for (const std::string& part : parts)
    EXPECT_TRUE(contains(ran.err + ran.out, part)) << "'" << part << "' is not in:\n" << ran.err << ran.out;
}

TEST(BadInput, NoSuchSite) {
  const SampleSite site;
  const Ran ran = site.pleno_alone("status --site /tmp/tidak-ada-situs");
  expect_said(ran, 66, {"bukan situs Pleno", "saran: `pleno init DIR`"});
}

TEST(BadInput, WrongUse) {
  const SampleSite site;
  EXPECT_EQ(site.pleno("tidak-ada").code, 64);
  EXPECT_EQ(site.pleno("send --limit -1").code, 64);
  EXPECT_EQ(site.pleno("render fr-ak-02").code, 64);
}

TEST(BadInput, UnknownKeyInTheConfiguration) {
  const SampleSite site;
  site.replace("pleno.yaml", "quorum_min", "quorom_min");
  expect_said(site.pleno("check"), 78,
              {"pleno.yaml:", "kunci 'quorom_min' tidak dikenal", "maksud Anda 'quorum_min'?",
               "'plenary.quorum_min' belum diisi"});
}

TEST(BadInput, MissingColumn) {
  const SampleSite site;
  site.replace("queries/candidates.sql", "as national_id", "as nasional_id");
  expect_said(site.pleno("pull"), 78, {"candidates.sql", "national_id", "saran"});
}

TEST(BadInput, NullWhereAValueIsNeeded) {
  const SampleSite site;
  site.sql(
      "pragma ignore_check_constraints=1; update person set name = '' where id = (select min(person_id) from "
      "assessment)");
  const Ran ran = site.pleno("pull");
  expect_said(ran, 3, {"candidates.sql", "baris", "2 baris ditolak", "kolom 'name' kosong atau NULL"});
}

TEST(BadInput, UnreadableDatabase) {
  const SampleSite site;
  std::ofstream(site.path() / "lsp.db", std::ios::binary)
      << "ini bukan basis data, hanya teks yang cukup panjang untuk dibaca";
  const Ran ran = site.pleno("pull");
  EXPECT_GE(ran.code, 65) << ran.err;
  EXPECT_TRUE(contains(ran.err, "galat")) << ran.err;
}

TEST(BadInput, BrokenAddressIsHeldAndTheOthersGo) {
  const SampleSite site;
  site.run_everything();
  const Ran status = site.pleno("status");
  EXPECT_TRUE(contains(status.out, "spasi")) << status.out;
  EXPECT_TRUE(contains(status.out, "alamat e-mail kosong")) << status.out;
  EXPECT_GT(files_in(site.path() / "mail", ".eml").size(), 20U);
}

TEST(BadInput, ResultChangedAfterTheDecision) {
  const SampleSite site;
  ASSERT_EQ(site.pleno("nightly").code, 0);
  // 26-0401 is all K in the packet; now one KUK turns BK.
  site.sql(
      "update mark set value = 'BK' where assessment_id = (select id from assessment where number = "
      "'26-0401')");
  const Ran pulled = site.pleno("pull");
  expect_said(pulled, 3, {"berubah setelah masuk daftar pleno"});
  const Ran resolved = site.pleno("resolve 2026-11 --adopt-all");
  expect_said(resolved, 3, {"tetap terbuka"});
  site.pleno("nightly");
  EXPECT_FALSE(fs::exists(site.path() / "dokumen/2026-11/sertifikat/26-0401.pdf"));
  expect_said(site.pleno("status"), 0, {"26-0401", "berubah setelah masuk daftar pleno 2026-11"});
}

TEST(BadInput, AnotherCommandIsAtWork) {
  const SampleSite site;
  ASSERT_EQ(site.pleno("pull").code, 0);
  const Ran ran =
      run_shell("flock " + quoted((site.path() / "state/pleno.lock").string()) +
                " env PLENO_LANG=id " PLENO_PROGRAM " nightly --site " + quoted(site.path().string()));
  expect_said(ran, 75, {"perintah Pleno lain sedang bekerja"});
}

// A disk of 3 MB for the state: the night stops with 73 or 74, and goes on when there is room.
TEST(BadInput, DiskFullAndRoomAgain) {
  if (::geteuid() != 0) GTEST_SKIP() << "a full disk is made with mount: needs root";
  const SampleSite site;
  const std::string state = quoted((site.path() / "state").string());
  const std::string night = std::string("PLENO_LANG=id PLENO_NOW=2026-11-23T02:00:00Z ") + PLENO_PROGRAM +
                            " nightly --site " + quoted(site.path().string());
  const Ran ran =
      run_shell("unshare --mount sh -c \"mkdir -p " + state + " && mount -t tmpfs -o size=1m none " + state +
                " && " + night + "; code=\\$?; mount -o remount,size=300m " + state + " && " + night +
                "; echo again \\$?; exit \\$code\"");
  if (contains(ran.err, "unshare")) GTEST_SKIP() << "no mount namespace here";
  EXPECT_TRUE(ran.code == 73 || ran.code == 74) << ran.code << ran.out << ran.err;
  EXPECT_TRUE(contains(ran.out, "again 0")) << ran.out << ran.err;
  EXPECT_TRUE(contains(ran.out, "44 FR.AK.02") || contains(ran.out, "formulir")) << ran.out;
}

}  // namespace
}  // namespace pleno::testing
