// The parts of a PDF around its pages: bookmarks, page labels, attached files.
// Each gives entries for the document's catalog.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/pages.h"
#include "pdf/haru.h"

namespace pleno::pdf {

// The outline tree, its outermost level open; of a document without bookmarks, its title. `page_objects` are
// the numbers of the pages' objects.
std::string add_bookmarks(Haru& haru, const Pages& pages, const std::vector<Haru::Object>& page_objects);
// A page's label cut into its words and its final number: "A-12" is "A-" and 12, "iv" has no number.
// An empty label is the number of the page at `index`, from 1.
struct PageLabel {
  std::string prefix;
  std::optional<long> number;
};
PageLabel label_of(const Page& page, std::size_t index);
// Labels that are a prefix and a counting number share a range; a page without a label is counted.
std::string page_labels(const std::vector<Page>& pages);
// Attached files with their relationship to the document (PDF/A-3): data it was made from. Empty without any.
std::string add_files(Haru& haru, const Pages& pages);

}  // namespace pleno::pdf
