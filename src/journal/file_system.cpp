#include "journal/file_system.h"

#include <sys/vfs.h>

#include <array>
#include <string_view>

#include "text/error.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

struct Known {
  long magic;
  const char* name;
};
// linux/magic.h, and those that it leaves out.
constexpr std::array network = {
    Known{0x6969, "NFS"},      Known{0x517B, "SMB"},        Known{0xFF534D42, "CIFS"},
    Known{0xFE534D42, "SMB2"}, Known{0x5346414F, "AFS"},    Known{0x73757245, "Coda"},
    Known{0x00C36400, "Ceph"}, Known{0x0BD00BD0, "Lustre"}, Known{0x01021997, "9P"}};

}  // namespace

std::optional<long> file_system_of(const std::filesystem::path& folder) {
  struct statfs info {};
  if (::statfs(folder.c_str(), &info) != 0) return std::nullopt;
  return static_cast<long>(info.f_type);
}

void demand_local(const std::string& url, const FileSystemProbe& probe) {
  constexpr std::string_view scheme = "sqlite3://";
  if (url.rfind(scheme, 0) != 0) return;
  const auto folder = std::filesystem::path(url.substr(scheme.size())).parent_path();
  const auto found = probe(folder.empty() ? "." : folder);
  if (!found) return;  // the work itself will tell
  for (const auto& [magic, name] : network) {
    if ((*found & 0xFFFFFFFF) != magic) continue;
    throw Error(Kind::Configuration,
                say("basis data keadaan SQLite terletak di sistem berkas jaringan ({})",
                    "the SQLite state database lies on a network file system ({})", name),
                folder.string(),
                say("pindahkan ke cakram setempat, atau pakai postgresql:// untuk beberapa komputer",
                    "move it to a local disk, or use postgresql:// for several computers"));
  }
}

}  // namespace pleno::journal
