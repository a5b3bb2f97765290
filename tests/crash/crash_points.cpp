// Every call by which a night of three candidates touches a file or a socket, times every fault: kill before,
// kill after, EIO, ENOSPC, a short read or write, and a disk that stays full. After each the night is run
// again, and must end as if nothing had happened (night.h). No call is left out.
//
//   crash_points [--postgresql] [--workers N] [--stage NAME] [--point "OPERATION PATH ORDINAL"] [--mode MODE]
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <set>
#include <unordered_set>

#include "crash/night.h"
#include "crash/shim.h"

namespace pleno::crash {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t chunk = 24;  // jobs that a worker takes at once: neighbours, which often end alike

struct Job {
  std::size_t stage = 0;
  std::string point;  // as the shim names it
  std::string mode;
};

struct Options {
  bool postgresql = false;
  int workers = 2;
  std::string stage, point, mode;
};

// Shared by the workers, which are processes: a mail server has threads, and those do not survive a fork.
struct Totals {
  std::atomic<std::size_t> next{0}, runs{0}, recovered{0}, alike{0}, missed{0}, wrong{0};
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

std::vector<std::string> modes_for(const std::string& operation, const std::string& path, std::size_t bytes,
                                   const std::string& flags) {
  const bool on_socket = path == "tcp" || path == "unix";
  const bool moves_bytes = operation == "send" || operation == "write" || operation == "pwrite" ||
                           operation == "read" || operation == "pread" || operation == "recv";
  std::vector<std::string> out = {"before", "after", "eio"};
  if (!on_socket && flags.find('s') != std::string::npos) out.insert(out.end(), {"enospc", full_mode});
  if (moves_bytes && bytes > 1) out.emplace_back("short");
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
    place->run(
        Night::stages()[stage].arguments, 0,
        {{under_variable, place->site().string()}, {log_variable, log.string()}, {"LD_PRELOAD", PLENO_SHIM}});
    std::ifstream lines(log);
    std::size_t points = 0;
    for (std::string line; std::getline(lines, line);) {
      const auto part = fields(line);
      const std::string point = part[0] + '\t' + part[1] + '\t' + part[2];
      if (!options.point.empty() && spaced(point) != options.point) continue;
      ++points;
      for (const std::string& mode : modes_for(part[0], part[1], std::stoul(part[3]), part[4])) {
        if (options.mode.empty() || options.mode == mode) jobs.push_back({stage, point, mode});
      }
    }
    fmt::print("{}: {} calls\n", name, points);
  }
  return jobs;
}

class Worker {
 public:
  Worker(const Night& night, const fs::path& folder, int number, Totals& totals)
      : night_(night),
        place_(night.place(fmt::format("worker{}", number))),
        log_(folder / fmt::format("hit{}", number)),
        totals_(totals) {}

  void work(const Job& job) {
    fs::remove(log_);
    night_.reset(*place_, job.stage);
    place_->fresh_sink();
    const Ended ended = place_->run(Night::stages()[job.stage].arguments, 0,
                                    {{under_variable, place_->site().string()},
                                     {log_variable, log_.string()},
                                     {point_variable, job.point},
                                     {mode_variable, job.mode},
                                     {"LD_PRELOAD", PLENO_SHIM}});
    ++totals_.runs;
    if (!fs::exists(log_)) ++totals_.missed;
    std::string wrong = ending(job, ended);
    const std::string said = place_->output();
    if (wrong.empty()) wrong = recovery(job);
    if (wrong.empty()) return;
    ++totals_.wrong;
    fmt::print("{} | {} | {}\n  {}\n  it had said: {}\n", Night::stages()[job.stage].name, spaced(job.point),
               job.mode, wrong, said.substr(0, 600));
    std::fflush(stdout);
  }

 private:
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

  // The same files and mails, the same recovery: once is enough.
  std::string recovery(const Job& job) {
    const Arrived arrived = place_->arrived();
    if (place_->state_url().empty()) {
      std::string state = fmt::format("{} {}", job.stage, place_->fingerprint());
      for (const auto& [id, count] : arrived) state += fmt::format(" {} {}", id, count);
      if (!seen_.insert(state).second) {
        ++totals_.alike;
        return {};
      }
    }
    ++totals_.recovered;
    return night_.recover(*place_, job.stage, arrived);
  }

  const Night& night_;
  std::unique_ptr<Place> place_;
  fs::path log_;
  Totals& totals_;
  std::unordered_set<std::string> seen_;
};

void work_all(const Night& night, const std::vector<Job>& jobs, const fs::path& folder, int workers,
              Totals& totals) {
  std::fflush(stdout);
  std::vector<pid_t> processes;
  for (int number = 0; number < workers; ++number) {
    const pid_t process = ::fork();
    if (process == 0) {
      try {
        Worker worker(night, folder, number, totals);
        for (std::size_t from; (from = chunk * totals.next++) < jobs.size();) {
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
    if (status != 0) ++totals.wrong;
  }
}

int main_of(const Options& options) {
  const auto begin = std::chrono::steady_clock::now();
  const testing::TemporaryFolder folder("pleno-crash", base_folder());
  std::unique_ptr<testing::RunningPostgres> postgres;
  if (options.postgresql) postgres = std::make_unique<testing::RunningPostgres>();
  const Night night(folder.path() / "night", 3, postgres.get());
  const std::vector<Job> jobs = enumerate(night, options, folder.path());
  void* shared = ::mmap(nullptr, sizeof(Totals), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  Totals& totals = *new (shared) Totals;
  work_all(night, jobs, folder.path(), options.workers, totals);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  fmt::print(
      "crash points, {}: {} faults met, {} states recovered, {} left a state that was recovered before; "
      "{} not reached, {} wrong; {:.0f} s\n",
      options.postgresql ? "PostgreSQL" : "SQLite", totals.runs.load(), totals.recovered.load(),
      totals.alike.load(), totals.missed.load(), totals.wrong.load(), took.count());
  const bool all_met = options.postgresql || totals.missed == 0;  // how a server's answers are cut varies
  return totals.wrong == 0 && all_met && totals.runs == jobs.size() && !jobs.empty() ? 0 : 1;
}

}  // namespace
}  // namespace pleno::crash

int main(int count, char** words) {
  pleno::crash::Options options;
  const std::vector<std::string> given(words + 1, words + count);
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto value = [&] { return i + 1 < given.size() ? given[++i] : std::string(); };
    if (given[i] == "--postgresql") options.postgresql = true;
    if (given[i] == "--workers") options.workers = std::stoi(value());
    if (given[i] == "--stage") options.stage = value();
    if (given[i] == "--point") options.point = value();
    if (given[i] == "--mode") options.mode = value();
  }
  try {
    return pleno::crash::main_of(options);
  } catch (const std::exception& broken) {
    fmt::print("{}\n", broken.what());
    return 2;
  }
}
