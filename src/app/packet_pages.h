// Several laid-out documents bound into one: the plenary packet. Never changes a page but its number.
#pragma once
#include <string>
#include <vector>

#include "domain/pages.h"

namespace pleno::app {

struct BoundPart {
  std::string title;  // its bookmark, over those of the part itself
  Pages pages;
};

// One document growing part by part, page labels counted through.
class Binder {
 public:
  explicit Binder(std::string title) { whole_.title = std::move(title); }

  // With a bookmark for the part, and those of its own below it.
  void add(BoundPart part);
  // A bookmark to the next page that is added.
  void mark(int level, std::string title);
  // Pages without a bookmark, each with `stamp` and its number in the packet at the top left corner, because
  // they have their own numbers at their foot.
  void add_stamped(Pages pages, const std::string& stamp);

  std::size_t count() const { return whole_.pages.size(); }
  Pages finish() { return std::move(whole_); }

 private:
  void append(Pages part, const std::string& stamp);
  std::uint16_t face(const Face& face);

  Pages whole_;
};

// The parts as one document.
Pages bind(std::string title, std::vector<BoundPart> parts);

}  // namespace pleno::app
