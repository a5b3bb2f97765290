// Facts as long as they may legally be, for every name that templates know: what `pleno check` and the tests
// of the looks lay templates out with. Made from the table of facts, so that a new fact is tried by itself;
// it holds no real person's data.
#pragma once
#include "feel/value.h"

namespace pleno::document {

// `own` facts (the site's: lsp, contoh, …) stay as they are; all others, and what groups of them lack, are
// added. Names of 64 letters, titles of 75, KUK of 198, 27 KUK in each of 25 units, lists of 40 people.
// `truth`: the value of everything that is true or false, as templates say more in either case.
feel::Context longest_facts(const feel::Context& own, bool truth);

}  // namespace pleno::document
