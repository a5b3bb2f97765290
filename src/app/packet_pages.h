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

// One document with a bookmark for each part, and page labels counted through.
Pages bind(std::string title, std::vector<BoundPart> parts);

}  // namespace pleno::app
