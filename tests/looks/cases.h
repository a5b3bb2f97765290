// Facts as `app` itself makes them, of one invented candidate in a scheme of samples/schemes, judged by
// rules/bnsp.yaml. Knows no template.
#pragma once
#include <string>

#include "feel/value.h"

namespace pleno::looks {

enum class Shown { Everything, ButTwoCriteria, Nothing };  // which KUK are competent

// 132 KUK in nine units, or only the first of them. `worst`: the longest name and comment, two assessors, no
// e-mail, no organisation.
feel::Context candidate_facts(Shown shown, bool worst = false, int units = 9);
// The same with a ruling of the plenary and a certificate of so many units; above nine, the longest titles.
feel::Context certificate_facts(int units, bool worst = false);
// A session with so many candidates, every third at its longest.
feel::Context session_facts(int people);
// Before a meeting of eight: routine ones, an override, one undecided, one that differs, one without papers,
// a near miss and a clear BK, with the reasons of the real rules.
feel::Context small_plenary_facts();
// What every document of a site knows, without a candidate.
feel::Context site_alone();

}  // namespace pleno::looks
