#include "domain/pages.h"

#include <fmt/format.h>

#include <cmath>

namespace pleno {
namespace {

// Points to tenths of a millimetre, the smallest step that a person reviewing a page cares for.
long tenths(float points) { return std::lround(static_cast<double>(points) * 254 / 72); }

std::string to_text(const Colour& c) { return fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b); }

struct ItemPrinter {
  const Pages& pages;

  std::string operator()(const TextRun& run) const {
    const Face& face = pages.faces.at(run.face);
    std::string out = fmt::format("{:5} {:5}  {}{}{} {:.4g}  {}", tenths(run.x), tenths(run.y), face.family,
                                  face.bold ? " bold" : "", face.italic ? " italic" : "", run.size, run.text);
    if (run.angle != 0) out += fmt::format("  [angle {:.4g}]", run.angle);
    return out;
  }
  std::string operator()(const Line& line) const {
    return fmt::format("{:5} {:5}  line to {} {} width {:.3g} {}", tenths(line.x1), tenths(line.y1),
                       tenths(line.x2), tenths(line.y2), line.width, to_text(line.colour));
  }
  std::string operator()(const Box& box) const {
    std::string out = fmt::format("{:5} {:5}  {} {} x {}", tenths(box.x), tenths(box.y),
                                  box.ellipse ? "ellipse" : "box", tenths(box.w), tenths(box.h));
    if (box.fill) out += " fill " + to_text(*box.fill);
    if (box.stroke) out += fmt::format(" stroke {} width {:.3g}", to_text(*box.stroke), box.line_width);
    return out;
  }
  std::string operator()(const Polyline& path) const {
    std::string out = fmt::format("            path width {:.3g} {}", path.width, to_text(path.colour));
    for (const auto& point : path.points) out += fmt::format(" {},{}", tenths(point[0]), tenths(point[1]));
    return out;
  }
  std::string operator()(const ImageItem& image) const {
    return fmt::format("{:5} {:5}  image {} {} x {}", tenths(image.x), tenths(image.y), image.name,
                       tenths(image.w), tenths(image.h));
  }
  std::string operator()(const QrItem& qr) const {
    return fmt::format("{:5} {:5}  qr {} {}", tenths(qr.x), tenths(qr.y), tenths(qr.w), qr.text);
  }
};

}  // namespace

std::string to_text(const Pages& pages) {
  std::string out = fmt::format("title {}\nsubject {}\nauthor {}\nidentity {}\n", pages.title, pages.subject,
                                pages.author, pages.identity);
  if (pages.date) out += "date " + iso(*pages.date) + "\n";
  for (std::size_t number = 0; number < pages.pages.size(); ++number) {
    const Page& page = pages.pages[number];
    out += fmt::format("page {} {} x {}{}\n", number + 1, tenths(page.width), tenths(page.height),
                       page.label.empty() ? "" : " label " + page.label);
    for (const Item& item : page.items) out += "  " + std::visit(ItemPrinter{pages}, item) + "\n";
  }
  for (const Bookmark& mark : pages.bookmarks) {
    out += fmt::format("bookmark {}{} -> page {}\n",
                       std::string(static_cast<std::size_t>(mark.level) * 2, ' '), mark.title, mark.page + 1);
  }
  for (const EmbeddedFile& file : pages.files) {
    out += fmt::format("file {} {} {}\n{}\n", file.name, file.media_type, file.description, file.bytes);
  }
  return out;
}

}  // namespace pleno
