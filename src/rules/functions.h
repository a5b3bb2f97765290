// The functions Pleno adds to FEEL in rule files. Never touch anything but their arguments.
#pragma once
#include <string>
#include <vector>

#include "feel/value.h"

namespace pleno::rules {

// "2.3", "2.3 dan 3.1", "2.3, 3.1 dan 4.1": how Indonesian joins a list.
std::string enumerate(const std::vector<std::string>& words);

// daftar(list) without its nulls, tanggal(date), angka(number): added to the names of every expression of a
// rule file.
void add_functions(feel::Context& names);

}  // namespace pleno::rules
