// `pleno init`: a complete, runnable sample site.
#include <fmt/format.h>

#include "app/commands.h"
#include "app/press.h"
#include "app/scheme_files.h"
#include "app/site.h"
#include "source/sample.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

namespace fs = std::filesystem;

void put_copy(const fs::path& from, const fs::path& to) { write_file(to, read_file(from)); }

void copy_folder(const fs::path& from, const fs::path& to) {
  for (const auto& entry : fs::directory_iterator(from)) {
    if (entry.is_regular_file()) put_copy(entry.path(), to / entry.path().filename());
  }
}

}  // namespace

int command_init(const fs::path& folder, long long candidates) {
  if (fs::exists(folder / "pleno.yaml")) {
    fmt::print("{}\n", say("situs '{}' sudah ada; tidak ada yang diubah",
                           "site '{}' is there already; nothing is changed", folder.string()));
    return 0;
  }
  const fs::path samples = data_folder() / "samples";
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed)
    throw Error(Kind::CannotCreate, say("tidak dapat membuat '{}': {}", "cannot create '{}': {}",
                                        folder.string(), failed.message()));
  for (const char* part : {"rules", "templates", "schemes", "plenaries", "queries", "assets"})
    fs::create_directories(folder / part, failed);
  copy_folder(samples / "site" / "queries", folder / "queries");
  copy_folder(samples / "site" / "plenaries", folder / "plenaries");
  copy_folder(samples / "site" / "assets", folder / "assets");
  copy_folder(samples / "schemes", folder / "schemes");
  put_copy(samples / "site" / "secret.key", folder / "secret.key");
  fs::permissions(folder / "secret.key", fs::perms::owner_read | fs::perms::owner_write, failed);
  Diagnostics found;
  const auto schemes = read_schemes(folder, found);
  if (has_errors(found)) throw SiteFaults{found};
  fs::remove(folder / "lsp.db", failed);  // left by an init that was killed
  source::make_sample(folder / "lsp.db", schemes, candidates == 0 ? source::designed_candidates : candidates);
  put_copy(samples / "site" / "pleno.yaml", folder / "pleno.yaml");  // last: now it is a site
  fmt::print("{}\n", say("situs contoh dibuat di '{}'. Berikutnya: pleno nightly --site {}",
                         "sample site made in '{}'. Next: pleno nightly --site {}", folder.string(),
                         folder.string()));
  return 0;
}

}  // namespace pleno::app
