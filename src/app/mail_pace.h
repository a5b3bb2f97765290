// How fast mails may leave: at most so many a minute, slower when the server asks for it. Pure arithmetic on
// times that are passed in; waits for nothing itself.
#pragma once
#include <algorithm>

namespace pleno::app {

class MailPace {
 public:
  // 0: no limit.
  explicit MailPace(int per_minute) : gap_(per_minute == 0 ? 0 : 60'000'000LL / per_minute) {}

  // Microseconds to wait at `now` (microseconds of any steady clock) before the next mail, which then counts
  // as sent.
  long long wait(long long now) {
    const long long pause = std::max(0LL, next_ - now);
    next_ = std::max(next_, now) + gap_;
    return pause;
  }
  // The server has too much to do: half the speed from here on, and where there was no limit, two a second.
  void halve() { gap_ = std::min(gap_ == 0 ? 500'000LL : 2 * gap_, 60'000'000LL); }

 private:
  long long gap_;
  long long next_ = 0;
};

}  // namespace pleno::app
