// Items that flow through a few threads: read in order, worked on side by side, taken in order. Memory does
// not grow with their number, and who takes the results never sees how many threads there were.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace pleno::bench {

struct StreamSize {
  std::size_t threads = 1;  // 1: all on the caller's own
  std::size_t window = 64;  // items read and not taken yet, at most
};

namespace streaming {

// The ring of items between reading and taking. Workers see only `claim` and `give`.
template <typename Item, typename Result>
class Ring {
 public:
  explicit Ring(std::size_t window) : slots_(window) {}

  bool full() const { return read_ - taken_ == slots_.size(); }
  bool empty() const { return read_ == taken_; }

  void put(Item item) {
    const std::lock_guard guard(lock_);
    slot(read_++).item.emplace(std::move(item));
    there_is_work_.notify_one();
  }
  // The first result, once it is there. Throws what a worker threw.
  Result first() {
    std::unique_lock guard(lock_);
    first_is_done_.wait(guard, [&] { return failure_ || slot(taken_).result; });
    if (failure_) std::rethrow_exception(failure_);
    Result result = std::move(*slot(taken_).result);
    slot(taken_++) = {};
    return result;
  }
  void close() {
    const std::lock_guard guard(lock_);
    closed_ = true;
    there_is_work_.notify_all();
  }

  // A worker's next item and its number; nothing when there will be none.
  std::optional<std::pair<std::size_t, Item>> claim() {
    std::unique_lock guard(lock_);
    there_is_work_.wait(guard, [&] { return closed_ || claimed_ < read_; });
    if (closed_) return std::nullopt;
    const std::size_t number = claimed_++;
    return std::pair{number, std::move(*slot(number).item)};
  }
  void give(std::size_t number, Result result) {
    const std::lock_guard guard(lock_);
    slot(number).result.emplace(std::move(result));
    if (number == taken_) first_is_done_.notify_one();
  }
  void fail(std::exception_ptr failure) {
    const std::lock_guard guard(lock_);
    if (!failure_) failure_ = std::move(failure);
    closed_ = true;
    there_is_work_.notify_all();
    first_is_done_.notify_one();
  }

 private:
  struct Slot {
    std::optional<Item> item;
    std::optional<Result> result;
  };
  Slot& slot(std::size_t number) { return slots_[number % slots_.size()]; }

  std::vector<Slot> slots_;
  std::size_t read_ = 0, claimed_ = 0, taken_ = 0;
  bool closed_ = false;
  std::exception_ptr failure_;
  std::mutex lock_;
  std::condition_variable there_is_work_, first_is_done_;
};

// Threads that end when they go out of scope, whatever was thrown.
template <typename Item, typename Result>
class Workers {
 public:
  explicit Workers(Ring<Item, Result>& ring) : ring_(ring) {}
  ~Workers() {
    ring_.close();
    for (std::thread& thread : threads_) thread.join();
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  template <typename Make, typename Work>
  void start(std::size_t count, const Make& make, const Work& work) {
    const auto run = [&] {
      try {
        auto context = make();
        while (auto claimed = ring_.claim()) ring_.give(claimed->first, work(context, claimed->second));
      } catch (...) {
        ring_.fail(std::current_exception());
      }
    };
    while (threads_.size() < count) threads_.emplace_back(run);
  }

 private:
  Ring<Item, Result>& ring_;
  std::vector<std::thread> threads_;
};

}  // namespace streaming

// next() -> std::optional<Item>, nothing at the end; take(Result): both on the caller's thread, in order.
// work(context, item) -> Result on any of the threads; `make` gives each its context (a PDF writer).
// The first exception of any of them ends it all and is thrown here.
template <typename Next, typename Make, typename Work, typename Take>
void stream(StreamSize size, const Next& next, const Make& make, const Work& work, const Take& take) {
  using Item = typename decltype(next())::value_type;
  auto item = next();
  if (!item) return;
  if (size.threads <= 1) {
    auto context = make();
    for (; item; item = next()) take(work(context, *item));
    return;
  }
  using Result = decltype(work(std::declval<decltype(make())&>(), *item));
  streaming::Ring<Item, Result> ring(size.window);
  streaming::Workers<Item, Result> workers(ring);
  workers.start(size.threads, make, work);
  while (item || !ring.empty()) {
    for (; item && !ring.full(); item = next()) ring.put(std::move(*item));
    take(ring.first());
  }
}

}  // namespace pleno::bench
