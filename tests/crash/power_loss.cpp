#include "crash/power_loss.h"

#include <cstring>
#include <set>

#include "crash/shim.h"
#include "support/server_process.h"

namespace pleno::crash {
namespace {

namespace fs = std::filesystem;

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::vector<Recorded> read_record(const fs::path& file) {
  const std::string all = testing::text_of_file(file);
  std::vector<Recorded> out;
  for (std::size_t at = 0; at + sizeof(Event) <= all.size();) {
    Event head;
    std::memcpy(&head, all.data() + at, sizeof head);
    at += sizeof head;
    Recorded event{head.operation, head.created != 0, all.substr(at, head.path_size), {}, {}, head.offset};
    at += head.path_size;
    event.other = all.substr(at, head.other_size);
    at += head.other_size;
    event.bytes = all.substr(at, head.bytes_size);
    at += head.bytes_size;
    out.push_back(std::move(event));
  }
  return out;
}

}  // namespace

std::vector<Recorded> run_recorded(Place& place, const Stage& stage) {
  const fs::path record = place.site().parent_path() / "record";
  fs::remove(record);
  place.run_under_shim(stage.arguments, {{record_variable, record.string()}});
  return read_record(record);
}

void Outgoing::take(const Recorded& event) {
  if (event.operation != 'P') return;
  const std::string& bytes = event.bytes;
  const auto name = bytes.find("\r\nMessage-ID:");
  const auto begin = bytes.find('<', name);
  if (name != std::string::npos) id_ = bytes.substr(begin, bytes.find('>', begin) + 1 - begin);
  if (bytes == ".\r\n" || bytes.ends_with("\r\n.\r\n")) ++arrived_[id_];
}

PowerLoss::PowerLoss(const fs::path& site) {
  names_[""] = make(true);
  for (const auto& [path, bytes] : read_files(site)) {
    const bool is_folder = path.back() == '/';
    names_[is_folder ? path.substr(0, path.size() - 1) : path] = static_cast<int>(files_.size());
    files_.push_back({is_folder, bytes, bytes});
  }
  safe_names_ = names_;
}

int PowerLoss::make(bool is_folder) {
  static const Bytes nothing = content("");
  files_.push_back({is_folder, nothing, nothing});
  return static_cast<int>(files_.size()) - 1;
}

void PowerLoss::sync(const std::string& event_path) {
  const std::string path = event_path == "." ? "" : event_path;
  const auto named = names_.find(path);
  if (named == names_.end() || !files_[static_cast<std::size_t>(named->second)].is_folder) {
    const auto opened = open_.find(path);
    if (opened == open_.end()) return;
    File& file = files_[static_cast<std::size_t>(opened->second)];
    file.safe = file.bytes;
    return;
  }
  std::erase_if(safe_names_,
                [&](const auto& one) { return !one.first.empty() && folder_of(one.first) == path; });
  for (const auto& [name, file] : names_) {
    if (!name.empty() && folder_of(name) == path) safe_names_[name] = file;
  }
}

void PowerLoss::happens(const Recorded& event) {
  const std::string& path = event.path;
  switch (event.operation) {
    case 'M': names_[path] = make(true); return;
    case 'O':
      if (event.created) names_[path] = make(false);
      if (names_.count(path) > 0) open_[path] = names_[path];
      return;
    case 'S': return sync(path);
    case 'U': names_.erase(path); return;
    case 'L': names_[event.other] = names_[path]; return;
    case 'R':
      names_[event.other] = names_[path];
      names_.erase(path);
      return;
    default: break;
  }
  const auto opened = open_.find(path);
  if (opened == open_.end()) return;
  File& file = files_[static_cast<std::size_t>(opened->second)];
  std::string bytes = file.bytes->bytes;
  if (event.operation == 'T') bytes.resize(event.offset);
  if (event.operation == 'W') {
    if (bytes.size() < event.offset + event.bytes.size()) bytes.resize(event.offset + event.bytes.size());
    bytes.replace(event.offset, event.bytes.size(), event.bytes);
  }
  file.bytes = content(std::move(bytes));
}

bool PowerLoss::is_reachable(const Names& names, const std::string& path) const {
  for (std::string folder = folder_of(path); !folder.empty(); folder = folder_of(folder)) {
    if (names.count(folder) == 0) return false;
  }
  return true;
}

Files PowerLoss::left(Disk disk) const {
  const Names& names = disk == Disk::LosesNames ? safe_names_ : names_;
  Files out;
  for (const auto& [path, number] : names) {
    if (path.empty() || path.ends_with("-shm") || !is_reachable(names, path)) continue;
    const File& file = files_[static_cast<std::size_t>(number)];
    if (file.is_folder)
      out[path + '/'] = file.bytes;
    else
      out[path] = disk == Disk::LosesNothing ? file.bytes : file.safe;
  }
  return out;
}

}  // namespace pleno::crash
