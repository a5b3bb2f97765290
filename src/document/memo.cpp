#include "document/memo.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace pleno::document {
namespace {

constexpr std::size_t most_known = 4096;  // some MB at the very most

}  // namespace

std::uint32_t Memo::number_of(const std::shared_ptr<const Sheet>& sheet) {
  const std::lock_guard guard(lock_);
  const auto known = std::find(sheets_.begin(), sheets_.end(), sheet);
  if (known != sheets_.end()) return static_cast<std::uint32_t>(known - sheets_.begin());
  sheets_.push_back(sheet);
  return static_cast<std::uint32_t>(sheets_.size() - 1);
}

std::shared_ptr<const SetParagraph> Memo::find(const std::string& key, bool& again) {
  const std::lock_guard guard(lock_);
  const auto known = known_.find(key);
  if (known != known_.end()) return known->second;
  const std::size_t hash = std::hash<std::string>()(key);
  std::uint32_t& place = asked_[hash % asked_.size()];
  again = place == static_cast<std::uint32_t>(hash >> 32);
  place = static_cast<std::uint32_t>(hash >> 32);
  return nullptr;
}

void Memo::keep(const std::string& key, SetParagraph paragraph) {
  auto shared = std::make_shared<const SetParagraph>(std::move(paragraph));
  const std::lock_guard guard(lock_);
  if (known_.size() >= most_known) known_.clear();
  known_.emplace(key, std::move(shared));
}

}  // namespace pleno::document
