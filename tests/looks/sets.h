// Everything that is looked at: each shipped template with facts, by name. What the pictures are made of, and
// what the checks of the files run over.
#pragma once
#include <string>
#include <vector>

#include "feel/value.h"

namespace pleno::looks {

struct Set {
  std::string form;     // the template: "fr-ak-02"
  std::string variant;  // "contoh"; "draf": before the meeting, or before the number; "25-unit";
                        // "terpanjang", "terpanjang-tidak": longest_facts with everything true or false
  feel::Context facts;
  std::string name() const { return form + " " + variant; }
};

// The templates of documents in templates/, sorted: not those that others include, nor mails.
std::vector<std::string> shipped_forms();
// In the order of their names.
std::vector<Set> all_sets();

}  // namespace pleno::looks
