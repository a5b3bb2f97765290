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
  Rows(const Query& query, std::size_t columns) : query_(query), columns_(columns) {}
  virtual ~Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  // Goes to the next row (at first: to the first one); false behind the last.
  bool next() {
    if (++at_ >= count_) {
      count_ = refill();
      at_ = 0;
    }
    ++number_;
    return at_ < count_;
  }

  // The cell of a contract column; NULL is the empty text. Valid until next().
  std::string_view operator[](std::size_t column) const { return columns_[column][at_]; }
  std::size_t width() const { return columns_.size(); }

  const Query& query() const { return query_; }
  long long number() const { return number_; }  // of this row, from 1

 protected:
  // Puts the next rows into columns_ and says how many; 0 at the end.
  virtual std::size_t refill() = 0;

  const Query& query_;
  std::vector<std::vector<std::string>> columns_;

 private:
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  long long number_ = 0;
};

}  // namespace pleno::source
