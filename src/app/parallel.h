// The same work for many items on a few threads. Results keep the order of the items.
#pragma once
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace pleno::app {

// Calls work(context, index) for 0..count-1. `make` gives each thread its own context (a PDF writer).
// The first exception stops the rest and is thrown here.
template <typename Make, typename Work>
void parallel(std::size_t count, std::size_t threads, const Make& make, const Work& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex lock;
  const auto run = [&] {
    try {
      auto context = make();
      for (std::size_t i = next++; i < count; i = next++) work(context, i);
    } catch (...) {
      const std::lock_guard guard(lock);
      if (!failure) failure = std::current_exception();
      next = count;
    }
  };
  std::vector<std::thread> others;
  for (std::size_t t = 1; t < threads && t < count; ++t) others.emplace_back(run);
  run();
  for (std::thread& thread : others) thread.join();
  if (failure) std::rethrow_exception(failure);
}

inline std::size_t worker_threads() {
  const unsigned cores = std::thread::hardware_concurrency();
  return cores == 0 ? 1 : cores;
}

}  // namespace pleno::app
