#include "app/site_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/files.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {

namespace {

int open_lock(const std::filesystem::path& site, const char* name) {
  std::error_code failed;
  std::filesystem::create_directories(site / "state", failed);
  if (!failed) sync_folder(site);  // also for one that a killed run made: all memory lies below this name
  const auto file = site / "state" / name;
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor >= 0) return descriptor;
  throw Error(Kind::CannotCreate, say("tidak dapat membuat '{}'", "cannot create '{}'", file.string()), {},
              say("periksa ruang disk dan hak tulis", "check disk space and permissions"));
}

}  // namespace

SiteLock::SiteLock(const std::filesystem::path& site) : descriptor_(open_lock(site, "pleno.lock")) {
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor_);
    throw Error(Kind::TryAgain,
                say("perintah Pleno lain sedang bekerja di situs ini",
                    "another Pleno command is at work in this site"),
                {}, say("tunggu sampai selesai, lalu ulangi", "wait until it has ended, then try again"));
  }
}

SiteLock::~SiteLock() { ::close(descriptor_); }

AtWork::AtWork(const std::filesystem::path& site) : descriptor_(open_lock(site, "work.lock")) {
  first_ = ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
  if (!first_) ::flock(descriptor_, LOCK_SH);
  if (first_ && ::ftruncate(descriptor_, 0) != 0) first_alone_ = false;
  // One mark for each who comes: so the first one knows at its end whether it had company.
  const auto end = ::lseek(descriptor_, 0, SEEK_END);
  if (::pwrite(descriptor_, "+", 1, end) == 1) return;
  first_alone_ = false;
  if (!first_) {
    ::close(descriptor_);
    throw Error(Kind::InputOutput,
                say("'state/work.lock' tidak dapat ditulisi", "cannot write 'state/work.lock'"),
                site.string(), say("periksa ruang disk", "check disk space"));
  }
}

bool AtWork::alone() const { return first_ && first_alone_ && ::lseek(descriptor_, 0, SEEK_END) == 1; }

AtWork::~AtWork() { ::close(descriptor_); }

void AtWork::let_in() { ::flock(descriptor_, LOCK_SH); }

}  // namespace pleno::app
