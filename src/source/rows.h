// The rows of one query as text, fetched in bulk. Never holds more than a few thousand rows, except on MySQL,
// whose client keeps a whole result when the query has no :after and :limit.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "source/source.h"
#include "text/diagnostic.h"

namespace pleno::source {

class Rows {
 public:
  Rows(const Query& query, std::size_t columns) : query_(query), cells_(columns) {}
  virtual ~Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  // Goes to the next row (at first: to the first one); false behind the last.
  bool next() {
    ++number_;
    return advance();
  }

  // The cell of a contract column; NULL is the empty text. Valid until next().
  std::string_view operator[](std::size_t column) const { return cells_[column]; }
  std::size_t width() const { return cells_.size(); }

  const Query& query() const { return query_; }
  long long number() const { return number_; }  // of this row, from 1

 protected:
  // Puts the next row's cells into cells_; false at the end, and again when asked again.
  virtual bool advance() = 0;

  const Query& query_;
  std::vector<std::string_view> cells_;

 private:
  long long number_ = 0;
};

}  // namespace pleno::source
