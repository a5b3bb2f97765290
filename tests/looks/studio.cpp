#include "studio.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

#include "document/document_from_facts.h"
#include "document/pages_from_document.h"
#include "document/template_from_xml.h"
#include "pdf/measure.h"
#include "pdf/writer.h"

namespace pleno::looks {
namespace {

const std::string root = PLENO_SOURCE_DIR;

std::optional<std::string> read(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return {};
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

Studio::Studio()
    : fonts_(pdf::FontStore::load(root + "/fonts")), images_(std::make_shared<pdf::ImageStore>()) {
  Diagnostics found;
  images_->add("logo.png", root + "/samples/site/assets/logo.png", found);
  images_->add("latar.png", root + "/samples/backgrounds/latar.png", found);
  measure_ = pdf::measure_of(fonts_, images_);
}

const Studio& Studio::shared() {
  static const Studio studio;
  return studio;
}

std::shared_ptr<const document::Template> Studio::form(const std::string& name, Diagnostics& found) const {
  const auto includes = [](const std::string& wanted) {
    return read(root + "/templates/" + wanted + ".xml");
  };
  const auto xml = read(root + "/templates/" + name + ".xml");
  return document::template_from_xml(xml.value_or(""), "templates/" + name + ".xml", includes, found);
}

Pages Studio::pages(const std::string& name, const feel::Context& facts, Diagnostics& found) const {
  const auto form = this->form(name, found);
  if (form == nullptr) return {};
  const Document filled = document::fill(*form, facts, found);
  if (has_errors(found)) return {};
  return document::lay_out(filled, *measure_, found);
}

bool Studio::has_occasion(const std::string& name, const feel::Context& facts, Diagnostics& found) const {
  const auto form = this->form(name, found);
  return form != nullptr && document::has_occasion(*form, facts, found);
}

std::optional<document::MailText> Studio::mail(const std::string& name, const feel::Context& facts,
                                               Diagnostics& found) const {
  const auto form = this->form(name, found);
  if (form == nullptr) return {};
  return document::mail_from_facts(*form, facts, found);
}

std::string Studio::pdf(const Pages& pages) const { return pdf::Writer(fonts_, images_).write(pages); }

std::string reading(const Pages& pages) {
  std::string out;
  for (std::size_t number = 0; number < pages.pages.size(); ++number) {
    std::vector<const TextRun*> runs;
    for (const Item& item : pages.pages[number].items) {
      if (const auto* run = std::get_if<TextRun>(&item)) runs.push_back(run);
    }
    std::stable_sort(runs.begin(), runs.end(), [](const TextRun* a, const TextRun* b) {
      return std::lround(a->y * 2) != std::lround(b->y * 2) ? a->y < b->y : a->x < b->x;
    });
    out += fmt::format("== halaman {} ==\n", number + 1);
    long line = -1;
    for (const TextRun* run : runs) {
      const long here = std::lround(run->y * 2);
      out += line == here ? " | " : line < 0 ? "" : "\n";
      out += run->text;
      line = here;
    }
    out += "\n";
  }
  return out;
}

}  // namespace pleno::looks
