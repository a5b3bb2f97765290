#include "app/surroundings.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "app/clock.h"
#include "app/settings.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {

void settle_process() {
  for (const int number : {0, 1, 2}) {
    // The lowest free descriptor is the one that was closed.
    if (::fcntl(number, F_GETFD) == -1 && errno == EBADF) (void)::open("/dev/null", O_RDWR);
  }
  ::umask(::umask(0) | 027);
  // Threads come and go with each chunk; a heap for each of them would keep what they gave back.
  mallopt(M_ARENA_MAX, 2);
}

void demand_plausible_clock() {
  const auto time = clock_time();
  if (!time) {
    throw Error(Kind::Configuration, say("PLENO_NOW bukan waktu", "PLENO_NOW is no time"), {},
                say("tulis 2026-11-21T02:00:00Z, atau hapus dari lingkungan",
                    "write 2026-11-21T02:00:00Z, or remove it from the environment"));
  }
  const int year = static_cast<int>(parse_date(time->substr(0, 10)).value_or(Date{}).year());
  if (year >= 2025 && year <= 2079) return;
  throw Error(Kind::Configuration,
              say("jam komputer menunjuk {}", "the computer's clock stands at {}", time->substr(0, 10)), {},
              say("setel jam (timedatectl), lalu ulangi", "set the clock (timedatectl), then try again"));
}

void refuse_root(const std::filesystem::path& site) {
  if (::geteuid() != 0) return;
  Diagnostics ignored;  // told by the command itself
  if (read_settings(site, ignored).sample) return;
  throw Error(Kind::Permission, say("Pleno dijalankan sebagai root", "Pleno is run as root"), {},
              say("jalankan sebagai pengguna tersendiri: sudo -u pleno pleno …; --as-root bila memang harus",
                  "run it as a user of its own: sudo -u pleno pleno …; --as-root if it must be"));
}

}  // namespace pleno::app
