// What waits for a person: what it is, and who must do what about it. Never does it.
#pragma once
#include <string>
#include <vector>

#include "app/site.h"

namespace pleno::app {

// One line for each thing held, by registration number, behind each kind a line that names who acts and how.
// Empty: nothing waits.
std::vector<std::string> held_lines(Site& site);

// Numbers given more than a day before `now` (ISO, UTC) whose certificates are not made.
std::vector<journal::PendingNumber> long_pending(Site& site, const std::string& now);

// The journal's names of states are stable English words; people read these.
std::string state_in_words(const std::string& state);

}  // namespace pleno::app
