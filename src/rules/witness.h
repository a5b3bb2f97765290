// Someone who looks over a judge's shoulder: sees every rule it asks, on which node, and the way of each
// evaluation. Never changes a result; coverage and explanations are made of what witnesses saw.
#pragma once
#include <cstddef>

#include "feel/trace.h"
#include "rules/rules.h"

namespace pleno::rules {

class Witness {
 public:
  virtual ~Witness() = default;
  // Whether traces are to be thorough (feel/trace.h).
  virtual bool wants_all() const { return false; }
  // A rule spoke for a node; `index` counts the level's nodes in the scheme's order.
  virtual void judged(Level level, std::size_t index, const LevelRule& rule, Outcome outcome,
                      const feel::Trace& trace) = 0;
  // A row of `hasil` was asked, from the first on until one holds.
  virtual void asked_row(std::size_t row, bool held, const feel::Trace& trace) = 0;
};

}  // namespace pleno::rules
