// Sets the shipped templates with the shipped fonts, as the program does: template by name + facts -> pages,
// PDF, mail. Looks for problems only in that it returns all diagnostics.
#pragma once
#include <memory>
#include <string>

#include "document/mail_from_facts.h"
#include "domain/measure.h"
#include "domain/pages.h"
#include "feel/value.h"
#include "pdf/font_store.h"
#include "pdf/image_store.h"
#include "text/diagnostic.h"

namespace pleno::looks {

class Studio {
 public:
  static const Studio& shared();

  // "fr-ak-05", "mail/hasil"; null with errors in `found`.
  std::shared_ptr<const document::Template> form(const std::string& name, Diagnostics& found) const;
  // No pages when `found` has got errors.
  Pages pages(const std::string& name, const feel::Context& facts, Diagnostics& found) const;
  // Whether the program would print it; why not is in `found`.
  bool has_occasion(const std::string& name, const feel::Context& facts, Diagnostics& found) const;
  std::optional<document::MailText> mail(const std::string& name, const feel::Context& facts,
                                         Diagnostics& found) const;
  std::string pdf(const Pages& pages) const;

 private:
  Studio();
  std::shared_ptr<const pdf::FontStore> fonts_;
  std::shared_ptr<pdf::ImageStore> images_;
  std::unique_ptr<Measure> measure_;
};

// The pages as a reader meets them: a line of text per line of print, columns apart by " | ", pages by a
// heading.
std::string reading(const Pages& pages);

}  // namespace pleno::looks
