// Nights of many candidates, killed at random moments and started again, until so many kills are done:
// nothing lost, no number twice or unexplained, no mail more often than its recorded doubts allow.
//
//   kill_loop [--kills N] [--candidates N] [--seed N] [--postgresql]
#include <fmt/format.h>

#include <chrono>
#include <random>

#include "crash/night.h"

namespace pleno::crash {
namespace {

namespace fs = std::filesystem;

struct Options {
  int kills = 50, candidates = 60;
  unsigned seed = 20261121;
  bool postgresql = false;
};

struct Totals {
  int kills = 0, nights = 0, runs = 0;
  long long certificates = 0, mails = 0, doubts = 0, copies = 0, wrong = 0;
};

class KillLoop {
 public:
  KillLoop(const Options& options, const fs::path& folder)
      : options_(options),
        random_(options.seed),
        template_(folder / "template"),
        place_(folder / "work", "") {
    if (options.postgresql) postgres_ = std::make_unique<testing::RunningPostgres>();
    const Ended made = run({"init", template_.string(), "--candidates", std::to_string(options.candidates)},
                           {}, folder / "output");
    if (made.code != 0) throw std::runtime_error(testing::text_of_file(folder / "output"));
  }

  Totals go() {
    while (totals_.kills < options_.kills) {
      night();
      ++totals_.nights;
      fmt::print("night {}: {} kills so far\n", totals_.nights, totals_.kills);
      std::fflush(stdout);
    }
    return totals_;
  }

 private:
  void night() {
    if (postgres_) place_ = Place(place_.site().parent_path(), postgres_->fresh_database());
    fs::remove_all(place_.site());
    fs::copy(template_, place_.site(), fs::copy_options::recursive);
    place_.fresh_sink();
    minutes_ = 0;
    for (const Stage& stage : Night::stages()) {
      while (was_killed(stage)) ++totals_.kills;
    }
    settle();
    judge();
  }

  // Each run is 20 minutes after the last one, so that mails in doubt and put off are due.
  bool was_killed(const Stage& stage) {
    minutes_ += 20;
    ++totals_.runs;
    const auto program = place_.start(stage.arguments, minutes_);
    const bool may_end = totals_.kills >= options_.kills;
    if (!may_end && !program->ends_within(moment())) {
      program->kill();
      program->wait();
      // Not so early that nothing is ever reached on a busy machine.
      if (++in_a_row_ % 12 == 0) longest_ += longest_ / 2;
      return true;
    }
    if (in_a_row_ == 0) longest_ = std::max(longest_ * 2 / 3, shortest);
    in_a_row_ = 0;
    const Ended ended = program->wait(patience);
    if (ended.code != 0 && ended.code != 3)
      fault(fmt::format("{} ended with {}: {}", stage.name, ended.code, place_.output()));
    return false;
  }

  long moment() { return std::uniform_int_distribution<long>(0, longest_)(random_); }

  void settle() {
    for (int i = 0; i < 2; ++i) {
      minutes_ += 20;
      place_.start({"send"}, minutes_)->wait(patience);
    }
    const Ended audit = place_.start({"audit"}, minutes_)->wait(patience);
    if (audit.code != 0) fault("audit: " + place_.output());
  }

  long long count(const std::string& query) const { return std::stoll(place_.ask(1, query).at(0)); }

  void expect(const char* what, const std::string& query, long long wanted) {
    const long long found = count(query);
    if (found != wanted) fault(fmt::format("{}: {} instead of {}", what, found, wanted));
  }

  void judge() {
    const long long issued = count("select count(*) from certificate where state = 'ISSUED'");
    totals_.certificates += issued;
    expect("certificates not issued", "select count(*) from certificate where state <> 'ISSUED'", 0);
    expect("different numbers", "select count(distinct number) from certificate", issued);
    expect("numbers from the first to the last", "select max(no) - min(no) + 1 from certificate", issued);
    expect("candidates lost",
           "select count(*) from candidate where state not in ('issued', 'final', 'planned')", 0);
    expect("candidates of the source", "select count(*) from candidate", options_.candidates);
    expect("mails on their way", "select count(*) from outbox where state not in ('sent', 'held')", 0);
    expect("certificates without a mail",
           "select count(*) from certificate k where not exists (select 1 from outbox o where o.assessment ="
           " k.assessment and o.kind = 'sertifikat')",
           0);
    totals_.mails += count("select count(*) from outbox where state = 'sent'");
    totals_.doubts += count("select count(*) from attempt where state = 'unknown'");
    const Arrived arrived = place_.arrived();
    for (const auto& [id, times] : arrived) {
      if (times == 1) continue;
      totals_.copies += times - 1;
      const std::string doubts = place_.ask(
          1,
          "select count(*) from attempt a join outbox o on o.id = a.mail where a.state = 'unknown' and"
          " o.message_id = '" +
              id + "'")[0];
      fmt::print("  {} arrived {} times; doubts recorded: {}\n", id, times, doubts);
    }
    const std::string wrong = judge_mails(place_, arrived);
    if (!wrong.empty()) fault(wrong);
  }

  void fault(const std::string& what) {
    ++totals_.wrong;
    fmt::print("wrong: {}\n", what);
  }

  static constexpr long shortest = 200'000;        // microseconds
  static constexpr long patience = 15 * a_minute;  // thousands of candidates on a busy machine

  Options options_;
  std::mt19937 random_;
  fs::path template_;
  Place place_;
  std::unique_ptr<testing::RunningPostgres> postgres_;
  Totals totals_;
  long longest_ = 4 * shortest;
  int in_a_row_ = 0;
  int minutes_ = 0;
};

}  // namespace
}  // namespace pleno::crash

int main(int count, char** words) {
  using namespace pleno::crash;
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const std::string value = i + 1 < count ? words[i + 1] : "0";
    if (word == "--kills") options.kills = std::stoi(value);
    if (word == "--candidates") options.candidates = std::stoi(value);
    if (word == "--seed") options.seed = static_cast<unsigned>(std::stoul(value));
    if (word == "--postgresql") options.postgresql = true;
  }
  try {
    const auto begin = std::chrono::steady_clock::now();
    const pleno::testing::TemporaryFolder folder("pleno-kill", base_folder());
    fmt::print("seed {}\n", options.seed);
    const Totals t = KillLoop(options, folder.path()).go();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    fmt::print(
        "kill loop, {}: {} kills in {} nights of {} candidates ({} runs); {} certificates, {} mails sent, {} "
        "doubts"
        " recorded, {} second copies, {} wrong; seed {}; {:.0f} s\n",
        options.postgresql ? "PostgreSQL" : "SQLite", t.kills, t.nights, options.candidates, t.runs,
        t.certificates, t.mails, t.doubts, t.copies, t.wrong, options.seed, took.count());
    return t.wrong == 0 && t.kills >= options.kills ? 0 : 1;
  } catch (const std::exception& broken) {
    fmt::print("{}\n", broken.what());
    return 2;
  }
}
