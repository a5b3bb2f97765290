// Several workers on one PostgreSQL whose sessions are ended and which is restarted at random: no gap, no
// duplicate. PLENO_WORKERS and PLENO_ISSUES set how many (scripts/workers: 8 and 10,000).
#include <gmock/gmock.h>

#include <chrono>
#include <random>
#include <thread>

#include "journal/backends.h"

namespace pleno::journal {
namespace {

using Clock = std::chrono::steady_clock;
using Waiting = Journal::Waiting;

int from_environment(const char* variable, int otherwise) {
  const char* value = std::getenv(variable);
  return value == nullptr ? otherwise : std::stoi(value);
}

int number_of(const Record& record) { return std::stoi(record.evidence.assessment.substr(3)); }

// One chunk of numbers when nobody else gives any. False when none wait.
bool give_numbers(Journal& journal) {
  if (!journal.take("nomor")) return true;
  std::vector<AllocationRequest> wanted;
  std::vector<std::string> ids;
  for (const Record& record : journal.claim("2026-11", Waiting::ForNumber, 0, 100)) {
    wanted.push_back(request(number_of(record)));
    ids.push_back(record.evidence.assessment);
  }
  journal.allocate("MKT-2026", 1, wanted, name, now);
  journal.release(ids);
  journal.give_back("nomor");
  return !ids.empty();
}

bool issue_some(Journal& journal) {
  std::vector<std::pair<std::string, std::string>> rendered;
  std::vector<Journal::Issue> issues;
  for (const Record& record : journal.claim("2026-11", Waiting::ForIssue, 0, 50)) {
    const int n = number_of(record);
    rendered.emplace_back(id_of(n), pdf_of(n).sha256);
    issues.push_back(issue_of(n));
  }
  journal.note_rendered(rendered);
  journal.issue(issues, now);
  return !issues.empty();
}

// Until nothing is left, through every loss of the connection.
void work(Settings settings, int worker) {
  settings.owner = "mesin:/situs:" + std::to_string(worker);
  settings.lease_seconds = 5;
  for (int failures = 0; failures < 2000;) {
    try {
      const auto journal = Journal::open(settings);
      for (;;) {
        const bool numbered = give_numbers(*journal);
        const bool issued = issue_some(*journal);
        if (!numbered && !issued) break;
      }
      bool all = true;
      journal->each({.plenary = "2026-11"}, [&](const Record& record) {
        all = record.state == State::Issued;
        return all;
      });
      if (all) return;
      ++failures;
    } catch (const Error& error) {
      if (error.kind != Kind::TryAgain && error.kind != Kind::Unavailable) throw;
      ++failures;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  throw std::runtime_error("the work does not end");
}

TEST(Workers, numbers_stay_dense_through_cut_sessions_and_restarts) {
  const int workers = from_environment("PLENO_WORKERS", 4);
  const int issues = from_environment("PLENO_ISSUES", 400);
  testing::TemporaryFolder folder("pleno-workers");
  testing::RunningPostgres cluster;
  const std::string url = cluster.fresh_database();
  const Settings settings{.url = url, .store = folder.path() / "store", .wait_seconds = 2};
  for (int first = 1; first <= issues; first += 1000) {
    const auto journal = Journal::open(settings);
    const auto evidence = frozen_rows(first, std::min(issues, first + 999));
    journal->keep_evidence(evidence, now);
    std::vector<DecisionRow> decisions;
    for (const Frozen& row : evidence) decisions.push_back(decision(row));
    journal->keep_decisions(decisions);
  }
  {
    const auto journal = Journal::open(settings);
    std::vector<std::string> ids;
    std::vector<Resolution> resolutions;
    for (int n = 1; n <= issues; ++n) {
      ids.push_back(id_of(n));
      resolutions.push_back(resolution("2026-11", n));
    }
    journal->plan("2026-11", ids);
    journal->keep_resolutions(resolutions, now);
  }
  const auto begin = Clock::now();
  std::vector<pid_t> children;
  for (int i = 0; i < workers; ++i) children.push_back(in_child([&, i] { work(settings, i); }));
  std::mt19937 random(20261121);
  int cuts = 0;
  int restarts = 0;
  std::size_t done = 0;
  for (int round = 0; done < children.size(); ++round) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50 + random() % 200));
    for (pid_t& child : children) {
      int status = 0;
      if (child == 0 || ::waitpid(child, &status, WNOHANG) != child) continue;
      EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
      child = 0;
      ++done;
    }
    if (round % 12 == 11 && restarts < 20) {
      cluster.crash();
      cluster.start();
      ++restarts;
    } else {
      cluster.run_sql(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pleno'"
          " and random() < 0.4");
      ++cuts;
    }
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  const auto journal = Journal::open(settings);
  Diagnostics found;
  journal->audit(found, true);
  EXPECT_EQ(to_text(found), "");
  Sql sql({.url = url});
  const Row row =
      sql.read([&] {
           return sql.select(
               4,
               "select count(*), count(distinct no), max(no), (select last_no from series) from certificate"
               " where state = 'ISSUED'");
         })
          .at(0);
  const std::string all = std::to_string(issues);
  EXPECT_EQ(row, (Row{all, all, all, all}));
  fmt::print(
      "workers: {} processes, {} issues in {:.1f} s, {} rounds of cut sessions, {} restarts: {} rows, {} "
      "distinct, highest {}\n",
      workers, issues, seconds, cuts, restarts, row[0], row[1], row[2]);
}

}  // namespace
}  // namespace pleno::journal
