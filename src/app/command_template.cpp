// `pleno template FORM`: the shipped template as a file of the site's own, to be changed there. It never
// overwrites: what somebody changed stays.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands.h"
#include "app/files.h"
#include "app/press.h"
#include "text/error.h"
#include "text/language.h"
#include "text/nearest.h"

namespace pleno::app {
namespace {

namespace fs = std::filesystem;

// With the mails as "mail/…".
std::vector<std::string> shipped_names(const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".xml")
      out.push_back(fs::relative(entry.path(), folder).replace_extension("").string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

int command_template(const GlobalOptions& options, const std::string& form) {
  const fs::path shipped = data_folder() / "templates";
  const std::vector<std::string> names = shipped_names(shipped);
  if (form.empty()) {
    for (const std::string& name : names) fmt::print("{}\n", name);
    return 0;
  }
  const std::string name = template_name(form);
  if (std::find(names.begin(), names.end(), name) == names.end()) {
    throw Error(
        Kind::NoInput,
        say("tidak ada templat '{}': {}", "there is no template '{}': {}", form, did_you_mean(name, names)),
        {}, say("`pleno template` menyebut semuanya", "`pleno template` lists them all"));
  }
  if (!fs::exists(options.site / "pleno.yaml")) {
    throw Error(Kind::NoInput, say("'{}' bukan situs", "'{}' is no site", options.site.string()), {},
                say("`--site DIR` menunjuk situs", "`--site DIR` names a site"));
  }
  const fs::path own = options.site / "templates" / (name + ".xml");
  if (fs::exists(fs::symlink_status(own))) {
    fmt::print("{}\n",
               say("{} sudah ada; tidak diubah", "{} is there already; it is not changed", own.string()));
    return 0;
  }
  fs::create_directories(own.parent_path());
  write_file(own, read_file(shipped / (name + ".xml")));
  fmt::print("{}\n",
             say("{}: kini milik situs ini; hapus berkas itu untuk kembali ke yang asli",
                 "{}: now this site's own; remove the file to return to the shipped one", own.string()));
  return 0;
}

}  // namespace pleno::app
