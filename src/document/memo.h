// Paragraphs that were set before, for the next document that has the same one: titles, headings, the units
// of a scheme. It never changes a result: with a memo and without one, the pages are the same.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/document.h"
#include "domain/pages.h"

namespace pleno::document {

// One line: its items from (0, 0) at the line's top left corner.
struct SetLine {
  float height = 0, baseline = 0, width = 0;
  std::uint32_t first = 0, count = 0;
};

struct SetParagraph {
  std::vector<SetLine> lines;  // `first` counts from the paragraph's first item
  std::vector<Item> items;     // TextRun::face counts in `faces`
  std::vector<Face> faces;     // in the order of their first use
};

// Thread-safe. For one Measure and any number of templates; it keeps their sheets alive. Bounded: when it is
// full it forgets everything.
class Memo {
 public:
  // What tells paragraphs of this sheet apart from those of others.
  std::uint32_t number_of(const std::shared_ptr<const Sheet>& sheet);

  // Nothing when the key is not known; then `again` says whether it was asked for before: only such are worth
  // keeping, as most of the others are names and numbers that never come back.
  std::shared_ptr<const SetParagraph> find(const std::string& key, bool& again);
  void keep(const std::string& key, SetParagraph paragraph);

 private:
  std::mutex lock_;
  std::vector<std::shared_ptr<const Sheet>> sheets_;
  std::unordered_map<std::string, std::shared_ptr<const SetParagraph>> known_;
  std::array<std::uint32_t, 4096> asked_{};  // hashes of keys, each at its place or at none
};

}  // namespace pleno::document
