#include "app/site_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "text/error.h"
#include "text/language.h"

namespace pleno::app {

SiteLock::SiteLock(const std::filesystem::path& site) {
  std::error_code failed;
  std::filesystem::create_directories(site / "state", failed);
  const auto file = site / "state" / "pleno.lock";
  descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor_ < 0) {
    throw Error(Kind::CannotCreate, say("tidak dapat membuat '{}'", "cannot create '{}'", file.string()), {},
                say("periksa ruang disk dan hak tulis", "check disk space and permissions"));
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor_);
    throw Error(Kind::TryAgain,
                say("perintah Pleno lain sedang bekerja di situs ini",
                    "another Pleno command is at work in this site"),
                {}, say("tunggu sampai selesai, lalu ulangi", "wait until it has ended, then try again"));
  }
}

SiteLock::~SiteLock() { ::close(descriptor_); }

}  // namespace pleno::app
