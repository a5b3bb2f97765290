#include "journal/store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "journal/sql_error.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

namespace fs = std::filesystem;

constexpr const char* aside_name = "aside";
constexpr const char* quarantine_name = "quarantine";
constexpr std::size_t open_at_once = 64;  // files of a batch that are written before the first is synced
constexpr std::size_t waiting_threads = 16;
constexpr long long day_seconds = 24LL * 3600;

std::string reason(int code) { return std::generic_category().message(code); }

Error cannot_create(const fs::path& path, int code) {
  return {Kind::CannotCreate, say("tidak dapat dibuat: {}", "cannot be made: {}", reason(code)),
          path.string(), say("periksa hak tulis dan ruang cakram", "check the rights and the disk space")};
}

Error cannot_write(const fs::path& path, int code) {
  return {Kind::InputOutput, say("gagal ditulis: {}", "writing failed: {}", reason(code)), path.string(),
          say("beri ruang di cakram, lalu ulangi; tidak ada yang hilang",
              "make room on the disk, then repeat; nothing is lost")};
}

void sync_folder(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) throw cannot_write(folder, errno);
  const int failed = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (failed != 0) throw cannot_write(folder, failed);
}

// The whole file, or nothing when it cannot be opened or read; `code` says why.
std::optional<std::string> read_file(const fs::path& path, int& code) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat info {};
  if (fd < 0 || ::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    code = fd < 0 ? errno : EINVAL;
    if (fd >= 0) ::close(fd);
    return std::nullopt;
  }
  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = ::read(fd, bytes.data() + done, bytes.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      code = got < 0 ? errno : EIO;
      ::close(fd);
      return std::nullopt;
    }
    done += static_cast<std::size_t>(got);
  }
  ::close(fd);
  return bytes;
}

void write_all(int fd, const std::string& bytes, const fs::path& path) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t put = ::write(fd, bytes.data() + done, bytes.size() - done);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) throw cannot_write(path, errno);
    done += static_cast<std::size_t>(put);
  }
}

// Waiting for the disk in several threads: it then writes its own journal once for all of them, which is
// ten times faster than one fsync after the other. The first exception is passed on.
void all_at_once(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr broken;
  std::mutex guard;
  const auto take = [&] {
    for (std::size_t i; (i = next++) < count;) {
      try {
        work(i);
      } catch (...) {
        const std::lock_guard lock(guard);
        if (!broken) broken = std::current_exception();
      }
    }
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < std::min(count, waiting_threads); ++i) others.emplace_back(take);
  take();
  for (std::thread& other : others) other.join();
  if (broken) std::rethrow_exception(broken);
}

bool is_digest(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

// A file on its way, under a name of its own; removed when it does not get to its place.
struct Store::Aside {
  Aside(const Artifact& what, fs::path where, int descriptor)
      : artifact(&what), path(std::move(where)), fd(descriptor) {}
  Aside(Aside&& other) noexcept
      : artifact(other.artifact), path(std::move(other.path)), fd(std::exchange(other.fd, -1)) {
    other.path.clear();
  }
  Aside& operator=(Aside&& other) noexcept {
    std::swap(artifact, other.artifact);
    std::swap(path, other.path);
    std::swap(fd, other.fd);
    return *this;
  }
  ~Aside() {
    if (fd >= 0) ::close(fd);
    if (!path.empty()) ::unlink(path.c_str());
  }
  const Artifact* artifact;
  fs::path path;
  int fd;
};

Store::Store(fs::path folder, bool read_only) : folder_(std::move(folder)) {
  if (read_only) return;
  std::error_code failed;
  fs::create_directories(folder_.parent_path(), failed);
  make_folder(folder_);
  make_folder(folder_ / aside_name);
  if (::access((folder_ / aside_name).c_str(), W_OK | X_OK) != 0) throw cannot_create(folder_, errno);
  sweep();
}

fs::path Store::path_of(const std::string& sha256) const {
  if (!is_digest(sha256)) {
    throw alarm(say("sidik '{}' bukan SHA-256", "digest '{}' is no SHA-256", sha256), folder_.string());
  }
  return folder_ / sha256.substr(0, 2) / sha256;
}

void Store::make_folder(const fs::path& folder) const {
  if (::mkdir(folder.c_str(), 0750) == 0) {
    ::chmod(folder.c_str(), 0750);  // whatever the umask
    return;
  }
  if (errno != EEXIST || !fs::is_directory(folder)) throw cannot_create(folder, errno);
}

// Nobody tells us the time, so the file system does: a file made now is its clock.
long long Store::now() const {
  const Artifact nothing{.bytes = std::make_shared<const std::string>()};
  const Aside probe = write_aside(nothing);
  struct stat info {};
  return ::fstat(probe.fd, &info) == 0 ? info.st_mtime : 0;
}

Swept Store::sweep_orphans(const std::function<bool(const std::string&)>& is_known) const {
  Swept swept;
  const fs::path quarantine = folder_ / quarantine_name;
  std::vector<fs::path> orphans;
  std::error_code failed;
  const long long today = now();
  for (const auto& folder : fs::directory_iterator(folder_, failed)) {
    if (folder.path().filename().string().size() != 2) continue;
    for (const auto& file : fs::directory_iterator(folder.path(), failed)) {
      struct stat info {};
      if (::lstat(file.path().c_str(), &info) != 0 || today - info.st_mtime < day_seconds) continue;
      if (!is_known(file.path().filename().string())) orphans.push_back(file.path());
    }
  }
  if (!orphans.empty()) make_folder(quarantine);
  for (const fs::path& file : orphans) {
    const fs::path place = quarantine / file.filename();
    ::utimensat(AT_FDCWD, file.c_str(), nullptr, 0);  // the thirty days begin
    if (::rename(file.c_str(), place.c_str()) == 0) ++swept.set_aside;
  }
  for (const auto& file : fs::directory_iterator(quarantine, failed)) {
    struct stat info {};
    if (::lstat(file.path().c_str(), &info) != 0 || today - info.st_mtime < 30 * day_seconds) continue;
    if (::unlink(file.path().c_str()) == 0) ++swept.removed;
  }
  return swept;
}

void Store::sweep() const {
  std::vector<std::pair<fs::path, long long>> left;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder_ / aside_name, failed)) {
    struct stat info {};
    if (::lstat(entry.path().c_str(), &info) == 0) left.emplace_back(entry.path(), info.st_mtime);
  }
  if (left.empty()) return;
  const long long today = now();
  for (const auto& [path, modified] : left) {
    if (today - modified >= day_seconds) ::unlink(path.c_str());
  }
}

void Store::keep(const std::vector<const Artifact*>& batch) const {
  std::set<fs::path> changed;
  std::set<std::string> seen;
  std::vector<const Artifact*> some;
  for (const Artifact* artifact : batch) {
    if (!seen.insert(artifact->sha256).second) continue;
    some.push_back(artifact);
    if (some.size() < open_at_once) continue;
    keep_some(some, changed);
    some.clear();
  }
  keep_some(some, changed);
  // Once for all: until then the names may be lost with the power, and no row speaks of them.
  const std::vector<fs::path> folders(changed.begin(), changed.end());
  all_at_once(folders.size(), [&](std::size_t i) { sync_folder(folders[i]); });
}

void Store::keep_some(const std::vector<const Artifact*>& some, std::set<fs::path>& changed) const {
  std::vector<Aside> files;
  for (const Artifact* artifact : some) {
    const fs::path place = path_of(artifact->sha256);
    make_folder(place.parent_path());
    changed.insert(
        folder_.parent_path());  // all three also for what a run made that was killed before it synced
    changed.insert(folder_);
    changed.insert(place.parent_path());
    if (::access(place.c_str(), F_OK) == 0) {
      compare_existing(*artifact);
    } else {
      files.push_back(write_aside(*artifact));
    }
  }
  all_at_once(files.size(), [&](std::size_t i) { make_durable(files[i]); });
  for (Aside& file : files) publish(file);
}

Store::Aside Store::write_aside(const Artifact& artifact) const {
  static std::atomic<unsigned> counter{0};
  for (;;) {
    const fs::path path = folder_ / aside_name / fmt::format("{}.{}", ::getpid(), counter++);
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 && errno == EEXIST) continue;  // left by a killed run that had our process id
    if (fd < 0) throw cannot_create(path, errno);
    Aside file(artifact, path, fd);
    write_all(fd, *artifact.bytes, path);
    if (::fchmod(fd, 0440) != 0) throw cannot_write(path, errno);
    return file;
  }
}

// After a failed fsync the kernel may have dropped the pages: only a new file can be trusted, once.
void Store::make_durable(Aside& file) const {
  for (int tries = 1; ::fsync(file.fd) != 0; ++tries) {
    if (tries == 2) throw cannot_write(file.path, errno);
    file = write_aside(*file.artifact);
  }
  const int fd = std::exchange(file.fd, -1);
  if (::close(fd) != 0) throw cannot_write(file.path, errno);
  int code = 0;
  const auto written = read_file(file.path, code);
  if (!written) throw cannot_write(file.path, code);
  if (pleno::sha256(*written) != file.artifact->sha256) {
    throw alarm(say("berkas yang baru ditulis tidak sama dengan sidiknya",
                    "a file just written differs from its digest"),
                path_of(file.artifact->sha256).string());
  }
}

void Store::publish(Aside& file) const {
  const fs::path place = path_of(file.artifact->sha256);
  if (::renameat2(AT_FDCWD, file.path.c_str(), AT_FDCWD, place.c_str(), RENAME_NOREPLACE) == 0) {
    file.path.clear();
    return;
  }
  if (errno != EEXIST) throw cannot_write(place, errno);
  compare_existing(*file.artifact);  // another process was faster
}

// One that was left without a row is adopted, and young again: no sweep may take it before its row is there.
void Store::compare_existing(const Artifact& artifact) const {
  ::utimensat(AT_FDCWD, path_of(artifact.sha256).c_str(), nullptr, 0);
  bytes(artifact.sha256);
}

std::shared_ptr<const std::string> Store::bytes(const std::string& sha256) const {
  const fs::path place = path_of(sha256);
  int code = 0;
  auto found = read_file(place, code);
  if (!found && code == ENOENT) throw alarm(say("berkas hilang", "a file is missing"), place.string());
  if (!found)
    throw Error(Kind::InputOutput, say("gagal dibaca: {}", "reading failed: {}", reason(code)),
                place.string());
  if (pleno::sha256(*found) != sha256) {
    throw alarm(say("isi berkas berbeda dari sidiknya", "a file differs from its digest"), place.string());
  }
  return std::make_shared<const std::string>(std::move(*found));
}

Store::Finding Store::check(const std::string& sha256, long long size, bool read_bytes) const {
  if (!is_digest(sha256)) return Finding::Missing;
  const fs::path place = path_of(sha256);
  struct stat info {};
  if (::lstat(place.c_str(), &info) != 0) return errno == ENOENT ? Finding::Missing : Finding::Unreadable;
  if (!S_ISREG(info.st_mode) || info.st_size != size) return Finding::Different;
  if (!read_bytes) return Finding::Good;
  int code = 0;
  const auto found = read_file(place, code);
  if (!found) return code == ENOENT ? Finding::Missing : Finding::Unreadable;
  return pleno::sha256(*found) == sha256 ? Finding::Good : Finding::Different;
}

std::vector<Store::Finding> Store::check(const std::vector<std::pair<std::string, long long>>& files,
                                         bool read_bytes) const {
  std::vector<Finding> found(files.size());
  all_at_once(files.size(),
              [&](std::size_t i) { found[i] = check(files[i].first, files[i].second, read_bytes); });
  return found;
}

}  // namespace pleno::journal
