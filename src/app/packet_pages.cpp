#include "app/packet_pages.h"

#include <algorithm>

namespace pleno::app {
namespace {

std::uint16_t face_in(Pages& whole, const Face& face) {
  const auto known = std::find(whole.faces.begin(), whole.faces.end(), face);
  if (known != whole.faces.end()) return static_cast<std::uint16_t>(known - whole.faces.begin());
  whole.faces.push_back(face);
  return static_cast<std::uint16_t>(whole.faces.size() - 1);
}

void append(Pages& whole, BoundPart part) {
  const std::size_t first = whole.pages.size();
  std::vector<std::uint16_t> faces;
  for (const Face& face : part.pages.faces) faces.push_back(face_in(whole, face));
  whole.bookmarks.push_back({0, std::move(part.title), first});
  for (Bookmark& mark : part.pages.bookmarks)
    whole.bookmarks.push_back({mark.level + 1, std::move(mark.title), mark.page + first});
  for (Page& page : part.pages.pages) {
    for (Item& item : page.items) {
      if (auto* run = std::get_if<TextRun>(&item)) run->face = faces[run->face];
    }
    page.label = std::to_string(whole.pages.size() + 1);
    whole.pages.push_back(std::move(page));
  }
}

}  // namespace

Pages bind(std::string title, std::vector<BoundPart> parts) {
  Pages whole;
  whole.title = std::move(title);
  for (BoundPart& part : parts) {
    if (whole.author.empty()) whole.author = part.pages.author;
    if (!whole.date) whole.date = part.pages.date;
    append(whole, std::move(part));
  }
  return whole;
}

}  // namespace pleno::app
