// The decree's annex of certificate numbers. The decree is signed before there are numbers, so this annex
// comes after issuing, over everything issued so far. Never numbers or issues anything.
#pragma once
#include "app/report.h"
#include "app/site.h"

namespace pleno::app {

// Makes and stores `lampiran-sk` where the plenary's list has certificates that no annex kept so far names
// alike; so also after a run that was killed before it, and after a certificate was replaced.
void keep_annex(Site& site, const Plenary& plenary, Report& report);

}  // namespace pleno::app
