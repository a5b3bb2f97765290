// One run of the real program: started at once, watched, and told apart by how it ended. Never waits for
// ever.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace pleno::crash {

inline constexpr long a_minute = 60'000'000;  // microseconds

struct Ended {
  int code = -1;      // exit code; -1: by a signal
  int signal = 0;     // what ended it; 0: it ended by itself
  bool hung = false;  // it was still there when nobody would wait longer, and was killed
};

using Variables = std::map<std::string, std::string>;

class Program {
 public:
  // Runs `pleno ARGUMENTS` with these variables over the environment; stdout and stderr go to `output`.
  Program(const std::vector<std::string>& arguments, const Variables& variables,
          const std::filesystem::path& output);
  ~Program();  // kills it when nobody waited
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // True when it has ended within so many microseconds.
  bool ends_within(long microseconds);
  void kill();
  Ended wait(long patience = a_minute);  // microseconds

 private:
  int process_ = 0;
  int watch_ = -1;  // a descriptor that becomes readable when it ends
};

inline Ended run(const std::vector<std::string>& arguments, const Variables& variables,
                 const std::filesystem::path& output) {
  return Program(arguments, variables, output).wait();
}

}  // namespace pleno::crash
