// The functions Pleno adds to FEEL in rule files. Never touch anything but their arguments.
#pragma once
#include "feel/value.h"

namespace pleno::rules {

// daftar(list) without its nulls, tanggal(date), angka(number): added to the names of every expression of a
// rule file.
void add_functions(feel::Context& names);

}  // namespace pleno::rules
