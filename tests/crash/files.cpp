#include "crash/files.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <fstream>

#include "support/server_process.h"

namespace pleno::crash {
namespace {

namespace fs = std::filesystem;

constexpr const char* database_file = "state/pleno.db";
constexpr const char* database_parts[] = {"", "-wal", "-journal"};

bool is_part_of_database(const std::string& path) {
  for (const char* part : database_parts) {
    if (path == database_file + std::string(part)) return true;
  }
  return false;
}

// Unfinished files bear the process id of whoever wrote them.
std::string without_process(const std::string& path) {
  const auto slash = path.rfind('/') + 1;
  const bool unfinished = path.find("/aside/") != std::string::npos || path.ends_with(".baru");
  const auto dot = path.find('.', slash);
  if (!unfinished || dot == std::string::npos) return path;
  const bool is_number = path.find_first_not_of("0123456789", slash) == dot;
  return is_number ? path.substr(0, slash) + path.substr(dot) : path;
}

bool is_reserve(const std::string& path) { return path == "state/cadangan-ruang"; }

}  // namespace

Bytes content(std::string bytes) {
  const std::size_t hash = std::hash<std::string>{}(bytes);
  return std::make_shared<const Content>(Content{std::move(bytes), hash});
}

Files read_files(const fs::path& site) {
  static std::map<std::uintmax_t, Bytes> zeros;  // the reserve of space is large and the same in all sites
  Files out;
  for (const auto& entry : fs::recursive_directory_iterator(site)) {
    const std::string path = entry.path().string().substr(site.string().size() + 1);
    if (path.ends_with("-shm")) continue;
    if (entry.is_directory()) {
      out[path + '/'] = content("");
    } else if (is_reserve(path)) {
      Bytes& bytes = zeros[entry.file_size()];
      if (!bytes) bytes = content(std::string(entry.file_size(), '\0'));
      out[path] = bytes;
    } else {
      out[path] = content(testing::text_of_file(entry.path()));
    }
  }
  return out;
}

void put_files(const Files& files, const fs::path& site) {
  fs::remove_all(site);
  fs::create_directories(site);
  for (const auto& [path, bytes] : files) {
    if (path.back() == '/') {
      fs::create_directories(site / path);
      continue;
    }
    std::ofstream out(site / path, std::ios::binary);
    if (!is_reserve(path)) out << bytes->bytes;
    out.close();
    if (is_reserve(path)) fs::resize_file(site / path, bytes->bytes.size());
    if (path == "secret.key") fs::permissions(site / path, fs::perms::owner_read | fs::perms::owner_write);
  }
}

std::string difference(const Files& one, const Files& other) {
  for (const auto& [path, bytes] : one) {
    const auto found = other.find(path);
    if (found == other.end() || found->second->bytes != bytes->bytes) return path;
  }
  for (const auto& [path, bytes] : other) {
    if (one.count(path) == 0) return path;
  }
  return {};
}

States::States(fs::path scratch) : scratch_(std::move(scratch)) { fs::create_directories(scratch_); }

// What is committed, in one file: SQLite has played back the journal and taken over the log. A file that it
// does not read counts as it lies.
std::size_t States::database(const Files& files) {
  std::string names;
  for (const char* part : database_parts) {
    const auto found = files.find(database_file + std::string(part));
    if (found != files.end()) names += fmt::format("{} {}\n", part, found->second->hash);
  }
  const std::size_t raw = std::hash<std::string>{}(names);
  const auto known = known_.find(raw);
  if (known != known_.end() || names.empty()) return known != known_.end() ? known->second : 0;
  const fs::path copy = scratch_ / "pleno.db";
  for (const char* part : database_parts) {
    const auto found = files.find(database_file + std::string(part));
    fs::remove(copy.string() + part);
    if (found != files.end()) std::ofstream(copy.string() + part, std::ios::binary) << found->second->bytes;
  }
  sqlite3* opened = nullptr;
  const bool good = sqlite3_open(copy.c_str(), &opened) == SQLITE_OK &&
                    sqlite3_exec(opened,
                                 "begin immediate; select count(*) from sqlite_master; commit;"
                                 "pragma wal_checkpoint(truncate)",
                                 nullptr, nullptr, nullptr) == SQLITE_OK;
  sqlite3_close(opened);
  const std::size_t read = std::hash<std::string>{}(testing::text_of_file(copy));
  return known_[raw] = good ? read : raw;
}

std::uint64_t States::number(const Files& files, const Arrived& arrived) {
  std::string all = fmt::format("{}\n", database(files));
  std::map<std::string, std::size_t> others;
  for (const auto& [path, bytes] : files) {
    if (!is_part_of_database(path)) others[without_process(path)] = bytes->hash;
  }
  for (const auto& [path, hash] : others) all += fmt::format("{} {}\n", path, hash);
  for (const auto& [id, count] : arrived) all += fmt::format("{} {}\n", id, count);
  return std::hash<std::string>{}(all);
}

}  // namespace pleno::crash
