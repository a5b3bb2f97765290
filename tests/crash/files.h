// The files of a site as values, and what makes two sites the same for whoever runs Pleno on them next. Never
// looks into a file but the state database, and there only with SQLite.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

namespace pleno::crash {

// How often each Message-ID arrived.
using Arrived = std::map<std::string, int>;

struct Content {
  std::string bytes;
  std::size_t hash = 0;
};
using Bytes = std::shared_ptr<const Content>;
Bytes content(std::string bytes);

// By path below the site; folders end in '/'. Without SQLite's index in shared memory (*-shm): it is made
// anew when nobody has the database open.
using Files = std::map<std::string, Bytes>;
Files read_files(const std::filesystem::path& site);
// The site is then these files and nothing else.
void put_files(const Files& files, const std::filesystem::path& site);
// The first path that only one of them has, or that differs; empty: none.
std::string difference(const Files& one, const Files& other);

// Numbers states of a site. Two with one number are the same to every later run: the same names, bytes and
// mails, but for the process ids in the names of unfinished files, and for how the pages of the state
// database lie in its file, its log and its journal: what SQLite makes of them when it opens them is
// compared.
class States {
 public:
  explicit States(std::filesystem::path scratch);  // a folder of its own
  std::uint64_t number(const Files& files, const Arrived& arrived);

 private:
  std::size_t database(const Files& files);

  std::filesystem::path scratch_;
  std::unordered_map<std::size_t, std::size_t> known_;  // by the bytes as they lie
};

}  // namespace pleno::crash
