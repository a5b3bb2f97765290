#include "feel/schema.h"

namespace pleno::feel {
void check(const Expression&, const Schema&, const Source&, Diagnostics&) {}
void check(const Text&, const Schema&, const Source&, Diagnostics&) {}
}  // namespace pleno::feel
