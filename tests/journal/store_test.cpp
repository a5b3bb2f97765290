// The store of files: durable names, no half files, alarms, and disks that refuse.
#include <gmock/gmock.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <fstream>

#include "journal/backends.h"
#include "journal/store.h"

namespace pleno::journal {
namespace {

namespace fs = std::filesystem;

class StoreTest : public ::testing::Test {
 protected:
  fs::path store_folder() const { return folder_.path() / "store"; }
  long long left_aside() const {
    long long count = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(store_folder() / "aside")) ++count;
    return count;
  }
  testing::TemporaryFolder folder_{"pleno-store"};
};

// The exit code of a child that runs `work`: 0, or that of the Error it threw.
int code_in_child(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      work();
      ::_exit(0);
    } catch (const Error& error) {
      ::_exit(exit_code(error.kind));
    }
  }
  const int status = status_of(child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

mode_t mode_of(const fs::path& path) {
  struct stat info {};
  ::stat(path.c_str(), &info);
  return info.st_mode & 07777;
}

void overwrite(const fs::path& path, const std::string& bytes) {
  ::chmod(path.c_str(), 0640);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

TEST_F(StoreTest, a_file_lies_under_its_digest_for_its_owner_and_group) {
  const mode_t before = ::umask(0);
  const Store store(store_folder(), false);
  const Artifact file = artifact("paket", "2026-11", std::string(100000, 'p') + '\0' + "\n");
  store.keep({&file, &file});
  store.keep({&file});
  ::umask(before);
  EXPECT_EQ(store.path_of(file.sha256), store_folder() / file.sha256.substr(0, 2) / file.sha256);
  EXPECT_EQ(*store.bytes(file.sha256), *file.bytes);
  EXPECT_EQ(mode_of(store.path_of(file.sha256)), 0440U);
  EXPECT_EQ(mode_of(store.path_of(file.sha256).parent_path()), 0750U);
  EXPECT_EQ(mode_of(store_folder()), 0750U);
  EXPECT_EQ(left_aside(), 0);
}

TEST_F(StoreTest, a_large_batch_and_an_empty_file) {
  const Store store(store_folder(), false);
  std::vector<Artifact> files;
  for (int n = 0; n < 150; ++n)
    files.push_back(artifact("surat", id_of(n), std::string(static_cast<std::size_t>(n), 's')));
  std::vector<const Artifact*> batch;
  for (const Artifact& file : files) batch.push_back(&file);
  store.keep(batch);
  for (const Artifact& file : files) EXPECT_EQ(*store.bytes(file.sha256), *file.bytes);
}

TEST_F(StoreTest, another_content_under_the_name_is_an_alarm) {
  const Store store(store_folder(), false);
  const Artifact file = artifact("surat", "26-1", "isi");
  store.keep({&file});
  overwrite(store.path_of(file.sha256), "isu");
  std::string message;
  EXPECT_EQ(kind_thrown([&] { store.keep({&file}); }, &message), Kind::Internal);
  EXPECT_THAT(message, ::testing::HasSubstr("INTEGRITY ALARM"));
  EXPECT_THAT(message, ::testing::HasSubstr(file.sha256));
  EXPECT_EQ(kind_thrown([&] { store.bytes(file.sha256); }), Kind::Internal);
  EXPECT_EQ(store.check(file.sha256, 3, false), Store::Finding::Good);
  EXPECT_EQ(store.check(file.sha256, 3, true), Store::Finding::Different);
  EXPECT_EQ(store.check(file.sha256, 4, false), Store::Finding::Different);
}

TEST_F(StoreTest, a_missing_file_is_an_alarm) {
  const Store store(store_folder(), false);
  EXPECT_EQ(kind_thrown([&] { store.bytes(sha256("x")); }), Kind::Internal);
  EXPECT_EQ(kind_thrown([&] { store.path_of("../../etc/passwd"); }), Kind::Internal);
  EXPECT_EQ(store.check(sha256("x"), 1, true), Store::Finding::Missing);
}

TEST_F(StoreTest, a_wrong_digest_never_gets_a_name) {
  const Store store(store_folder(), false);
  Artifact file = artifact("surat", "26-1", "isi");
  file.sha256 = sha256("lain");
  EXPECT_EQ(kind_thrown([&] { store.keep({&file}); }), Kind::Internal);
  EXPECT_FALSE(fs::exists(store.path_of(file.sha256)));
  EXPECT_EQ(left_aside(), 0);
}

TEST_F(StoreTest, a_symbolic_link_is_not_followed) {
  const Store store(store_folder(), false);
  const Artifact file = artifact("surat", "26-1", "isi");
  const fs::path elsewhere = folder_.path() / "elsewhere";
  std::ofstream(elsewhere) << "isi";
  fs::create_directories(store.path_of(file.sha256).parent_path());
  fs::create_symlink(elsewhere, store.path_of(file.sha256));
  EXPECT_EQ(kind_thrown([&] { store.bytes(file.sha256); }), Kind::InputOutput);
}

TEST_F(StoreTest, what_killed_runs_left_is_swept_after_a_day) {
  { const Store store(store_folder(), false); }
  const fs::path old = store_folder() / "aside" / "4711.0";
  const fs::path young = store_folder() / "aside" / "4711.1";
  std::ofstream(old) << "setengah";
  std::ofstream(young) << "setengah";
  fs::last_write_time(old, fs::last_write_time(young) - std::chrono::hours(25));
  const Store store(store_folder(), false);
  EXPECT_FALSE(fs::exists(old));
  EXPECT_TRUE(fs::exists(young));
  EXPECT_EQ(left_aside(), 1);
}

TEST_F(StoreTest, a_name_taken_by_a_killed_run_is_passed_by) {
  const Store store(store_folder(), false);
  for (int n = 0; n < 2000; ++n) {
    std::ofstream(store_folder() / "aside" / fmt::format("{}.{}", ::getpid(), n)) << "setengah";
  }
  const Artifact file = artifact("surat", "26-1", "isi");
  store.keep({&file});
  EXPECT_EQ(*store.bytes(file.sha256), "isi");
}

TEST_F(StoreTest, a_folder_without_the_right_to_write) {
  fs::create_directory(store_folder());
  ::chmod(store_folder().c_str(), 0555);
  ::chmod(folder_.path().c_str(), 0755);
  const int code = code_in_child([&] {
    if (::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(1);
    const Store store(store_folder(), false);
  });
  EXPECT_EQ(code, exit_code(Kind::CannotCreate));
}

TEST_F(StoreTest, a_file_where_the_folder_should_be) {
  std::ofstream(store_folder()) << "";
  EXPECT_EQ(kind_thrown([&] { const Store store(store_folder(), false); }), Kind::CannotCreate);
}

TEST_F(StoreTest, a_write_that_fails_midway_leaves_nothing) {
  const Store store(store_folder(), false);
  const Artifact small = artifact("surat", "26-1", "isi");
  const Artifact large = artifact("surat", "26-2", std::string(100000, 'x'));
  const int code = code_in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = 50000, .rlim_max = 50000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    store.keep({&small, &large});
  });
  EXPECT_EQ(code, exit_code(Kind::InputOutput));
  EXPECT_FALSE(fs::exists(store.path_of(large.sha256)));
  EXPECT_EQ(left_aside(), 0);
  store.keep({&small, &large});
  EXPECT_EQ(*store.bytes(large.sha256), *large.bytes);
}

// A file system of 256 KiB of our own, in a child's mount namespace. 200: not allowed here.
int on_a_small_disk(const fs::path& where, const std::function<void()>& work) {
  fs::create_directories(where);
  return code_in_child([&] {
    if (::unshare(::geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) != 0 ||
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", where.c_str(), "tmpfs", 0, "size=256k") != 0) {
      ::_exit(200);
    }
    work();
  });
}

TEST_F(StoreTest, a_full_disk) {
  const fs::path disk = folder_.path() / "disk";
  const int code = on_a_small_disk(disk, [&] {
    const Store store(disk / "store", false);
    const Artifact small = artifact("surat", "26-1", std::string(50000, 'k'));
    store.keep({&small});
    const Artifact large = artifact("surat", "26-2", std::string(400000, 'b'));
    try {
      store.keep({&large});
    } catch (const Error& error) {
      if (error.kind != Kind::InputOutput || fs::exists(store.path_of(large.sha256))) ::_exit(2);
      const Artifact again = artifact("surat", "26-3", std::string(60000, 'c'));
      store.keep({&again});  // nothing of the large one stayed behind
      if (*store.bytes(small.sha256) == *small.bytes) throw;
    }
    ::_exit(1);
  });
  if (code == 200) GTEST_SKIP() << "no right to mount a file system here";
  EXPECT_EQ(code, exit_code(Kind::InputOutput));
}

TEST_F(StoreTest, a_full_disk_under_the_state_database) {
  const fs::path disk = folder_.path() / "disk";
  const int code = on_a_small_disk(disk, [&] {
    const Settings settings{.url = "sqlite3://" + (disk / "a.db").string(),
                            .store = folder_.path() / "store"};
    try {
      auto journal = Journal::open(settings);
      Frozen row = frozen(1);
      row.text = std::string(600000, 'b');
      row.digest = sha256(row.text);
      journal->keep_evidence({row}, now);
    } catch (const Error&) {
      auto journal = Journal::open(settings);
      Diagnostics found;
      journal->audit(found, true);
      if (found.empty() && !journal->find(id_of(1))) throw;
    }
    ::_exit(1);
  });
  if (code == 200) GTEST_SKIP() << "no right to mount a file system here";
  EXPECT_EQ(code, exit_code(Kind::InputOutput));
}

}  // namespace
}  // namespace pleno::journal
