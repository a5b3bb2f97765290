#include "app/surroundings.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "app/clock.h"
#include "app/settings.h"
#include "app/site.h"
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
  // A buffer for each mail or document, given back to the system and asked for again page by page, was a
  // quarter of the CPU of sending.
  mallopt(M_TRIM_THRESHOLD, 8 << 20);
  mallopt(M_TOP_PAD, 256 << 10);
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
}

void demand_plausible_clock() {
  const auto time = clock_time();
  if (!time) {
    throw Error(Kind::Configuration, say("PLENO_NOW bukan waktu", "PLENO_NOW is no time"), "PLENO_NOW",
                say("tulis 2026-11-21T02:00:00Z, atau hapus dari lingkungan",
                    "write 2026-11-21T02:00:00Z, or remove it from the environment"));
  }
  const int year = static_cast<int>(parse_date(time->substr(0, 10)).value_or(Date{}).year());
  if (year >= 2025 && year <= 2079) return;
  throw Error(Kind::Configuration,
              say("jam komputer menunjuk {}", "the computer's clock stands at {}", time->substr(0, 10)),
              "clock",
              say("setel jam (timedatectl), lalu ulangi", "set the clock (timedatectl), then try again"));
}

Diagnostics faults_of_clocks(Site& site) {
  constexpr long long worth_telling = 60, too_much = 600;  // seconds
  const std::string hint = say("setel jam kedua komputer (timedatectl, NTP)",
                               "set the clocks of both computers (timedatectl, NTP)");
  Diagnostics found;
  const std::string last = site.journal().meta("last_nightly");
  if (!last.empty() && now_utc() < later_utc(last, -worth_telling)) {
    found.push_back({.severity = Severity::Warning,
                     .at = {.record = say("jam komputer", "the computer's clock")},
                     .message = say("sekarang {}, padahal malam terakhir selesai {}",
                                    "it is {}, yet the last night ended {}", now_utc(), last),
                     .hint = say("setel jam (timedatectl); surat yang ditunda menunggu sampai waktunya",
                                 "set the clock (timedatectl); mails put off wait for their time")});
  }
  const auto here = machine_clock_ms();
  if (!here || site.settings().state_url.rfind("sqlite3://", 0) == 0) return found;
  const long long skew = std::llabs(site.journal().clock_ms() - *here) / 1000;
  const std::string message = say("jam komputer ini dan jam basis data berselisih {} detik",
                                  "this computer's clock and the database's differ by {} seconds", skew);
  if (skew > too_much) throw Error(Kind::Configuration, message, "state.url", hint);
  if (skew > worth_telling)
    found.push_back(
        {.severity = Severity::Warning, .at = {.record = "state.url"}, .message = message, .hint = hint});
  return found;
}

void refuse_root(const std::filesystem::path& site) {
  if (::geteuid() != 0) return;
  Diagnostics ignored;  // told by the command itself
  if (read_settings(site, ignored).sample) return;
  throw Error(Kind::Permission, say("Pleno dijalankan sebagai root", "Pleno is run as root"), "uid 0",
              say("jalankan sebagai pengguna tersendiri: sudo -u pleno pleno …; --as-root bila memang harus",
                  "run it as a user of its own: sudo -u pleno pleno …; --as-root if it must be"));
}

}  // namespace pleno::app
