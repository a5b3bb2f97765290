#include "app/space.h"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

namespace fs = std::filesystem;

constexpr unsigned long long mebi = 1024ULL * 1024;
constexpr unsigned long long least = 256 * mebi;
constexpr unsigned long long reserve_size = 16 * mebi;
constexpr unsigned long long bytes_of_forms = 60'000;     // before the plenary
constexpr unsigned long long bytes_of_results = 250'000;  // certificate, and the letter with it and the form
constexpr unsigned long long files_a_candidate = 5;
constexpr unsigned long long least_files = 1000;
constexpr unsigned long long a_chunk = 100 * bytes_of_results;

struct Room {
  unsigned long long bytes = 0;
  unsigned long long files = 0;
};

Room room_in(const fs::path& folder) {
  struct statvfs info {};
  if (::statvfs(folder.c_str(), &info) != 0) return {~0ULL, ~0ULL};  // the work itself will tell
  const bool counts_files = info.f_files > 0;
  return {static_cast<unsigned long long>(info.f_bavail) * info.f_frsize,
          counts_files ? info.f_favail : ~0ULL};
}

std::vector<fs::path> folders_of(Site& site) {
  return {site.settings().store, site.settings().site / "state"};
}

fs::path reserve_of(Site& site) { return site.settings().site / "state" / "cadangan-ruang"; }

// What this night may write, from where its candidates stand.
Room estimate(Site& site) {
  Room night;
  for (const auto& [state, count] : site.journal().status().states) {
    const auto candidates = static_cast<unsigned long long>(count);
    const bool resolved = state == "resolved" || state == "allocated";
    if (!resolved && state != "imported" && state != "judged") continue;
    night.bytes += candidates * (resolved ? bytes_of_results : bytes_of_forms);
    night.files += candidates * files_a_candidate;
  }
  return night;
}

// What a failed write had taken is free again by now: full is where the next chunk would not fit.
bool is_full(Site& site) {
  for (const fs::path& folder : folders_of(site)) {
    const Room room = room_in(folder);
    if (room.bytes < a_chunk || room.files < least_files / 2) return true;
  }
  return false;
}

}  // namespace

void demand_space(Site& site) {
  const Room night = estimate(site);
  const unsigned long long bytes = least + 2 * night.bytes;
  const unsigned long long files = least_files + 2 * night.files;
  for (const fs::path& folder : folders_of(site)) {
    const Room room = room_in(folder);
    if (room.bytes >= bytes && room.files >= files) continue;
    throw Error(
        Kind::CannotCreate,
        say("ruang di '{}' kurang: ada {} MiB dan {} inode, malam ini perlu {} MiB dan {} inode",
            "not enough room in '{}': {} MiB and {} inodes, this night needs {} MiB and {} inodes",
            folder.string(), room.bytes / mebi, room.files, bytes / mebi, files),
        {},
        say("beri ruang, lalu ulangi; belum ada yang dimulai", "make room, then repeat; nothing was begun"));
  }
}

void keep_reserve(Site& site) {
  const fs::path file = reserve_of(site);
  if (fs::exists(file)) return;
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return;  // not worth a night
  const bool made = ::posix_fallocate(descriptor, 0, static_cast<off_t>(reserve_size)) == 0;
  ::close(descriptor);
  if (!made) ::unlink(file.c_str());
}

bool until_full(Site& site, Report& report, const std::function<Report()>& work) {
  try {
    report.add(work());
    return true;
  } catch (const Error& error) {
    const bool writing = error.kind == Kind::InputOutput || error.kind == Kind::CannotCreate;
    if (!writing || !is_full(site)) throw;
    ::unlink(reserve_of(site).c_str());
    ++report.failed;
    report.found.push_back(
        {.at = {.file = site.settings().store.string()},
         .message = say("cakram penuh: berhenti di sini; yang sudah tercatat aman ({})",
                        "the disk is full: stopped here; what is recorded is safe ({})", error.what()),
         .hint = say("beri ruang; malam berikutnya melanjutkan", "make room; the next night goes on")});
    return false;
  }
}

}  // namespace pleno::app
