// The power fails at every moment of a night of three candidates, on a disk that keeps no more than was
// synced (power_loss.h). What is left must be a state that the night goes on from: no row that names a file
// which is missing or short, no number twice, no mail that is forgotten.
#include <fmt/format.h>

#include <set>

#include "crash/night.h"
#include "crash/power_loss.h"
#include "crash/shim.h"

namespace pleno::crash {
namespace {

namespace fs = std::filesystem;

void put(const std::map<std::string, std::string>& files, const fs::path& site) {
  fs::remove_all(site);
  fs::create_directories(site);
  for (const auto& [path, bytes] : files) {
    if (path.back() == '/') {
      fs::create_directories(site / path);
      continue;
    }
    std::ofstream(site / path, std::ios::binary) << bytes;
    if (path == "secret.key") fs::permissions(site / path, fs::perms::owner_read | fs::perms::owner_write);
  }
}

// Mails whose final dot has left, by the bytes that went to the server.
class Outgoing {
 public:
  void take(const std::string& bytes) {
    const auto name = bytes.find("\r\nMessage-ID:");
    const auto begin = bytes.find('<', name);
    if (name != std::string::npos) id_ = bytes.substr(begin, bytes.find('>', begin) + 1 - begin);
    if (bytes == ".\r\n" || bytes.ends_with("\r\n.\r\n")) ++arrived_[id_];
  }
  const Arrived& arrived() const { return arrived_; }

 private:
  std::string id_;
  Arrived arrived_;
};

std::string text_of(const std::map<std::string, std::string>& files, const Arrived& arrived) {
  std::string out;
  for (const auto& [path, bytes] : files) {
    // SQLite makes this one anew when nobody has it open.
    if (!path.ends_with("-shm")) out += fmt::format("{} {}\n", path, std::hash<std::string>{}(bytes));
  }
  for (const auto& [id, count] : arrived) out += fmt::format("{} {}\n", id, count);
  return out;
}

class Powerless {
 public:
  Powerless(const Night& night, const fs::path& folder)
      : night_(night),
        place_(night.place("power")),
        record_(folder / "record"),
        disk_(folder / "night" / "before-0") {}

  void play_stage(std::size_t stage) {
    // On from where the stage before ended, in the same folder: by it is known who holds a lease.
    put(disk_.left(Disk::LosesNothing), place_->site());
    place_->fresh_sink();
    fs::remove(record_);
    place_->run(Night::stages()[stage].arguments, 0,
                {{under_variable, place_->site().string()},
                 {record_variable, record_.string()},
                 {"LD_PRELOAD", PLENO_SHIM}});
    Outgoing outgoing;
    const auto events = read_record(record_);
    for (std::size_t i = 0; i < events.size(); ++i) {
      disk_.happens(events[i]);
      if (events[i].operation == 'P') outgoing.take(events[i].bytes);
      fail_here(stage, fmt::format("{} {}, event {}", events[i].operation, events[i].path, i),
                outgoing.arrived());
    }
  }

  int points = 0, states = 0, wrong = 0;

 private:
  void fail_here(std::size_t stage, const std::string& where, const Arrived& arrived) {
    for (const Disk disk : {Disk::LosesNames, Disk::KeepsNames}) {
      ++points;
      const auto files = disk_.left(disk);
      if (!seen_.insert(fmt::format("{} {}", stage, std::hash<std::string>{}(text_of(files, arrived))))
               .second)
        continue;
      ++states;
      put(files, place_->site());
      const std::string fault = night_.recover(*place_, stage, arrived);
      if (fault.empty()) continue;
      ++wrong;
      fmt::print("{} | after {} | {}\n  {}\n", Night::stages()[stage].name, where,
                 disk == Disk::LosesNames ? "names lost" : "names kept", fault.substr(0, 800));
    }
  }

  const Night& night_;
  std::unique_ptr<Place> place_;
  fs::path record_;
  PowerLoss disk_;
  std::set<std::string> seen_;
};

}  // namespace
}  // namespace pleno::crash

int main() {
  using namespace pleno::crash;
  try {
    const pleno::testing::TemporaryFolder folder("pleno-power", base_folder());
    const Night night(folder.path() / "night", 3, nullptr);
    Powerless powerless(night, folder.path());
    // One disk for the whole night: what a stage left unsafe is so in the next one too.
    for (std::size_t stage = 0; stage < Night::stages().size(); ++stage) powerless.play_stage(stage);
    fmt::print("power loss: {} moments on two disks, {} different states recovered, {} wrong\n",
               powerless.points / 2, powerless.states, powerless.wrong);
    return powerless.wrong == 0 && powerless.states > 0 ? 0 : 1;
  } catch (const std::exception& broken) {
    fmt::print("{}\n", broken.what());
    return 2;
  }
}
