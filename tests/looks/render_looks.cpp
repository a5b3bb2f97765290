// A template with sample facts as a PDF, to look at, and how long its parts take. Not a test.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "document/document_from_facts.h"
#include "document/pages_from_document.h"
#include "document/template_from_xml.h"
#include "pdf/font_store.h"
#include "pdf/image_store.h"
#include "pdf/measure.h"
#include "pdf/writer.h"
#include "sample_facts.h"

namespace {

using namespace pleno;
namespace fs = std::filesystem;

std::optional<std::string> file_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return {};
  return std::string(std::istreambuf_iterator<char>(in), {});
}

template <typename Act>
double milliseconds(int times, const Act& act) {
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) act();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count() / times;
}

int draw(const fs::path& file, const std::string& out, const std::vector<std::string>& options) {
  bool debug = false, gaps = false;
  for (const std::string& option : options) {
    debug = debug || option == "debug";
    gaps = gaps || option == "gaps";
  }
  feel::Context facts = test::sample_facts(gaps);
  for (std::size_t i = 0; i + 1 < options.size(); ++i) {
    if (options[i].find('.') != std::string::npos) test::put(facts, options[i], feel::Value(options[i + 1]));
  }
  Diagnostics found;
  const auto includes = [&](const std::string& name) {
    return file_text(fs::path(PLENO_SOURCE_DIR) / "templates" / (name + ".xml"));
  };
  const auto form =
      document::template_from_xml(file_text(file).value_or(""), file.filename().string(), includes, found);
  if (!form) {
    fmt::print(stderr, "{}", to_text(found));
    return 1;
  }
  const auto fonts = pdf::FontStore::load(fs::path(PLENO_SOURCE_DIR) / "fonts");
  const auto images = std::make_shared<const pdf::ImageStore>();
  const auto measure = pdf::measure_of(fonts, images);
  const Document filled = document::fill(*form, facts, found);
  const Pages pages = document::lay_out(filled, *measure, found, {debug});
  fmt::print(stderr, "{}", to_text(found));
  pdf::Writer writer(fonts, images);
  std::ofstream(out, std::ios::binary) << writer.write(pages);
  std::ofstream(out + ".txt") << to_text(pages);
  Diagnostics none;
  fmt::print("fill {:.3f} ms, lay out {:.3f} ms, write {:.3f} ms, {} pages\n",
             milliseconds(300, [&] { document::fill(*form, facts, none); }),
             milliseconds(300, [&] { document::lay_out(filled, *measure, none); }),
             milliseconds(100, [&] { writer.write(pages); }), pages.pages.size());
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    fmt::print(stderr, "render_looks TEMPLATE.xml OUT.pdf [debug] [gaps] [fact.name text]…\n");
    return 64;
  }
  return draw(arguments[1], arguments[2], {arguments + 3, arguments + count});
}
