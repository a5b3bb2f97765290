// A disk that loses power: fed with the shim's record of what a program did, it says what would be left at
// any moment. Knows what POSIX promises and no more: bytes are safe after an fsync of their file, a name
// after an fsync of its folder.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "crash/files.h"
#include "crash/night.h"

namespace pleno::crash {

struct Recorded {
  char operation = 0;
  bool created = false;
  std::string path, other, bytes;
  std::uint64_t offset = 0;
};
// Runs the stage in `place`, undisturbed, and gives all that it did to files and peers, in order.
std::vector<Recorded> run_recorded(Place& place, const Stage& stage);

// Mails whose final dot has left, by the bytes that went to the server.
class Outgoing {
 public:
  void take(const Recorded& event);
  const Arrived& arrived() const { return arrived_; }

 private:
  std::string id_;
  Arrived arrived_;
};

// Disks that keep the promise: one that loses every name and byte that was not synced, and one that
// keeps names at once but bytes only when they were synced; and one whose power does not fail.
enum class Disk { LosesNames, KeepsNames, LosesNothing };

class PowerLoss {
 public:
  // A site as it lies on the disk, all of it safe.
  explicit PowerLoss(const std::filesystem::path& site);

  void happens(const Recorded& event);
  // What is left when the power fails now.
  Files left(Disk disk) const;

 private:
  struct File {
    bool is_folder = false;
    Bytes bytes, safe;
  };
  using Names = std::map<std::string, int>;  // path -> file

  void sync(const std::string& event_path);  // "." is the site itself
  int make(bool is_folder);
  bool is_reachable(const Names& names, const std::string& path) const;

  std::vector<File> files_;
  Names names_, safe_names_;
  std::map<std::string, int> open_;  // what was opened last under a name, which may have changed since
};

}  // namespace pleno::crash
