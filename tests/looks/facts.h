// Facts as `app` would give them, of invented people: read from facts/*.feel, or made at their worst.
// Knows no template.
#pragma once
#include <string>
#include <vector>

#include "feel/value.h"

namespace pleno::looks {

// The contexts of facts/<name>.feel, later ones over earlier ones.
feel::Context facts(const std::vector<std::string>& names);

// Everything a plenary's documents ask for. `draft`: before the meeting.
feel::Context plenary_facts(bool draft);
// The same with so many people in groups of at most 40, every third with the longest texts.
feel::Context plenary_of(int people, bool draft);

// `jumlah` of these rows, each counted once: before the meeting by the rules, afterwards by its ruling.
feel::Context tally_of(const feel::List& people, bool draft);

// FR.AK.05: the first group of plenary_facts as one assessor's report.
feel::Context report_facts();
// One candidate with a ruling: kompeten, belum-kompeten, ditunda, …
feel::Context letter_facts(const std::string& ruling);
// The same with a 60-character name, two assessors and nine units of which nothing was shown.
feel::Context worst_letter(const std::string& ruling);

const std::vector<std::string>& rulings();

// Sets a member deep inside: put(facts, "asesi.nama", "…").
void put(feel::Context& facts, const std::string& path, feel::Value value);

}  // namespace pleno::looks
