// Joins the ordered rows of the four queries into one assessment after another. Holds one assessment at a
// time, and never sorts: rows out of order are an error.
#pragma once
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "source/evidence_from_rows.h"
#include "source/source.h"

namespace pleno::source {

// One of the four streams, at its current row. Never goes back.
class Stream {
 public:
  explicit Stream(std::unique_ptr<Rows> rows) : rows_(std::move(rows)) { advance(); }

  bool has_row() const { return has_row_; }
  const Rows& row() const { return *rows_; }
  const std::string& id() const { return id_; }  // of the current row
  void advance();                                // throws Error{Data} when the ids are not in order

 private:
  std::unique_ptr<Rows> rows_;
  std::string id_;
  bool has_row_ = false;
};

class Merge {
 public:
  Merge(const std::vector<Scheme>& schemes, const std::function<void(Evidence&&)>& keep,
        const std::function<void(Rejected&&)>& reject, const std::function<void(Diagnostic&&)>& note)
      : evidence_(schemes), keep_(keep), reject_(reject), note_(note) {}

  // For each candidate's row, the rows of the others with the same id; then what is left over.
  void run(Stream& candidates, Stream& assessors, Stream& documents, Stream& marks);

 private:
  void take_candidate(Stream& candidates);
  void reject_orphans(Stream& stream, const std::string* id);
  void finish(const std::string& id);

  EvidenceFromRows evidence_;
  const std::function<void(Evidence&&)>& keep_;
  const std::function<void(Rejected&&)>& reject_;
  const std::function<void(Diagnostic&&)>& note_;
  std::set<std::string> orphans_;
};

}  // namespace pleno::source
