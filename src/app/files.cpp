// The one place where `app` touches files: whole reads, and writes that are there or are not.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

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
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  if (!stream)
    throw Error(Kind::InputOutput,
                say("berkas '{}' tidak terbaca", "file '{}' is unreadable", file.string()));
  return content.str();
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
}

}  // namespace pleno::app
