// A source database of fictional people, to try Pleno with and to measure it. Never used for real data, and
// the same bytes of content for the same arguments: nothing in it is random or from the clock.
#pragma once
#include <filesystem>
#include <vector>

#include "domain/scheme.h"

namespace pleno::source {

inline constexpr long long designed_candidates = 44;

// Writes a SQLite database with `candidates` assessments in the given schemes (at least one, each of at least
// two units), sessions in November 2026. The first 44 are designed so that every branch of the pipeline is
// met, see docs/sample.md; the rest are made by rule. Ids are "26-0401", "26-0402", …, wider when there are
// many, so that they sort as text. samples/site/queries read it. Throws Error{CannotCreate} when the file
// exists or cannot be written, and then leaves no file behind.
void make_sample(const std::filesystem::path& sqlite_file, const std::vector<Scheme>& schemes,
                 long long candidates = designed_candidates);

}  // namespace pleno::source
