#include "app/press.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <map>

#include "document/document_from_facts.h"
#include "document/pages_from_document.h"
#include "pdf/measure.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::app {

namespace fs = std::filesystem;

fs::path data_folder() {
  const char* wanted = std::getenv("PLENO_DATA");
  return wanted != nullptr ? fs::path(wanted) : fs::path(PLENO_DATA_DIR);
}

fs::path site_or_shipped(const fs::path& site, const std::string& kind, const std::string& name) {
  const fs::path own = site / kind / name;
  std::error_code none;
  // Whatever lies there is meant: a link or a pipe is refused when it is read, not passed over in silence.
  return fs::exists(fs::symlink_status(own, none)) ? own : data_folder() / kind / name;
}

std::string template_name(std::string form) {
  for (char& c : form) c = c == '.' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return form;
}

namespace {

bool is_picture(const fs::path& file) {
  constexpr std::array kinds = {".png", ".jpg",  ".jpeg", ".svg",  ".pdf", ".gif",
                                ".tif", ".tiff", ".bmp",  ".webp", ".ai",  ".eps"};
  const std::string kind = lower(file.extension().string());
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

// The pictures of a site's assets by name; what is none, or is out of reach, goes to `found`.
std::map<std::string, std::string> read_pictures(const fs::path& site, Diagnostics& found) {
  std::map<std::string, std::string> out;
  for (const fs::path& file : files_in(site / "assets")) {
    if (!is_picture(file)) continue;
    if (lower(file.extension().string()) != ".png") {
      found.push_back({.at = {.file = file.string()},
                       .message = say("gambar harus PNG", "a picture must be PNG"),
                       .hint = say("simpan ulang sebagai PNG 8 bit per kanal, lalu hapus berkas ini",
                                   "save it again as PNG with 8 bits a channel, then remove this file")});
      continue;
    }
    try {
      out[file.filename().string()] = read_site_file(site, file);
    } catch (const Error& error) {
      found.push_back(diagnostic_of(error));
    }
  }
  return out;
}

}  // namespace

Press::Press(const Settings& settings, Diagnostics& found)
    : site_(settings.site),
      fonts_(pdf::FontStore::load(data_folder() / "fonts")),
      images_(std::make_shared<pdf::ImageStore>()) {
  std::string digests = read_file(data_folder() / "fonts" / "SHA256SUMS");
  const auto pictures = read_pictures(site_, found);
  for (const auto& [name, bytes] : pictures) {
    digests += sha256(bytes);
    images_->add_bytes(name, bytes, found, (site_ / "assets" / name).string());
  }
  const std::string& logo = settings.body.logo;
  if (!logo.empty() && pictures.count(logo) == 0) {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : pictures) names.push_back(name);
    found.push_back(
        {.at = {.file = (site_ / "pleno.yaml").string(), .record = "lsp.logo"},
         .message =
             say("tidak ada gambar '{}' di folder assets", "no picture '{}' in the folder assets", logo),
         .hint = names.empty() ? say("letakkan PNG di sana", "put a PNG there") : did_you_mean(logo, names)});
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
    if (wanted.find("..") != std::string::npos || fs::path(wanted).is_absolute() || !fs::exists(file))
      return std::nullopt;
    std::string text = read_site_file(site_, file);
    everything += sha256(text);
    return text;
  };
  const fs::path file = site_or_shipped(site_, "templates", name + ".xml");
  const std::string text = read_site_file(site_, file);
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
  if (!document::has_occasion(form, facts, found)) return {};
  const Document filled = document::fill(form, facts, found);
  if (has_errors(found)) return {};
  document::LayoutOptions with_memo = options;
  with_memo.memo = &memo_;
  return document::lay_out(filled, *measure_, found, with_memo);
}

}  // namespace pleno::app
