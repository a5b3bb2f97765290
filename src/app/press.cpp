#include "app/press.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "document/document_from_facts.h"
#include "document/pages_from_document.h"
#include "pdf/measure.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {

namespace fs = std::filesystem;

fs::path data_folder() {
  const char* wanted = std::getenv("PLENO_DATA");
  return wanted != nullptr ? fs::path(wanted) : fs::path(PLENO_DATA_DIR);
}

fs::path site_or_shipped(const fs::path& site, const std::string& kind, const std::string& name) {
  const fs::path own = site / kind / name;
  return fs::is_regular_file(own) ? own : data_folder() / kind / name;
}

std::string template_name(std::string form) {
  for (char& c : form) c = c == '.' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return form;
}

Press::Press(const Settings& settings, Diagnostics& found)
    : site_(settings.site),
      fonts_(pdf::FontStore::load(data_folder() / "fonts")),
      images_(std::make_shared<pdf::ImageStore>()) {
  const std::vector<fs::path> files = files_in(site_ / "assets", ".png");
  std::string digests = read_file(data_folder() / "fonts" / "SHA256SUMS");
  for (const fs::path& file : files) {
    digests += sha256(read_file(file));
    images_->add(file.filename().string(), file, found);
  }
  measure_ = pdf::measure_of(fonts_, images_);
  assets_digest_ = sha256(digests);
}

const Press::Loaded& Press::loaded(const std::string& name) {
  const std::lock_guard guard(lock_);
  const auto known = forms_.find(name);
  if (known != forms_.end()) return known->second;
  Loaded& out = forms_[name];
  std::string everything = assets_digest_;
  // The includes are found beside the template, the site's own first, and belong to its digest.
  const document::Includes includes = [&](const std::string& wanted) -> std::optional<std::string> {
    const fs::path file = site_or_shipped(site_, "templates", wanted + ".xml");
    if (wanted.find("..") != std::string::npos || !fs::is_regular_file(file)) return std::nullopt;
    std::string text = read_file(file);
    everything += sha256(text);
    return text;
  };
  const fs::path file = site_or_shipped(site_, "templates", name + ".xml");
  const std::string text = read_file(file);
  everything += sha256(text);
  out.form = document::template_from_xml(text, file.string(), includes, out.found);
  out.digest = sha256(everything);
  return out;
}

std::shared_ptr<const document::Template> Press::form(const std::string& name, Diagnostics& found) {
  const Loaded& one = loaded(name);
  found.insert(found.end(), one.found.begin(), one.found.end());
  return one.form;
}

void Press::check_fonts() const { fonts_->read_all(); }

std::string Press::digest(const std::string& name) { return loaded(name).digest; }

Pages Press::lay_out(const document::Template& form, const feel::Context& facts, Diagnostics& found,
                     const document::LayoutOptions& options) const {
  const Document filled = document::fill(form, facts, found);
  if (has_errors(found)) return {};
  document::LayoutOptions with_memo = options;
  with_memo.memo = &memo_;
  return document::lay_out(filled, *measure_, found, with_memo);
}

}  // namespace pleno::app
