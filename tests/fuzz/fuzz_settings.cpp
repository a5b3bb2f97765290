// Throws arbitrary texts at the reader of pleno.yaml. Nothing may crash, hang or grow without bound; broken
// surroundings (a secret that cannot be read) are errors of the program, everything else is said.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>

#include "app/settings.h"
#include "text/error.h"

namespace {

namespace fs = std::filesystem;

const fs::path& folder() {
  static const fs::path path = [] {
    std::string name = (fs::temp_directory_path() / "pleno-fuzz-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    return fs::path(name);
  }();
  return path;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pleno;
  std::ofstream(folder() / "pleno.yaml", std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  Diagnostics found;
  try {
    const app::Settings settings = app::read_settings(folder(), found);
    if (settings.digest.size() != 64) std::abort();
    settings.utc_hours();
  } catch (const Error& error) {
    if (std::string_view(error.what()).empty()) std::abort();
  }
  to_text(found);
  return 0;
}
