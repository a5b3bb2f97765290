// Values on their way from one thread to another, in order and a few at a time, so that neither runs far
// ahead of the other. Knows nothing of what they are.
#pragma once
#include <condition_variable>
#include <mutex>
#include <optional>
#include <queue>

namespace pleno::app {

template <typename Value>
class Pipe {
 public:
  explicit Pipe(std::size_t most) : most_(most) {}

  // Waits while `most` values are inside. False: it is closed, and the value is lost.
  bool put(Value value) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || values_.size() < most_; });
    if (closed_) return false;
    values_.push(std::move(value));
    changed_.notify_all();
    return true;
  }

  // Waits for a value; nothing when it is closed and empty.
  std::optional<Value> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || !values_.empty(); });
    if (values_.empty()) return std::nullopt;
    std::optional<Value> out(std::move(values_.front()));
    values_.pop();
    changed_.notify_all();
    return out;
  }

  // By either side: nothing more comes, or nothing more is wanted. What is inside can still be taken.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

  // Closes a pipe when it goes, whatever happens.
  class Closing {
   public:
    explicit Closing(Pipe& pipe) : pipe_(pipe) {}
    ~Closing() { pipe_.close(); }
    Closing(const Closing&) = delete;
    Closing& operator=(const Closing&) = delete;

   private:
    Pipe& pipe_;
  };

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::queue<Value> values_;
  bool closed_ = false;
};

}  // namespace pleno::app
