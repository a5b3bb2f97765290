#include "app/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "text/language.h"

namespace pleno::app {
namespace {

namespace fs = std::filesystem;

// Closes on every way out; the checked close is `finish`.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  bool finish() {
    const int n = number_;
    number_ = -1;
    return ::close(n) == 0;
  }

 private:
  int number_;
};

[[noreturn]] void fail(Kind kind, const fs::path& file) {
  const std::string why = std::strerror(errno);
  throw Error(kind, say("tidak dapat menulis '{}': {}", "cannot write '{}': {}", file.string(), why), {},
              say("periksa ruang disk dan hak tulis", "check disk space and permissions"));
}

constexpr std::size_t largest_file = std::size_t{64} << 20;

[[noreturn]] void fail_to_open(const fs::path& file) {
  if (errno == ENOENT) {
    throw Error(Kind::NoInput, say("berkas '{}' tidak ada", "there is no file '{}'", file.string()));
  }
  const std::string why = std::strerror(errno);
  throw Error(Kind::InputOutput,
              say("berkas '{}' tidak dapat dibuka: {}", "cannot open file '{}': {}", file.string(), why), {},
              say("periksa hak baca berkas itu", "check the file's permissions"));
}

// The whole of an open file; `file` for messages, `unfit` for what is none that could be read.
std::string read_all(const Descriptor& in, const fs::path& file, Kind unfit) {
  struct stat about {};
  if (::fstat(in.number(), &about) != 0) fail_to_open(file);
  if (!S_ISREG(about.st_mode)) {
    throw Error(unfit, say("bukan berkas biasa", "no regular file"), file.string(),
                say("ganti folder, pipa atau perangkat ini dengan berkasnya",
                    "put the file in place of this folder, pipe or device"));
  }
  if (about.st_size > static_cast<off_t>(largest_file)) {
    throw Error(
        unfit,
        say("berkas {} MiB, paling besar 64 MiB", "a file of {} MiB, at most 64 MiB", about.st_size >> 20),
        file.string(),
        say("bagi menjadi beberapa berkas, atau periksa isinya", "split it, or look at what it is"));
  }
  std::string out(static_cast<std::size_t>(about.st_size), '\0');
  std::size_t at = 0;
  while (at < out.size()) {
    const ssize_t got = ::read(in.number(), out.data() + at, out.size() - at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      throw Error(Kind::InputOutput,
                  say("berkas '{}' tidak terbaca", "file '{}' is unreadable", file.string()));
    }
    if (got == 0) break;
    at += static_cast<std::size_t>(got);
  }
  out.resize(at);
  return out;
}

[[noreturn]] void refuse_link(const fs::path& file) {
  throw Error(
      Kind::Configuration,
      say("jalurnya lewat tautan simbolik atau '..'", "its path goes through a symbolic link or '..'"),
      file.string(), say("salin berkasnya ke dalam situs", "copy the file into the site"));
}

bool is_link(int folder, const char* name) {
  struct stat about {};
  return ::fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(about.st_mode);
}

}  // namespace

std::string read_file(const fs::path& file) {
  // Not blocking: a pipe that nobody writes into is refused below instead of waited for.
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (in.number() < 0) fail_to_open(file);
  return read_all(in, file, Kind::Data);
}

std::string read_site_file(const fs::path& site, const fs::path& file) {
  const fs::path inside = file.lexically_relative(site);
  if (inside.empty() || *inside.begin() == "..") return read_file(file);
  int folder = ::open(site.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) fail_to_open(site);
  for (auto part = inside.begin(); part != inside.end(); ++part) {
    const Descriptor here(folder);
    const bool last = std::next(part) == inside.end();
    if (*part == ".." || is_link(here.number(), part->c_str())) refuse_link(file);
    folder = ::openat(here.number(), part->c_str(),
                      O_RDONLY | O_NOFOLLOW | O_CLOEXEC | (last ? O_NONBLOCK : O_DIRECTORY));
    if (folder < 0) fail_to_open(file);
  }
  return read_all(Descriptor(folder), file, Kind::Configuration);
}

std::vector<fs::path> files_in(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> out;
  std::error_code failed;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    if (extension.empty() || entry->path().extension() == extension) out.push_back(entry->path());
  }
  if (failed && failed != std::errc::no_such_file_or_directory) {
    throw Error(Kind::InputOutput,
                say("folder '{}' tidak terbaca", "folder '{}' is unreadable", folder.string()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

void sync_folder(const fs::path& folder) {
  Descriptor out(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (out.number() < 0 || ::fsync(out.number()) != 0) fail(Kind::InputOutput, folder);
}

void write_file(const fs::path& file, const std::string& bytes) {
  std::error_code failed;
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), failed);
  const fs::path aside = file.string() + ".baru";
  Descriptor out(::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640));
  if (out.number() < 0) fail(Kind::CannotCreate, file);
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t written = ::write(out.number(), bytes.data() + at, bytes.size() - at);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const int why = errno;
      fs::remove(aside, failed);
      errno = why;
      fail(Kind::InputOutput, file);
    }
    at += static_cast<std::size_t>(written);
  }
  if (::fsync(out.number()) != 0 || !out.finish()) fail(Kind::InputOutput, file);
  fs::rename(aside, file, failed);
  if (failed) {
    errno = failed.value();
    fail(Kind::CannotCreate, file);
  }
  sync_folder(file.has_parent_path() ? file.parent_path() : fs::path("."));
}

std::string fault_in_folder(const fs::path& folder) {
  fs::path there = fs::absolute(folder);
  std::error_code failed;
  while (!fs::exists(there, failed) && there.has_relative_path()) there = there.parent_path();
  if (!fs::is_directory(there, failed)) return say("'{}' bukan folder", "'{}' is no folder", there.string());
  if (::access(there.c_str(), W_OK | X_OK) == 0) return {};
  return say("tidak boleh menulis ke '{}'", "no right to write into '{}'", there.string());
}

Diagnostic diagnostic_of(const Error& error) {
  return {.at = {.file = error.context}, .message = error.what(), .hint = error.hint};
}

}  // namespace pleno::app
