// A naive call in a process of its own: it may crash, hang or eat all memory without harm to the test.
// Not for what is expected to end well.
#pragma once
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <new>

namespace pleno::testing {

struct Ended {
  int signal = 0;  // that ended it; 0: none
  int code = 0;    // its exit code: what `work` gave, 100 for an exception, 101 without memory
  bool crashed() const { return signal != 0 && signal != SIGXCPU && signal != SIGALRM; }
  bool ran_away() const { return signal == SIGXCPU || code == 101; }
};

// One second of CPU, 1 GiB of memory (not under a sanitizer, which needs more), a minute of time; silent.
inline Ended in_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto limit = [](int what, rlim_t most) {
      const rlimit both{most, most + 1};
      ::setrlimit(static_cast<__rlimit_resource>(what), &both);
    };
    limit(RLIMIT_CPU, 1);
    limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__
    limit(RLIMIT_AS, 1ULL << 30);
#endif
    ::alarm(60);
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, 1);
    ::dup2(nowhere, 2);
    for (const int one : {SIGSEGV, SIGFPE, SIGABRT, SIGBUS}) ::signal(one, SIG_DFL);
    try {
      ::_exit(work());
    } catch (const std::bad_alloc&) {
      ::_exit(101);
    } catch (...) {
      ::_exit(100);
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return {WIFSIGNALED(status) ? WTERMSIG(status) : 0, WIFEXITED(status) ? WEXITSTATUS(status) : 0};
}

}  // namespace pleno::testing
