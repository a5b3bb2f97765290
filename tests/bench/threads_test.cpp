// How many threads there are must not be seen in the results: not in their order, not in a byte.
#include <gtest/gtest.h>

#include <stdexcept>

#include "printer.h"
#include "stream.h"

namespace pleno::bench {
namespace {

const std::string data = PLENO_SOURCE_DIR "/tests/bench/data";

// The first people's certificates one after the other.
std::string certificates(const Printer& printer, std::size_t threads, std::size_t window) {
  People people(data + "/data.json");
  const feel::Context shared = shared_facts(people.units());
  std::string out;
  std::size_t left = 30;
  stream(
      {.threads = threads, .window = window}, [&] { return left-- > 0 ? people.next() : std::nullopt; },
      [&] { return printer.writer(); },
      [&](pdf::Writer& writer, const Person& person) {
        return printer.print(writer, facts_of(shared, person));
      },
      [&](const std::string& bytes) { out += bytes; });
  return out;
}

TEST(Threads, give_the_same_certificates_in_the_same_order) {
  const std::string alone = certificates(Printer(data, certificate_form()), 1, 1);
  EXPECT_GT(alone.size(), 30U * 40'000);
  const Printer used(data, certificate_form());
  for (const std::size_t threads : {1, 2, 3, 8}) {
    // The same printer again: what it remembers from the rounds before must not be seen either.
    EXPECT_TRUE(certificates(used, threads, 4) == alone) << threads;
    EXPECT_TRUE(certificates(Printer(data, certificate_form()), threads, 64) == alone) << threads;
  }
}

// Numbers through a stream that fails where it is told to.
std::vector<int> numbers(StreamSize size, int bad_read, int bad_work, int bad_take) {
  int read = 0;
  std::vector<int> taken;
  const auto fail_at = [](int number, int bad) {
    if (number == bad) throw std::runtime_error("failed at " + std::to_string(bad));
  };
  const auto next = [&]() -> std::optional<int> {
    EXPECT_LE(static_cast<std::size_t>(read) - taken.size(), size.window);
    fail_at(read, bad_read);
    return read < 500 ? std::optional(read++) : std::nullopt;
  };
  const auto work = [&](int, int number) {
    fail_at(number, bad_work);
    volatile int busy = (number * 7919) % 4000;  // some take longer than others
    while (busy > 0) busy = busy - 1;
    return number * 2;
  };
  const auto take = [&](int result) {
    fail_at(result / 2, bad_take);
    taken.push_back(result);
  };
  stream(
      size, next, [] { return 0; }, work, take);
  return taken;
}

TEST(Threads, keep_order_and_stay_in_the_window) {
  for (const std::size_t threads : {1, 2, 5}) {
    for (const std::size_t window : {1, 2, 64}) {
      const std::vector<int> taken = numbers({threads, window}, -1, -1, -1);
      ASSERT_EQ(taken.size(), 500U);
      for (int i = 0; i < 500; ++i) ASSERT_EQ(taken[static_cast<std::size_t>(i)], 2 * i);
    }
  }
}

TEST(Threads, pass_on_what_fails_and_end) {
  for (const std::size_t threads : {1, 2, 5}) {
    for (const int bad : {0, 1, 250, 499}) {
      EXPECT_THROW(numbers({threads, 16}, bad, -1, -1), std::runtime_error);
      EXPECT_THROW(numbers({threads, 16}, -1, bad, -1), std::runtime_error);
      EXPECT_THROW(numbers({threads, 16}, -1, -1, bad), std::runtime_error);
    }
  }
}

}  // namespace
}  // namespace pleno::bench
