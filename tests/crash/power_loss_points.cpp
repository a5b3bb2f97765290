// The power fails at every moment of a night of three candidates, on a disk that keeps no more than was
// synced (power_loss.h). What is left must be a state that the night goes on from: no row that names a file
// which is missing or short, no number twice, no mail that is forgotten.
#include <fmt/format.h>

#include <set>

#include "crash/night.h"
#include "crash/power_loss.h"

namespace pleno::crash {
namespace {

namespace fs = std::filesystem;

class Powerless {
 public:
  Powerless(const Night& night, const fs::path& folder)
      : night_(night),
        place_(night.place("power")),
        states_(folder / "scratch"),
        disk_(folder / "night" / "before-0") {}

  void play_stage(std::size_t stage) {
    // On from where the stage before ended, in the same folder: by it is known who holds a lease.
    put_files(disk_.left(Disk::LosesNothing), place_->site());
    place_->fresh_sink();
    Outgoing outgoing;
    const auto events = run_recorded(*place_, Night::stages()[stage]);
    for (std::size_t i = 0; i < events.size(); ++i) {
      disk_.happens(events[i]);
      outgoing.take(events[i]);
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
      if (!seen_.emplace(stage, states_.number(files, arrived)).second) continue;
      ++states;
      put_files(files, place_->site());
      const std::string fault = night_.recover(*place_, stage, arrived);
      if (fault.empty()) continue;
      ++wrong;
      fmt::print("{} | after {} | {}\n  {}\n", Night::stages()[stage].name, where,
                 disk == Disk::LosesNames ? "names lost" : "names kept", fault.substr(0, 800));
    }
  }

  const Night& night_;
  std::unique_ptr<Place> place_;
  States states_;
  PowerLoss disk_;
  std::set<std::pair<std::size_t, std::uint64_t>> seen_;
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
