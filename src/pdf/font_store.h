// The fonts that documents may be set in. Built once per run, then immutable and shared by threads.
// Only fonts on the allow-list come in: a damaged TrueType file can crash those who read it.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "domain/pages.h"

namespace pleno::pdf {

class FontFile;
class PlanCuts;

class FontStore {
 public:
  // Loads every font that `folder`/SHA256SUMS lists, in the format of sha256sum, after comparing its
  // SHA-256 with the list. Throws Error{Configuration} naming the file: when the list is missing, a font
  // differs from it or is missing, a font in the folder is not listed, is no TrueType, or has the face
  // or PostScript name of another.
  static std::shared_ptr<const FontStore> load(const std::filesystem::path& folder);
  ~FontStore();
  FontStore(const FontStore&) = delete;
  FontStore& operator=(const FontStore&) = delete;

  std::vector<Face> faces() const;  // sorted

  // Position of a face in faces(); -1 when it is not shipped.
  int index_of(const Face& face) const;
  const FontFile& at(int index) const;
  // Throws Error{Internal} when the face is not shipped: layout asks Measure before.
  const FontFile& get(const Face& face) const;

  // The fonts as cut for this plan, shared by all who write documents of it. Plans of one id must be
  // equal (Error{Internal}). The only part of the store that grows: by a few cuts for each plan.
  std::shared_ptr<PlanCuts> cuts_for(const std::shared_ptr<const FontPlan>& plan) const;

 private:
  FontStore();
  void add(std::unique_ptr<FontFile> font);

  std::vector<std::unique_ptr<FontFile>> fonts_;  // sorted by face
  mutable std::mutex lock_;
  mutable std::map<std::string, std::shared_ptr<PlanCuts>> cuts_;
};

}  // namespace pleno::pdf
