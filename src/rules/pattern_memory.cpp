#include "rules/pattern_memory.h"

#include <cstring>

namespace pleno::rules {
namespace {

std::uint32_t hash_of(std::string_view bytes) {
  std::uint64_t hash = bytes.size();
  const auto mix = [&](std::uint64_t part) {
    hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 32U;
  };
  std::uint64_t part = 0;
  std::size_t i = 0;
  for (; i + sizeof(part) <= bytes.size(); i += sizeof(part)) {
    std::memcpy(&part, bytes.data() + i, sizeof(part));
    mix(part);
  }
  part = 0;
  std::memcpy(&part, bytes.data() + i, bytes.size() - i);
  mix(part);
  return static_cast<std::uint32_t>(hash);
}

}  // namespace

PatternMemory::Slot& PatternMemory::slot_of(std::uint32_t hash, std::string_view pattern) {
  for (std::size_t at = hash;; ++at) {
    Slot& slot = slots_[at & (slots_.size() - 1)];
    if (slot.begin == unknown) return slot;
    if (slot.hash == hash && slot.length == pattern.size() &&
        std::memcmp(bytes_.data() + slot.begin, pattern.data(), pattern.size()) == 0)
      return slot;
  }
}

std::uint32_t& PatternMemory::number_of(std::string_view pattern) {
  if (slots_.size() < 2 * (size_ + 1)) grow();
  const std::uint32_t hash = hash_of(pattern);
  Slot& slot = slot_of(hash, pattern);
  if (slot.begin != unknown) return slot.number;
  slot = {hash, static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(pattern.size()),
          unknown};
  bytes_ += pattern;
  ++size_;
  return slot.number;
}

void PatternMemory::grow() {
  const std::vector<Slot> before = std::move(slots_);
  slots_.assign(before.empty() ? 64 : before.size() * 2, {});
  for (const Slot& slot : before) {
    if (slot.begin == unknown) continue;
    slot_of(slot.hash, std::string_view(bytes_).substr(slot.begin, slot.length)) = slot;
  }
}

void PatternMemory::clear() {
  slots_.clear();
  bytes_.clear();
  size_ = 0;
}

}  // namespace pleno::rules
