// Several laid-out documents bound into one: the plenary packet. Never changes a page but its number, and
// forgets it once it is drawn.
#pragma once
#include <string>
#include <vector>

#include "domain/pages.h"
#include "pdf/writer.h"

namespace pleno::app {

struct BoundPart {
  std::string title;  // its bookmark, over those of the part itself
  Pages pages;
};

// One file growing part by part, page labels counted through.
class Binder {
 public:
  // `about`: what the whole says of itself, as for pdf::Writer::begin. `before`: pages of the volumes before.
  Binder(pdf::Writer& writer, Pages about, std::size_t before = 0);

  // With a bookmark for the part, and those of its own below it.
  void add(BoundPart part);
  // A bookmark to the next page that is added.
  void mark(int level, std::string title);
  // Pages without a bookmark, each with `stamp` and its number in the packet at the top left corner, because
  // they have their own numbers at their foot.
  void add_stamped(Pages pages, const std::string& stamp);

  std::size_t count() const { return count_; }  // pages so far, without those of the volumes before
  std::string finish() { return writer_.finish(); }

 private:
  void append(Pages part, const std::string& stamp);
  std::uint16_t face(const Face& face);

  pdf::Writer& writer_;
  std::vector<Face> faces_;
  std::vector<Bookmark> marks_;  // of the next page
  std::size_t before_, count_ = 0;
};

// One part as it is, several as one file that is called as the first.
std::string file_of(pdf::Writer& writer, std::vector<BoundPart> parts);

}  // namespace pleno::app
