#include "app/packet_pages.h"

#include <algorithm>

namespace pleno::app {
namespace {

// Above the margin of every form, clear of a hole punch and of a printer's blind edge.
constexpr float stamp_x = 51, stamp_y = 26, stamp_size = 7.5F;
constexpr Colour stamp_colour{0x45, 0x50, 0x6a};
const Face stamp_face{"Carlito", false, false};

}  // namespace

Binder::Binder(pdf::Writer& writer, Pages about, std::size_t before) : writer_(writer), before_(before) {
  writer_.begin(std::move(about));
}

std::uint16_t Binder::face(const Face& face) {
  const auto known = std::find(faces_.begin(), faces_.end(), face);
  if (known != faces_.end()) return static_cast<std::uint16_t>(known - faces_.begin());
  faces_.push_back(face);
  return static_cast<std::uint16_t>(faces_.size() - 1);
}

void Binder::append(Pages part, const std::string& stamp) {
  std::vector<std::uint16_t> faces;
  for (const Face& one : part.faces) faces.push_back(face(one));
  for (Page& page : part.pages) {
    for (Item& item : page.items) {
      if (auto* run = std::get_if<TextRun>(&item)) run->face = faces[run->face];
    }
    page.label = std::to_string(before_ + ++count_);
    if (!stamp.empty()) {
      page.items.emplace_back(TextRun{
          stamp_x, stamp_y, face(stamp_face), stamp_size, stamp_colour, 0, 0, stamp + " " + page.label, {}});
    }
  }
  part.faces = faces_;
  part.bookmarks.insert(part.bookmarks.begin(), marks_.begin(), marks_.end());
  marks_.clear();
  writer_.add(part);
}

void Binder::mark(int level, std::string title) { marks_.push_back({level, std::move(title), 0}); }

void Binder::add(BoundPart part) {
  mark(0, std::move(part.title));
  for (Bookmark& mark : part.pages.bookmarks) ++mark.level;
  append(std::move(part.pages), {});
}

void Binder::add_stamped(Pages pages, const std::string& stamp) {
  pages.bookmarks.clear();
  append(std::move(pages), stamp);
}

std::string file_of(pdf::Writer& writer, std::vector<BoundPart> parts) {
  if (parts.size() == 1) return writer.write(parts.front().pages);
  Pages about;
  about.title = parts.front().title;
  about.author = parts.front().pages.author;
  about.date = parts.front().pages.date;
  Binder binder(writer, std::move(about));
  for (BoundPart& part : parts) binder.add(std::move(part));
  return binder.finish();
}

}  // namespace pleno::app
