// Facts of an invented candidate, as `app` would give them, for tests and for looking at pages.
#pragma once
#include <string>

#include "feel/value.h"

namespace pleno::test {

// Everything that FR.AK.02, the certificate and FR.AK.05 ask for. Competent, but for two criteria when
// `gaps`.
feel::Context sample_facts(bool gaps = false);

// Sets a member deep inside: put(facts, "asesi.nama", "…").
void put(feel::Context& facts, const std::string& path, feel::Value value);

}  // namespace pleno::test
