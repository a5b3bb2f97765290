// What the shim (loaded into the program under test) and the programs that drive it tell each other.
//
// The shim sees each call by which a program touches files below one folder, or a socket, and gives it a name
// that is the same in every run, whatever the order of threads: "operation TAB path TAB ordinal", where the
// path is relative to the folder, "." for itself (a process id in it is "PID"; a socket's is "tcp" or "unix")
// and the ordinal counts that operation on that path from 1.
#pragma once
#include <cstdint>

namespace pleno::crash {

// Names of environment variables.
inline constexpr const char* under_variable = "CRASH_UNDER";  // the folder; nothing else is seen
inline constexpr const char* log_variable = "CRASH_LOG";      // a line for each call (or for the point alone,
                                                              // when there is one): name TAB bytes TAB flags
inline constexpr const char* record_variable =
    "CRASH_RECORD";  // Event after Event, with all that was written
inline constexpr const char* clock_variable =
    "CRASH_CLOCK";  // what SQLite takes for the time, in seconds: two runs then leave the same leases
inline constexpr const char* point_variable = "CRASH_POINT";  // the name of the call that meets the fault
inline constexpr const char* mode_variable = "CRASH_MODE";    // one of the modes below

// What happens at the point. On a socket eio and enospc are a connection that is lost, for both ends.
inline constexpr const char* modes[] = {"before", "after", "eio", "enospc", "short"};
// enospc, and every call after it that would need space fails alike: the disk stays full.
inline constexpr const char* full_mode = "full";

// One call that succeeded, as it stands in the record: this head, then `path`, `other` and `bytes`.
struct Event {
  char operation =
      0;             // O open, W write, T truncate, S fsync, R rename, L link, U unlink, M mkdir, P peer gets
  char created = 0;  // O: the file is new; M: always
  std::uint16_t path_size = 0;
  std::uint16_t other_size = 0;  // R, L: the new name
  std::uint64_t offset = 0;      // W; T: the new size
  std::uint64_t bytes_size = 0;  // W, P
};

}  // namespace pleno::crash
