// Another machine, as far as a program can see it: stands between the program and the C library. Changes
// nothing that the environment does not ask for.
//   ELSEWHERE_FOLDERS=reversed      folders list their entries the other way round
//   ELSEWHERE_CLOCK=-900            the wall clock is so many seconds off
//   ELSEWHERE_FILE_SYSTEM=0x6969    the kind of every file system, as statfs tells it
#include <dirent.h>
#include <dlfcn.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <vector>

namespace {

template <typename Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

const char* wish(const char* name) { return ::getenv(name); }

// The entries that a folder has still to tell, the last one first.
using Entries = std::vector<std::vector<char>>;
std::mutex guard;
std::map<DIR*, Entries>& folders() {
  static auto* const all = new std::map<DIR*, Entries>;  // outlives whoever closes folders at the end
  return *all;
}

dirent* next_entry(DIR* folder) {
  static const auto read = real<dirent* (*)(DIR*)>("readdir");
  if (wish("ELSEWHERE_FOLDERS") == nullptr) return read(folder);
  const std::lock_guard lock(guard);
  auto known = folders().find(folder);
  if (known == folders().end()) {
    known = folders().emplace(folder, Entries{}).first;
    known->second.emplace_back();  // stands for the one handed out last
    while (const dirent* entry = read(folder)) {
      const char* bytes = reinterpret_cast<const char*>(entry);
      known->second.emplace_back(bytes, bytes + entry->d_reclen);
    }
    known->second.emplace_back();
  }
  Entries& left = known->second;
  left.pop_back();
  return left.size() <= 1 ? nullptr : reinterpret_cast<dirent*>(left.back().data());
}

template <typename Info>
int kind_of_file_system(const char* call, const char* path, Info* info) {
  const int result = real<int (*)(const char*, Info*)>(call)(path, info);
  if (const char* kind = wish("ELSEWHERE_FILE_SYSTEM")) {
    info->f_type = static_cast<decltype(info->f_type)>(std::strtol(kind, nullptr, 0));
  }
  return result;
}

}  // namespace

extern "C" {

dirent* readdir(DIR* folder) { return next_entry(folder); }
dirent64* readdir64(DIR* folder) { return reinterpret_cast<dirent64*>(next_entry(folder)); }
int closedir(DIR* folder) {
  {
    const std::lock_guard lock(guard);
    folders().erase(folder);
  }
  return real<int (*)(DIR*)>("closedir")(folder);
}

int clock_gettime(clockid_t clock, timespec* time) noexcept {
  const int result = static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
  const char* offset = clock == CLOCK_REALTIME ? wish("ELSEWHERE_CLOCK") : nullptr;
  if (offset != nullptr) time->tv_sec += std::strtol(offset, nullptr, 10);
  return result;
}

int statfs(const char* path, struct statfs* info) noexcept {
  return kind_of_file_system("statfs", path, info);
}
int statfs64(const char* path, struct statfs64* info) noexcept {
  return kind_of_file_system("statfs64", path, info);
}

}  // extern "C"
