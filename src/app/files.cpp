// The one place where `app` touches files: whole reads, and writes that are there or are not.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "app/settings.h"
#include "text/error.h"
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

}  // namespace

std::string read_file(const fs::path& file) {
  std::error_code failed;
  if (!fs::is_regular_file(file, failed)) {  // a FIFO or device would hang
    throw Error(Kind::NoInput, say("berkas '{}' tidak ada", "there is no file '{}'", file.string()));
  }
  // Not by a stream, which takes a read that failed for the end of the file.
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  std::string content;
  char block[65536];
  for (ssize_t got = 1; in.number() < 0 || got != 0;) {
    got = in.number() < 0 ? -1 : ::read(in.number(), block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      throw Error(Kind::InputOutput,
                  say("berkas '{}' tidak terbaca", "file '{}' is unreadable", file.string()));
    content.append(block, static_cast<std::size_t>(got));
  }
  return content;
}

std::vector<fs::path> files_in(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> out;
  std::error_code failed;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    if (entry->path().extension() == extension) out.push_back(entry->path());
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

}  // namespace pleno::app
