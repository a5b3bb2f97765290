// Every state that two workers on two candidates can reach, with crashes anywhere, leases that end too early
// and lost connections; and every seeded mistake of design with the shortest way into it.
#include "journal/model.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace pleno::journal::model {
namespace {

struct Found {
  std::size_t states = 0;
  std::size_t steps = 0;
  std::string violation;
  std::vector<Step> trace;  // the shortest way to it
};

// Breadth first, so the first violation has the shortest way.
Found enumerate(Mistake mistake, const Budget& budget, bool traced) {
  struct Way {
    std::size_t from;
    Step step;
  };
  std::unordered_map<std::string, std::size_t> seen;
  std::deque<std::pair<State, std::size_t>> open;
  std::vector<Way> ways;
  Found found;
  const auto trace_to = [&](std::size_t at) {
    for (; traced && at != 0; at = ways[at].from) found.trace.push_back(ways[at].step);
    std::reverse(found.trace.begin(), found.trace.end());
  };
  open.emplace_back(State{}, 0);
  seen.emplace(State{}.key(), 0);
  ways.push_back({0, {}});
  while (!open.empty()) {
    const auto [state, at] = open.front();
    open.pop_front();
    ++found.states;
    const auto next = steps(state, mistake, budget);
    found.violation = violation(state, next.empty());
    if (!found.violation.empty()) {
      trace_to(at);
      return found;
    }
    for (const Step& step : next) {
      ++found.steps;
      const State to = after(state, step, mistake);
      const std::size_t id = seen.size();
      if (!seen.emplace(to.key(), id).second) continue;
      if (traced) ways.push_back({at, step});
      open.emplace_back(to, id);
    }
  }
  return found;
}

TEST(Model, no_reachable_state_is_wrong) {
  const Found found = enumerate(Mistake::None, {.crashes = 3, .expiries = 2, .losses = 2}, false);
  EXPECT_EQ(found.violation, "");
  EXPECT_GT(found.states, 1'500'000U) << "the enumeration went through";
  fmt::print("model: {} states, {} steps, no violation\n", found.states, found.steps);
}

TEST(Model, the_end_of_a_lease_needs_no_fence_of_its_own) {
  EXPECT_EQ(enumerate(Mistake::FenceBumpAtExpiry, {.crashes = 1}, false).violation, "");
}

struct Seeded {
  const char* name;
  Mistake mistake;
  const char* caught_by;
};

class SeededMistake : public ::testing::TestWithParam<Seeded> {};

TEST_P(SeededMistake, is_caught_with_a_trace) {
  const Found found = enumerate(GetParam().mistake, {.crashes = 1}, true);
  EXPECT_EQ(found.violation.substr(0, 2), GetParam().caught_by);
  ASSERT_FALSE(found.trace.empty());
  std::string trace;
  State state;
  for (const Step& step : found.trace) {
    trace += "\n  " + to_text(step);
    state = after(state, step, GetParam().mistake);
  }
  EXPECT_EQ(violation(state, steps(state, GetParam().mistake, {.crashes = 1}).empty()), found.violation)
      << "the trace leads there";
  fmt::print("{}: {} after {} states{}\n", GetParam().name, found.violation, found.states, trace);
}
INSTANTIATE_TEST_SUITE_P(Model, SeededMistake,
                         ::testing::Values(Seeded{"counter_apart", Mistake::CounterApart, "I1"},
                                           Seeded{"row_before_file", Mistake::RowBeforeFile, "I2"},
                                           Seeded{"no_sending_commit", Mistake::NoSendingCommit, "I5"},
                                           Seeded{"expired_to_pending", Mistake::ExpiredToPending, "I5"},
                                           Seeded{"lost_to_pending", Mistake::LostToPending, "I5"},
                                           Seeded{"eof_is_accepted", Mistake::EofIsAccepted, "I4"},
                                           Seeded{"no_fence", Mistake::NoFence, "I5"}),
                         [](const auto& seeded) { return std::string(seeded.param.name); });

}  // namespace
}  // namespace pleno::journal::model
