// Every call by which a night of three candidates touches a file or a socket, times every fault: kill before,
// kill after, EIO, ENOSPC, a short read or write, and a disk that stays full. After each the night is run
// again, and must end as if nothing had happened (night.h). No call and no fault is left out; what is done
// only once is the recovery of a state that has been recovered before (files.h says which states are the
// same).
//
// Kills on SQLite: SIGKILL leaves the files as the calls before it made them, no more. So one recorded run of
// a stage gives what a kill before and after each of its calls leaves; that the record is complete is shown
// by the files that lie there at its end. On PostgreSQL every kill is a real one, after each call that
// changes something; between two of those nothing changes that outlives the program.
//
//   crash_points [--postgresql] [--workers N] [--stage NAME] [--path PATH]
//                [--point "OPERATION PATH ORDINAL"] [--mode MODE]
// With a path, a point or a mode given, kills are real ones on SQLite too.
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <set>

#include "crash/night.h"
#include "crash/power_loss.h"
#include "crash/shim.h"

namespace pleno::crash {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t chunk = 24;  // jobs that a worker takes at once: neighbours, which often end alike

struct Job {
  std::size_t stage = 0;
  std::string point;  // as the shim names it; empty: kills at all moments of the stage
  std::string mode;
};

struct Options {
  bool postgresql = false;
  int workers = 2;
  std::string stage, path, point, mode;
};

// Shared by the workers, which are processes: a mail server has threads, and those do not survive a fork.
class Shared {
 public:
  std::atomic<std::size_t> next{0}, kills{0}, runs{0}, recovered{0}, alike{0}, missed{0}, wrong{0};

  // True for one worker alone: nobody has had this state.
  bool is_new(std::uint64_t state) {
    if (state == 0) state = 1;
    for (std::size_t at = state % size;; at = (at + 1) % size) {
      std::uint64_t there = 0;
      if (states_[at].compare_exchange_strong(there, state)) return true;
      if (there == state) return false;
    }
  }

 private:
  static constexpr std::size_t size = std::size_t{1} << 17;  // many times what a night has
  std::atomic<std::uint64_t> states_[size] = {};
};

std::string spaced(std::string point) {
  for (char& c : point) c = c == '\t' ? ' ' : c;
  return point;
}

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (c == '\t')
      out.emplace_back();
    else
      out.back() += c;
  }
  return out;
}

struct Call {
  std::string operation, path, flags;
  std::size_t bytes = 0;
};

bool changes(const Call& call) { return call.flags.find('c') != std::string::npos; }

// `kills`: real ones that are to be done, too.
std::vector<std::string> modes_for(const Call& call, const std::vector<std::string>& kills) {
  static const std::set<std::string> moving = {"send", "write", "pwrite", "read", "pread", "recv"};
  const bool on_socket = call.path == "tcp" || call.path == "unix";
  std::vector<std::string> out = {"eio"};
  out.insert(out.begin(), kills.begin(), kills.end());
  if (!on_socket && call.flags.find('s') != std::string::npos) out.insert(out.end(), {"enospc", full_mode});
  if (moving.count(call.operation) > 0 && call.bytes > 1) out.emplace_back("short");
  return out;
}

// One pass of each stage that only counts.
std::vector<Job> enumerate(const Night& night, const Options& options, const fs::path& folder) {
  std::vector<Job> jobs;
  const auto place = night.place("counting");
  for (std::size_t stage = 0; stage < Night::stages().size(); ++stage) {
    const std::string& name = Night::stages()[stage].name;
    if (!options.stage.empty() && options.stage != name) continue;
    night.reset(*place, stage);
    place->fresh_sink();
    const fs::path log = folder / ("calls-" + name);
    place->run_under_shim(Night::stages()[stage].arguments, {{log_variable, log.string()}});
    const bool one = !(options.path + options.point + options.mode).empty();
    if (!options.postgresql && !one) jobs.push_back({stage, {}, {}});
    std::ifstream lines(log);
    std::size_t points = 0;
    for (std::string line; std::getline(lines, line);) {
      const auto part = fields(line);
      const std::string point = part[0] + '\t' + part[1] + '\t' + part[2];
      if (!options.point.empty() && spaced(point) != options.point) continue;
      if (!options.path.empty() && part[1] != options.path) continue;
      const Call call{part[0], part[1], part[4], std::stoul(part[3])};
      std::vector<std::string> kills;
      if (one || (options.postgresql && points == 0)) kills.emplace_back("before");
      if (one || (options.postgresql && changes(call))) kills.emplace_back("after");
      ++points;
      for (const std::string& mode : modes_for(call, kills)) {
        if (options.mode.empty() || options.mode == mode) jobs.push_back({stage, point, mode});
      }
    }
    fmt::print("{}: {} calls\n", name, points);
  }
  return jobs;
}

class Worker {
 public:
  Worker(const Night& night, const fs::path& folder, int number, Shared& shared)
      : night_(night),
        place_(night.place(fmt::format("worker{}", number))),
        states_(folder / fmt::format("scratch{}", number)),
        log_(folder / fmt::format("hit{}", number)),
        shared_(shared) {}

  void work(const Job& job) {
    night_.reset(*place_, job.stage);
    place_->fresh_sink();
    if (job.point.empty())
      kill_everywhere(job.stage);
    else
      meet(job);
  }

 private:
  void kill_everywhere(std::size_t stage) {
    PowerLoss disk(place_->site());
    const auto events = run_recorded(*place_, Night::stages()[stage]);
    const Files end = read_files(place_->site());
    Outgoing outgoing;
    for (const Recorded& event : events) {
      disk.happens(event);
      outgoing.take(event);
      ++shared_.kills;
      const Files left = disk.left(Disk::LosesNothing);
      if (!is_new(stage, left, outgoing.arrived())) continue;
      put_files(left, place_->site());
      tell(stage, fmt::format("{} {}", event.operation, event.path), "killed after it",
           night_.recover(*place_, stage, outgoing.arrived()), "");
    }
    const std::string unseen = difference(end, disk.left(Disk::LosesNothing));
    if (!unseen.empty())
      tell(stage, unseen, "the record", "it is not as the calls that were seen left it", "");
  }

  void meet(const Job& job) {
    fs::remove(log_);
    const Ended ended = place_->run_under_shim(
        Night::stages()[job.stage].arguments,
        {{log_variable, log_.string()}, {point_variable, job.point}, {mode_variable, job.mode}});
    ++shared_.runs;
    if (!fs::exists(log_)) ++shared_.missed;
    std::string wrong = ending(job, ended);
    const std::string said = place_->output();
    const Arrived arrived = place_->arrived();
    if (wrong.empty() && is_new(job.stage, read_files(place_->site()), arrived))
      wrong = night_.recover(*place_, job.stage, arrived);
    tell(job.stage, spaced(job.point), job.mode, wrong, said);
  }

  // A fault of the surroundings is never a crash of ours, nor taken for a damaged database or store.
  static std::string ending(const Job& job, const Ended& ended) {
    static const std::set<int> decent = {0, 3, 65, 66, 69, 73, 74, 75, 77, 78};
    const bool killed = job.mode == "before" || job.mode == "after";
    if (ended.hung) return "it hung";
    if (ended.signal == 0 && (killed || decent.count(ended.code) > 0)) return {};
    // A page of the state database that cannot be read is a damaged file to SQLite, and a kept file that
    // cannot be read is a finding of the audit: the alarm is right.
    const auto part = fields(job.point);
    const bool reads = part[0].ends_with("read") || part[0].starts_with("open");
    const bool kept = part[1].starts_with("state/pleno.db") || part[1].starts_with("state/store/");
    if (ended.code == 70 && reads && kept && job.mode == "eio") return {};
    if (killed && ended.signal == SIGKILL) return {};
    return fmt::format("it ended with code {}, signal {}", ended.code, ended.signal);
  }

  bool is_new(std::size_t stage, const Files& files, const Arrived& arrived) {
    std::string state = fmt::format("{} {}", stage, states_.number(files, arrived));
    if (!place_->state_url().empty()) state += place_->rows();
    const bool is_new = shared_.is_new(std::hash<std::string>{}(state));
    ++(is_new ? shared_.recovered : shared_.alike);
    return is_new;
  }

  void tell(std::size_t stage, const std::string& point, const std::string& mode, const std::string& wrong,
            const std::string& said) {
    if (wrong.empty()) return;
    ++shared_.wrong;
    fmt::print("{} | {} | {}\n  {}\n  it had said: {}\n", Night::stages()[stage].name, point, mode, wrong,
               said.substr(0, 600));
    std::fflush(stdout);
  }

  const Night& night_;
  std::unique_ptr<Place> place_;
  States states_;
  fs::path log_;
  Shared& shared_;
};

void work_all(const Night& night, const std::vector<Job>& jobs, const fs::path& folder, int workers,
              Shared& shared) {
  std::fflush(stdout);
  std::vector<pid_t> processes;
  for (int number = 0; number < workers; ++number) {
    const pid_t process = ::fork();
    if (process == 0) {
      try {
        Worker worker(night, folder, number, shared);
        for (std::size_t from; (from = chunk * shared.next++) < jobs.size();) {
          if (from % (20 * chunk) == 0) fmt::print("{} of {}\n", from, jobs.size());
          std::fflush(stdout);
          for (std::size_t i = from; i < std::min(from + chunk, jobs.size()); ++i) worker.work(jobs[i]);
        }
      } catch (const std::exception& broken) {
        fmt::print("the worker itself: {}\n", broken.what());
        std::fflush(stdout);
        ::_exit(1);
      }
      ::_exit(0);
    }
    processes.push_back(process);
  }
  for (const pid_t process : processes) {
    int status = 0;
    ::waitpid(process, &status, 0);
    if (status != 0) ++shared.wrong;
  }
}

double seconds_of_children() {
  rusage used{};
  ::getrusage(RUSAGE_CHILDREN, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// An unknown word is an error: all points would run for an hour instead of what was meant.
Options options_of(const std::vector<std::string>& given) {
  Options out;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto value = [&] { return i + 1 < given.size() ? given[++i] : std::string(); };
    if (given[i] == "--postgresql")
      out.postgresql = true;
    else if (given[i] == "--workers")
      out.workers = std::stoi(value());
    else if (given[i] == "--stage")
      out.stage = value();
    else if (given[i] == "--path")
      out.path = value();
    else if (given[i] == "--point")
      out.point = value();
    else if (given[i] == "--mode")
      out.mode = value();
    else
      throw std::runtime_error("unknown: " + given[i] +
                               "; the head of tests/crash/crash_points.cpp has the words");
  }
  return out;
}

int main_of(const Options& options) {
  const auto begin = std::chrono::steady_clock::now();
  const testing::TemporaryFolder folder("pleno-crash", base_folder());
  std::unique_ptr<testing::RunningPostgres> postgres;
  if (options.postgresql) postgres = std::make_unique<testing::RunningPostgres>();
  const Night night(folder.path() / "night", 3, postgres.get());
  const std::vector<Job> jobs = enumerate(night, options, folder.path());
  void* memory = ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  Shared& shared = *new (memory) Shared;
  work_all(night, jobs, folder.path(), options.workers, shared);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  fmt::print(
      "crash points, {}: {} moments of a kill replayed, {} runs with a fault, {} states recovered, {} times "
      "a state that was recovered before; {} not reached, {} wrong; {:.0f} s, {:.0f} s of CPU\n",
      options.postgresql ? "PostgreSQL" : "SQLite", shared.kills.load(), shared.runs.load(),
      shared.recovered.load(), shared.alike.load(), shared.missed.load(), shared.wrong.load(), took.count(),
      seconds_of_children());
  const bool all_met = options.postgresql || shared.missed == 0;  // how a server's answers are cut varies
  return shared.wrong == 0 && all_met && !jobs.empty() ? 0 : 1;
}

}  // namespace
}  // namespace pleno::crash

int main(int count, char** words) {
  try {
    return pleno::crash::main_of(pleno::crash::options_of({words + 1, words + count}));
  } catch (const std::exception& broken) {
    fmt::print("{}\n", broken.what());
    return 2;
  }
}
