// Where a SQLite database may lie. Knows kinds of file systems by their numbers, and never opens a file
// there.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>

namespace pleno::journal {

// The kind of the file system that holds a folder (statfs(2), f_type); nothing when the system does not tell.
using FileSystemProbe = std::function<std::optional<long>(const std::filesystem::path&)>;
std::optional<long> file_system_of(const std::filesystem::path& folder);

// Error{Configuration} when the folder of a sqlite3:// URL lies on a network file system: locks and memory
// shared between machines do not hold there, so two could number at once. A server's URL, and a folder nobody
// knows about, are let through.
void demand_local(const std::string& url, const FileSystemProbe& probe);

}  // namespace pleno::journal
