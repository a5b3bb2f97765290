// The entries of a ZIP archive in memory, checked before any is unpacked: an XLSX file is one. Never writes
// a file, never follows a name out of the archive, never unpacks more than its limits.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace pleno::source {

struct ZipFault {
  std::string message, hint;
};

class ZipEntries {
 public:
  // `bytes` must outlive it. Nothing, with the reason in `fault`, when it is no archive, an entry is
  // encrypted, named twice or with a way out ("../", "/", "\"), packed otherwise than stored or deflated, or
  // a limit is passed: 1,000 entries, 256 MiB unpacked, 100:1 for an entry over 1 MiB.
  static std::optional<ZipEntries> open(std::string_view bytes, ZipFault& fault);

  bool has(const std::string& name) const { return entries_.contains(name); }
  // One entry unpacked; nothing, with `fault`, when it is not there or damaged (its CRC is checked).
  std::optional<std::string> read(const std::string& name, ZipFault& fault) const;

 private:
  struct Entry {
    std::size_t index = 0, size = 0;
  };
  std::shared_ptr<void> archive_;
  std::map<std::string, Entry> entries_;
};

}  // namespace pleno::source
