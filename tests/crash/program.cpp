#include "crash/program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ctime>
#include <stdexcept>

namespace pleno::crash {
namespace {

std::vector<std::string> environment_with(const Variables& variables) {
  std::vector<std::string> out;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (variables.count(text.substr(0, text.find('='))) == 0) out.push_back(text);
  }
  for (const auto& [name, value] : variables) out.push_back(name + "=" + value);
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments, const Variables& variables,
                 const std::filesystem::path& output) {
  std::vector<std::string> words = {PLENO_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = environment_with(variables);
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  ::posix_spawn_file_actions_adddup2(&files, 1, 2);
  const int failed = ::posix_spawn(&process_, PLENO_PROGRAM, &files, nullptr, pointers(words).data(),
                                   pointers(environment).data());
  ::posix_spawn_file_actions_destroy(&files);
  if (failed != 0) throw std::runtime_error("cannot start " PLENO_PROGRAM);
  watch_ = static_cast<int>(::syscall(SYS_pidfd_open, process_, 0));
}

Program::~Program() {
  if (process_ > 0) {
    kill();
    wait();
  }
}

bool Program::ends_within(long microseconds) {
  pollfd one{watch_, POLLIN, 0};
  const timespec time{microseconds / 1'000'000, microseconds % 1'000'000 * 1000};
  return ::ppoll(&one, 1, &time, nullptr) == 1;
}

void Program::kill() { ::kill(process_, SIGKILL); }

Ended Program::wait(long patience) {
  Ended out;
  out.hung = !ends_within(patience);
  if (out.hung) kill();
  int status = 0;
  ::waitpid(process_, &status, 0);
  ::close(watch_);
  process_ = 0;
  out.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  out.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  return out;
}

}  // namespace pleno::crash
