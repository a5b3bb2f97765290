// The printing press: fonts, images and templates loaded once, then any number of documents from facts.
// Never decides what is printed, never writes a file.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "app/settings.h"
#include "document/mail_from_facts.h"
#include "document/memo.h"
#include "document/pages_from_document.h"
#include "document/template_from_xml.h"
#include "domain/measure.h"
#include "domain/pages.h"
#include "feel/value.h"
#include "pdf/font_store.h"
#include "pdf/image_store.h"
#include "pdf/writer.h"

namespace pleno::app {

// Where shipped files lie: PLENO_DATA, or the source tree or installation the program was built for.
std::filesystem::path data_folder();
// site/<kind>/<name> when the site has its own, else the shipped one. `kind`: "templates", "rules".
std::filesystem::path site_or_shipped(const std::filesystem::path& site, const std::string& kind,
                                      const std::string& name);

// "FR.AK.02" and "fr-ak-02" are one form: people say the code, the template's file has the other.
std::string template_name(std::string form);

class Press {
 public:
  // Finds the fonts and loads the site's images (assets/*.png). Faults of images go to `found`; a broken font
  // is Error{Configuration}, here or when it is first used.
  Press(const Settings& settings, Diagnostics& found);
  // Reads every font, also those that nothing has used yet.
  void check_fonts() const;

  // A template by name ("fr-ak-02"), compiled once; null with errors in `found`. Thread-safe.
  std::shared_ptr<const document::Template> form(const std::string& name, Diagnostics& found);
  // Digest over the template with its includes, fonts and images: part of a document's key.
  std::string digest(const std::string& name);

  // Facts -> pages. Nothing fit to print when `found` has errors; no page, and a warning, where the template
  // says that these facts are no occasion for it (<requires>). Thread-safe.
  Pages lay_out(const document::Template& form, const feel::Context& facts, Diagnostics& found,
                const document::LayoutOptions& options = {}) const;
  const Measure& measure() const { return *measure_; }
  const std::filesystem::path& site() const { return site_; }

  // One a thread.
  pdf::Writer writer() const { return {fonts_, images_}; }

 private:
  struct Loaded {
    std::shared_ptr<const document::Template> form;
    std::string digest;
    Diagnostics found;
  };
  const Loaded& loaded(const std::string& name);

  std::filesystem::path site_;
  std::shared_ptr<const pdf::FontStore> fonts_;
  std::shared_ptr<pdf::ImageStore> images_;
  std::unique_ptr<Measure> measure_;
  std::string assets_digest_;
  std::mutex lock_;
  std::map<std::string, Loaded> forms_;
  mutable document::Memo memo_;
};

}  // namespace pleno::app
