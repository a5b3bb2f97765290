// The functions that templates add to FEEL: Indonesian dates, numbers in words, Roman months. Pure, from
// text/indonesian.h.
#pragma once
#include "feel/value.h"

namespace pleno::document {

// tanggal, hari, rentang, terbilang, inggris, romawi, bulan, angka. Null in gives null out, with a cause.
feel::Context indonesian_functions();

}  // namespace pleno::document
