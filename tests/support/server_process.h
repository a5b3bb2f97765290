// Programs that a test starts beside itself: servers in the foreground, and short commands before them.
// Never outlives the test: the kernel ends the child when the test dies, however it dies.
#pragma once
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/temporary_folder.h"

namespace pleno::testing {

// Database servers refuse to run as root: when we are root they run as this user of the system.
// When we are not, they run as ourselves.
inline void give_to(const std::filesystem::path& path, const std::string& user) {
  if (::geteuid() != 0) return;
  const passwd* entry = ::getpwnam(user.c_str());
  if (entry == nullptr) throw std::runtime_error("no user '" + user + "' on this system");
  if (::chown(path.c_str(), entry->pw_uid, entry->pw_gid) != 0) {
    throw std::runtime_error("chown failed for " + path.string());
  }
}

inline std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

class ServerProcess {
 public:
  // Starts `command` (path and arguments) as `user`, output appended to `log`. `death_signal` is sent
  // when the thread that starts it dies: start servers from the main thread.
  ServerProcess(const std::vector<std::string>& command, const std::string& user,
                const std::filesystem::path& log, int death_signal = SIGKILL) {
    const passwd* entry = ::geteuid() == 0 ? ::getpwnam(user.c_str()) : nullptr;
    if (::geteuid() == 0 && entry == nullptr) throw std::runtime_error("no user '" + user + "'");
    std::vector<char*> arguments;
    for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
    arguments.push_back(nullptr);
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("fork failed");
    if (pid_ == 0) become(entry, out, death_signal, arguments);
    ::close(out);
  }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  ~ServerProcess() { stop(SIGKILL); }

  // Sends the signal and waits; the exit status as of wait(2), or what it was when already gone.
  int stop(int signal) {
    if (pid_ > 0) {
      ::kill(pid_, signal);
      wait();
    }
    return status_;
  }
  int wait() {
    if (pid_ > 0) ::waitpid(pid_, &status_, 0);
    pid_ = 0;
    return status_;
  }
  bool is_running() {
    if (pid_ > 0 && ::waitpid(pid_, &status_, WNOHANG) == pid_) pid_ = 0;
    return pid_ > 0;
  }
  pid_t pid() const { return pid_; }

 private:
  [[noreturn]] static void become(const passwd* user, int out, int death_signal,
                                  const std::vector<char*>& arguments) {
    const bool ready = user == nullptr || (::setgroups(0, nullptr) == 0 && ::setgid(user->pw_gid) == 0 &&
                                           ::setuid(user->pw_uid) == 0);
    ::prctl(PR_SET_PDEATHSIG, death_signal);  // after setuid, which clears it
    const int in = ::open("/dev/null", O_RDONLY);
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(out, 2);
    ::unsetenv("LSAN_OPTIONS");
    if (ready && ::chdir("/") == 0) ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }

  pid_t pid_ = 0;
  int status_ = 0;
};

// Runs a command to its end; throws with its output when it fails.
inline void run_command(const std::vector<std::string>& command, const std::string& user,
                        const std::filesystem::path& log) {
  ServerProcess process(command, user, log);
  if (process.wait() != 0) {
    throw std::runtime_error("command failed: " + command[0] + "\n" + text_of_file(log));
  }
}

// Asks `ready` every 20 ms until it says yes; throws with the log when the server ends or a minute passes.
inline void wait_until_ready(ServerProcess& server, const std::filesystem::path& log,
                             const std::function<bool()>& ready) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (!ready()) {
    if (!server.is_running() || std::chrono::steady_clock::now() > give_up) {
      throw std::runtime_error("the server did not come up:\n" + text_of_file(log));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace pleno::testing
