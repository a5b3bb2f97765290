// Reads the benchmark's data.json: what all certificates share, then one person after the other, so that
// memory does not grow with their number. Never draws anything.
#pragma once
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace pleno::bench {

struct Unit {
  int no = 0;
  std::string code, title, title_english;
};

struct Person {
  std::string id, number, registration, name, place;
  std::string date;  // "18 November 2026"
  std::string url;   // in the QR code
};

class People {
 public:
  // Throws std::runtime_error when there is no such file or it looks different.
  explicit People(const std::filesystem::path& file);

  const std::vector<Unit>& units() const { return units_; }
  // The next one, or nothing at the end.
  std::optional<Person> next();

 private:
  std::string object();  // the text of the next object in the list; empty at its end

  std::ifstream in_;
  std::vector<Unit> units_;
};

}  // namespace pleno::bench
