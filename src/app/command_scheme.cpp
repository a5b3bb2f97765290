// `pleno scheme`: pages as published become schemes of the site.
#include <fmt/format.h>

#include "app/commands.h"
#include "app/scheme_files.h"
#include "app/site.h"
#include "source/scheme_from_page.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::app {
namespace {

namespace fs = std::filesystem;

std::string counts(const Scheme& scheme) {
  return say("{} unit, {} elemen, {} KUK", "{} units, {} elements, {} criteria", scheme.units.size(),
             scheme.element_count(), scheme.criterion_count());
}

// A line in columns whatever the letters: widths count code points.
std::string padded(const std::string& text, std::size_t width) {
  const std::size_t length = length_in_code_points(text);
  return length >= width ? text : text + std::string(width - length, ' ');
}

}  // namespace

int command_scheme_import(const GlobalOptions& options, const std::vector<fs::path>& pages) {
  const Settings settings = Site(options.site).settings();
  Report report;
  for (const fs::path& page : pages) {
    fs::path side_file = page;
    side_file.replace_extension(".yaml");
    const fs::path kept_page = settings.site / "schemes" / page.filename();
    const fs::path kept_side = settings.site / "schemes" / side_file.filename();
    // A page may come alone when the site has its side file already.
    const auto scheme =
        read_scheme(page, fs::is_regular_file(side_file) ? side_file : kept_side, report.found);
    if (!scheme) {
      ++report.failed;
      continue;
    }
    const std::string text = read_file(page);
    const bool same = fs::is_regular_file(kept_page) && read_file(kept_page) == text &&
                      (!fs::is_regular_file(side_file) ||
                       (fs::is_regular_file(kept_side) && read_file(kept_side) == read_file(side_file)));
    if (!same) {
      if (fs::is_regular_file(side_file)) write_file(kept_side, read_file(side_file));
      write_file(kept_page, text);
    }
    // Printed as they stand, so better told before than seen on a signed page.
    const Diagnostics odd = source::lint({*scheme});
    report.found.insert(report.found.end(), odd.begin(), odd.end());
    report.line(fmt::format("{}: {} ({}){}", scheme->id, scheme->title, counts(*scheme),
                            same ? say(", tidak berubah", ", unchanged") : ""));
  }
  const int code = print(report);
  return report.failed > 0 ? 65 : code;
}

int command_scheme_list(const GlobalOptions& options) {
  Site site(options.site);
  for (const Scheme& scheme : site.schemes()) {
    fmt::print("{} {} {} {}\n", padded(scheme.id, 12), padded(scheme.number, 28), padded(scheme.title, 48),
               counts(scheme));
  }
  if (site.schemes().empty())
    fmt::print("{}\n", say("belum ada skema; `pleno scheme import BERKAS.txt`",
                           "no scheme yet; `pleno scheme import FILE.txt`"));
  return 0;
}

int command_scheme_lint(const GlobalOptions& options) {
  Site site(options.site);
  Report report;
  report.found = source::lint(site.schemes());
  report.line(say("{} keanehan pada teks; teks tidak diubah",
                  "{} oddities in the texts; the texts stay as they are", report.found.size()));
  const int code = print(report);
  return report.found.empty() ? code : 1;
}

}  // namespace pleno::app
