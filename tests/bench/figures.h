// What a benchmark measures and prints: CPU time and memory of this process beside the goals. Shows a table
// for people and a line of JSON for programs; decides nothing by them.
#pragma once
#include <string>
#include <vector>

namespace pleno::bench {

double cpu_seconds();   // user and system of this process so far, all threads
double wall_seconds();  // from any fixed moment
double peak_megabytes();

class Figures {
 public:
  explicit Figures(std::string title) : title_(std::move(title)) {}

  enum class Goal { None, AtMost, AtLeast };
  void add(std::string name, double value, std::string unit, Goal goal = Goal::None, double bound = 0);
  // The table, then one line of JSON with the same numbers.
  void print() const;

 private:
  struct Row {
    std::string name, unit;
    double value;
    Goal goal;
    double bound;
  };
  std::string title_;
  std::vector<Row> rows_;
};

}  // namespace pleno::bench
