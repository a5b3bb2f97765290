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
  // The fonts that `folder`/SHA256SUMS lists, in the format of sha256sum. Each is compared with its SHA-256
  // before anything else looks at it. `folder`/FACES may say what is in a font (path, family, style,
  // PostScript name, with tabs between): such a font is read when it is first asked for, the others at once.
  // Throws Error{Configuration} naming the file: when the list is missing, a font is missing, a font in the
  // folder is not listed, or has the face or PostScript name of another; and, when it is read: it differs
  // from its digest or from FACES, or is no TrueType.
  static std::shared_ptr<const FontStore> load(const std::filesystem::path& folder);
  // Reads the fonts that nobody has asked for yet, so that all of them are checked.
  void read_all() const;
  ~FontStore();
  FontStore(const FontStore&) = delete;
  FontStore& operator=(const FontStore&) = delete;

  std::vector<Face> faces() const;  // sorted

  // Position of a face in faces(); -1 when it is not shipped.
  int index_of(const Face& face) const;
  const FontFile& at(int index) const;  // thread-safe
  // Throws Error{Internal} when the face is not shipped: layout asks Measure before.
  const FontFile& get(const Face& face) const;

  // The fonts as cut for this plan, shared by all who write documents of it. Plans of one id must be
  // equal (Error{Internal}). The only part of the store that grows: by a few cuts for each plan.
  std::shared_ptr<PlanCuts> cuts_for(const std::shared_ptr<const FontPlan>& plan) const;

 private:
  struct Entry;
  FontStore();
  void add(std::unique_ptr<Entry> entry);

  std::vector<std::unique_ptr<Entry>> fonts_;  // sorted by face
  mutable std::mutex lock_;
  mutable std::map<std::string, std::shared_ptr<PlanCuts>> cuts_;
};

}  // namespace pleno::pdf
