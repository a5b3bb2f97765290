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

// Who is at work in a site on this machine: every command that changes it, and every `pleno work`. Shared;
// the first one to come knows that all the others are dead.
class AtWork {
 public:
  explicit AtWork(const std::filesystem::path& site);
  ~AtWork();
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;

  bool first() const { return first_; }
  // Nobody else has been at work on this machine since this process began.
  bool alone() const;
  // Lets others in; until then they wait. Call it once what the dead left is cleared up.
  void let_in();

 private:
  int descriptor_ = -1;
  bool first_ = false;
  bool first_alone_ = true;  // as far as the mark could be made
};

}  // namespace pleno::app
