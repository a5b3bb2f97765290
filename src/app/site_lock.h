// Of two commands that change a site one wins: an flock on state/pleno.lock, given back when the process
// ends, however it ends.
#pragma once
#include <filesystem>

namespace pleno::app {

class SiteLock {
 public:
  // Throws Error{TryAgain} when another process holds it.
  explicit SiteLock(const std::filesystem::path& site);
  ~SiteLock();
  SiteLock(const SiteLock&) = delete;
  SiteLock& operator=(const SiteLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace pleno::app
