// Numbers for what the plenary ruled competent: given after all that would be produced was tried, in the
// order of the list, by one process at a time. Never makes or keeps a document.
#pragma once
#include <set>
#include <string>

#include "app/issue_candidates.h"

namespace pleno::app {

// What the trial of the whole batch said, before its first number was taken.
struct Trial {
  std::set<std::string> tried, faulty;  // assessments
};

// What a certificate is made under: rules, template with fonts and images, configuration.
std::string pins_of(Site& site, const Decision& decision);

// Steps 6 and 7 of all that wait for a number. False when another process is at it.
bool give_numbers(Site& site, const Plenary& plenary, Trial& trial, Report& report);

// What issuing would do, with the trial of everything that it would produce; nothing is numbered, held or
// stored.
Report plan_of(Site& site, const Plenary& plenary);

}  // namespace pleno::app
