// A shared object for LD_PRELOAD: counts, logs and records a program's calls on files and sockets, and makes
// one of them fail or die (shim.h). Never changes anything but the one call it was told to; the bytes that
// SQLite takes from /dev/urandom are zeros and its clock may stand, so that two runs leave the same files.
#include "crash/shim.h"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace pleno::crash {
namespace {

enum class Fault { None, Before, After, Error, NoSpace, Short };

constexpr int most_descriptors = 4096;

// What is known of the program so far. Made at the first call and never unmade: calls come before the first
// constructor and after the last destructor.
struct State {
  std::mutex mutex;
  std::string under, point, mode, pid;
  int log = -1, record = -1;
  long clock = 0;  // 0: the real one
  bool disk_is_full = false;
  std::map<std::string, long> ordinals;
  std::string names[most_descriptors];  // what a descriptor is open on; empty: not ours
};

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

int open_aside(const std::string& path) {
  if (path.empty()) return -1;
  const long made =
      ::syscall(SYS_openat, AT_FDCWD, path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  // Out of the way: the program counts on low descriptors.
  return made < 0 ? -1 : static_cast<int>(::syscall(SYS_fcntl, made, F_DUPFD_CLOEXEC, 900));
}

State& state() {
  static State* const only = [] {
    auto* fresh = new State;
    fresh->under = variable(under_variable);
    if (!fresh->under.empty()) fresh->under += '/';
    fresh->point = variable(point_variable);
    fresh->mode = variable(mode_variable);
    fresh->pid = std::to_string(::getpid());
    fresh->clock = std::atol(variable(clock_variable).c_str());
    fresh->log = open_aside(variable(log_variable));
    fresh->record = open_aside(variable(record_variable));
    return fresh;
  }();
  return *only;
}

bool is_socket(const std::string& name) { return name == "tcp" || name == "unix"; }

// Relative to the folder ("." is the folder itself), or "" when it is none of ours.
std::string ours(const char* path) {
  State& s = state();
  const std::string_view whole(path == nullptr ? "" : path);
  if (s.under.empty()) return {};
  if (whole == std::string_view(s.under).substr(0, s.under.size() - 1)) return ".";
  if (whole.substr(0, s.under.size()) != s.under) return {};
  std::string name(whole.substr(s.under.size()));
  const auto at = name.find(s.pid + ".");
  if (at != std::string::npos) name.replace(at, s.pid.size(), "PID");
  return name;
}

std::string name_of(int descriptor) {
  if (descriptor < 0 || descriptor >= most_descriptors) return {};
  State& s = state();
  const std::lock_guard lock(s.mutex);
  return s.names[descriptor];
}

void set_name(int descriptor, const std::string& name) {
  if (descriptor < 0 || descriptor >= most_descriptors) return;
  State& s = state();
  const std::lock_guard lock(s.mutex);
  s.names[descriptor] = name;
}

[[noreturn]] void die() {
  ::syscall(SYS_kill, ::getpid(), SIGKILL);
  for (;;) ::pause();
}

bool needs_space(std::string_view flags) { return flags.find('s') != std::string_view::npos; }

// Counts and logs a call and tells what is to happen to it. Flags: s needs space on the disk, c changes
// something that outlives the process.
Fault meet(const char* operation, const std::string& name, std::size_t bytes, const char* flags) {
  if (name.empty()) return Fault::None;
  State& s = state();
  const std::lock_guard lock(s.mutex);
  std::string line = std::string(operation) + '\t' + name;
  line += '\t' + std::to_string(++s.ordinals[line]);
  const bool here = line == s.point;
  if (s.log >= 0 && (here || s.point.empty())) {
    line += '\t' + std::to_string(bytes) + '\t' + flags + '\n';
    ::syscall(SYS_write, s.log, line.data(), line.size());
  }
  if (here && s.mode == full_mode) s.disk_is_full = true;
  if (s.disk_is_full && needs_space(flags) && !is_socket(name)) return Fault::NoSpace;
  if (!here) return Fault::None;
  if (s.mode == "before") die();
  if (s.mode == "after") return Fault::After;
  if (s.mode == "eio") return Fault::Error;
  if (s.mode == "enospc") return Fault::NoSpace;
  return s.mode == "short" && bytes > 1 ? Fault::Short : Fault::None;
}

int error_of(Fault fault, const std::string& name) {
  if (is_socket(name)) return ECONNRESET;
  return fault == Fault::NoSpace ? ENOSPC : EIO;
}

// A connection that is lost is lost for good: the peer sees it too, and no later call waits for its answer.
void cut(int descriptor, Fault fault, const std::string& name) {
  if ((fault == Fault::Error || fault == Fault::NoSpace) && is_socket(name))
    ::shutdown(descriptor, SHUT_RDWR);
}

// The call, or its failure; `real` makes it and gives -1 when it failed.
template <typename Real>
auto through(Fault fault, const std::string& name, Real real) -> decltype(real()) {
  if (fault == Fault::Error || fault == Fault::NoSpace) {
    errno = error_of(fault, name);
    return -1;
  }
  const auto result = real();
  if (fault == Fault::After) die();
  return result;
}

std::size_t length(Fault fault, std::size_t bytes) { return fault == Fault::Short ? bytes / 2 : bytes; }

void note(char operation, const std::string& path, const std::string& other, std::uint64_t offset,
          const void* bytes, std::size_t size, bool created = false) {
  State& s = state();
  if (s.record < 0) return;
  const int before = errno;
  Event head{operation,
             static_cast<char>(created ? 1 : 0),
             static_cast<std::uint16_t>(path.size()),
             static_cast<std::uint16_t>(other.size()),
             offset,
             size};
  std::string all(reinterpret_cast<const char*>(&head), sizeof head);
  all += path + other;
  all.append(static_cast<const char*>(bytes), size);
  const std::lock_guard lock(s.mutex);
  ::syscall(SYS_write, s.record, all.data(), all.size());
  errno = before;
}

template <typename Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

// What the program opens as `path`: /dev/urandom gives zeros.
const char* steady(const char* path) {
  return !state().under.empty() && std::strcmp(path, "/dev/urandom") == 0 ? "/dev/zero" : path;
}

template <typename Open>
int opened(const char* path, int flags, Open open) {
  const std::string name = ours(path);
  const bool creates = (flags & O_CREAT) != 0;
  struct stat info {};
  const bool is_new = !name.empty() && creates && ::lstat(path, &info) != 0;
  const Fault fault = meet("open", name, 0, is_new ? "sc" : creates && (flags & O_TRUNC) != 0 ? "c" : "");
  const int descriptor = through(fault, name, open);
  if (descriptor < 0) return descriptor;
  set_name(descriptor, name);  // also when it is none of ours: what had the number before may have been
  if (name.empty()) return descriptor;
  note('O', name, {}, 0, nullptr, 0, is_new);
  if ((flags & O_TRUNC) != 0) note('T', name, {}, 0, nullptr, 0);
  return descriptor;
}

mode_t mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

template <typename Write>
ssize_t written(int descriptor, const void* bytes, std::size_t size, off_t offset, Write write) {
  const std::string name = name_of(descriptor);
  const Fault fault = meet(offset < 0 ? "write" : "pwrite", name, size, "sc");
  if (!name.empty() && offset < 0) offset = ::lseek(descriptor, 0, SEEK_CUR);
  const ssize_t done = through(fault, name, [&] { return write(length(fault, size)); });
  if (done > 0 && !name.empty()) {
    note('W', name, {}, static_cast<std::uint64_t>(offset), bytes, static_cast<std::size_t>(done));
  }
  return done;
}

template <typename Read>
ssize_t got(const char* operation, int descriptor, std::size_t size, Read read) {
  const std::string name = name_of(descriptor);
  const Fault fault = meet(operation, name, size, "");
  cut(descriptor, fault, name);
  return through(fault, name, [&] { return read(length(fault, size)); });
}

template <typename Sync>
int synced(const char* operation, int descriptor, Sync sync) {
  const std::string name = name_of(descriptor);
  const int result = through(meet(operation, name, 0, "s"), name, sync);
  if (result == 0 && !name.empty()) note('S', name, {}, 0, nullptr, 0);
  return result;
}

// One that names a path, or two: rename, link, unlink, mkdir.
template <typename Change>
int changed(const char* operation, char event, const char* path, const char* other, const char* flags,
            Change change) {
  const std::string name = ours(path);
  const int result = through(meet(operation, name, 0, flags), name, change);
  if (result == 0 && !name.empty()) note(event, name, other == nullptr ? "" : ours(other), 0, nullptr, 0);
  return result;
}

int truncated(int descriptor, off_t size, int (*truncate)(int, off_t)) {
  const std::string name = name_of(descriptor);
  const int result =
      through(meet("ftruncate", name, 0, "sc"), name, [&] { return truncate(descriptor, size); });
  if (result == 0 && !name.empty()) note('T', name, {}, static_cast<std::uint64_t>(size), nullptr, 0);
  return result;
}

// Gives the error as its result, not in errno.
int allocated(int descriptor, off_t offset, off_t size, int (*allocate)(int, off_t, off_t)) {
  const std::string name = name_of(descriptor);
  const Fault fault = meet("fallocate", name, 0, "sc");
  if (fault == Fault::Error || fault == Fault::NoSpace) return error_of(fault, name);
  const int result = allocate(descriptor, offset, size);
  if (fault == Fault::After) die();
  if (result == 0 && !name.empty())
    note('T', name, {}, static_cast<std::uint64_t>(offset + size), nullptr, 0);
  return result;
}

template <typename Send>
ssize_t sent(int descriptor, const void* bytes, std::size_t size, Send send) {
  const std::string name = name_of(descriptor);
  const Fault fault = meet("send", name, size, "c");
  cut(descriptor, fault, name);
  const ssize_t done = through(fault, name, [&] { return send(length(fault, size)); });
  if (done > 0 && !name.empty()) note('P', name, {}, 0, bytes, static_cast<std::size_t>(done));
  return done;
}

}  // namespace
}  // namespace pleno::crash

using namespace pleno::crash;  // NOLINT: the functions below must stand in the global namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  static const auto next = real<int(const char*, int, ...)>("open");
  return opened(path, flags, [&] { return next(steady(path), flags, mode); });
}
int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  static const auto next = real<int(const char*, int, ...)>("open64");
  return opened(path, flags, [&] { return next(steady(path), flags, mode); });
}
int openat(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  static const auto next = real<int(int, const char*, int, ...)>("openat");
  return opened(path, flags, [&] { return next(folder, path, flags, mode); });
}
int openat64(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  static const auto next = real<int(int, const char*, int, ...)>("openat64");
  return opened(path, flags, [&] { return next(folder, path, flags, mode); });
}
int __open_2(const char* path, int flags) {  // NOLINT: what open becomes when it is fortified
  static const auto next = real<int(const char*, int)>("__open_2");
  return opened(path, flags, [&] { return next(steady(path), flags); });
}
int __open64_2(const char* path, int flags) {  // NOLINT
  static const auto next = real<int(const char*, int)>("__open64_2");
  return opened(path, flags, [&] { return next(steady(path), flags); });
}
FILE* fopen(const char* path, const char* how) {
  static const auto next = real<FILE*(const char*, const char*)>("fopen");
  FILE* file = nullptr;
  const int flags = *how == 'r' ? O_RDONLY : O_CREAT | O_TRUNC;
  opened(path, flags, [&] {
    file = next(path, how);
    return file == nullptr ? -1 : ::fileno(file);
  });
  return file;
}
FILE* fopen64(const char* path, const char* how) {
  static const auto next = real<FILE*(const char*, const char*)>("fopen64");
  FILE* file = nullptr;
  const int flags = *how == 'r' ? O_RDONLY : O_CREAT | O_TRUNC;
  opened(path, flags, [&] {
    file = next(path, how);
    return file == nullptr ? -1 : ::fileno(file);
  });
  return file;
}
DIR* opendir(const char* path) {
  static const auto next = real<DIR*(const char*)>("opendir");
  DIR* folder = nullptr;
  const std::string name = ours(path);
  through(meet("opendir", name, 0, ""), name, [&] {
    folder = next(path);
    return folder == nullptr ? -1 : 0;
  });
  return folder;
}

// Whatever close says, the descriptor is gone.
int close(int descriptor) {
  static const auto next = real<int(int)>("close");
  const std::string name = name_of(descriptor);
  const Fault fault = meet("close", name, 0, is_socket(name) ? "c" : "");
  set_name(descriptor, {});
  const int result = next(descriptor);
  if (fault == Fault::After) die();
  if (fault != Fault::Error && fault != Fault::NoSpace) return result;
  errno = error_of(fault, name);
  return -1;
}
int closedir(DIR* folder) {
  static const auto next = real<int(DIR*)>("closedir");
  set_name(::dirfd(folder), {});
  return next(folder);
}
int fclose(FILE* file) {
  static const auto next = real<int(FILE*)>("fclose");
  set_name(::fileno(file), {});
  return next(file);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  static const auto next = real<ssize_t(int, const void*, size_t)>("write");
  if (is_socket(name_of(descriptor)))
    return sent(descriptor, bytes, size, [&](size_t n) { return next(descriptor, bytes, n); });
  return written(descriptor, bytes, size, -1, [&](size_t n) { return next(descriptor, bytes, n); });
}
ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  static const auto next = real<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  return written(descriptor, bytes, size, offset,
                 [&](size_t n) { return next(descriptor, bytes, n, offset); });
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
  static const auto next = real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  return written(descriptor, bytes, size, offset,
                 [&](size_t n) { return next(descriptor, bytes, n, offset); });
}
// As one write of its first part: the caller writes on.
ssize_t writev(int descriptor, const iovec* parts, int count) {
  static const auto next = real<ssize_t(int, const iovec*, int)>("writev");
  if (name_of(descriptor).empty() || count < 1) return next(descriptor, parts, count);
  return write(descriptor, parts[0].iov_base, parts[0].iov_len);
}

ssize_t read(int descriptor, void* bytes, size_t size) {
  static const auto next = real<ssize_t(int, void*, size_t)>("read");
  return got("read", descriptor, size, [&](size_t n) { return next(descriptor, bytes, n); });
}
ssize_t pread(int descriptor, void* bytes, size_t size, off_t offset) {
  static const auto next = real<ssize_t(int, void*, size_t, off_t)>("pread");
  return got("pread", descriptor, size, [&](size_t n) { return next(descriptor, bytes, n, offset); });
}
ssize_t pread64(int descriptor, void* bytes, size_t size, off64_t offset) {
  static const auto next = real<ssize_t(int, void*, size_t, off64_t)>("pread64");
  return got("pread", descriptor, size, [&](size_t n) { return next(descriptor, bytes, n, offset); });
}
ssize_t __read_chk(int descriptor, void* bytes, size_t size, size_t) {  // NOLINT: fortified
  return read(descriptor, bytes, size);
}
ssize_t __pread_chk(int descriptor, void* bytes, size_t size, off_t offset, size_t) {  // NOLINT
  return pread(descriptor, bytes, size, offset);
}
ssize_t __pread64_chk(int descriptor, void* bytes, size_t size, off64_t offset, size_t) {  // NOLINT
  return pread64(descriptor, bytes, size, offset);
}

int fsync(int descriptor) {
  static const auto next = real<int(int)>("fsync");
  return synced("fsync", descriptor, [&] { return next(descriptor); });
}
int fdatasync(int descriptor) {
  static const auto next = real<int(int)>("fdatasync");
  return synced("fdatasync", descriptor, [&] { return next(descriptor); });
}
int ftruncate(int descriptor, off_t size) noexcept {
  return truncated(descriptor, size, real<int(int, off_t)>("ftruncate"));
}
int ftruncate64(int descriptor, off64_t size) noexcept {
  return truncated(descriptor, size, real<int(int, off_t)>("ftruncate64"));
}
int posix_fallocate(int descriptor, off_t offset, off_t size) {
  return allocated(descriptor, offset, size, real<int(int, off_t, off_t)>("posix_fallocate"));
}
int posix_fallocate64(int descriptor, off64_t offset, off64_t size) {
  return allocated(descriptor, offset, size, real<int(int, off_t, off_t)>("posix_fallocate64"));
}
int fchmod(int descriptor, mode_t mode) noexcept {
  static const auto next = real<int(int, mode_t)>("fchmod");
  const std::string name = name_of(descriptor);
  return through(meet("fchmod", name, 0, "c"), name, [&] { return next(descriptor, mode); });
}
int chmod(const char* path, mode_t mode) noexcept {
  static const auto next = real<int(const char*, mode_t)>("chmod");
  const std::string name = ours(path);
  return through(meet("chmod", name, 0, "c"), name, [&] { return next(path, mode); });
}

int rename(const char* from, const char* to) noexcept {
  static const auto next = real<int(const char*, const char*)>("rename");
  return changed("rename", 'R', from, to, "sc", [&] { return next(from, to); });
}
int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned how) noexcept {
  static const auto next = real<int(int, const char*, int, const char*, unsigned)>("renameat2");
  return changed("rename", 'R', from, to, "sc", [&] { return next(from_folder, from, to_folder, to, how); });
}
int link(const char* from, const char* to) noexcept {
  static const auto next = real<int(const char*, const char*)>("link");
  return changed("link", 'L', from, to, "sc", [&] { return next(from, to); });
}
int unlink(const char* path) noexcept {
  static const auto next = real<int(const char*)>("unlink");
  return changed("unlink", 'U', path, nullptr, "c", [&] { return next(path); });
}
int remove(const char* path) noexcept {
  static const auto next = real<int(const char*)>("remove");
  return changed("unlink", 'U', path, nullptr, "c", [&] { return next(path); });
}
int mkdir(const char* path, mode_t mode) noexcept {
  static const auto next = real<int(const char*, mode_t)>("mkdir");
  return changed("mkdir", 'M', path, nullptr, "sc", [&] { return next(path, mode); });
}

int gettimeofday(timeval* time, void* zone) noexcept {
  static const auto next = real<int(timeval*, void*)>("gettimeofday");
  if (state().clock == 0) return next(time, zone);
  *time = {state().clock, 0};
  return 0;
}

int socket(int family, int type, int protocol) noexcept {
  static const auto next = real<int(int, int, int)>("socket");
  const int descriptor = next(family, type, protocol);
  const bool seen = !state().under.empty() && (type & SOCK_STREAM) != 0;
  if (seen && (family == AF_INET || family == AF_INET6)) set_name(descriptor, "tcp");
  if (seen && family == AF_UNIX) set_name(descriptor, "unix");
  return descriptor;
}
int connect(int descriptor, const sockaddr* address, socklen_t size) {
  static const auto next = real<int(int, const sockaddr*, socklen_t)>("connect");
  const std::string name = name_of(descriptor);
  return through(meet("connect", name, 0, "c"), name, [&] { return next(descriptor, address, size); });
}
ssize_t send(int descriptor, const void* bytes, size_t size, int flags) {
  static const auto next = real<ssize_t(int, const void*, size_t, int)>("send");
  return sent(descriptor, bytes, size, [&](size_t n) { return next(descriptor, bytes, n, flags); });
}
ssize_t recv(int descriptor, void* bytes, size_t size, int flags) {
  static const auto next = real<ssize_t(int, void*, size_t, int)>("recv");
  return got("recv", descriptor, size, [&](size_t n) { return next(descriptor, bytes, n, flags); });
}
ssize_t __recv_chk(int descriptor, void* bytes, size_t size, size_t, int flags) {  // NOLINT: fortified
  return recv(descriptor, bytes, size, flags);
}

}  // extern "C"
