#include "figures.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>

namespace pleno::bench {
namespace {

rusage usage() {
  rusage out{};
  getrusage(RUSAGE_SELF, &out);
  return out;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

double cpu_seconds() {
  const rusage now = usage();
  return seconds(now.ru_utime) + seconds(now.ru_stime);
}

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double peak_megabytes() { return static_cast<double>(usage().ru_maxrss) / 1024; }

void Figures::add(std::string name, double value, std::string unit, Goal goal, double bound) {
  rows_.push_back({std::move(name), std::move(unit), value, goal, bound});
}

void Figures::print() const {
  fmt::print("{}\n", title_);
  std::string json = fmt::format("{{\"bench\":\"{}\"", title_);
  for (const Row& row : rows_) {
    std::string goal;
    if (row.goal != Goal::None) {
      const bool met = row.goal == Goal::AtMost ? row.value <= row.bound : row.value >= row.bound;
      goal = fmt::format("{} {:.6g}{}", row.goal == Goal::AtMost ? "at most" : "at least", row.bound,
                         met ? "" : "  MISSED");
    }
    fmt::print("  {:<44} {:>12.5g} {:<8} {}\n", row.name, row.value, row.unit, goal);
    json += fmt::format(",\"{} ({})\":{:.6g}", row.name, row.unit, row.value);
  }
  fmt::print("{}}}\n", json);
}

}  // namespace pleno::bench
