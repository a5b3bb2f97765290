#include "app/packet_pages.h"

#include <algorithm>

namespace pleno::app {
namespace {

// Above the margin of every form, clear of a hole punch and of a printer's blind edge.
constexpr float stamp_x = 51, stamp_y = 26, stamp_size = 7.5F;
constexpr Colour stamp_colour{0x45, 0x50, 0x6a};
const Face stamp_face{"Carlito", false, false};

}  // namespace

std::uint16_t Binder::face(const Face& face) {
  const auto known = std::find(whole_.faces.begin(), whole_.faces.end(), face);
  if (known != whole_.faces.end()) return static_cast<std::uint16_t>(known - whole_.faces.begin());
  whole_.faces.push_back(face);
  return static_cast<std::uint16_t>(whole_.faces.size() - 1);
}

void Binder::append(Pages part, const std::string& stamp) {
  if (whole_.author.empty()) whole_.author = part.author;
  if (!whole_.date) whole_.date = part.date;
  std::vector<std::uint16_t> faces;
  for (const Face& one : part.faces) faces.push_back(face(one));
  for (Page& page : part.pages) {
    for (Item& item : page.items) {
      if (auto* run = std::get_if<TextRun>(&item)) run->face = faces[run->face];
    }
    page.label = std::to_string(count() + 1);
    if (!stamp.empty()) {
      page.items.emplace_back(TextRun{
          stamp_x, stamp_y, face(stamp_face), stamp_size, stamp_colour, 0, 0, stamp + " " + page.label, {}});
    }
    whole_.pages.push_back(std::move(page));
  }
}

void Binder::mark(int level, std::string title) {
  whole_.bookmarks.push_back({level, std::move(title), count()});
}

void Binder::add(BoundPart part) {
  const std::size_t first = count();
  mark(0, std::move(part.title));
  for (Bookmark& mark : part.pages.bookmarks)
    whole_.bookmarks.push_back({mark.level + 1, std::move(mark.title), mark.page + first});
  append(std::move(part.pages), {});
}

Pages bind(std::string title, std::vector<BoundPart> parts) {
  Binder binder(std::move(title));
  for (BoundPart& part : parts) binder.add(std::move(part));
  return binder.finish();
}

void Binder::add_stamped(Pages pages, const std::string& stamp) { append(std::move(pages), stamp); }

}  // namespace pleno::app
