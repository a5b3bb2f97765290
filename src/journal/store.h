// The content-addressed store: each file lies at store/ab/<sha256>, whole, durable and never changed again.
// Never holds a half-written file under a digest's name, never replaces one, never removes one.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "domain/message.h"
#include "journal/rows.h"

namespace pleno::journal {

class Store {
 public:
  // Makes the folder (0750) where it is missing, and sweeps what runs killed at least a day ago left aside.
  // `read_only` makes nothing. Throws Error{CannotCreate}.
  Store(std::filesystem::path folder, bool read_only);

  // When it returns, every file is on the disk under its name. The same bytes twice are one file.
  // Throws Error{CannotCreate, InputOutput}, or the integrity alarm when another content has the name.
  void keep(const std::vector<const Artifact*>& batch) const;

  // The bytes, compared with their digest. A missing or different file is the integrity alarm.
  std::shared_ptr<const std::string> bytes(const std::string& sha256) const;
  std::filesystem::path path_of(const std::string& sha256) const;

  // Files at least a day old that `is_known` does not know go to quarantine; those there for thirty days go.
  Swept sweep_orphans(const std::function<bool(const std::string&)>& is_known) const;

  enum class Finding { Good, Missing, Different, Unreadable };
  // Looks at size and kind of file, and at every byte when `read_bytes`.
  Finding check(const std::string& sha256, long long size, bool read_bytes) const;
  // The same for many, several at a time.
  std::vector<Finding> check(const std::vector<std::pair<std::string, long long>>& files,
                             bool read_bytes) const;

 private:
  struct Aside;
  void keep_some(const std::vector<const Artifact*>& some, std::set<std::filesystem::path>& changed) const;
  Aside write_aside(const Artifact& artifact) const;
  void make_durable(Aside& file) const;
  void publish(Aside& file) const;
  void compare_existing(const Artifact& artifact) const;
  void make_folder(const std::filesystem::path& folder) const;
  void sweep() const;
  long long now() const;

  std::filesystem::path folder_;
};

}  // namespace pleno::journal
